"""QK112 value of the wrong type for its role

What it finds
    A name that is declared as one type and stands in a role of another, such as a city as a
    leader.
Why it matters
    The wording of the role does not fit it, and it would be offered among answers of another
    type. House rule.
A bad deck
    names:
      Lima: {is: city}
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
    facts:
      trip:
        - {who: Lima, to: Peru}    # here
A good deck
    names:
      Lima: {is: city}
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
    facts:
      trip:
        - {who: Ann Walsh, to: Lima}
Fix
    By hand: put the value into the role it belongs to, or mend `is:` of the name or the role.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK112"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
find = None
