"""QK116 source not declared

What it finds
    A `source:` whose first word is not among the deck's `sources:`. The nearest is named.
Why it matters
    The learner is shown where an answer comes from; a source that leads nowhere cannot be
    looked up. House rule.
A bad deck
    sources:
      atlas: {title: The atlas of rivers}
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          sea: {is: place, ask: "Into which sea does {it} flow?"}
    facts:
      river:
        - {name: Mekong, sea: East Sea, source: atlass p. 3}    # here
A good deck
    sources:
      atlas: {title: The atlas of rivers}
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          sea: {is: place, ask: "Into which sea does {it} flow?"}
    facts:
      river:
        - {name: Mekong, sea: East Sea, source: atlas p. 3}
Fix
    Unsafe: writes the nearest declared source. Otherwise declare it under `sources:`.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK116"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "unsafe"
find = None
