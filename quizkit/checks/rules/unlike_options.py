"""QK507 options of different form

What it finds
    Options, written by hand or drawn, of which some are numbers and others are not, or which are
    in different scripts.
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
from typing import Final

from quizkit.checks.clues import unlike
from quizkit.checks.context import Context, Finding
from quizkit.checks.drawn import flawed
from quizkit.checks.flawed_options import mixed
from quizkit.checks.written import offers, told
from quizkit.model import Severity

CODE = "QK507"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"

_HELP: Final = "give all options one form"


def find(context: Context) -> Iterator[Finding]:
    """Yield options of different form."""
    found = list(_written(context))
    yield from found
    told = {each.problem.fact for each in found}
    yield from flawed(context, mixed, code=CODE, severity=SEVERITY, do=_HELP, by="cause", but=told)


def _written(context: Context) -> Iterator[Finding]:
    for offer in offers(context):
        why = unlike(offer.right, offer.wrong)
        if why:
            message = f"the options differ in form: {why}"
            yield offer.found(told(CODE, SEVERITY, message, offer.at, do=_HELP))
