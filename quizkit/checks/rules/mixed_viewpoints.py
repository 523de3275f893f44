"""QK016 viewpoint map with an unknown word, or with two kinds of words

What it finds
    A map of values whose keys do not all begin with `in`, or all with `per`, or all with `as
    of`.
Why it matters
    The key is printed with the value ("in Washington"), so it must be a place, a source or a
    time, and one of them for all. House rule.
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
        - {who: Ann Walsh, to: Peru, date: {in Lima: 1992-03-01, by Oslo: 1992-03-02}}    # here
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
        - {who: Ann Walsh, to: Peru, date: {in Lima: 1992-03-01, in Oslo: 1992-03-02}}
Fix
    Unsafe: begins the key with the word of the others, or with `as of` before a year and `in` or
    `per` otherwise. A witness of the whole fact is moved by hand to `according to:`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK016"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "unsafe"
find = None
