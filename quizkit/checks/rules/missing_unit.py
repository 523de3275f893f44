"""QK214 number without a unit among numbers with one

What it finds
    A number without a unit in a role whose other numbers, two at least, all have the same unit;
    or one that differs by that from the same measure at another time.
Why it matters
    4350 and 4350 km are not compared, so the two could stand side by side as options, and a
    learner who gives the unit would be wrong. House rule.
A bad deck
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          length: {is: number, ask: "How long is {it}?"}
    facts:
      river:
        - {name: Mekong, length: 4350 km}
        - {name: Red River, length: 1149 km}
        - {name: Perfume River, length: 80}    # here
A good deck
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          length: {is: number, ask: "How long is {it}?"}
    facts:
      river:
        - {name: Mekong, length: 4350 km}
        - {name: Red River, length: 1149 km}
        - {name: Perfume River, length: 80 km}
Fix
    By hand: write the unit.
Options
    none
"""

from collections.abc import Iterator, Sequence

from quizkit.checks.context import Context, Finding, place
from quizkit.model import Date, Fact, Note, Number, Problem, Related, Severity
from quizkit.values.numbers import one_of_unit

CODE = "QK214"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
FEWEST = 2


def find(context: Context) -> Iterator[Finding]:
    """Yield numbers that lack the unit of their like."""
    for kind, facts in context.by_kind.items():
        for role in context.deck.kinds[kind].roles:
            given = [(f, n) for f in facts if isinstance(n := f.values.get(role), Number)]
            with_unit = [(fact, number) for fact, number in given if number.unit]
            for fact, number in given if with_unit else ():
                other = None if number.unit else _like(fact, role, with_unit)
                if other is not None:
                    yield _finding(context, fact, other, role)


def _like(fact: Fact, role: str, others: Sequence[tuple[Fact, Number]]) -> Fact | None:
    """Return a fact whose unit this one should have, or None."""
    if len(others) >= FEWEST and len({one_of_unit(number.unit) for _, number in others}) == 1:
        return others[0][0]
    told = _told(fact, role)
    return next((other for other, _ in others if told and _told(other, role) == told), None)


def _told(fact: Fact, role: str) -> frozenset[tuple[str, object]]:
    return frozenset(
        (name, value)
        for name, value in fact.values.items()
        if name != role and not isinstance(value, Date)
    )


def _finding(context: Context, fact: Fact, other: Fact, role: str) -> Finding:
    number = other.values[role]
    unit = number.unit if isinstance(number, Number) else ""
    problem = Problem(
        CODE,
        SEVERITY,
        f"the number `{role}` has no unit, where others have `{unit}`",
        place(fact, role),
        label="a figure alone",
        related=(Related(place(other, role), "one with its unit"),),
        notes=(Note("help", f"write the unit after it, such as `{unit}`"),),
    )
    found = context.on_fact(problem, fact, role=role)
    return found._replace(facts=(fact.id, other.id))
