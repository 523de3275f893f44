"""The editor's arguments, and what is said where it cannot be opened."""

from contextlib import contextmanager
from pathlib import Path

import pytest

from quizkit.model import Location
from quizkit.tui.editor import NO_EDITOR, command, edit, editor_of

AT = Location("/d/a deck;rm -rf.yaml", 31, 7)


class Lent:
    """An app whose terminal can be lent."""

    def __init__(self) -> None:
        self.is_lent = False

    @contextmanager
    def suspend(self):
        self.is_lent = True
        yield
        self.is_lent = False


@pytest.mark.parametrize(
    ("editor", "arguments"),
    [
        ("vi", ["vi", "+31", AT.path]),
        ("/usr/bin/vim -n", ["/usr/bin/vim", "-n", "+31", AT.path]),
        ("emacs -nw", ["emacs", "-nw", "+31", AT.path]),
        ("code --wait", ["code", "--wait", "--goto", f"{AT.path}:31:7"]),
        ("hx", ["hx", f"{AT.path}:31:7"]),
        ("'/opt/my editor/ed' -x", ["/opt/my editor/ed", "-x", AT.path]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(editor, arguments):
    assert command(editor, AT) == arguments


def test_a_path_never_reads_as_an_option():
    (_, file) = command("my-editor", Location("--help.yaml"))
    assert Path(file).is_absolute()


def test_settings_come_before_visual_and_that_before_editor(tmp_path):
    both = {"VISUAL": "code", "EDITOR": "vi"}
    assert editor_of("nano", both) == "nano"
    assert editor_of("", both) == "code"
    assert editor_of(" ", {"VISUAL": "", "EDITOR": "vi"}) == "vi"
    assert editor_of("", {"PATH": str(tmp_path)}) == ""
    nano = tmp_path / "nano"
    nano.write_text("")
    nano.chmod(0o700)
    assert editor_of("", {"PATH": str(tmp_path)}) == "nano"


def test_the_terminal_is_lent_while_the_editor_runs(tmp_path):
    file, app, seen = tmp_path / "d.yaml", Lent(), []
    file.write_text("")
    said = edit(
        app, Location(str(file), 3), "vi", run=lambda args: seen.append((args, app.is_lent))
    )
    assert (said, seen) == ("", [(["vi", "+3", str(file)], True)])
    assert not app.is_lent


def test_what_goes_wrong_is_said_and_the_terminal_comes_back(tmp_path):
    file, app = tmp_path / "d.yaml", Lent()
    assert edit(app, Location(str(file)), "") == NO_EDITOR
    assert edit(app, Location(str(file)), "vi") == f"There is no file {file}."
    file.write_text("")
    said = edit(app, Location(str(file)), str(tmp_path / "none"))
    assert said.startswith(f'The editor "{tmp_path / "none"}" cannot be started: no such file')
    assert not app.is_lent
    assert "no closing quotation" in edit(app, Location(str(file)), 'vi "')


async def test_a_terminal_that_cannot_be_lent_is_said(stage, tmp_path):
    file = tmp_path / "d.yaml"
    file.write_text("")
    async with stage() as s:
        said = edit(s.app, Location(str(file)), "vi")
    assert said == "This terminal cannot be lent to an editor."
