"""QK115 `in:` goes in a circle

What it finds
    A name that lies in itself, directly or through others.
Why it matters
    What lies in what decides which answers exclude each other; in a circle everything lies in
    everything. House rule.
A bad deck
    names:
      Hue: {is: place, in: Annam}    # here
      Annam: {is: place, in: Hue}
A good deck
    names:
      Hue: {is: place, in: Annam}
      Annam: {is: place}
Fix
    By hand: take out the `in:` that is wrong.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK115"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
