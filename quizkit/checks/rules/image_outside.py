"""QK806 image outside the deck's folder, missing, or not what it says

What it finds
    An image whose path leaves the deck's folder, that is not there or is a link, that is larger
    than 20 MB or 16 million pixels, or that is not of the type its name says: PNG, JPEG, GIF or
    WebP.
Why it matters
    A deck from a stranger may show nothing but what came with it, and a picture that looks small
    can fill a computer's memory. A link leads nowhere once the deck is handed on. House rule:
    store and screen refuse the same.
A bad deck
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          sea: {is: place, ask: "Into which sea does {it} flow?"}
    facts:
      river:
        - {name: Mekong, sea: East Sea, image: {file: ../mekong.png, alt: a river}}    # here
A good deck
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          sea: {is: place, ask: "Into which sea does {it} flow?"}
    facts:
      river:
        - {name: Mekong, sea: East Sea}
Fix
    By hand: put the picture itself beside the deck and name it from there, with small and
    capital letters as in the file's name; save one that is too large smaller.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK806"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
find = None
