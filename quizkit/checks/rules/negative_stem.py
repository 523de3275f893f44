"""QK404 negative stem

What it finds
    A wording, hand-written question or statement with a negative word: not, except, least. `ask
    which not` says what it is and is left alone; a word in quotation marks does not count.
Why it matters
    A reader who misses one small word knows the answer and is marked wrong. Source: Haladyna,
    Downing & Rodriguez (2002): word the stem positively.
A bad deck
    cards:
      - {id: bcd1, q: "Which river is not in Asia?", a: Danube}    # here
A good deck
    cards:
      - {id: bcd1, q: "Which river is in Europe?", a: Danube}
Fix
    By hand: ask for what is, or write a complete list and `ask which not`.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.written import stems, told, word_of
from quizkit.model import Severity

CODE = "QK404"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield stems that turn on a negative word."""
    for stem in stems(context):
        word = word_of(stem, stem.lexis.negative) if stem.lexis else ""
        if word and stem.field != "ask which not":
            message = f"the question turns on the word “{word}”"
            help_ = "ask for what is true, not for the exception"
            yield stem.found(told(CODE, SEVERITY, message, stem.at, do=help_))
