"""How a press is spelt on the screen: in words that stand on keyboards, no signs to be guessed."""

from typing import Final

from textual.keys import format_key

_WORDS: Final = {"enter": "enter", "backspace": "backspace", "delete": "delete"}


def spelt(press: str) -> str:
    """Return a press of Textual's as people read it.

    >>> [spelt(press) for press in ("enter", "ctrl+g", "escape", "f1", "question_mark", "up")]
    ['enter', 'ctrl+g', 'esc', 'f1', '?', '↑']
    >>> spelt("shift+down"), spelt("U"), spelt("plus")
    ('shift+↓', 'U', '+')
    """
    *held, last = press.split("+")
    return "+".join([*held, _WORDS.get(last) or format_key(last)])
