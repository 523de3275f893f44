"""QK005 field without a value

What it finds
    A field with nothing after it, often because a comma inside a one-line map cut a text in
    two.
Why it matters
    `{title: Rivers, lakes and seas}` is a title "Rivers" and a field "lakes and seas". House
    rule: what was cut off is never dropped.
A bad deck
    sources:
      atlas: {title: Rivers, lakes and seas}    # here
A good deck
    sources:
      atlas: {title: "Rivers, lakes and seas"}
Fix
    By hand: put the text in quotation marks, give the field a value, or take it out.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK005"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
