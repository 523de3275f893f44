"""QK507 options of different form

What it finds
    Hand-written options of which some are numbers and others are not, or which are written in
    different scripts.
Why it matters
    The one that does not fit the question is cut without thought. Source: Haladyna, Downing &
    Rodriguez (2002): keep options alike in content and grammar.
A bad deck
    cards:
      - id: bcd1
        q: "When was the bridge opened?"
        a: 1802
        wrong: [1805, under Gia Long]    # here
A good deck
    cards:
      - id: bcd1
        q: "When was the bridge opened?"
        a: 1802
        wrong: [1805, 1810]
Fix
    By hand: give all options one form.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.clues import unlike
from quizkit.checks.context import Context, Finding
from quizkit.checks.written import offers, told
from quizkit.model import Severity

CODE = "QK507"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield options of different form."""
    for offer in offers(context):
        why = unlike(offer.right, offer.wrong)
        if why:
            help_ = "give all options one form"
            message = f"the options differ in form: {why}"
            yield offer.found(told(CODE, SEVERITY, message, offer.at, do=help_))
