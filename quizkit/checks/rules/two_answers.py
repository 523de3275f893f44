"""QK301 two answers fit, so the question is not asked

What it finds
    Facts that no set of optional parts and date precisions tells apart, though their answers
    differ.
Why it matters
    A question with two right answers marks one of them wrong. The shortest description that
    leaves one is always tried first. Source: Dale & Reiter (1995), full brevity.
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
        - {who: Ann Walsh, to: Peru, date: 1993}    # here
        - {who: Bao Tran, to: Peru, date: 1993}
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
        - {who: Ann Walsh, to: Peru, date: 1993-04}
        - {who: Bao Tran, to: Peru, date: 1993-07}
Fix
    By hand: give a value that differs, add a part that prints it, or leave the question out
    with `dont ask: [role]` on the facts.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.blocked import collisions
from quizkit.checks.context import Context, Finding
from quizkit.model import Severity

CODE = "QK301"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield facts that cannot be told apart."""
    yield from collisions(context, CODE, SEVERITY)
