"""Histories of a learner for properties: several devices, lying clocks, every kind, shuffled."""

from typing import Final

from hypothesis import strategies as st

from quizkit.memory.fsrs import DEFAULT_WEIGHTS
from quizkit.model import Draft, Event
from quizkit.store.event import Link, make
from tests.fault.writer import START, review

DEVICES: Final = tuple(name * 16 for name in ("aa", "bb", "cc"))
FACETS: Final = ("d/f0#r", "d/f1#r", "d/f1#q", "d/g#r")
FACTS: Final = ("d/f1", "d/g", "d/f0")
HOUR: Final = 3_600_000
WEIGHTS: Final = [round(weight * 1_000_000) for weight in DEFAULT_WEIGHTS]


@st.composite
def drafts(draw: st.DrawFn, known: list[Event], n: int) -> Draft:
    """Return something of any kind that may happen after some events."""
    kind = draw(
        st.sampled_from(
            ["review", "review", "review", "undo", "undo", "mark", "exam", "sitting", "flag",
             "rename", "params", "clock_fix"]
        )
    )  # fmt: skip
    facet = draw(st.sampled_from(FACETS))
    if kind == "undo" and known:
        targets = draw(st.lists(st.sampled_from(known), min_size=1, max_size=2))
        return Draft("undo", {"targets": sorted({event.id for event in targets})})
    match kind:
        case "mark":
            name = draw(st.sampled_from((*FACETS, *FACTS)))
            return Draft(draw(st.sampled_from(["suspend", "resume", "reset"])), {"facet": name})
        case "exam":
            date = draw(st.sampled_from([None, "2026-06-01", "2026-07-01"]))
            body = {"deck": draw(st.sampled_from(["", "d"])), "tags": [], "date": date}
            return Draft("exam", {**body, "minutes": 9})
        case "sitting":
            return Draft("sitting", {"decks": ["d"], "minutes": 10, "form": ""})
        case "flag":
            return Draft("flag", {"facet": facet, "stem": "?", "reason": "odd"})
        case "rename":
            pool = draw(st.sampled_from([FACETS, FACTS]))
            old, new = draw(st.sampled_from(pool)), draw(st.sampled_from(pool))
            return Draft("rename", {"old": old, "new": new})
        case "params":
            weights = [draw(st.integers(300_000, 900_000)), *WEIGHTS[1:]]
            return Draft("params", {"model": "fsrs-6", "weights": weights, "retention": None})
        case "clock_fix":
            body = {"device": draw(st.sampled_from(DEVICES)), "from": 1, "to": 3}
            return Draft("clock_fix", {**body, "delta": draw(st.sampled_from([-50, 70])) * HOUR})
    return _answer(draw, facet, n)


def _answer(draw: st.DrawFn, facet: str, n: int) -> Draft:
    body = dict(review(f"{n}", 0).body)
    score = draw(st.sampled_from([1_000_000, 1_000_000, 700_000, 0]))
    form, options, response = draw(
        st.sampled_from([("typed", [], "x"), ("typed", [], "y"), ("choice", ["a", "b", "c"], [1])])
    )
    body |= {
        "facet": facet,
        "form": form,
        "options": options,
        "response": response,
        "score": score,
        "rating": 3 if score >= 500_000 else 1,
        "key": draw(st.sampled_from(["0" * 16, "1" * 16])),
        "ms": draw(st.integers(500, 9_000)),
    }
    return Draft("review", body)


@st.composite
def histories(draw: st.DrawFn, most: int = 14, learner: str = "mai") -> list[Event]:
    """Return the events of up to three devices with clocks that lie, in some order of arrival."""
    tips: dict[str, Event] = {}
    events: list[Event] = []
    for n in range(draw(st.integers(1, most))):
        dev = draw(st.sampled_from(DEVICES))
        own = tips.get(dev)
        others = [event.id for other, event in tips.items() if other != dev]
        seen = draw(st.sampled_from([None, *others]))
        link = Link(dev, own.seq + 1 if own else 1, own.id if own else None, seen, learner)
        at = START + draw(st.integers(-48, 48)) * HOUR
        tips[dev], _ = make(draw(drafts(events, n)), link, at=at, off=0)
        events.append(tips[dev])
    return draw(st.permutations(events))
