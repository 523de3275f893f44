r"""QK121 bracket or brace without its partner, inside another one, or empty

What it finds
    A `[`, `]`, `{` or `}` in a wording that has no partner, stands inside another pair, or
    holds nothing.
Why it matters
    What belongs to an optional part decides what a question prints. House rule: never guessed.
A bad deck
    kinds:
      trip:
        called: "the trip of {who}[ to {to}"    # here
        roles:
          who: {is: person, ask: "Who went to {to}?"}
          to: {is: place, ask: "Where did {who} go?"}
A good deck
    kinds:
      trip:
        called: "the trip of {who}[ to {to}]"
        roles:
          who: {is: person, ask: "Who went to {to}?"}
          to: {is: place, ask: "Where did {who} go?"}
Fix
    By hand: close it. Brackets as such are written `\[` and `\]`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK121"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
