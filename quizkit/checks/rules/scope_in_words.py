"""QK306 `complete: yes` instead of the scope in words

What it finds
    A group that says `complete: yes`, where the phrase belongs in which its list is all there
    is.
Why it matters
    "Name the two visitors" is false as soon as a third comes. The stem must print in what the
    list is whole: "between 2000 and 2019". House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
    facts:
      trip:
        complete: yes    # here
        facts:
          - {who: Ann Walsh, to: Peru}
A good deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
    facts:
      trip:
        complete: between 1990 and 1999
        facts:
          - {who: Ann Walsh, to: Peru}
Fix
    By hand: write the phrase that ends the question, such as `complete: between 1990 and 1999`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK306"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
find = None
