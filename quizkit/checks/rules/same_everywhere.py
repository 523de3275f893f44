"""QK310 every fact of the kind gives the same answer, so it is not asked

What it finds
    A role that at least three facts of a kind give, all with one value, where the wording names
    no fact by a role outside brackets.
Why it matters
    A question whose answer never changes tests nothing after the first time. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip[ of {who}]"
        roles:
          who: person
          to: {is: place, ask: "Where did {it} go?"}
    facts:
      trip:
        - {who: Ann Walsh, to: Peru}    # here
        - {who: Bao Tran, to: Peru}
        - {who: Chi Le, to: Peru}
A good deck
    kinds:
      trip:
        called: "the trip[ of {who}]"
        roles:
          who: person
          to: {is: place, ask: "Where did {it} go?"}
    facts:
      trip:
        - {who: Ann Walsh, to: Peru}
        - {who: Bao Tran, to: Peru}
        - {who: Chi Le, to: Laos}
Fix
    By hand: nothing need be done; name the fact outside brackets (`Where did {who} go?`) if
    each is worth asking.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.blocked import by_role
from quizkit.checks.context import Context, Finding
from quizkit.model import Severity

CODE = "QK310"
SEVERITY = Severity.NOTE
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield roles with one answer throughout."""
    yield from by_role(context, CODE, SEVERITY)
