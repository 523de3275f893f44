"""QK302 one answer only with a day, or with three parts

What it finds
    A question that has one answer only because its stem prints a whole date, or three optional
    parts.
Why it matters
    "Who led the US delegation to Hanoi on 18 November 1992?" is hard to read, and whoever has
    read the chapter knows the year, not the day. Source: Dale & Reiter (1995): no more than
    telling apart needs.
A bad deck
    kinds:
      trip:
        called: "the [!{date} ]trip[ to {to}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          date: date
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, date: 1993-07-04}    # here
        - {id: bcd2, who: Bao Tran, to: Peru, date: 1993-07-19, dont ask: [who]}
A good deck
    kinds:
      trip:
        called: "the [!{date} ]trip[ to {to}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          date: date
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, date: 1993-07-04}
        - {id: bcd2, who: Bao Tran, to: Chile, date: 1993-07-19, dont ask: [who]}
Fix
    By hand: add a part that tells the facts apart at once, such as a place; or leave the
    question out with `dont ask`.
Options
    parts = 3 [2..3]: optional parts from which on a stem is clumsy
"""

from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.model import Note, PartMode, Plan, Precision, Problem, Severity
from quizkit.questions.stems import stem

CODE = "QK302"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "-"

PARTS: Final = 3


def find(context: Context) -> Iterator[Finding]:
    """Yield facts and roles of which no wording is short."""
    most = context.option(CODE, "parts", PARTS)
    for (name, role), plans in context.plans.items():
        fact = context.facts.get(name)
        if fact is None:
            continue
        whys = [_why(plan, most) for plan in plans]
        if all(whys):
            problem = Problem(
                CODE,
                SEVERITY,
                f"the question for `{role}` has one answer only with {whys[0]}",
                place(fact, role),
                notes=(
                    Note("known", f"it reads: {stem(plans[0], context.deck)}"),
                    Note("help", "add a part to the wording that tells the facts apart at once"),
                    Note("or", f"write `dont ask: [{role}]` on this line to leave it out"),
                ),
            )
            yield context.on_fact(problem, fact, role=role)


def _why(plan: Plan, most: int) -> str:
    if any(item.precision is Precision.DAY for item in plan.printed):
        return "a day"
    parts = plan.template.parts
    count = sum(parts[index].mode is PartMode.OPTIONAL for index in plan.parts)
    return f"{count} parts" if count >= most else ""
