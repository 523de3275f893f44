"""QK401 the answer stands in the stem

What it finds
    A card or a hand-written `ask:` whose words hold the whole answer, or one of its other
    spellings. A question that names wrong answers as well ("the Mekong or the Hong") is left
    alone. Where questions are drawn, one that names its right option, unless it names them all
    ("larger in 1995 or in 2005").
Why it matters
    It can be answered by reading. Source: Haladyna, Downing & Rodriguez (2002), on clues to the
    answer.
A bad deck
    cards:
      - {q: "Into which sea does the East Sea river flow?", a: East Sea}    # here
A good deck
    cards:
      - {q: "Into which sea does the Mekong flow?", a: East Sea}
Fix
    By hand: take the words of the answer out of the question.
Options
    none
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.drawn import flawed
from quizkit.checks.flawed_options import named
from quizkit.model import Card, Fact, Note, Problem, Severity
from quizkit.text import fold

CODE = "QK401"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"

_HELP: Final = "take the words of the answer out of the question"


def find(context: Context) -> Iterator[Finding]:
    """Yield questions that hold their answer."""
    found = list(_written(context))
    yield from found
    yield from flawed(
        context,
        partial(named, keys=True),
        code=CODE,
        severity=SEVERITY,
        do=_HELP,
        but={each.problem.fact for each in found},
    )


def _written(context: Context) -> Iterator[Finding]:
    for card in context.deck.cards:
        if card.question and _told(card.question, (card.answer, *card.also), card.wrong):
            yield context.on_card(_problem(card, "q"), card)
    for fact in context.deck.facts:
        for role, template in fact.ask.items():
            value = fact.values.get(role)
            pieces = (piece for part in template.parts for piece in part.pieces)
            text = " / ".join(piece for piece in pieces if isinstance(piece, str))
            if value is not None and context.giveaway.in_text(value, text, None):
                yield context.on_fact(_problem(fact, "ask"), fact, role=role)


def _told(question: str, answers: tuple[str, ...], wrong: tuple[str, ...]) -> bool:
    """Return whether a question holds an answer and no wrong one."""
    words = f" {fold(question)} "
    held = any(text and f" {text} " in words for text in map(fold, answers))
    return held and not any(f" {fold(text)} " in words for text in wrong)


def _problem(thing: Card | Fact, field: str) -> Problem:
    return Problem(
        CODE,
        SEVERITY,
        "the question holds its own answer",
        place(thing, field),
        notes=(Note("help", _HELP),),
    )
