"""QK509 the right option shares most with the others

What it finds
    Options, written by hand or drawn, that join several things, where the right one is made of
    the parts that stand most often.
Why it matters
    The parts can be counted without knowing anything. Source: Moore et al. (2023): convergence
    cues.
A bad deck
    cards:
      - id: bcd1
        q: "What was exported?"
        a: rice and rubber
        wrong: [rice and tin, tea and rubber]    # here
A good deck
    sources: {log: {title: The log}}
    cards:
      - id: bcd1
        q: "What was exported?"
        a: rice and rubber
        wrong: [silk and tin, tea and coal]
        source: log p. 4
Fix
    By hand: let the parts of wrong options stand as often as those of the right one.
Options
    none
"""

from collections.abc import Iterator
from typing import Final

from quizkit.checks.clues import most_shared
from quizkit.checks.context import Context, Finding
from quizkit.checks.drawn import flawed
from quizkit.checks.flawed_options import convergence
from quizkit.checks.sight import Sight
from quizkit.checks.written import offers, told
from quizkit.model import Severity

CODE = "QK509"
SEVERITY = Severity.WARNING
PROFILE = "exam"
FIX = "-"

_HELP: Final = "let parts of wrong options stand as often"


def find(context: Context) -> Iterator[Finding]:
    """Yield options whose parts tell the right one."""
    found = list(_written(context))
    yield from found
    told = {each.problem.fact for each in found}
    yield from flawed(context, _shared, code=CODE, severity=SEVERITY, do=_HELP, but=told)


def _shared(seen: Sight) -> str:
    why = convergence(seen)
    return f"the parts of the right option stand most often: {why}" if why else ""


def _written(context: Context) -> Iterator[Finding]:
    for offer in offers(context):
        why = most_shared(offer.right, offer.wrong, offer.lexis)
        if why:
            message = f"the parts of the right option stand most often: {why}"
            yield offer.found(told(CODE, SEVERITY, message, offer.at, do=_HELP))
