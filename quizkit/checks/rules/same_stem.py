"""QK311 two questions with one stem and different keys

What it finds
    Two questions, made from facts or written as cards, that ask the same words and answer
    differently.
Why it matters
    Whoever knows one of the answers is marked wrong by the other question. House rule.
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
from typing import NamedTuple

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.spelled import spellings
from quizkit.model import Card, Fact, Note, Plan, Problem, Related, Severity
from quizkit.text import fold

CODE = "QK311"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


class _Asked(NamedTuple):
    """A question: its folded words, what it wants, and where it comes from."""

    words: tuple[str, ...]
    wanted: Plan | Card
    thing: Fact | Card
    role: str


def find(context: Context) -> Iterator[Finding]:
    """Yield questions that ask what an earlier one asks, and want something else."""
    seen: dict[tuple[str, ...], _Asked] = {}
    told: set[tuple[str, str]] = set()
    for asked in (*_from_facts(context), *_from_cards(context)):
        first = seen.setdefault(asked.words, asked)
        pair = (first.thing.id, asked.thing.id)
        if first is asked or pair in told:
            continue
        if not _answers(context, first) & _answers(context, asked):
            told.add(pair)
            yield _finding(context, asked, first)


def _from_facts(context: Context) -> Iterator[_Asked]:
    if not context.facts:
        return  # the stems of cards are not wanted here
    for (fact, role), sentences in context.stems.items():
        for plan, sentence in zip(context.plans[fact, role], sentences, strict=True):
            if plan.kind != "card":
                words = (fold(sentence, accents=True),)
                yield _Asked(words, plan, context.facts[fact], role)


def _from_cards(context: Context) -> Iterator[_Asked]:
    for card in context.deck.cards:
        yield _Asked(_words(card), card, card, "")


def _answers(context: Context, asked: _Asked) -> frozenset[str]:
    """Return the folded answers."""
    if isinstance(asked.wanted, Plan):
        return spellings(context, asked.wanted.accepted)
    card = asked.wanted
    answers = (card.answer, *card.also, *(blank.answer for blank in card.blanks))
    return frozenset(fold(text) for text in answers if text)


def _words(card: Card) -> tuple[str, ...]:
    """Return what is shown; a cloze with its gaps cut out."""
    if not card.blanks:
        return (fold(card.question, accents=True),)
    ends = [0, *(blank.end for blank in card.blanks)]
    starts = [*(blank.start for blank in card.blanks), len(card.text)]
    pieces = (card.text[end:start] for end, start in zip(ends, starts, strict=True))
    return tuple(fold(piece, accents=True) for piece in pieces)


def _finding(context: Context, asked: _Asked, first: _Asked) -> Finding:
    problem = Problem(
        CODE,
        SEVERITY,
        "another question has the same words and another answer",
        place(asked.thing, asked.role, "q", "cloze"),
        related=(Related(place(first.thing, first.role, "q", "cloze"), "the same words"),),
        notes=(Note("help", "say in each what sets it apart"),),
    )
    if isinstance(asked.thing, Card):
        found = context.on_card(problem, asked.thing)
    else:
        found = context.on_fact(problem, asked.thing, role=asked.role)
    return found._replace(facts=(asked.thing.id, first.thing.id))
