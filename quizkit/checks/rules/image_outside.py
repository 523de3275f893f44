"""QK806 image outside the deck's folder, missing, or not what it says

What it finds
    An image whose path leaves the deck's folder or is a link, which is not there, is too large,
    or is not of the type that its name says.
Why it matters
    A deck from a stranger may show nothing but what came with it. House rule.
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
    By hand: put the picture beside the deck and name it from there.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK806"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
find = None
