"""QK006 wrong shape: a list or map where one value is meant, or the reverse

What it finds
    A list where one value is meant, a map where text is meant, or text where a map is meant.
Why it matters
    What was written there has no meaning, so it would be dropped or guessed. House rule.
A bad deck
    names:
      Hue: {is: [city, capital]}    # here
A good deck
    names:
      Hue: {is: city}
Fix
    By hand: write it in the shape that the message names.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK006"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
