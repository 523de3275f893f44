"""QK210 `steps` disagree with their own dates

What it finds
    Steps of which a later one has an earlier date. The date is the step itself, that of the event,
    battle, law, founding, agreement, discovery or work of this name in the deck, or a year
    with which the step begins ("1973: ...") or ends ("... in 1973", "... (1973)"). Steps that go back in time throughout, three at least, are meant so.
Why it matters
    The order is what is asked, and it is marked wrong when given by the dates. House rule.
A bad deck
    facts:
      event:
        - {id: bcd1, what: the fall of Hue, place: Vietnam, date: 1802}
        - {id: bcd2, what: the treaty of Lima, place: Peru, date: 1790}
      sequence:
        - {id: bcd3, of: the war, steps: [the fall of Hue, the treaty of Lima, the march home]}    # here
A good deck
    facts:
      event:
        - {id: bcd1, what: the fall of Hue, place: Vietnam, date: 1802}
        - {id: bcd2, what: the treaty of Lima, place: Peru, date: 1790}
      sequence:
        - {id: bcd3, of: the war, steps: [the treaty of Lima, the fall of Hue, the march home]}
Fix
    By hand: put the steps in order, or mend the date that is wrong.
Options
    none
"""  # noqa: E501

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from quizkit.checks.context import Context, Finding, place
from quizkit.model import (
    Date,
    Fact,
    List,
    Location,
    Named,
    Note,
    Problem,
    Related,
    Severity,
    Text,
    Value,
)
from quizkit.text import fold
from quizkit.values.dates import make

CODE = "QK210"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"

DATED: Final[Mapping[str, str]] = {
    "event": "what",
    "battle": "name",
    "law": "what",
    "founding": "what",
    "agreement": "what",
    "discovery": "what",
    "work": "title",
}
"""Kinds of things with one date, and the role that names them."""

_YEAR: Final = re.compile(r"^([12][0-9]{3})(?::|$)|(?:\bin |\()([12][0-9]{3})\)?$")


class _Step(NamedTuple):
    """A step with its date, and where that is written."""

    text: str
    date: Date
    at: Location | None


def find(context: Context) -> Iterator[Finding]:
    """Yield steps that are not in the order of their dates."""
    known: dict[str, _Step | None] | None = None
    for fact in context.deck.facts:
        for role, value in fact.values.items():
            if isinstance(value, List) and value.ordered:
                known = _dated(context) if known is None else known
                clash = _clash([step for item in value.items if (step := _step(item, known))])
                if clash is not None:
                    yield _finding(context, fact, role, clash)


def _dated(context: Context) -> dict[str, _Step | None]:
    """Return the dates of things by their names; None for one that has several."""
    found: dict[str, _Step | None] = {}
    for kind, role in DATED.items():
        for fact in context.by_kind.get(kind, ()):
            thing, date = fact.values.get(role), fact.values.get("date")
            if isinstance(thing, Named) and isinstance(date, Date) and _is_sure(date):
                name = fold(thing.name)
                step = _Step(thing.name, date, place(fact, "date"))
                found[name] = None if name in found else step
    return found


def _is_sure(date: Date) -> bool:
    return not (date.about or date.uncertain)


def _step(item: Value, known: Mapping[str, _Step | None]) -> _Step | None:
    """Return a step with its date, if it has one."""
    if isinstance(item, Date):
        return _Step(item.text, item, None) if _is_sure(item) else None
    if not isinstance(item, Named | Text):
        return None
    text = item.name if isinstance(item, Named) else item.text
    found = known.get(fold(text))
    if found is not None:
        return found
    year = _YEAR.search(text)
    return _Step(text, make(int(year[1] or year[2])), None) if year else None


def _clash(steps: list[_Step]) -> tuple[_Step, _Step] | None:
    """Return the first two neighbours in the wrong order, or None; none where all go back."""
    wrong = [pair for pair in pairwise(steps) if pair[1].date.last < pair[0].date.first]
    all_back = len(wrong) == len(steps) - 1 > 1
    return wrong[0] if wrong and not all_back else None


def _finding(context: Context, fact: Fact, role: str, clash: tuple[_Step, _Step]) -> Finding:
    first, then = clash
    places = [(step.at, step.date.text) for step in clash]
    problem = Problem(
        CODE,
        SEVERITY,
        f"the order of `{role}` is not that of their dates",
        place(fact, role),
        label=f"{first.date.text} stands before {then.date.text}",
        related=tuple(Related(at, date) for at, date in places if at is not None),
        notes=(
            Note("known", f"`{then.text}` comes after `{first.text}` here"),
            Note("help", "put the steps in order, or mend the date that is wrong"),
        ),
    )
    return context.on_fact(problem, fact, role=role)
