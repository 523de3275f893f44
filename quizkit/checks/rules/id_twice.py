"""QK102 two facts with one id

What it finds
    An `id` that stands on two facts or cards. Both lines are shown.
Why it matters
    A learner's history hangs on the id: two facts would share one memory. House rule.
A bad deck
    cards:
      - {id: bcd1, q: "Which river flows through Hue?", a: The Huong}
      - {id: bcd1, q: "Which river flows through Hanoi?", a: The Hong}    # here
A good deck
    cards:
      - {id: bcd1, q: "Which river flows through Hue?", a: The Huong}
      - {id: bcd2, q: "Which river flows through Hanoi?", a: The Hong}
Fix
    By hand: take the id out of the newer one; `quizkit stamp` writes a fresh one.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK102"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
