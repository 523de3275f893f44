"""QK134 kind or role named like a word of the deck language

What it finds
    A kind or role called `it`, `on`, `when`, `count`, `id`, `source` and the like, or like the
    tag of one of the deck's languages.
Why it matters
    A fact's `source:` could not be told from a role of that name. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who went on the trip?"}
          note: text    # here
A good deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who went on the trip?"}
          remark: text
Fix
    By hand: give it another name.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK134"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
