"""QK004 unknown field, or a role that this kind has not

What it finds
    A field that does not belong here. The nearest known one is named.
Why it matters
    A misspelt field would otherwise be dropped in silence: a deck that looks complete would not
    be. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who made the trip to {to}?"}
          to: place
    facts:
      trip:
        - {who: Ann Walsh, too: Peru}    # here
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
    Unsafe: writes the known field that was probably meant: the same in other letters, what other
    programs call it (`question` for `q`), or the nearest.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK004"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "unsafe"
find = None
