"""QK908 the target grades more strictly or loosely than quizkit (exact text, typing slips)

What it finds
    An export with answers that are typed, to a target that compares them letter by letter: it
    knows no typing slips, and asks nobody which of two names was meant. Or one that never minds
    capitals, while a role of the deck is `strict: [case]`.
Why it matters
    The same answer gets another mark there than here. The usual spellings of a right answer, with
    and without accents, are written along, as far as the target has room for them. House rule.
A bad deck
    facts:
      visit:
        - {who: Lê Đức Anh, to: China, date: 1991}    # here
A good deck
    facts:
      visit:
        - {who: Bill Clinton, to: Vietnam, date: 2000}
Fix
    By hand: give the names their other spellings (`aka:`), or export what is chosen, not typed:
    `--form choice`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK908"
SEVERITY = Severity.NOTE
PROFILE = "practice"
FIX = "-"
find = None
