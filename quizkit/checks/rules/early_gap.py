"""QK408 gap after fewer than five words, or two gaps for one answer

What it finds
    A hand-written cloze with a gap before which fewer than five words stand, other gaps
    counted; or with two gaps for one answer. Where questions are drawn, a statement with fewer
    than three words around its gap.
Why it matters
    Whoever meets the gap first has nothing yet to think from. Source: Haladyna, Downing &
    Rodriguez (2002): put the central idea before the gap.
A bad deck
    cards:
      - {id: bcd1, cloze: "The [[Huong]] flows through the old capital."}    # here
A good deck
    cards:
      - {id: bcd1, cloze: "The river that flows through the old capital is the [[Huong]]."}
Fix
    By hand: turn the sentence round, so that the gap comes near its end; hide a word only once.
Options
    words = 5 [1..20]: words before a gap
"""

from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.drawn import flawed
from quizkit.checks.flawed_stems import blank
from quizkit.checks.written import told
from quizkit.model import Card, Severity
from quizkit.text import fold

CODE = "QK408"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"

FEWEST: Final = 5


def find(context: Context) -> Iterator[Finding]:
    """Yield clozes with too little before a gap, or with one answer hidden twice."""
    fewest = context.option(CODE, "words", FEWEST)
    for card in context.deck.cards:
        message = _wrong(card, fewest)
        if message:
            help_ = "let the gap come near the end, and hide a word once"
            problem = told(CODE, SEVERITY, message, place(card, "cloze"), do=help_)
            yield context.on_card(problem, card)
    cards = {card.id for card in context.deck.cards}
    help_ = "say more around the gap"
    yield from flawed(
        context, blank, code=CODE, severity=SEVERITY, do=help_, but=cards, by="wording"
    )


def _wrong(card: Card, fewest: int) -> str:
    answers = [fold(gap.answer) for gap in card.blanks]
    if len(set(answers)) < len(answers):
        return "two gaps want one answer"
    for gap in card.blanks:
        count = len(fold(card.text[: gap.start]).split())
        if count < fewest:
            return f"only {count} {'word stands' if count == 1 else 'words stand'} before the gap"
    return ""
