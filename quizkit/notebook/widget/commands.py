"""What a message of the browser asks for: an action, the evidence, or nothing.

A message is `{do: .., n: .., ...}`; `n` is the number of the state that the browser saw. Whatever
is malformed, stale or not on offer asks for nothing: it never raises and changes nothing.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from quizkit.model import (
    Action,
    Answer,
    AskAgainView,
    Contrast,
    FeedbackView,
    Flag,
    Form,
    Hint,
    MarkView,
    More,
    Next,
    Override,
    PausedView,
    PutOff,
    QuestionView,
    Rate,
    Rating,
    Redo,
    Retry,
    Reveal,
    RevealView,
    Skip,
    Stop,
    SummaryView,
    Suspend,
    Undo,
    View,
)

EVIDENCE: Final = "evidence"
"""What is shown on demand and is no action."""

LONGEST: Final = 10_000
"""Longest response or flag that is read [characters]."""

_ASIDE: Final = ("put off", "suspend", "flag")
_PLAIN: Final[Mapping[str, Callable[[], Action]]] = {
    "reveal": Reveal,
    "hint": Hint,
    "skip": Skip,
    "next": Next,
    "override": Override,
    "undo": Undo,
    "redo": Redo,
    "put off": PutOff,
    "suspend": Suspend,
    "stop": Stop,
    "retry": Retry,
    "more": More,
    "contrast": Contrast,
}


def on_offer(view: View, *, is_kept: bool, may_redo: bool = False) -> tuple[str, ...]:
    """Return what the browser may ask for now, in the order in which it is offered.

    Args:
        view: What is shown.
        is_kept: Answers are kept in a log, so more can be done than in a quiz.
        may_redo: An answer was just taken back.
    """
    found = [*_main(view), *(_kept(view, may_redo=may_redo) if is_kept else ())]
    ends = isinstance(view, SummaryView | MarkView)
    return tuple(found if ends else [*found, "stop"])


def _main(view: View) -> tuple[str, ...]:
    """Return what a quiz offers as well as a sitting."""
    match view:
        case QuestionView(form=Form.FLIP) | AskAgainView(question=QuestionView(form=Form.FLIP)):
            return ("reveal",)
        case QuestionView() | AskAgainView():
            return ("answer", "reveal")
        case RevealView():
            return ("rate",)
        case FeedbackView() | PausedView():
            return ("next",)
        case _:
            return ()


def _kept(view: View, *, may_redo: bool) -> tuple[str, ...]:
    """Return what is offered only where answers are kept."""
    back = ("undo", "redo") if may_redo else ("undo",)
    match view:
        case QuestionView():
            hint = ("hint",) if view.may_hint else ()
            undo = back if view.progress.answered or may_redo else ()
            return (*hint, "skip", *undo, *_ASIDE)
        case AskAgainView():
            return _kept(view.question, may_redo=may_redo)
        case RevealView():
            return ("skip", *_ASIDE)
        case FeedbackView(may_override=may_override):
            override = ("override",) if may_override else ()
            return (*override, "rate", EVIDENCE, *back, *_ASIDE)
        case SummaryView():
            offers = {
                "retry": view.retry,
                "more": view.may_more,
                "contrast": view.contrast,
                "undo": view.may_undo,
            }
            return tuple(name for name, offered in offers.items() if offered)
        case _:
            return ()


def wanted(message: object, *, n: int, offered: tuple[str, ...]) -> Action | str | None:
    """Return what a message asks for: an action, `EVIDENCE`, or None for nothing.

    Args:
        message: Whatever the browser sent.
        n: Number of the state that is shown now.
        offered: What may be asked for now.

    >>> wanted({"do": "answer", "n": 3, "response": "2"}, n=3, offered=("answer",))
    Answer(response='2')
    >>> wanted({"do": "answer", "n": 2, "response": "2"}, n=3, offered=("answer",)) is None
    True
    """
    if not isinstance(message, dict) or type(message.get("n")) is not int or message["n"] != n:
        return None
    name = message.get("do")
    if not isinstance(name, str) or name not in offered:
        return None
    return EVIDENCE if name == EVIDENCE else _action(name, message)


def _action(name: str, message: Mapping[str, Any]) -> Action | None:
    match name:
        case "answer":
            response = _text(message.get("response"))
            return None if response is None else Answer(response)
        case "flag":
            words = _text(message.get("text"))
            return None if words is None else Flag(words)
        case "rate":
            rating = message.get("rating")
            return Rate(Rating(rating)) if type(rating) is int and 1 <= rating <= 4 else None
        case _:
            return _PLAIN[name]()


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= LONGEST else None
