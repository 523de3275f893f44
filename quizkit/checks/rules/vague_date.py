"""QK211 interval for a date that is asked

What it finds
    `1991/1995` as the value of a date that has a wording: it means *at some time within* and is
    never asked.
Why it matters
    Whoever meant a span has lost two questions: when it began and when it ended. Source:
    Library of Congress, Extended Date/Time Format, level 0.
A bad deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who went to {to}?"}
          to: place
          date: {is: date, ask: "{when} did {who} go to {to}?"}
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, date: 1991/1995}    # here
A good deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who went to {to}?"}
          to: place
          date: {is: date, ask: "{when} did {who} go to {to}?"}
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, date: 1991/1995, dont ask: [date]}
Fix
    By hand: give a span two roles, `from` and `until`, or say with `dont ask` that it is meant.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.blocked import by_role
from quizkit.checks.context import Context, Finding
from quizkit.model import Severity

CODE = "QK211"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield intervals in roles that are asked."""
    yield from by_role(context, CODE, SEVERITY)
