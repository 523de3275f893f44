"""QK312 open list with several right answers, not asked

What it finds
    A list that ends in `...` in a role that is asked, without `name one: yes` on the role.
Why it matters
    More members may be right than the deck knows, so the list cannot be asked as a whole. House
    rule.
A bad deck
    kinds:
      treaty:
        called: "the treaty of {place}"
        roles:
          place: place
          between: {is: list, of: country, ask all: "Which {count} countries signed {it}?"}
    facts:
      treaty:
        - {place: Lima, between: [Peru, Laos, ...]}    # here
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
    By hand: complete the list, or write `name one: yes` on the role to accept any of the
    members.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.blocked import by_role
from quizkit.checks.context import Context, Finding
from quizkit.model import Severity

CODE = "QK312"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield open lists that would be asked."""
    yield from by_role(context, CODE, SEVERITY)
