"""QK411 statement with two facts in it, or hedged

What it finds
    A kind's `says` that joins two statements by a word such as "because" or "although", or
    weakens one by "may" or "probably".
Why it matters
    Half of a double statement can be true, and a hedged one is hardly ever false: as true-false
    it has no answer. Source: Haladyna, Downing & Rodriguez (2002).
A bad deck
    kinds:
      flood:
        called: "the flood of {place}"
        says: "The flood of {date} hit {place} because the dam broke."    # here
        roles:
          place: {is: place, ask: "Which town was hit by the flood of {date}?"}
          date: date
A good deck
    kinds:
      flood:
        called: "the flood of {place}"
        says: "The flood of {date} hit {place}."
        roles:
          place: {is: place, ask: "Which town was hit by the flood of {date}?"}
          date: date
Fix
    By hand: state one thing, as a fact.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.written import stems, told, word_of
from quizkit.model import Severity

CODE = "QK411"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield statements that say two things, or none for certain."""
    for stem in stems(context):
        if stem.lexis and stem.field == "says":
            word = word_of(stem, stem.lexis.linking | stem.lexis.hedges)
            if word:
                message = f"the statement says two things, or none for certain: “{word}”"
                help_ = "state one thing, as a fact"
                yield stem.found(told(CODE, SEVERITY, message, stem.at, do=help_))
