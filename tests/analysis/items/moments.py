"""Events of a log as an item analysis takes them."""

from typing import Any

from quizkit.model import Event, EventId

KEY = "0123456789abcdef"


def event(kind: str, body: dict[str, Any], *, learner: str = "mai") -> tuple[int, Event]:
    """Return a live event with its time."""
    return 0, Event(1, EventId("0" * 64), "d" * 32, 1, None, None, 0, 0, learner, kind, body)


def review(facet: str = "d/f#r", form: str = "choice", **change: Any) -> tuple[int, Event]:
    """Return a right answer by choice to `d/f#r`, or what is made of it."""
    body = {
        "sitting": None, "facet": facet, "form": form, "seed": "", "stem": "Who?",
        "options": ["Kerry", "Vessey", "Clinton"] if form != "typed" else [], "response": [0],
        "score": 1_000_000, "rating": 3, "override": None, "ms": 4_000, "hints": 0, "key": KEY,
    }  # fmt: skip
    return event("review", body | change)
