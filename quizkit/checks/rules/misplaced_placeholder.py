"""QK123 placeholder where it cannot stand

What it finds
    `{it}` or `{scope}` in `called`, `{when}` or `{count}` in `called` or `says`.
Why it matters
    `called` is what `{it}` prints, so it cannot print itself; nothing is asked in a statement.
    House rule.
A bad deck
    kinds:
      trip:
        called: "the trip that {it} was"    # here
        roles:
          who: {is: person, ask: "Who went to {to}?"}
          to: place
A good deck
    kinds:
      trip:
        called: "the trip[ to {to}]"
        roles:
          who: {is: person, ask: "Who went to {to}?"}
          to: place
Fix
    By hand: take it out, or write the role that was meant.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK123"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
