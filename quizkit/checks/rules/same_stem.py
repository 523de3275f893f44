"""QK311 two questions with one stem and different keys

What it finds
    Two cards that ask the same words, but answer differently.
Why it matters
    Whoever knows one of the answers is marked wrong by the other card. House rule.
A bad deck
    cards:
      - {q: "Which river flows through the city?", a: The Huong}
      - {q: "Which river flows through the city?", a: The Hong}    # here
A good deck
    cards:
      - {q: "Which river flows through Hue?", a: The Huong}
      - {q: "Which river flows through Hanoi?", a: The Hong}
Fix
    By hand: say in each question what sets it apart, or give each the other's answer under
    `also:`.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.model import Card, Note, Problem, Related, Severity
from quizkit.text import fold

CODE = "QK311"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield cards that ask what an earlier card asks, and want something else."""
    seen: dict[tuple[str, ...], Card] = {}
    for card in context.deck.cards:
        first = seen.setdefault(_stem(card), card)
        if first is card or _answers(first) & _answers(card):
            continue
        problem = Problem(
            CODE,
            SEVERITY,
            "another card asks the same and has another answer",
            place(card, "q", "cloze"),
            related=(Related(place(first, "q", "cloze"), "the same words"),),
            notes=(Note("help", "say in each what sets it apart"),),
        )
        yield context.on_card(problem, card)._replace(facts=(card.id, first.id))


def _stem(card: Card) -> tuple[str, ...]:
    """Return what is shown, folded; a cloze with its gaps cut out."""
    if not card.blanks:
        return (fold(card.question),)
    ends = [0, *(blank.end for blank in card.blanks)]
    starts = [*(blank.start for blank in card.blanks), len(card.text)]
    return tuple(fold(card.text[end:start]) for end, start in zip(ends, starts, strict=True))


def _answers(card: Card) -> set[str]:
    return {fold(text) for text in (card.answer, *card.also, *(b.answer for b in card.blanks))} - {
        ""
    }
