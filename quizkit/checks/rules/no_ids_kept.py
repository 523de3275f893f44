"""QK909 the target keeps no ids: importing twice makes doubles

What it finds
    An export to a target that adds what it is given and never asks whether it has it already, as
    Moodle's question bank does, or one that knows no ids at all.
Why it matters
    After a mended deck was imported again, every question would be there twice, once with its
    fault. House rule.
A bad deck
    facts:
      visit:
        - {who: Bill Clinton, to: Vietnam, date: 2000}    # here
A good deck
    facts:
      visit:
        - {who: Bill Clinton, to: Vietnam, date: 2000}
Fix
    By hand: import into a new category (`--category NAME`) or a new quiz, or delete the old
    questions first. Quizzes that use the old ones keep them.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK909"
SEVERITY = Severity.NOTE
PROFILE = "practice"
FIX = "-"
find = None
