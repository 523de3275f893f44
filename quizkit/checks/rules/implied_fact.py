"""QK203 fact that another one implies, less precise

What it finds
    A fact of which another one of the same kind says all, and says it more exactly: a day for its
    year, a city for its country, a role more.
Why it matters
    It may be the same event, told twice, with two memories; and as it may also be another one, it
    stands in the way of questions about the exact one. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          date: {is: date, ask: "{when} did {who} go to {to}?"}
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, date: 1993}    # here
        - {id: bcd2, who: Ann Walsh, to: Peru, date: 1993-07-11}
A good deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          date: {is: date, ask: "{when} did {who} go to {to}?"}
    facts:
      trip:
        - {id: bcd2, who: Ann Walsh, to: Peru, date: 1993-07-11}
Fix
    Unsafe: takes the less exact one out. If it is another event, say what tells it apart.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.implied import implied
from quizkit.checks.retouch import without_fact
from quizkit.model import Fact, Fix, Note, Problem, Related, Severity

CODE = "QK203"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "unsafe"


def find(context: Context) -> Iterator[Finding]:
    """Yield facts that an exacter one holds in itself."""
    for kind, facts in context.by_kind.items():
        for vague, sharp in implied(facts, context.places):
            yield _finding(context, kind, vague, sharp)


def _finding(context: Context, kind: str, vague: Fact, sharp: Fact) -> Finding:
    edit = without_fact(context, vague)
    problem = Problem(
        CODE,
        SEVERITY,
        f"another {kind} says all of this, and more exactly",
        place(vague),
        label="the less exact one",
        related=(Related(place(sharp), "the more exact one"),),
        notes=(
            Note("help", "take this one out, if both mean the same"),
            Note("or", "say more here, such as the month, if it is another one"),
        ),
        fix=Fix("unsafe", "take the less exact one out", (edit,)) if edit else None,
    )
    return context.on_fact(problem, vague)._replace(facts=(vague.id, sharp.id))
