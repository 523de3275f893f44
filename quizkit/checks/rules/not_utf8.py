"""QK002 the file is not UTF-8

What it finds
    Bytes that are no UTF-8 text: another encoding, or a file that is no text at all.
Why it matters
    A guessed encoding turns names into other names without a word. House rule: one encoding,
    never a guess.
A bad deck
    title: (saved in an older encoding, which this page cannot hold)    # here
A good deck
    title: Hà Nội và Huế
Fix
    By hand: save the file again as UTF-8; every editor offers it under "encoding".
Options
    none
"""

from quizkit.model import Severity

CODE = "QK002"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
