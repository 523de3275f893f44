import subprocess
import sys
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from quizkit.tui import pictures
from quizkit.tui.backend import Backend
from quizkit.tui.pictures import FactPicture, cells, decoded, told, way

needs_extra = pytest.mark.skipif(not pictures.installed(), reason="the extra is not installed")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, ""),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, ""),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "halfcell"),
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "foot", "COLORTERM": "truecolor"}, "sixel"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "sixel"),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1", "COLORTERM": "24bit"}, "halfcell"),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, ""),
    ],
)
def test_the_environment_tells_what_the_terminal_can(environ, expected) -> None:
    assert way(environ) == expected


def test_what_becomes_of_pictures_is_told(monkeypatch) -> None:
    monkeypatch.setattr(pictures, "find_spec", lambda _name: None)
    assert "quizkit[images]" in told({"TERM": "xterm-kitty"})
    monkeypatch.setattr(pictures, "find_spec", lambda _name: object())
    assert told({}) == "Pictures are told in words: this terminal shows none."
    assert told({"TERM": "xterm-kitty"}).startswith("Pictures are shown")


@pytest.mark.parametrize(
    ("size", "room", "expected"),
    [
        ((400, 200), (76, 8), (32, 8)),
        ((4000, 200), (76, 8), (76, 2)),
        ((10, 20), (76, 8), (3, 3)),
        ((1, 4000), (76, 8), (1, 8)),
    ],
)
def test_a_picture_keeps_its_proportions(size, room, expected) -> None:
    assert cells(size, room, (10, 20)) == expected


@needs_extra
def test_only_fit_pictures_are_decoded(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (2000, 100), "red").save(tmp_path / "a.png")
    assert decoded(tmp_path / "a.png").size == (1024, 51)
    assert decoded(tmp_path / "b.png") is None
    data = (tmp_path / "a.png").read_bytes()
    (tmp_path / "c.png").write_bytes(data[:60] + b"?" * 40)
    assert decoded(tmp_path / "c.png") is None
    (tmp_path / "d.jpg").write_bytes(data)
    assert decoded(tmp_path / "d.jpg") is None


class Desk:
    def __init__(self, environ: dict[str, str]) -> None:
        self.environ = environ


class Small(App[None]):
    def __init__(self, path: Path, environ: dict[str, str]) -> None:
        super().__init__()
        self.path = path
        self.desk = Desk(environ)
        self.backend = Backend()

    def compose(self) -> ComposeResult:
        yield FactPicture(str(self.path), "a [b]map[/b]\x1b[31m", "Ann")
        yield Static("after")


@needs_extra
@pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning")
@pytest.mark.parametrize("environ", [{}, {"TERM": "xterm", "COLORTERM": "truecolor"}])
async def test_the_words_are_always_there_and_the_picture_where_it_can_be(tmp_path, environ):
    from PIL import Image

    Image.new("RGB", (400, 200), "red").save(tmp_path / "a.png")
    app = Small(tmp_path / "a.png", environ)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(50):
            await pilot.pause(0.02)
            if app.backend.is_idle and (app.query_one(FactPicture)._drawn or not environ):
                break
        await pilot.pause()
        rows = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
        before = rows.index("Picture: a [b]map[/b]␛[31m (Ann)")
        assert before == (8 if environ else 0)
        assert rows[before + 1] == "after"
        await pilot.resize_terminal(80, 15)
        await pilot.pause()
        rows = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
        assert rows.index("after") == (6 if environ else 1)


@needs_extra
@pytest.mark.pty
def test_the_terminal_is_never_asked(tmp_path: Path) -> None:
    """A terminal that answers nothing is written nothing to, and nothing is waited for."""
    script = (
        "import os, pty, sys\n"
        "pid, fd = pty.fork()\n"
        "if pid == 0:\n"
        "    from quizkit.tui.pictures import drawer\n"
        "    drawer('halfcell')\n"
        "    os.write(1, b'done')\n"
        "    os._exit(0)\n"
        "data = b''\n"
        "while True:\n"
        "    try:\n"
        "        part = os.read(fd, 1000)\n"
        "    except OSError:\n"
        "        break\n"
        "    if not part:\n"
        "        break\n"
        "    data += part\n"
        "os.waitpid(pid, 0)\n"
        "print(data)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=50, check=True
    )
    assert done.stdout == "b'done'\n"
