"""QK711 `ok:` without a reason, with an unknown code, or for what cannot be accepted

What it finds
    An `ok:` that gives no reason in words, names no code of this program, or names a fault that
    stops the file from loading.
Why it matters
    Whoever reads the deck next must see why a fault was left. House rule.
A bad deck
    ok: {QK999: the list is short on purpose}    # here
    names:
      Hue: {is: city}
A good deck
    names:
      Hue: {is: city}
Fix
    By hand: write `ok: {CODE: the reason in words}`, or take it out.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK711"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
find = None
