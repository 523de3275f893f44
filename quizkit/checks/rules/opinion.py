"""QK415 opinion asked as fact

What it finds
    A wording or hand-written question with a word of judgement ("best", "should", "in your
    opinion") that does not say whose judgement it is.
Why it matters
    Whoever judges otherwise is marked wrong. Source: Haladyna, Downing & Rodriguez (2002): avoid
    opinion-based content.
A bad deck
    sources: {log: {title: The log}}
    cards:
      - {id: bcd1, q: "What is the best way to cook?", a: with steam, source: log p. 4}    # here
A good deck
    sources: {log: {title: The log}}
    cards:
      - id: bcd1
        q: "Which way to cook rice is the best according to the survey of 2021?"
        a: with steam
        source: log p. 4
Fix
    By hand: say whose judgement it is, or ask for something that can be looked up.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.words import holds
from quizkit.checks.written import stems, told, word_of
from quizkit.model import Severity

CODE = "QK415"
SEVERITY = Severity.NOTE
PROFILE = "exam"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield questions that ask for a judgement and do not say whose."""
    for stem in stems(context):
        if stem.lexis is None or not stem.asks or holds(stem.words, stem.lexis.sayers):
            continue
        word = word_of(stem, stem.lexis.opinion)
        if word:
            help_ = "say whose judgement it is, or ask for what can be looked up"
            message = f"“{word}” asks for an opinion as if it were a fact"
            yield stem.found(told(CODE, SEVERITY, message, stem.at, do=help_))
