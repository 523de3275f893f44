"""QK017 column that is neither a role of the kind nor a field of facts

What it finds
    A header cell of a table or sheet that the kind does not know. The nearest is named.
Why it matters
    A whole column would be dropped in silence. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who made the trip to {to}?"}
          to: place
    facts:
      trip:
        table: |
          whom      | to    # here
          Ann Walsh | Peru
A good deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who made the trip to {to}?"}
          to: place
    facts:
      trip:
        table: |
          who       | to
          Ann Walsh | Peru
Fix
    Unsafe: writes the column that was probably meant. Otherwise head it with a role's name, or
    take it out.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK017"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "unsafe"
find = None
