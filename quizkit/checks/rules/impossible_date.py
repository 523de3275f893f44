"""QK012 date that cannot be, or an end before its start

What it finds
    A day that no calendar has (30 February), a thirteenth month, or an interval that ends
    before it begins.
Why it matters
    It is a slip of the pen, and any guess at what was meant may be taught as a fact. House
    rule.
A bad deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who made the trip to {to}?"}
          to: place
          date: {is: date, ask: "{when} did {who} go to {to}?"}
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, date: 1993-02-30}    # here
A good deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who made the trip to {to}?"}
          to: place
          date: {is: date, ask: "{when} did {who} go to {to}?"}
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, date: 1993-02}
Fix
    By hand: look the date up; give only the month or the year if that is all that is known.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK012"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
find = None
