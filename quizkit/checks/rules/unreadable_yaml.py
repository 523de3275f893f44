"""QK001 the file cannot be read as YAML

What it finds
    A line that YAML cannot make sense of. The usual causes are named: a colon in a text, a tab,
    the indentation, an open bracket or quotation mark.
Why it matters
    Nothing after that line can be trusted, so nothing of the file is used. House rule: the
    message names the cause a writer can see, not the reader's state.
A bad deck
    cards:
      - q: Which river has nine mouths?
        a: The Mekong: in Vietnam    # here
A good deck
    cards:
      - q: Which river has nine mouths?
        a: "The Mekong: in Vietnam"
Fix
    By hand: put a text with a colon in quotation marks, close what is open, indent with blanks.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK001"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
