"""QK506 the right option alone shares a word with the question, or alone does not

What it finds
    A card whose question has a telling word that stands in its right answer and in no wrong
    option, or in all wrong options and not in the right answer.
Why it matters
    The word can be matched without knowing anything. Source: Moore et al. (2023): word repeats;
    Pham, Besanko & Devitt (2018): clues raise marks.
A bad deck
    cards:
      - id: bcd1
        q: "Which treaty ended the war of the rivers?"
        a: Treaty of the Rivers
        wrong: [Pact of Hue, Peace of Vinh]    # here
A good deck
    cards:
      - id: bcd1
        q: "Which treaty ended the war of the rivers?"
        a: Accord of Hue
        wrong: [Pact of Hai Phong, Peace of Vinh]
Fix
    By hand: take the word out of the question, or put it into a wrong option too.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.clues import shared_words
from quizkit.checks.context import Context, Finding
from quizkit.checks.written import offers, told
from quizkit.model import Severity

CODE = "QK506"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield options that a word of the question tells apart."""
    for offer in offers(context):
        why = shared_words(offer.stem, offer.right, offer.wrong, offer.lexis)
        if why:
            help_ = "use it in all options or in none"
            message = f"the question's word {why} tells the right option"
            yield offer.found(told(CODE, SEVERITY, message, offer.at, do=help_))
