"""QK011 date not readable

What it finds
    A value of a date role that is no date in EDTF, the form of dates that decks are written in.
    The form that was probably meant is offered.
Why it matters
    `5/6/1992` is May to some readers and June to others. Decks have one form, which sorts and
    has one meaning. Source: Library of Congress, Extended Date/Time Format, levels 0 and 1.
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
        - {who: Ann Walsh, to: Peru, date: 18/11/1992}    # here
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
        - {who: Ann Walsh, to: Peru, date: 1992-11-18}
Fix
    Unsafe: writes the date that was probably meant with the year first. Look at it: in 4/5/1992
    day and month can be exchanged.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK011"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "unsafe"
find = None
