"""QK504 "all of the above", "none of the above", "both A and B"

What it finds
    A hand-written option that stands for other options, or joins them.
Why it matters
    Whoever knows two options are right, or one is wrong, need not look at the rest; and the
    order of options changes. Source: Haladyna, Downing & Rodriguez (2002): avoid them.
A bad deck
    cards:
      - id: bcd1
        q: "Which river flows through Hue?"
        a: Huong
        wrong: [Hong, None of the above]    # here
A good deck
    cards:
      - id: bcd1
        q: "Which river flows through Hue?"
        a: Huong
        wrong: [Hong, Mekong]
Fix
    By hand: write a value in its place; what has several answers is a list.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.clues import is_joined
from quizkit.checks.context import Context, Finding
from quizkit.checks.written import offers, told
from quizkit.model import Severity
from quizkit.text import fold

CODE = "QK504"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield options that stand for other options."""
    for offer in offers(context):
        if offer.lexis is None:
            continue
        whole = offer.lexis.every | offer.lexis.none
        for option in (offer.right, *offer.wrong):
            stands = not option.isupper() and fold(option, accents=True) in whole
            if stands or is_joined(option, offer.lexis):
                message = f"“{option}” stands for other options"
                help_ = "write a value of its own in its place"
                yield offer.found(told(CODE, SEVERITY, message, offer.at, do=help_))
                break
