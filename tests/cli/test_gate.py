"""Screens or lines: what decides, and what is said where screens were asked for."""

import click
import pytest

from quizkit.cli.exits import NoInput
from quizkit.cli.frame import Cli
from quizkit.cli.gate import is_for_screens, obstacle


class Stream:
    """A stream that is a terminal, or is not."""

    closed = False

    def __init__(self, *, terminal: bool = True) -> None:
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


TERMINALS = (Stream(), Stream(), Stream())
NAMES = ("standard input", "standard output", "standard error")


@pytest.fixture
def on_terminal(monkeypatch):
    """Return a frame on a terminal, with some variables more."""

    def frame(**environ: str) -> Cli:
        for name in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(f"sys.{name}", Stream())
        return Cli({"TERM": "xterm", **environ}, lambda _desk, _opening: None)

    return frame


@pytest.mark.parametrize("which", range(3))
@pytest.mark.parametrize("how", ["elsewhere", "none"])
def test_each_stream_counts(which: int, how: str) -> None:
    streams = list(TERMINALS)
    streams[which] = Stream(terminal=False) if how == "elsewhere" else None
    assert obstacle({"TERM": "xterm"}, streams) == f"{NAMES[which]} is not a terminal"


@pytest.mark.parametrize(
    ("environ", "why"),
    [({}, "TERM is not set"), ({"TERM": "dumb"}, "TERM is dumb"), ({"TERM": "linux"}, "")],
    ids=str,
)
def test_the_kind_of_terminal_counts(environ: dict[str, str], why: str) -> None:
    assert obstacle(environ, TERMINALS) == why


@pytest.mark.parametrize(("word", "is_screens"), [("1", False), ("yes", False), ("0", True)])
def test_a_variable_asks_for_lines(on_terminal, word: str, is_screens: bool) -> None:
    assert is_for_screens(on_terminal(QUIZKIT_PLAIN=word)) is is_screens


def test_an_option_is_stronger_than_the_variable(on_terminal) -> None:
    assert is_for_screens(on_terminal(QUIZKIT_PLAIN="1"), tui=True)
    assert not is_for_screens(on_terminal(), plain=True)


def test_both_ways_at_once_are_none(on_terminal) -> None:
    with pytest.raises(click.UsageError, match="choose one"):
        is_for_screens(on_terminal(), plain=True, tui=True)


def test_nobody_is_asked_where_nobody_shall_be(on_terminal) -> None:
    cli = on_terminal()
    cli.options["no_input"] = True
    assert not is_for_screens(cli)
    with pytest.raises(NoInput, match="--no-input is given"):
        is_for_screens(cli, tui=True)


def test_a_call_without_screens_goes_on_in_lines(on_terminal) -> None:
    cli = on_terminal()
    cli.screens = None
    assert not is_for_screens(cli)
