"""QK013 number or unit not readable

What it finds
    A value of a number role that is no number with an optional unit, in the deck's language.
Why it matters
    A figure is compared, sorted and given a tolerance; words can be none of that. House rule.
A bad deck
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          length: {is: number, ask: "How long is {it}?"}
    facts:
      river:
        - {name: Mekong, length: very long}    # here
A good deck
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          length: {is: number, ask: "How long is {it}?"}
    facts:
      river:
        - {name: Mekong, length: 4350 km}
Fix
    By hand: write the figure first, then the unit: `4350 km`, `75 billion USD`, `about 500 km`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK013"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
find = None
