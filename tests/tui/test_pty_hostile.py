"""Texts that want to command the terminal: of decks, of file names, pasted; none of them does."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.learner import GUARD_S
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.pty,
    pytest.mark.timeout(120),
    pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are a matter of POSIX"),
]

REFUSED = (
    "\x1b[9mstruck",
    "\x1b]52;c;aGk=\x07copied",
    "\x1b]0;title\x07",
    "\x1bPq#0\x1b\\",
    "\x1b_Gi=1\x1b\\",
    "\x9b2Jcleared",
    "\u202eback to front",
    "\u2066isolated",
    "zero\u200bwidth",
    "tag\U000e0041",
    "rings\x07",
    "over\rwritten",
)
"""What a deck may not hold: it is refused, and shown as signs where its refusal is told."""

ALLOWED = (
    "[bold]loud[/bold]",
    "[/b]",
    "[@click=app.quit]press me[/]",
    "[link=file:///etc]link[/link]",
    "$x^{[red]}$",
    "{0} %s \\n",
)
"""Words that a toolkit could take for orders; they are words."""

ASKED = 3

HEAD = """\
quizkit: 1
deck: hostile
title: %s
language: en
kinds:
  song:
    called: "{name}"
    says: "{by} sang {name}."
    roles:
      name: text
      by: {is: text, ask: "Who sang {name}?"}
facts:
  song:
"""

_SENT_BY_US = re.compile(rb"\x1b\[[?<>=]?[0-9;]*\$?[mHhlupAKJC]|\x1b\]22;[a-z-]*\x07")
"""Colours, places, modes, and the shape of the mouse pointer."""
_NEVER = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\U000e0041]"
)


def quoted(text: str) -> str:
    """Return a text as YAML may write it, with escapes for whatever is odd."""
    return (
        '"' + "".join(c if " " <= c <= "~" and c not in '"\\' else _escape(c) for c in text) + '"'
    )


def _escape(char: str) -> str:
    return {'"': '\\"', "\\": "\\\\"}.get(char) or f"\\U{ord(char):08x}"


def deck_of(folder: Path, texts: tuple[str, ...], name: str = "hostile.yaml") -> Path:
    rows = [
        f"    - {{id: f{n}, name: Song {n}, by: {quoted(text)}}}\n" for n, text in enumerate(texts)
    ]
    path = folder / name
    path.write_text(HEAD % quoted(texts[0]) + "".join(rows), encoding="utf-8")
    return path


def commands(sent: bytes) -> Iterator[str]:
    """Yield what was sent that is neither text nor what Textual sends by itself."""
    yield from (repr(order) for order in (b"\x1b[9m", b"\x1b[2J") if order in sent)
    yield from map(repr, _NEVER.findall(_SENT_BY_US.sub(b"", sent).decode(errors="replace")))


def test_the_check_sees_what_it_is_to_see() -> None:
    for text in REFUSED:
        if text != "over\rwritten":
            assert list(commands(text.encode())), text
    assert list(commands(b"\x1b[1;31mred\x1b[0m\r\n\x1b[?1049h\x1b[?2026$p")) == []


def test_words_like_markup_are_words(tmp_path: Path) -> None:
    deck = deck_of(tmp_path, ALLOWED)
    with Terminal(["study", str(deck), "--form", "flip"]) as terminal:
        shown = ""
        for n in range(ASKED):
            terminal.wait_for("Who sang")
            terminal.idle(GUARD_S)
            terminal.press("space")
            terminal.wait_for("Easy")
            shown += terminal.text
            terminal.idle(GUARD_S)
            terminal.press("3")
            terminal.wait_for("saved as")
            if n < ASKED - 1:
                terminal.idle(GUARD_S)
                terminal.press("enter")
                terminal.wait_gone("saved as")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert sum(text in shown for text in ALLOWED) >= ASKED - 1  # one is a formula
        assert list(commands(terminal.sent)) == []


def test_what_is_pasted_commands_nothing(tmp_path: Path) -> None:
    deck = deck_of(tmp_path, ("Ada", "Ben", "Cora"))
    with Terminal(["study", str(deck), "--form", "typed"]) as terminal:
        terminal.wait_for("Your answer:")
        for text in ("\u202eevil\u200b\U000e0041", "[red]x[/]", "\x9b2J\x07"):
            terminal.press(f"\x1b[200~{text}\x1b[201~")
        terminal.wait_for("evil[red]x[/]2J")
        terminal.press("enter")
        terminal.wait_for("enter Next")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert list(commands(terminal.sent)) == []


@pytest.mark.slow
@pytest.mark.fault
@pytest.mark.parametrize("argv", [["check", "--watch"], ["study"], ["study", "--plain"]], ids=str)
def test_a_deck_that_is_refused_commands_nothing(tmp_path: Path, argv: list[str]) -> None:
    deck = deck_of(tmp_path, REFUSED)
    with Terminal([*argv, str(deck)]) as terminal:
        if argv[0] == "check":
            terminal.wait_for("hostile.yaml", "? Help")
            terminal.idle(1.0)
            terminal.press("ctrl+q")
        terminal.ended()
        assert list(commands(terminal.sent)) == []


@pytest.mark.slow
@pytest.mark.fault
@pytest.mark.parametrize("argv", [["study"], ["check", "--watch"]], ids=str)
def test_the_name_of_a_file_commands_nothing(tmp_path: Path, argv: list[str]) -> None:
    deck = deck_of(tmp_path, ("Ada", "Ben", "Cora"), name="a\x1b]52;c;aGk=\x07\u202eb.yaml")
    with Terminal([*argv, str(deck)]) as terminal:
        terminal.wait_for("? Help")
        terminal.idle(1.0)
        terminal.press("ctrl+q")
        terminal.ended()
        assert list(commands(terminal.sent)) == []


@pytest.mark.slow
@pytest.mark.fault
def test_home_and_browse_show_hostile_decks_as_signs(tmp_path: Path) -> None:
    own = tmp_path / "decks"
    own.mkdir()
    deck_of(own, REFUSED, name="one.yaml")
    deck_of(own, ALLOWED, name="two\x1b[9m.yaml")
    with Terminal(env={"QUIZKIT_DECKS": str(own)}) as terminal:
        terminal.wait_for("quizkit", "? Help")
        terminal.idle(1.2)
        terminal.press("b")
        terminal.idle(1.2)
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert list(commands(terminal.sent)) == []
