"""QK141 `other` in a role without a known value

What it finds
    `other` as the value of a role that no fact of the kind gives.
Why it matters
    `other` means none of the values that the role has elsewhere; where there is none, it says
    nothing. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}[ with {guide}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          guide: person
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, guide: other}    # here
A good deck
    kinds:
      trip:
        called: "the trip to {to}[ with {guide}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          guide: person
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, guide: other}
        - {who: Bao Tran, to: Laos, guide: Chi Le}
Fix
    By hand: take `other` out, or give a fact of the kind the value.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.model import Note, Other, Problem, Severity

CODE = "QK141"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield `other` where no fact of the kind has a value."""
    for facts in context.by_kind.values():
        known = {
            role
            for fact in facts
            for role, value in fact.values.items()
            if not isinstance(value, Other)
        }
        for fact in facts:
            for role, value in fact.values.items():
                if isinstance(value, Other) and role not in known:
                    problem = Problem(
                        CODE,
                        SEVERITY,
                        f"`other` says nothing: no {fact.kind} has a `{role}`",
                        place(fact, role),
                        label="other than what?",
                        notes=(Note("help", f"take `{role}` out here"),),
                    )
                    yield context.on_fact(problem, fact, role=role)
