"""QK402 the question's number gives the answer away

What it finds
    A question that asks for several things ("Which rivers ..", "What were ..") with one option
    alone in the plural, or for one thing with one option alone in the singular, which is the
    right one. English only.
Why it matters
    Grammar tells the answer without knowing it. Source: Haladyna, Downing & Rodriguez (2002):
    avoid grammatical clues.
A bad deck
    cards:
      - id: bcd1
        q: "Which goods crossed the border first?"
        a: bicycles
        wrong: [rice, tea]    # here
A good deck
    cards:
      - id: bcd1
        q: "What crossed the border first?"
        a: bicycles
        wrong: [rice, tea]
Fix
    By hand: ask in words that fit one and many, or give all options the same number.
Options
    none
"""

import re
from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding
from quizkit.checks.written import asked, offers, told
from quizkit.model import Severity

CODE = "QK402"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"

_NOUN: Final = re.compile(
    r"\bwhich(?: two| three| four| five)? ([a-z]+s)\b"
    r"(?! (?:in|on|at|by|to|the|an?|into|from|with)\b)",
    re.IGNORECASE,
)
_VERB: Final = re.compile(r"\b(?:what|who|which) (are|were|is|was)\b", re.IGNORECASE)
_JOINED: Final = re.compile(r",| and ")
_FEW: Final = 2
"""Words of an option that is one noun."""
_NO_PLURAL: Final = ("ss", "us", "is", "as")


def find(context: Context) -> Iterator[Finding]:
    """Yield options of which the right one alone has the number that is asked for."""
    for offer in offers(context):
        if offer.lexis is None or offer.lexis.tag != "en":
            continue
        right = _is_plural(offer.right)
        if right is None:
            continue
        fits = any(_asks_many(stem) is right for stem in asked(context, offer))
        if fits and offer.wrong and all(_is_plural(each) is (not right) for each in offer.wrong):
            number = "plural" if right else "singular"
            message = f"the question asks in the {number}, and one option alone is"
            help_ = "ask in words that fit one and many, such as “What”"
            yield offer.found(told(CODE, SEVERITY, message, offer.at, do=help_))


def _asks_many(stem: str) -> bool | None:
    """Return whether a question asks for several things, for one, or does not tell.

    >>> _asks_many("Which rivers meet here?"), _asks_many("What is it?")
    (True, False)
    >>> _asks_many("Which flows into the sea?")
    """
    verb = _VERB.search(stem)
    if verb:
        return verb[1].lower() in ("are", "were")
    noun = _NOUN.search(stem)
    return True if noun and _ends_in_s(noun[1]) else None


def _is_plural(option: str) -> bool | None:
    """Return whether an option is a plural: joined, or a common noun that ends in s.

    Of a phrase nothing is known.
    """
    words = option.split()
    if _JOINED.search(option):
        return True
    if not words or len(words) > _FEW:
        return None
    return words[-1][:1].islower() and _ends_in_s(words[-1])


def _ends_in_s(word: str) -> bool:
    return word.lower().endswith("s") and not word.lower().endswith(_NO_PLURAL)
