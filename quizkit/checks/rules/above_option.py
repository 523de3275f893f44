"""QK504 "all of the above", "none of the above", "both A and B"

What it finds
    An option that stands for other options, or joins them: written by hand or, where questions
    are drawn, a fact's own value.
Why it matters
    Whoever knows two options are right, or one is wrong, need not look at the rest; and the
    order of options changes. Source: Haladyna, Downing & Rodriguez (2002): avoid them.
A bad deck
    cards:
      - id: bcd1
        q: "Which river flows through Hue?"
        a: Huong
        wrong: [Hong, Mekong, None of the above]    # here
A good deck
    cards:
      - id: bcd1
        q: "Which river flows through Hue?"
        a: Huong
        wrong: [Hong, Mekong]
Fix
    Unsafe: takes a wrong option out, where two others are left. A right one is for its author:
    what has several answers is a list.
Options
    none
"""

from collections.abc import Iterator
from typing import Final

from quizkit.checks.clues import is_joined
from quizkit.checks.context import Context, Finding
from quizkit.checks.drawn import flawed
from quizkit.checks.flawed_options import all_above, none_above, of_others
from quizkit.checks.sight import Sight
from quizkit.checks.withdrawn import without_option
from quizkit.checks.written import offers, told
from quizkit.model import Severity
from quizkit.text import fold

CODE = "QK504"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "unsafe"

_HELP: Final = "write a value of its own in its place"


def find(context: Context) -> Iterator[Finding]:
    """Yield options that stand for other options."""
    found = list(_written(context))
    yield from found
    told = {each.problem.fact for each in found}
    yield from flawed(context, _above, code=CODE, severity=SEVERITY, do=_HELP, by="cause", but=told)


def _above(seen: Sight) -> str:
    option = all_above(seen) or none_above(seen) or of_others(seen)
    return f"{option} stands for other options" if option else ""


def _written(context: Context) -> Iterator[Finding]:
    for offer in offers(context):
        if offer.lexis is None:
            continue
        whole = offer.lexis.every | offer.lexis.none
        for index, option in enumerate((offer.right, *offer.wrong), -1):
            stands = not option.isupper() and fold(option, accents=True) in whole
            if stands or is_joined(option, offer.lexis):
                message = f"“{option}” stands for other options"
                problem = told(CODE, SEVERITY, message, offer.at, do=_HELP)
                if index >= 0:
                    mending = without_option(context, offer.thing, index, role=offer.role)
                    problem = problem._replace(fix=mending)
                yield offer.found(problem)
                break
