"""QK140 card without a question, an answer or a gap

What it finds
    A cloze without `[[ ]]`, with one that is not closed, or with nothing left outside them; a
    card without `q` or `a`.
Why it matters
    There is nothing to ask. House rule.
A bad deck
    cards:
      - {cloze: "The Mekong flows into the East Sea."}    # here
A good deck
    cards:
      - {cloze: "The Mekong flows into the [[East Sea]]."}
Fix
    By hand: put the words to be recalled in double brackets, or give both `q` and `a`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK140"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
find = None
