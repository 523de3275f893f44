"""QK608 quote that does not stand in its source

What it finds
    A `quote:` whose words do not stand in the text file that the fact's source names under
    `file:`. White space, line breaks, the kind of quotation marks and dashes, capital letters,
    and marks at either end make no difference: a quotation may begin in mid-sentence. `...` and
    `[...]` leave something out; the parts around them must stand in the text in their order. A
    source without `file` has nothing to look in. It also finds such a file that is missing, or
    is no plain text in UTF-8.
Why it matters
    A quotation is shown to learners as the source's own words. One that was typed from memory
    misleads them and wrongs its author; unless the problem is accepted, it is not shown. House
    rule: quotations that are not looked up are often inexact.
A bad deck
    sources:
      atlas: {title: An atlas of rivers, file: atlas.txt}    # here
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          sea: {is: place, ask: "Into which sea does {it} flow?"}
    facts:
      river:
        - {name: Mekong, sea: East Sea, source: atlas p. 3, quote: It has nine mouths}
A good deck
    sources:
      atlas: {title: An atlas of rivers}
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          sea: {is: place, ask: "Into which sea does {it} flow?"}
    facts:
      river:
        - {name: Mekong, sea: East Sea, source: atlas p. 3, quote: It has nine mouths}
Fix
    By hand: quote the words that stand there (the nearest passage is shown), name the right
    source, or take the quote out. Put the text of a source into the deck's folder, or take
    `file` out of the source.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK608"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
find = None
