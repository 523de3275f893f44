"""QK516 absolute word only in the wrong options, or only in the right one

What it finds
    Hand-written options of which all wrong ones, and not the right one, leave no exception
    (always, never), or the right one alone does.
Why it matters
    Test-wise readers cut options without exception. Source: Haladyna, Downing & Rodriguez
    (2002): avoid specific determiners.
A bad deck
    cards:
      - id: bcd1
        q: "When does the river flood?"
        a: in May
        wrong: ["always in June", "only in July"]    # here
A good deck
    cards:
      - id: bcd1
        q: "When does the river flood?"
        a: in May
        wrong: [in June, in July]
Fix
    By hand: leave such words out of all options.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.words import holds, plain_text
from quizkit.checks.written import offers, told
from quizkit.model import Severity

CODE = "QK516"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield options that an absolute word tells apart."""
    for offer in offers(context):
        if offer.lexis is None:
            continue
        absolute, harmless = offer.lexis.absolute, offer.lexis.harmless
        has = [
            bool(holds(plain_text(option), absolute, but=harmless)) and not option.isupper()
            for option in (offer.right, *offer.wrong)
        ]
        if all(each is not has[0] for each in has[1:]):
            message = "an absolute word tells the right option from the wrong ones"
            help_ = "leave such words out of all options"
            yield offer.found(told(CODE, SEVERITY, message, offer.at, do=help_))
