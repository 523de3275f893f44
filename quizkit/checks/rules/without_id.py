"""QK101 fact or card without an `id`

What it finds
    A fact or card that has no `id` yet. A fact under `about:` is known as SUBJECT.ATTRIBUTE and
    needs none.
Why it matters
    Until it has one, any edit makes it a new fact, and what learners know of it is lost. House
    rule.
A bad deck
    cards:
      - {q: "Which river flows through Hue?", a: The Huong}    # here
A good deck
    cards:
      - {id: bcd1, q: "Which river flows through Hue?", a: The Huong}
Fix
    Safe: writes an id; so does `quizkit stamp FILE`. Nothing else is touched.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.model import Location, Note, Problem, Severity

CODE = "QK101"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "safe"


def find(context: Context) -> Iterator[Finding]:
    """Yield facts and cards whose id was made up while reading."""
    for fact in context.deck.facts:
        if fact.id.startswith("~"):
            yield context.on_fact(_problem(fact.kind, place(fact)), fact)
    for card in context.deck.cards:
        if card.id.startswith("~"):
            yield context.on_card(_problem("card", place(card)), card)


def _problem(what: str, at: Location) -> Problem:
    return Problem(
        CODE,
        SEVERITY,
        f"this {what} has no `id`: an edit would lose its history",
        at,
        notes=(Note("help", f"quizkit stamp {at.path}"),),
    )
