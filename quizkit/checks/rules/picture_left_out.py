"""QK903 image left out or moved

What it finds
    A picture, or the text of a source, that a deck names and that does not go along when the deck
    is packed or exported: it is not there, is too large, or lies outside the deck's folder.
Why it matters
    Whoever gets the deck would see a question about a picture without the picture. House rule.
A bad deck
    facts:
      visit:
        - {who: Bill Clinton, to: Vietnam, image: {file: no-such-map.png, alt: a map}}    # here
A good deck
    facts:
      visit:
        - {who: Bill Clinton, to: Vietnam, date: 2000}
Fix
    By hand: put the file into the deck's folder, or take its name out of the deck.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK903"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"
find = None
