"""QK104 unknown kind

What it finds
    Facts of a kind that is neither in the deck nor built in. The nearest is named.
Why it matters
    Without its kind a fact has no roles, no types and no questions. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who made the trip to {to}?"}
          to: place
    facts:
      tripp:    # here
        - {who: Ann Walsh, to: Peru}
A good deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who made the trip to {to}?"}
          to: place
    facts:
      trip:
        - {who: Ann Walsh, to: Peru}
Fix
    Unsafe: writes the nearest known kind. Otherwise define the kind under `kinds:`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK104"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "unsafe"
find = None
