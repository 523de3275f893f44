"""QK710 `ok:` that accepts nothing any more

What it finds
    An `ok:` for a code that no longer finds anything where it stands.
Why it matters
    It would hide the next fault of that kind, which nobody has looked at. House rule.
A bad deck
    cards:
      - id: bcd1
        q: "Which river flows through Hue?"
        a: The Huong
        ok: {QK401: it is named so}    # here
A good deck
    cards:
      - {id: bcd1, q: "Which river flows through Hue?", a: The Huong}
Fix
    Safe: takes the code and its reason out, and an `ok:` that holds nothing else.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK710"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "safe"
find = None
