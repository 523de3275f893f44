r"""QK901 the target has no such form: what becomes of the question, or that it is left out

What it finds
    An export that has no place for something of the deck: a question of a form that the target
    does not know, or a fact without a row in the sheets because its table is no block of lines.
Why it matters
    Programs elsewhere leave out in silence what they do not understand; here it is told before
    anything is written. House rule.
A bad deck
    facts:
      visit:
        table: "who | to\nBill Clinton | Vietnam"    # here
A good deck
    facts:
      visit:
        table: |
          who          | to      | date
          Bill Clinton | Vietnam | 2000
Fix
    By hand: write the table after `table: |`, one row a line; or choose another format.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK901"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"
find = None
