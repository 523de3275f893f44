"""QK107 fact lacks a role that the wording prints outside brackets

What it finds
    A fact without a value that every wording of an asked role must print.
Why it matters
    A question with a hole in it is not asked; its author may not notice. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who went to {to}?"}
          to: {is: place, ask: "Where did {who} go?"}
    facts:
      trip:
        - {who: Ann Walsh, to: Peru}
        - {to: Laos}    # here
A good deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who went to {to}?"}
          to: {is: place, ask: "Where did {who} go?"}
    facts:
      trip:
        - {who: Ann Walsh, to: Peru}
        - {who: Bao Tran, to: Laos}
Fix
    By hand: give the fact the value, put that part of the wording in brackets, or write `dont
    ask: [role]`.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.blocked import by_role
from quizkit.checks.context import Context, Finding
from quizkit.model import Severity

CODE = "QK107"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield facts that no wording of a role fits."""
    yield from by_role(context, CODE, SEVERITY)
