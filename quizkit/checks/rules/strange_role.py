"""QK117 `wrong:`, `ask:` or `dont ask:` names a role that is not asked

What it finds
    A role in `wrong:`, `ask:` or `dont ask:` that the kind has not, or that is never asked.
Why it matters
    What was written there has no effect, and its author believes that it has. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, dont ask: [whom]}    # here
A good deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, dont ask: [who]}
Fix
    Unsafe: writes the nearest role of the kind. A role that is never asked is taken out by hand,
    or given an `ask`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK117"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "unsafe"
find = None
