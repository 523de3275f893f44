"""A memory as text, so that opening a long log reads a snapshot and only what came after it."""

from collections.abc import Mapping
from json import dumps, loads
from typing import Any, Final, NamedTuple
from zlib import crc32

from quizkit.memory.confusions import Confusions
from quizkit.memory.timeline import ClockFix
from quizkit.model import FacetState, Memory, State
from quizkit.store.later import Later, text_of

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
    """Return the text from which `load` makes an equal value, bit for bit.

    Its first line tells the code and a checksum, the second holds all but the scored reviews, of
    the facets column by column; each further line holds those of one facet.
    """
    memory = held.memory
    confusions = memory.confusions
    if not isinstance(confusions, Confusions):
        raise ValueError("confusions are not a fold's, want a memory that a fold returned")
    facets = dict(memory.facets)
    columns = dict(zip(FacetState._fields, zip(*facets.values(), strict=True), strict=False))
    scored = columns.pop("scored", ())
    parts = memory._asdict()
    parts["facets"] = list(facets)
    parts["confusions"] = {"mixups": dict(confusions.mixups), "day": confusions.day}
    head = dumps(
        {
            "n": held.n,
            "fixes": held.fixes,
            "waits": sorted(held.waits),
            "memory": parts,
            "columns": columns,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    text = "\n".join([head, *map(text_of, scored)])
    return f"{CODE} {_sum(text)}\n{text}"


def load(text: str | None) -> Held | None:
    """Return what a snapshot holds, or None if it was made by other code or cannot be read.

    A facet's scored reviews stay text until somebody asks for them (`Later`).
    """
    if text is None:
        return None
    first, _, rest = text.partition("\n")
    try:
        if first != f"{CODE} {_sum(rest)}":
            return None
        head, *scored = rest.split("\n")
        parts = loads(head)
        fixes = {
            dev: tuple(ClockFix(*fix) for fix in mends) for dev, mends in parts["fixes"].items()
        }
        memory = _memory(parts["memory"], parts["columns"], scored)
        return Held(parts["n"], memory, fixes, frozenset(parts["waits"]), parts["n"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _sum(text: str) -> str:
    return f"{crc32(text.encode()):08x}"


def _memory(parts: dict[str, Any], columns: dict[str, list[Any]], scored: list[str]) -> Memory:
    mixups = {
        facet: {given: tuple([(day, weight) for day, weight in times]) for given, times in answers}
        for facet, answers in (
            (facet, answers.items()) for facet, answers in parts["confusions"]["mixups"].items()
        )
    }
    parts["confusions"] = Confusions(mixups, parts["confusions"]["day"])
    parts["facets"] = _facets(parts["facets"], columns, scored)
    parts["speeds"] = {form: tuple(speeds) for form, speeds in parts["speeds"].items()}
    parts["exams"] = {
        deck: (tuple(tags), date, minutes) for deck, (tags, date, minutes) in parts["exams"].items()
    }
    parts["weights"] = tuple(parts["weights"])
    return Memory(**parts)


def _facets(
    names: list[str], columns: dict[str, list[Any]], scored: list[str]
) -> dict[str, FacetState]:
    """Return the states of facets, put together from their columns."""
    if not names:
        return {}
    columns["state"] = [state and State(*state) for state in columns["state"]]
    columns["scored"] = [Later(text) if text != "[]" else () for text in scored]
    rows = zip(*(columns[field] for field in FacetState._fields), strict=True)
    return dict(zip(names, map(FacetState._make, rows), strict=True))
