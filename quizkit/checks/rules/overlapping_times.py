"""QK207 overlapping times with different values

What it finds
    Values `as of` two times of which one may be the other, or facts alike in all other roles
    whose `valid:` times overlap, with values that exclude each other.
Why it matters
    At some moment both would hold, so one of them is wrong. House rule.
A bad deck
    kinds:
      town:
        called: "the town {name}"
        roles:
          name: name
          people: {is: number, one: yes, ask: "How many people live in {it}?"}
    facts:
      town:
        - {name: Hue, people: {as of 2020: 652000, as of 2020-06: 455000}}    # here
A good deck
    kinds:
      town:
        called: "the town {name}"
        roles:
          name: name
          people: {is: number, one: yes, ask: "How many people live in {it}?"}
    facts:
      town:
        - {name: Hue, people: {as of 2010: 340000, as of 2020: 652000}}
Fix
    By hand: give the times more exactly, or mend one of the values.
Options
    none
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.quantities import called
from quizkit.model import Date, Fact, Note, Problem, Related, Severity, Value, Views
from quizkit.values.dates import overlaps, read_date
from quizkit.values.relations import excludes

CODE = "QK207"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield values that would hold at one time and cannot."""
    for fact in context.deck.facts:
        for role, value in fact.values.items():
            if isinstance(value, Views) and value.word == "as of" and _clash(context, value):
                problem = Problem(
                    CODE,
                    SEVERITY,
                    f"two times of `{called(fact, role)}` overlap, but the values differ",
                    place(fact, role),
                    notes=(Note("help", "give the times more exactly, or mend a value"),),
                )
                yield context.on_fact(problem, fact, role=role)
    for kind, facts in context.by_kind.items():
        for role_ in context.deck.kinds[kind].roles.values():
            if role_.one:
                yield from _validity(context, facts, role_.name)


def _clash(context: Context, value: Views) -> bool:
    times = [(_date(time), entry) for time, entry in value.entries]
    return any(
        one and two and overlaps(one, two) and excludes(mine, theirs, places=context.places)
        for (one, mine), (two, theirs) in combinations(times, 2)
    )


def _date(text: str) -> Date | None:
    try:
        return read_date(text)
    except ValueError:
        return None


def _validity(context: Context, facts: tuple[Fact, ...], role: str) -> Iterator[Finding]:
    """Yield facts that are alike but for this role and valid at one time with another value."""
    alike: dict[frozenset[tuple[str, Value]], list[Fact]] = {}
    for fact in facts:
        if fact.valid and role in fact.values and not fact.disputed:
            rest = frozenset((name, v) for name, v in fact.values.items() if name != role)
            alike.setdefault(rest, []).append(fact)
    for group in alike.values():
        for first, later in _at_one_time(group):
            if excludes(later.values[role], first.values[role], places=context.places):
                yield _finding(context, *_in_order(context, first, later), role)


def _at_one_time(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield pairs of facts whose times overlap; times that follow each other cost nothing."""
    timed = sorted(((fact.valid, fact) for fact in facts if fact.valid), key=lambda p: p[0].first)
    for index, (time, fact) in enumerate(timed):
        for after in range(index + 1, len(timed)):
            other_time, other = timed[after]
            if other_time.first > time.last:
                break
            yield fact, other


def _in_order(context: Context, one: Fact, other: Fact) -> tuple[Fact, Fact]:
    """Return two facts, the later in the deck first."""
    order = context.order
    return (one, other) if order[one.id] > order[other.id] else (other, one)


def _finding(context: Context, later: Fact, first: Fact, role: str) -> Finding:
    problem = Problem(
        CODE,
        SEVERITY,
        f"this {later.kind} and another are valid at one time, with two values",
        place(later, "valid"),
        related=(Related(place(first, "valid"), "this time overlaps"),),
        notes=(Note("help", f"mend one of the times, or one `{role}`"),),
    )
    return context.on_fact(problem, later, role=role)._replace(facts=(later.id, first.id))
