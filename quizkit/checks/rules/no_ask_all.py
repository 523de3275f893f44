"""QK142 several right answers, but no `ask all`

What it finds
    A list with several members, or several facts of a complete group, that answer one question,
    in a role without a wording that asks for all of them.
Why it matters
    "Who signed it?" with two signatories wants both, and must say so. House rule.
A bad deck
    kinds:
      treaty:
        called: "the treaty of {place}"
        roles:
          place: place
          between: {is: list, of: country, ask: "Who signed {it}?"}
    facts:
      treaty:
        - {place: Lima, between: [Peru, Laos]}    # here
A good deck
    kinds:
      treaty:
        called: "the treaty of {place}"
        roles:
          place: place
          between: {is: list, of: country, ask all: "Which {count} countries signed {it}?"}
    facts:
      treaty:
        - {place: Lima, between: [Peru, Laos]}
Fix
    By hand: give the role an `ask all:` with `{count}`, or with `{when}` for dates.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.blocked import by_role
from quizkit.checks.context import Context, Finding
from quizkit.model import Severity

CODE = "QK142"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield lists that no wording asks as a whole."""
    yield from by_role(context, CODE, SEVERITY)
