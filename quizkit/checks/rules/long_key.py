"""QK505 the right option is the longest, or the only detailed one

What it finds
    A right answer of more than three words and more than 1.25 times as long as the longest
    hand-written wrong option, or the only one with a comma or bracket.
Why it matters
    Authors qualify what must be true; test-wise readers choose the longest. Source: Pham,
    Besanko & Devitt (2018): this flaw raises marks.
A bad deck
    cards:
      - id: bcd1
        q: "What was lifted in 1994?"
        a: the long embargo on trade
        wrong: [the curfew, the siege]    # here
A good deck
    cards:
      - id: bcd1
        q: "What was lifted in 1994?"
        a: the embargo
        wrong: [the curfew, the siege]
Fix
    By hand: shorten the answer, or lengthen a wrong option.
Options
    times = 1.25 [1..10]: how many times the longest wrong option the right one may be
    words = 3 [1..50]: words up to which a right option is never too long
"""

from collections.abc import Iterator

from quizkit.checks.clues import FEW_WORDS, LONGER, too_long
from quizkit.checks.context import Context, Finding
from quizkit.checks.written import offers, told
from quizkit.model import Severity

CODE = "QK505"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield options of which the right one is longest."""
    times = context.option(CODE, "times", LONGER)
    words = context.option(CODE, "words", FEW_WORDS)
    for offer in offers(context):
        why = too_long(offer.right, offer.wrong, times=times, words=words)
        if why:
            help_ = "shorten it, or make a wrong option as long"
            message = f"the right option stands out by its length: {why}"
            yield offer.found(told(CODE, SEVERITY, message, offer.at, do=help_))
