"""QK414 a question that gives away another answer of the same sitting

What it finds
    A card or a fact's own `ask:` that says all the telling words of another question, and that
    question's answer as well.
Why it matters
    Whoever meets it first reads the other's answer. Sittings keep such questions in the right
    order, but a printed paper does not. Source: Haladyna, Downing & Rodriguez (2002), on clues
    from one question to another.
A bad deck
    sources: {log: {title: The log}}
    cards:
      - id: bcd1
        q: "Who opened the bridge of Toru across the river Kilo in 1802?"    # here
        a: Ann Walsh
        source: log p. 4
      - id: bcd2
        q: "In which year was the bridge of Toru opened?"
        a: "1802"
        source: log p. 4
A good deck
    sources: {log: {title: The log}}
    cards:
      - id: bcd1
        q: "Who opened the bridge of Toru across the river Kilo?"
        a: Ann Walsh
        source: log p. 4
      - id: bcd2
        q: "In which year was the bridge of Toru opened?"
        a: "1802"
        source: log p. 4
Fix
    By hand: leave out what the other question asks for.
Options
    none
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.cues import telling
from quizkit.checks.words import Lexis, lexis
from quizkit.model import Card, Fact, Note, Problem, Related, Severity
from quizkit.questions.giveaway import as_told
from quizkit.text import fold

CODE = "QK414"
SEVERITY = Severity.WARNING
PROFILE = "exam"
FIX = "-"

_ROOT: Final = 5
"""Letters by which words are the same, however they end: "visit", "visited"."""

_FEWEST: Final = 2
"""Telling words of a question; with fewer any text would have them."""


class _Asked(NamedTuple):
    """A question: its telling words, its answers, and where it comes from."""

    words: frozenset[str]
    answers: tuple[str, ...]
    thing: Fact | Card
    role: str


def find(context: Context) -> Iterator[Finding]:
    """Yield hand-written questions that hold another question with its answer."""
    own = lexis(context.planner.language)
    written = list(_written(context))
    if own is None or not written:
        return
    every = [each for each in _asked(context, own) if len(each.words) >= _FEWEST]
    counts = Counter(word for each in every for word in each.words)
    by_word: dict[str, list[_Asked]] = {}
    for each in every:
        by_word.setdefault(min(each.words, key=lambda w: (counts[w], w)), []).append(each)
    for thing, text, field in written:
        words = _telling(text, own)
        told = f" {as_told(text)} "
        given = (e for word in sorted(words) for e in by_word.get(word, ()))
        other = next((e for e in given if _is_told(e, thing, words, told)), None)
        if other is not None:
            yield _finding(context, thing, field, other)


def _is_told(each: _Asked, thing: Fact | Card, words: frozenset[str], told: str) -> bool:
    if each.thing.id == thing.id or not each.words <= words:
        return False
    return any(answer in told for answer in each.answers)


def _written(context: Context) -> Iterator[tuple[Fact | Card, str, str]]:
    for card in context.deck.cards:
        text = card.question
        for blank in reversed(card.blanks):
            text = (text or card.text)[: blank.start] + " _ " + (text or card.text)[blank.end :]
        yield card, text, "q" if card.question else "cloze"
    for fact in context.deck.facts:
        for role in fact.ask:
            for stem in context.stems.get((fact.id, role), ()):
                yield fact, stem, "ask"


def _asked(context: Context, own: Lexis) -> Iterator[_Asked]:
    cards = context.planner.cards
    for at, stems in context.stems.items():
        thing = context.facts.get(at[0]) or cards[at[0]]
        for plan, stem in zip(context.plans[at], stems, strict=True):
            wanted = [context.giveaway.answers(value, plan.asked) for value in plan.accepted]
            answers = wanted[0] if len(wanted) == 1 else ()
            yield _Asked(_telling(stem, own), answers, thing, at[1])


def _telling(text: str, own: Lexis) -> frozenset[str]:
    small = {fold(word) for word in own.small}
    return frozenset(word[:_ROOT] for word in telling(text) - small)


def _finding(context: Context, thing: Fact | Card, field: str, other: _Asked) -> Finding:
    problem = Problem(
        CODE,
        SEVERITY,
        "this question tells the answer of another one",
        place(thing, field),
        related=(Related(place(other.thing, other.role, "q", "cloze"), "the answer of this one"),),
        notes=(Note("help", "leave out what the other question asks for"),),
    )
    if isinstance(thing, Card):
        found = context.on_card(problem, thing)
    else:
        found = context.on_fact(problem, thing)
    return found._replace(facts=(thing.id, other.thing.id))
