"""QK103 id that is gone, or stands on another fact

What it finds
    Against an older version of the deck (`quizkit diff OLD NEW`): an id that no fact or card has
    any more, or one that stands on a fact that shares no value with the old one. The good deck
    below is the older version of the bad one.
Why it matters
    A learner's history hangs on the id: it would be lost, or be that of something never learned.
    House rule.
A bad deck
    cards:
      - {id: bcd1, q: "Which river flows through Hanoi?", a: The Hong}    # here
A good deck
    cards:
      - {id: bcd1, q: "Which river flows through Hue?", a: The Huong}
Fix
    By hand: put the id back on its fact; take it off the other one and let `quizkit stamp` write a
    fresh one.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK103"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"
find = None
