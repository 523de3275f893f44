"""QK215 unit that no other number of its role has

What it finds
    A number whose unit stands once in a role where three others at least all have another one.
    Attributes are compared with those of the same name, measures with those of the same thing.
Why it matters
    A misspelt unit (`kmm`), a letter in a figure (`353O km`) or a figure taken over from another
    system of units is asked as it stands, and no number can be compared with it. House rule.
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
        - {name: Perfume River, length: 80 km}
        - {name: Saigon River, length: 256 kmm}    # here
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
        - {name: Saigon River, length: 256 km}
Fix
    By hand: write the figure in the unit of the others.
Options
    none
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.quantities import called, figures
from quizkit.model import Note, Problem, Related, Severity
from quizkit.values.numbers import one_of_unit

CODE = "QK215"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"

FEWEST: Final = 3
"""So many numbers must agree in their unit before another one is doubted."""


def find(context: Context) -> Iterator[Finding]:
    """Yield numbers that stand alone with their unit."""
    for role, given in figures(context):
        units = Counter(one_of_unit(number.unit) for _, number in given if number.unit)
        if len(units) != 2 or min(units.values()) > 1 or max(units.values()) < FEWEST:
            continue
        usual = units.most_common(1)[0][0]
        like = next(figure for figure in given if one_of_unit(figure[1].unit) == usual)
        fact, number = next(
            each for each in given if each[1].unit and one_of_unit(each[1].unit) != usual
        )
        problem = Problem(
            CODE,
            SEVERITY,
            f"only this `{called(fact, role)}` is in `{number.unit}`",
            place(fact, role),
            label=f"all others are in `{like[1].unit}`",
            related=(Related(place(like[0], role), "such as this one"),),
            notes=(Note("help", f"write the figure in `{like[1].unit}`"),),
        )
        found = context.on_fact(problem, fact, role=role)
        yield found._replace(facts=(fact.id, like[0].id))
