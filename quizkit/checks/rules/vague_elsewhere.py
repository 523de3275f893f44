"""QK303 a missing or vague value in another fact blocks this one

What it finds
    A question that is refused only because another fact might be the one meant: it lacks a
    value, gives a date less exactly, or its words all occur in this one's ("US", "US
    congressional").
Why it matters
    What is not known cannot be excluded: the other fact may have the same value. Source: Dale &
    Reiter (1995), read under an open world.
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
        - {who: Ann Walsh, to: Peru, date: 1993-07}    # here
        - {who: Bao Tran, to: Peru, date: 1993, dont ask: [who]}
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
        - {who: Ann Walsh, to: Peru, date: 1993-07}
        - {who: Bao Tran, to: Peru, date: 1993-04, dont ask: [who]}
Fix
    By hand: give the other fact the value, `other` if it is only known to be none of the
    others, or a name instead of words.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.blocked import collisions
from quizkit.checks.context import Context, Finding
from quizkit.model import Severity

CODE = "QK303"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield facts that another one's vagueness blocks."""
    yield from collisions(context, CODE, SEVERITY)
