"""QK413 pronoun with nothing before it

What it finds
    A wording, hand-written question or statement that begins with a pronoun or with "this", or
    speaks of him or her before anybody is named.
Why it matters
    Outside its chapter nobody knows who is meant, and "he" may tell who it is not. Source:
    Moore et al. (2023): unclear information.
A bad deck
    cards:
      - {id: bcd1, q: "In which year did he cross the river?", a: 1802}    # here
A good deck
    cards:
      - {id: bcd1, q: "In which year did Gia Long cross the river?", a: 1802}
Fix
    By hand: name who or what is meant.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.flawed_stems import pronoun
from quizkit.checks.written import stems, told
from quizkit.model import Severity

CODE = "QK413"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield stems that point at something nobody has named."""
    for stem in stems(context):
        word = pronoun(stem.text, stem.lexis) if stem.lexis else ""
        if word:
            help_ = "name who or what is meant"
            yield stem.found(told(CODE, SEVERITY, word, stem.at, do=help_))
