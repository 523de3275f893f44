"""QK802 control, direction-changing, zero-width, private or tag character

What it finds
    A character that cannot be seen, or that changes how others are shown.
Why it matters
    It can command a terminal, turn a text round so that it reads as another, or make two equal
    names differ. Source: Unicode Technical Report 36, section 2.
A bad deck
    names:
      Hue: {is: city, aka: ["Hu\u200be"]}    # here
A good deck
    names:
      Hue: {is: city, aka: ["Huế"]}
Fix
    Unsafe: deletes the character. Look at the text afterwards, or type it again. Blanks, tabs and
    line ends are fine.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK802"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "unsafe"
find = None
