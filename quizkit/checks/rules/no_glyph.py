r"""QK910 the paper's fonts have no sign for a character

What it finds
    A printed paper whose texts hold a character that neither the built-in fonts nor the one given
    with `--font` can draw: Chinese, Khmer, an emoji. Vietnamese, Greek, Cyrillic and Hebrew are
    built in.
Why it matters
    An empty box would be printed in its place, while the text inside the PDF still has the letter,
    so that nobody notices before the exam. House rule.
A bad deck
    cards:
      - {id: c1, q: "Which word means water?", a: "水"}    # here
A good deck
    cards:
      - {id: c1, q: "Which word means water?", a: "shui"}
Fix
    By hand: give a font that has the character with `--font FILE`, or write it in letters that the
    fonts have.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK910"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
find = None
