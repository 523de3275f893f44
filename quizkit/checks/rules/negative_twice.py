"""QK405 negative question and a negative option

What it finds
    A question with "not", "except" and the like that is written by hand or is the deck's own,
    together with a hand-written option that has such a word as well.
Why it matters
    Two turns make a puzzle of words: who knows the answer gets it wrong. Source: Haladyna,
    Downing & Rodriguez (2002): word the stem positively.
A bad deck
    cards:
      - id: bcd1
        q: "What did the treaty not end?"
        a: the blockade
        wrong: [the war, what was not yet begun]    # here
A good deck
    cards:
      - id: bcd1
        q: "What did the treaty end?"
        a: the war
        wrong: [the blockade, the siege]
Fix
    By hand: ask for what is, not for what is not.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.words import holds, plain_text
from quizkit.checks.written import asked, offers, told
from quizkit.model import Severity

CODE = "QK405"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield negative options under negative questions."""
    for offer in offers(context):
        if offer.lexis is None:
            continue
        negative, harmless = offer.lexis.negative, offer.lexis.harmless
        options = [text for text in (offer.right, *offer.wrong) if not text.isupper()]
        words = [holds(plain_text(text), negative, but=harmless) for text in options]
        option = next(filter(None, words), "")
        if option and any(
            holds(plain_text(stem), negative, but=harmless) for stem in asked(context, offer)
        ):
            message = f"the question is negative, and an option has “{option}”"
            help_ = "ask for what is, not for what is not"
            yield offer.found(told(CODE, SEVERITY, message, offer.at, do=help_))
