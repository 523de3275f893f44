"""QK955 import: a value kept as text, as its date or number could be read two ways

What it finds
    A cell that a spreadsheet has made into a time of day, a date with a time, or a date that is
    shown without its year. It comes into the deck as text.
Why it matters
    A guess would be wrong without anybody seeing it. House rule.
A bad deck
    # A cell of its sheet was typed as 12:30, and the spreadsheet made a time of day of it:
    #     id | what             | date
    #     e1 | the first signal | 12:30:00    # here
    facts:
      visit:
        - {who: Bill Clinton, to: Vietnam, date: 2000}
A good deck
    facts:
      visit:
        - {who: Bill Clinton, to: Vietnam, date: 2000-11}
Fix
    By hand: format the cell as text, type what the deck should say, and import again.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK955"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"
find = None
