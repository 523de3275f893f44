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
    By hand: take the `ok:` out.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK710"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"
find = None
