"""QK214 number without a unit among numbers with one

What it finds
    A number without a unit in a role whose other numbers, two at least, all have the same unit;
    or one that differs by that from the same measure at another time. Attributes are compared with
    those of the same name, measures with those of the same thing.
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
from quizkit.checks.quantities import Figure, called, figures
from quizkit.model import Date, Fact, Note, Number, Problem, Related, Severity
from quizkit.values.numbers import one_of_unit

CODE = "QK214"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
FEWEST = 2


def find(context: Context) -> Iterator[Finding]:
    """Yield numbers that lack the unit of their like."""
    for role, given in figures(context):
        with_unit = [figure for figure in given if figure[1].unit]
        if with_unit and len(with_unit) < len(given):
            for fact, other in _lacking(given, with_unit, role):
                yield _finding(context, fact, other, role)


def _lacking(
    given: Sequence[Figure], with_unit: Sequence[Figure], role: str
) -> Iterator[tuple[Fact, Figure]]:
    """Yield facts whose number has no unit, with one whose unit it should have."""
    agreed = len({one_of_unit(number.unit) for _, number in with_unit}) == 1
    by_thing = {told: figure for figure in with_unit if (told := _told(figure[0], role))}
    for fact, number in given:
        if number.unit:
            continue
        if agreed and len(with_unit) >= FEWEST:
            yield fact, with_unit[0]
        elif (other := by_thing.get(_told(fact, role))) is not None:
            yield fact, other


def _told(fact: Fact, role: str) -> frozenset[tuple[str, object]]:
    """Return what a fact says besides a figure and its time."""
    return frozenset(
        (name, value)
        for name, value in fact.values.items()
        if name != role and not isinstance(value, Date | Number)
    )


def _finding(context: Context, fact: Fact, like: Figure, role: str) -> Finding:
    other, number = like
    problem = Problem(
        CODE,
        SEVERITY,
        f"the number `{called(fact, role)}` has no unit, where others have `{number.unit}`",
        place(fact, role),
        label="a figure alone",
        related=(Related(place(other, role), "one with its unit"),),
        notes=(Note("help", f"write the unit after it, such as `{number.unit}`"),),
    )
    found = context.on_fact(problem, fact, role=role)
    return found._replace(facts=(fact.id, other.id))
