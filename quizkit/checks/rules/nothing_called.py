"""QK122 `{it}` is used, but the kind has no `called`

What it finds
    A wording with `{it}` in a kind that does not say what its facts are called.
Why it matters
    `{it}` prints the kind's `called` phrase; without one there is nothing to print. House rule.
A bad deck
    kinds:
      trip:
        roles:
          who: {is: person, ask: "Who made {it}?"}    # here
          to: place
A good deck
    kinds:
      trip:
        called: "the trip[ to {to}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
Fix
    By hand: give the kind a `called:`, such as `called: "the trip[ to {to}]"`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK122"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
