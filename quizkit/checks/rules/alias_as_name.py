"""QK111 one thing under two spellings: an alias stands where the name should

What it finds
    A fact that names a thing by one of its other spellings (`aka`). It is read as the name
    itself.
Why it matters
    Two spellings of one thing look like two things to whoever edits the deck next. House rule.
A bad deck
    names:
      Ann Walsh: {is: person, aka: [A. M. Walsh]}
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
    facts:
      trip:
        - {id: bcd1, who: A. M. Walsh, to: Peru}    # here
A good deck
    names:
      Ann Walsh: {is: person, aka: [A. M. Walsh]}
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru}
Fix
    Safe: writes the name as it stands under `names:`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK111"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "safe"
find = None
