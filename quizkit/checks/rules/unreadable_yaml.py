"""QK001 the file cannot be read as YAML

What it finds
    A line that YAML cannot make sense of. The usual causes are named: a colon or a brace in a
    text, a tab, curly quotation marks, the indentation, an open bracket or quotation mark, a
    comma, dash or blank that is missing. Each is tried on the lines around it before it is named.
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
    Unsafe: puts a text with a colon, a brace or a leading sign in quotation marks, closes what is
    open, sets a missing comma, dash or blank, blanks for a tab, straight quotation marks for
    curly ones, and lines a line up; only what makes the lines readable is offered.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK001"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "unsafe"
find = None
