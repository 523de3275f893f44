"""QK006 wrong shape: a list or map where one value is meant, or the reverse

What it finds
    A list where one value is meant, a map where text is meant, or text where a map is meant.
Why it matters
    What was written there has no meaning, so it would be dropped or guessed. House rule.
A bad deck
    names:
      Hue: {is: [city]}    # here
A good deck
    names:
      Hue: {is: city}
Fix
    Unsafe: takes the brackets from a list of one text, puts other brackets and braces that should
    be text in quotation marks, writes a deck's name or a language's tag as it must be, sets the
    dash before a fact and the bar behind `table:`. The rest by hand: write it in the shape that
    the message names.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK006"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "unsafe"
find = None
