"""QK003 a field is given twice in one map

What it finds
    A field, a role or a name that stands twice in one map. Both lines are shown.
Why it matters
    Most readers keep the last one and say nothing: half of what was written is lost. Source:
    YAML 1.2.2, section 3.2.1.3 (keys of a map are unique).
A bad deck
    names:
      Hue: {is: city}
      Da Nang: {is: city}
      Hue: {is: city, in: Vietnam}    # here
A good deck
    names:
      Hue: {is: city, in: Vietnam}
      Da Nang: {is: city}
Fix
    By hand: take one of the two out, or write both values as a list.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK003"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
