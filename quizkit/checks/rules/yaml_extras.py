"""QK008 tag, anchor, alias, merge key or second document

What it finds
    `!tag`, `&anchor`, `*alias`, `<<:` or a line `---` that begins a second document.
Why it matters
    A deck is plain data: no reader may be told to make objects, and no value stands for
    another. Aliases inside aliases fill any memory. House rule.
A bad deck
    names:
      Hue: &place {is: city}    # here
      Da Nang: {is: city}
A good deck
    names:
      Hue: {is: city}
      Da Nang: {is: city}
Fix
    By hand: write the value out; put texts that begin with `!`, `&` or `*` in quotation marks.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK008"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
