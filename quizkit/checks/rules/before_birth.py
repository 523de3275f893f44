"""QK204 date outside a life or a `valid:` time

What it finds
    A date before a person of the fact was born, or of a visit, meeting, delegation, announcement,
    office, membership or election after the person had died; a death before the birth; the only
    date of a fact outside its own `valid:`. Births and deaths are facts of these kinds. Dates
    marked `~` or `?` are not looked at.
Why it matters
    One of the two dates is wrong, or the person is another one of the same name. House rule.
A bad deck
    facts:
      birth:
        - {id: bcd1, who: Ann Walsh, place: Oslo, date: 1950}
      visit:
        - {id: bcd2, who: Ann Walsh, to: Peru, date: 1939}    # here
A good deck
    facts:
      birth:
        - {id: bcd1, who: Ann Walsh, place: Oslo, date: 1950}
      visit:
        - {id: bcd2, who: Ann Walsh, to: Peru, date: 1993}
Fix
    By hand: mend the wrong date, or give one of two persons a fuller name.
Options
    none
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.naming import named_in
from quizkit.model import Date, Fact, Kind, Location, Note, Problem, Related, Severity

CODE = "QK204"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"

BORN: Final = "birth"
DIED: Final = "death"

LIVING: Final = frozenset(
    {"visit", "meeting", "delegation", "announcement", "office", "membership", "election"}
)
"""Built-in kinds that nobody takes part in after death."""


class _End(NamedTuple):
    """When a life began or ended, and where that is written."""

    date: Date
    at: Location


_Ends = Mapping[str, _End]


def find(context: Context) -> Iterator[Finding]:
    """Yield dates at which what the fact says cannot have been."""
    for fact in context.deck.facts:
        if fact.valid is not None:
            yield from _outside_valid(context, fact, fact.valid)
    born, died = _ends(context, BORN), _ends(context, DIED)
    for kind_name, facts in context.by_kind.items() if born or died else ():
        kind = context.deck.kinds[kind_name]
        for fact in facts if kind_name != BORN else ():
            dates = _sure_dates(kind, fact)
            if dates:
                yield from _outside_life(context, fact, dates, (born, died))


def _outside_valid(context: Context, fact: Fact, valid: Date) -> Iterator[Finding]:
    """Yield the only date of a fact, where it cannot lie in the time for which the fact holds."""
    dates = _sure_dates(context.deck.kinds[fact.kind], fact)
    for role, date in dates.items() if len(dates) == 1 else ():
        if date.last < valid.first or date.first > valid.last:
            problem = Problem(
                CODE,
                SEVERITY,
                f"`{role}` lies outside the `valid:` of this {fact.kind}",
                place(fact, role),
                related=(Related(place(fact, "valid"), "it holds only then"),),
                notes=(Note("help", f"mend `{role}`, or the time in `valid:`"),),
            )
            yield context.on_fact(problem, fact, role=role)


def _ends(context: Context, kind: str) -> _Ends:
    """Return when each person was born, or died; nobody of whom two dates are told."""
    found: dict[str, _End | None] = {}
    for fact in context.by_kind.get(kind, ()):
        for name in named_in(who) if (who := fact.values.get("who")) else ():
            date = fact.values.get("date")
            sure = isinstance(date, Date) and not (date.about or date.uncertain)
            is_told = sure and not fact.disputed and name not in found
            end = _End(date, place(fact, "date")) if is_told and isinstance(date, Date) else None
            found[name] = end
    return {name: end for name, end in found.items() if end is not None}


def _sure_dates(kind: Kind, fact: Fact) -> dict[str, Date]:
    return {
        role: value
        for role, value in fact.values.items()
        if isinstance(value, Date) and role in kind.roles and not (value.about or value.uncertain)
    }


def _outside_life(
    context: Context, fact: Fact, dates: Mapping[str, Date], ends: tuple[_Ends, _Ends]
) -> Iterator[Finding]:
    """Yield dates of a fact at which one of its persons cannot have lived."""
    born, died = ends
    kind = context.deck.kinds[fact.kind]
    ends_with_death = kind.builtin and fact.kind in LIVING
    for value in fact.values.values():
        for name in named_in(value):
            birth = born.get(name)
            death = died.get(name) if ends_with_death else None
            for role, date in dates.items():
                if birth and date.last < birth.date.first:
                    yield _finding(context, fact, (role, name), birth, before=True)
                elif death and date.first > death.date.last:
                    yield _finding(context, fact, (role, name), death, before=False)


def _finding(
    context: Context, fact: Fact, what: tuple[str, str], end: _End, *, before: bool
) -> Finding:
    role, name = what
    when = "before" if before else "after"
    event = "birth" if before else "death"
    problem = Problem(
        CODE,
        SEVERITY,
        f"`{role}` is {when} the {event} of {name}",
        place(fact, role),
        related=(Related(end.at, f"the {event}"),),
        notes=(
            Note("help", "mend the date that is wrong"),
            Note("or", "give one of two persons of this name a fuller one"),
        ),
    )
    return context.on_fact(problem, fact, role=role)
