"""QK015 included file missing, outside the deck's folder, or in a circle

What it finds
    A file named by `include:` or `file:` that is not there, that lies outside the deck's
    folder, or that includes the file it stands in.
Why it matters
    A deck must be whole wherever its folder is copied to, and may read nothing else. House
    rule.
A bad deck
    include: [rivers-of-asia.yaml]    # here
    names:
      Hue: {is: city}
A good deck
    names:
      Hue: {is: city}
Fix
    By hand: put the file into the deck's folder and name it from there, with `/` between
    folders.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK015"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
