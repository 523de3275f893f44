"""A memory as text, so that opening a long log reads a snapshot and only what came after it."""

from collections.abc import Mapping
from json import dumps, loads
from typing import Any, Final, NamedTuple

from quizkit.memory.confusions import Confusions
from quizkit.memory.timeline import ClockFix
from quizkit.model import FacetState, Memory, Scored, State

CODE: Final = "3"
"""Names the code that makes the caches. Raise it when a fold or a time comes out differently:
the caches of every store are then dropped and made again."""


class Held(NamedTuple):
    """What the log adds up to so far.

    Attributes:
        n: The newest row that is in it.
        memory: The fold of the learner's events up to that row.
        fixes: Device to the live mends of its clock.
        waits: Ids that events of the log name and that it does not hold (yet).
        saved: The newest row that the store's snapshot holds, 0 if there is none.
    """

    n: int
    memory: Memory
    fixes: Mapping[str, tuple[ClockFix, ...]]
    waits: frozenset[str] = frozenset()
    saved: int = 0


def dump(held: Held) -> str:
    """Return the text from which `load` makes an equal value, bit for bit."""
    memory = held.memory
    confusions = memory.confusions
    if not isinstance(confusions, Confusions):
        raise ValueError("confusions are not a fold's, want a memory that a fold returned")
    parts = memory._asdict()
    parts["facets"] = dict(memory.facets)
    parts["confusions"] = {"mixups": dict(confusions.mixups), "day": confusions.day}
    return dumps(
        {
            "code": CODE,
            "n": held.n,
            "fixes": held.fixes,
            "waits": sorted(held.waits),
            "memory": parts,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load(text: str | None) -> Held | None:
    """Return what a snapshot holds, or None if it was made by other code or cannot be read."""
    if text is None:
        return None
    try:
        parts = loads(text)
        if parts["code"] != CODE:
            return None
        fixes = {
            dev: tuple(ClockFix(*fix) for fix in mends) for dev, mends in parts["fixes"].items()
        }
        waits = frozenset(parts["waits"])
        return Held(parts["n"], _memory(parts["memory"]), fixes, waits, parts["n"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _memory(parts: dict[str, Any]) -> Memory:
    mixups = {
        facet: {given: tuple(map(_pair, times)) for given, times in answers.items()}
        for facet, answers in parts["confusions"]["mixups"].items()
    }
    parts["confusions"] = Confusions(mixups, parts["confusions"]["day"])
    parts["facets"] = {facet: _facet(*fields) for facet, fields in parts["facets"].items()}
    parts["speeds"] = {form: tuple(speeds) for form, speeds in parts["speeds"].items()}
    parts["exams"] = {
        deck: (tuple(tags), date, minutes) for deck, (tags, date, minutes) in parts["exams"].items()
    }
    parts["weights"] = tuple(parts["weights"])
    return Memory(**parts)


def _facet(state: list[float] | None, *rest: Any) -> FacetState:
    facet = FacetState(None if state is None else State(*state), *rest)
    return facet._replace(scored=tuple(Scored(*review) for review in facet.scored))


def _pair(mixup: list[Any]) -> tuple[int, float]:
    day, weight = mixup
    return day, weight
