"""QK503 fewer than two usable wrong options: asked typed

What it finds
    A fact or card with `wrong:` that still has fewer than two wrong options that can be shown.
    Questions without `wrong:` are asked typed without a word.
Why it matters
    Two options are a coin toss; three are as good as four. Source: Rodriguez (2005).
A bad deck
    cards:
      - {q: "Into which sea does the Mekong flow?", a: East Sea, wrong: [Black Sea]}    # here
A good deck
    cards:
      - {q: "Into which sea does the Mekong flow?", a: East Sea, wrong: [Black Sea, Red Sea]}
Fix
    By hand: give `wrong:` two or three values, or leave it out to have the question typed.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.model import Card, Fact, Note, Problem, Severity
from quizkit.questions.distractors import Lures
from quizkit.questions.stems import stem
from quizkit.text import fold

CODE = "QK503"
SEVERITY = Severity.NOTE
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield hand-written options that are too few."""
    lures = Lures(context.planner)
    for fact in context.deck.facts:
        for role in fact.wrong:
            plans = context.plans.get((fact.id, role), ())
            if plans and not lures.has_two(plans[0], stem(plans[0], context.deck)):
                yield context.on_fact(_problem(fact), fact, role=role)
    for card in context.deck.cards:
        right = {fold(text) for text in (card.answer, *card.also)}
        wrong = {fold(text) for text in card.wrong} - right
        if len(wrong) == 1:
            yield context.on_card(_problem(card), card)


def _problem(thing: Fact | Card) -> Problem:
    return Problem(
        CODE,
        SEVERITY,
        "fewer than two wrong options can be shown, so it is asked typed",
        place(thing, "wrong"),
        notes=(Note("help", "add a value that is certainly wrong"),),
    )
