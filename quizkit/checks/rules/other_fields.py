r"""QK906 the Anki package that is there has other fields, or another note type

What it finds
    An export to Anki over a package whose notes have other fields than quizkit's, or another note
    type. Nothing is written then.
Why it matters
    Whoever imported that package has its notes as they are in it, and Anki skips every note of an
    update whose fields or note type differ: the learners would never see what was mended. House
    rule.
A bad deck
    cards:
      - {id: bcd1, q: "Which river flows through Hue?", a: The Huong}    # here
A good deck
    cards:
      - {id: bcd1, q: "Which river flows through Hanoi?", a: The Hong}
Fix
    By hand: in Anki, give the note type its fields again (Question, Answer, Options, Source, Note,
    Facet, Extra1, Extra2), or the notes the note type `quizkit`, and export the package there; or
    write to a new path, for learners who have not imported that one.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK906"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"
find = None
