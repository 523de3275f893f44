"""QK407 vague word

What it finds
    A wording, hand-written question or statement with a word of uncertain amount, frequency or
    time: often, usually, several.
Why it matters
    Readers take such words for different amounts, so that two of them can both be right.
    Source: Moore et al. (2023).
A bad deck
    cards:
      - {id: bcd1, q: "Which river often floods in May?", a: Huong}    # here
A good deck
    cards:
      - {id: bcd1, q: "Which river flooded in May 1999?", a: Huong}
Fix
    By hand: say how much, how often or when.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.written import stems, told, word_of
from quizkit.model import Severity

CODE = "QK407"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield stems with a word of uncertain amount."""
    for stem in stems(context):
        word = word_of(stem, stem.lexis.vague) if stem.lexis else ""
        if word:
            message = f"the question uses the vague word “{word}”"
            help_ = "say how much, how often or when"
            yield stem.found(told(CODE, SEVERITY, message, stem.at, do=help_))
