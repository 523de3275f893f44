"""QK517 number as wrong option within the answer's tolerance

What it finds
    A number in `wrong:` that lies within half a unit of the answer's last given digit, or
    within what `about`, `over` and the like leave open.
Why it matters
    It would be marked right if typed, and wrong if chosen. House rule.
A bad deck
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          length: {is: number, ask: "How long is {it}?"}
    facts:
      river:
        - name: Mekong
          length: about 4300 km
          wrong: {length: [4350 km, 2000 km, 9000 km]}    # here
A good deck
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          length: {is: number, ask: "How long is {it}?"}
    facts:
      river:
        - {name: Mekong, length: about 4300 km, wrong: {length: [2000 km, 9000 km]}}
Fix
    Unsafe: takes the number out of `wrong:`, where two others are left.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.withdrawn import without_option
from quizkit.model import Note, Number, Problem, Severity
from quizkit.values.relations import excludes

CODE = "QK517"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "unsafe"


def find(context: Context) -> Iterator[Finding]:
    """Yield numbers that are offered as wrong and would be graded right."""
    for fact in context.deck.facts:
        for role, wrong in fact.wrong.items():
            answer = fact.values.get(role)
            if not isinstance(answer, Number):
                continue
            for index, option in enumerate(wrong):
                if isinstance(option, Number) and not excludes(
                    option, answer, places=context.places
                ):
                    problem = Problem(
                        CODE,
                        SEVERITY,
                        f"{option.shown} is within the tolerance of {answer.shown}",
                        place(fact, "wrong"),
                        notes=(Note("help", "take a number that is farther away"),),
                        fix=without_option(context, fact, index, role=role),
                    )
                    yield context.on_fact(problem, fact, role=role)
