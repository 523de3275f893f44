"""QK902 over one of the target's limits (length, number of options, allowed times)

What it finds
    A text, or something else, of which the target of an export can hold less: a cell of a
    workbook has at most 32,767 characters. It is left out whole, never cut, and stays in the deck.
Why it matters
    Half a sentence in a sheet would come back as half a sentence. House rule.
A bad deck
    facts:
      visit:
        - {who: Bill Clinton, to: Vietnam, note: a text of 40000 characters}    # here
A good deck
    facts:
      visit:
        - {who: Bill Clinton, to: Vietnam, date: 2000, note: a text of two sentences}
Fix
    By hand: shorten the text in the deck, or change it there and not in the sheet.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK902"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"
find = None
