r"""QK010 table row with more or fewer cells than the header

What it finds
    A row whose number of cells is not that of the header.
Why it matters
    From the missing cell on, every value would land in the wrong role. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who made the trip to {to} {on date}?"}
          to: place
          date: date
    facts:
      trip:
        table: |
          who       | to   | date
          Ann Walsh | Peru | 1993
          Bao Tran  | Laos    # here
A good deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who made the trip to {to} {on date}?"}
          to: place
          date: date
    facts:
      trip:
        table: |
          who       | to   | date
          Ann Walsh | Peru | 1993
          Bao Tran  | Laos | 1994
Fix
    By hand: add the missing bars; a cell may be empty. A bar inside a text is written `\|`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK010"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
