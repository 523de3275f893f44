"""The presses of line mode, in one table: what they do, where, and how they are told."""

from collections.abc import Callable, Iterable
from enum import Enum, auto
from typing import Final, NamedTuple

from quizkit.model import (
    Action,
    Contrast,
    Hint,
    More,
    Override,
    Pause,
    PutOff,
    Redo,
    Retry,
    Reveal,
    Skip,
    Stop,
    Suspend,
    Undo,
)


class At(Enum):
    """Where a line is read."""

    QUESTION = auto()
    ANSWER = auto()
    PAUSE = auto()
    END = auto()


class Press(NamedTuple):
    """A command.

    Attributes:
        press: What is given: a character, "Enter" for an empty line, "1-4" for a digit of these.
        does: What it does, in as few words as tell it.
        places: Where it is told.
        action: Makes what the learner wants; None where line mode has more to do first.
        more: What else help says of it, or "".
    """

    press: str
    does: str
    places: frozenset[At]
    action: Callable[[], Action] | None = None
    more: str = ""


_ASKED: Final = frozenset({At.QUESTION})
_TOLD: Final = frozenset({At.ANSWER})
_BOTH: Final = _ASKED | _TOLD
_PAUSED: Final = frozenset({At.PAUSE})
_OVER: Final = frozenset({At.END})

PRESSES: Final = (
    Press("Enter", "next", _TOLD),
    Press("1-4", "change the rating", _TOLD),
    Press("=", "I was right", _TOLD, Override),
    Press("e", "evidence", _TOLD),
    Press("h", "hint", _ASKED, Hint),
    Press("s", "skip", _ASKED, Skip),
    Press("0", "I don't know", _ASKED, Reveal),
    Press("S", "not today", _BOTH, PutOff),
    Press("p", "suspend", _BOTH, Suspend, "never ask again"),
    Press("!", "flag a fault", _BOTH),
    Press("w", "why", _BOTH),
    Press("P", "pause", _BOTH, Pause),
    Press("Enter", "go on", _PAUSED),
    Press("P", "go on", _PAUSED),
    Press("Enter", "leave", _OVER),
    Press("r", "missed again", _OVER, Retry),
    Press("m", "5 more minutes", _OVER, More, "m 10 for ten"),
    Press("c", "contrast question", _OVER, Contrast, "of what was mixed up most"),
    Press("u", "undo", frozenset({At.QUESTION, At.ANSWER, At.END}), Undo),
    Press("U", "redo", frozenset({At.QUESTION, At.ANSWER, At.END}), Redo),
    Press("q", "stop", _BOTH | _PAUSED, Stop),
)
"""All but `?`, in the order in which help tells them."""

SHOWS: Final = frozenset({"?", "e", "w"})
"""What shows something and changes nothing."""

WORDS: Final = frozenset({"!", "m"})
"""What may have words behind it."""

ENDS: Final = frozenset({"r", "m", "c"})
"""What is a command only at the end, or with a colon."""

ACTIONS: Final = {press.press: press.action for press in PRESSES if press.action is not None}
"""Press to what makes its action."""

LETTERS: Final = frozenset(p.press for p in PRESSES if p.press.isalpha() and len(p.press) == 1)
"""What could be meant as a typed answer of one letter."""


def told(place: At, presses: Iterable[str] = ()) -> str:
    """Return what can be given somewhere, as help says it.

    Args:
        place: Where.
        presses: Only these; all if none are named.

    >>> told(At.PAUSE)
    'Enter go on, P go on, q stop'
    """
    named = tuple(presses)
    return ", ".join(_told(p) for p in PRESSES if place in p.places and _is_named(p, named))


def _is_named(press: Press, named: tuple[str, ...]) -> bool:
    return not named or press.press in named


def _told(press: Press) -> str:
    more = f" ({press.more})" if press.more else ""
    return f"{press.press} {press.does}{more}"


def hint(press: str, does: str = "", *, place: At = At.ANSWER) -> str:
    """Return a press with what it does, as the last line of a view names it.

    Args:
        press: As in the table, whatever stands for it in print.
        does: Other words for it, where the place says more.
        place: Where.

    Raises:
        LookupError: If the table has no such press there.

    >>> hint("e"), hint("r", "the 2 missed again", place=At.END)
    ('e evidence', 'r the 2 missed again')
    """
    for found in PRESSES:
        if found.press == press and place in found.places:
            return f"{press} {does or found.does}"
    raise LookupError(f"no {press} at {place.name}")


HELP: Final = f"""\
At a question: give the option's number or text, or type the answer; 0 is "I don't know".
In order: all the numbers, as 2 1 3. A match: a letter for each number, as 1b 2a 3c; - for none.
At a typed question an empty line twice is "I don't know".
{told(At.QUESTION, "hs0Sp!wPuUq")}.
After the feedback: {told(At.ANSWER)}.
At the end, on a terminal: {told(At.END)}. In a pause: {told(At.PAUSE)}.
An answer judged wrong is turned only by = or by a rating with a colon.
With a colon before it a command works everywhere, at typed questions too: :q, :h, :=, :3.
In a pipe each line is a response and empty lines are passed over; give ratings as :1 to :4."""
"""What `?` shows."""
