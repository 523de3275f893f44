r"""QK120 unknown placeholder in a wording

What it finds
    A word in braces that is neither a role of the kind nor one of quizkit's own. The nearest is
    named.
Why it matters
    Nothing could be printed in its place. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who made the trip to {too}?"}    # here
          to: place
A good deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who made the trip to {to}?"}
          to: place
Fix
    Unsafe: writes the placeholder that was probably meant: the nearest role, `{on date}` for
    `{in date}`, `{it}` for `{It}`. A brace as such is written `\{`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK120"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "unsafe"
find = None
