"""QK406 absolute word

What it finds
    A wording, hand-written question or statement with a word that leaves no exception: always,
    never, all, only.
Why it matters
    Statements without exception are rarely true, as test-wise readers know. Source: Haladyna,
    Downing & Rodriguez (2002): avoid specific determiners.
A bad deck
    cards:
      - {id: bcd1, q: "Which river always floods in May?", a: Huong}    # here
A good deck
    cards:
      - {id: bcd1, q: "Which river floods in May?", a: Huong}
Fix
    By hand: leave the word out, or name what it holds for.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.written import stems, told, word_of
from quizkit.model import Severity

CODE = "QK406"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield stems with a word that leaves no exception."""
    for stem in stems(context):
        word = word_of(stem, stem.lexis.absolute) if stem.lexis else ""
        if word:
            message = f"the question uses the absolute word “{word}”"
            help_ = "leave it out, or name what it holds for"
            yield stem.found(told(CODE, SEVERITY, message, stem.at, do=help_))
