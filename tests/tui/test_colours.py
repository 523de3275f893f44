"""What a terminal is sent: no colour where none is wanted, whole colours where they are."""

import re

import pytest

from tests.tui.terminal import Terminal

SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
PLAIN = {0, 1, 2, 3, 4, 7, 9, 22, 23, 24, 27, 29, 39, 49}
"""Reset, bold, dim, italic, underline, reverse, strike, their ends, default colours."""


def codes(sent: bytes) -> set[int]:
    """Return every code for how text looks; those of a colour are 30 to 48 and 90 to 107."""
    return {int(part or 0) for match in SGR.findall(sent) for part in re.split(b"[;:]", match)}


def tour(terminal: Terminal) -> None:
    """Look at home, settings, help and the palette."""
    terminal.wait_for("? Help", "two minutes")
    terminal.press(",")
    terminal.wait_for("Minutes a day")
    terminal.press("down", "down", "down", "enter")
    terminal.wait_for("Theme")
    terminal.press("f1")
    terminal.wait_for("type to search")
    terminal.press("escape")
    terminal.wait_gone("type to search")
    terminal.press("escape", "ctrl+p")
    terminal.wait_for("Find an action")
    terminal.press("escape", "ctrl+q")
    terminal.ended()


@pytest.mark.pty
def test_no_colour_is_sent_where_none_is_wanted() -> None:
    env = {"NO_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with Terminal([], env=env) as terminal:
        tour(terminal)
        found = codes(terminal.sent)
    assert found <= PLAIN
    assert {1, 7} <= found


@pytest.mark.pty
def test_an_empty_wish_is_none() -> None:
    env = {"NO_COLOR": "", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with Terminal([], env=env) as terminal:
        terminal.wait_for("? Help")
        terminal.press("ctrl+q")
        terminal.ended()
        assert 38 in codes(terminal.sent)
