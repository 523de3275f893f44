"""QK513 one wrong option in more than 30 % of the questions

What it finds
    In a deck of nine or more choice questions, a value that stands as a wrong option in more
    than 30 % of them and that is never right.
Why it matters
    After a few questions it is known to be wrong wherever it stands. House rule.
A bad deck
    quizkit: 1    # here
    deck: x
    title: X
    language: en
    sources:
      log: {title: The log of the ship}
    cards:
      - {id: bcf1, q: "Where is Toru?", a: Lagos, wrong: [Malta, Natal], source: log p. 4}
      - {id: bcf2, q: "Where is Bema?", a: Natal, wrong: [Malta, Davao], source: log p. 4}
      - {id: bcf3, q: "Where is Kilo?", a: Davao, wrong: [Malta, Perth], source: log p. 4}
      - {id: bcf4, q: "Where is Sano?", a: Perth, wrong: [Malta, Sofia], source: log p. 4}
      - {id: bcf5, q: "Where is Dami?", a: Sofia, wrong: [Malta, Tunis], source: log p. 4}
      - {id: bcf6, q: "Where is Peko?", a: Tunis, wrong: [Malta, Delhi], source: log p. 4}
      - {id: bcf7, q: "Where is Rulo?", a: Delhi, wrong: [Malta, Quito], source: log p. 4}
      - {id: bcf8, q: "Where is Nasi?", a: Quito, wrong: [Malta, Basel], source: log p. 4}
      - {id: bcf9, q: "Where is Gito?", a: Basel, wrong: [Malta, Lagos], source: log p. 4}
A good deck
    sources:
      log: {title: The log of the ship}
    cards:
      - {id: bcf1, q: "Where is Toru?", a: Lagos, wrong: [Natal, Sofia], source: log p. 4}
      - {id: bcf2, q: "Where is Bema?", a: Natal, wrong: [Davao, Tunis], source: log p. 4}
      - {id: bcf3, q: "Where is Kilo?", a: Davao, wrong: [Perth, Delhi], source: log p. 4}
      - {id: bcf4, q: "Where is Sano?", a: Perth, wrong: [Sofia, Quito], source: log p. 4}
      - {id: bcf5, q: "Where is Dami?", a: Sofia, wrong: [Tunis, Basel], source: log p. 4}
      - {id: bcf6, q: "Where is Peko?", a: Tunis, wrong: [Delhi, Lagos], source: log p. 4}
      - {id: bcf7, q: "Where is Rulo?", a: Delhi, wrong: [Quito, Natal], source: log p. 4}
      - {id: bcf8, q: "Where is Nasi?", a: Quito, wrong: [Basel, Davao], source: log p. 4}
      - {id: bcf9, q: "Where is Gito?", a: Basel, wrong: [Lagos, Perth], source: log p. 4}
Fix
    By hand: write other wrong options, or let one question have it as its answer.
Options
    percent = 30 [1..100]: per cent of the questions in which one wrong option may stand
    questions = 9 [1..1000]: choice questions that a deck has at least, or nothing is said
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding
from quizkit.checks.sampling import sheets
from quizkit.checks.written import told
from quizkit.model import Location, Severity

MOST: Final = 30
FEWEST: Final = 9

CODE = "QK513"
SEVERITY = Severity.NOTE
PROFILE = "exam"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield options that are wrong in many questions and right in none."""
    most = context.option(CODE, "percent", MOST) / 100
    drawn = sheets(context.asker, draws=3, most=3_000)
    if len({sheet.facet for sheet in drawn}) < context.option(CODE, "questions", FEWEST):
        return
    right = {sheet.options[sheet.key] for sheet in drawn}
    counts = Counter(option for sheet in drawn for option in sheet.options)
    for option, count in counts.items():
        if option not in right and count > most * len(drawn):
            message = f"“{option}” is a wrong option in {count / len(drawn):.0%} of the questions"
            help_ = "write other wrong options"
            at = Location(context.deck.paths[0])
            yield context.on_deck(told(CODE, SEVERITY, message, at, do=help_))
