"""QK807 text not in Unicode's composed form

What it finds
    A letter that is written as a base letter and a separate mark, though one sign exists for
    both.
Why it matters
    Searches and comparisons outside quizkit would not find it. quizkit reads both forms as one.
    Source: Unicode Standard Annex 15.
A bad deck
    names:
      Hue: {is: city, aka: [Hue\u0302\u0301]}    # here
A good deck
    names:
      Hue: {is: city, aka: [Huế]}
Fix
    Safe: writes the lines with composed letters.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK807"
SEVERITY = Severity.NOTE
PROFILE = "practice"
FIX = "safe"
find = None
