"""QK009 `quizkit:` is missing, or newer than this program

What it finds
    A deck without `quizkit: 1`, or with a number that this program does not know.
Why it matters
    A newer deck may mean what an older program cannot see. House rule: refuse, never half-read.
A bad deck
    quizkit: 99    # here
A good deck
    quizkit: 1
Fix
    By hand: write `quizkit: 1` as the first line, or use a newer quizkit.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK009"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
