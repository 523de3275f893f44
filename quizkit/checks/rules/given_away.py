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
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.cues import telling
from quizkit.checks.words import lexis
from quizkit.model import Card, Fact, Note, PartMode, Problem, Related, Severity, Template
from quizkit.questions.giveaway import as_told
from quizkit.questions.stems import stem
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


class _Written(NamedTuple):
    """A hand-written question: where it comes from, its text, its field and telling words."""

    thing: Fact | Card
    text: str
    field: str
    words: frozenset[str]


def find(context: Context) -> Iterator[Finding]:
    """Yield hand-written questions that hold another question with its answer."""
    own = lexis(context.planner.language)
    if own is None:
        return
    small = frozenset(map(fold, own.small))
    written = [_Written(*each, _telling(each[1], small)) for each in _written(context)]
    every = list(_asked(context, small, [each.words for each in written]))
    counts = Counter(word for each in every for word in each.words)
    by_word: dict[str, list[_Asked]] = {}
    for each in every:
        by_word.setdefault(min(each.words, key=lambda w: (counts[w], w)), []).append(each)
    for thing, text, field, words in written:
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
            for plan in context.plans.get((fact.id, role), ()):
                yield fact, stem(plan, context.deck), "ask"


def _asked(
    context: Context, small: frozenset[str], written: Sequence[frozenset[str]]
) -> Iterator[_Asked]:
    """Yield the questions whose wording, values aside, stands in one that is written by hand."""
    cards = context.planner.cards
    likely: dict[int, bool] = {}
    for (name, role), plans in context.plans.items():
        thing = context.facts.get(name) or cards[name]
        for plan in plans:
            near = likely.get(id(plan.template))
            if near is None:
                own = _telling(_literal(plan.template), small)
                near = likely[id(plan.template)] = any(own <= words for words in written)
            words = _telling(stem(plan, context.deck), small) if near else frozenset()
            if len(words) >= _FEWEST and len(plan.accepted) == 1:
                answers = context.giveaway.answers(plan.accepted[0], plan.asked)
                yield _Asked(words, answers, thing, role)


def _literal(template: Template) -> str:
    """Return the words that a wording always prints."""
    parts = (part for part in template.parts if part.mode is PartMode.BARE)
    return " ".join(p for part in parts for p in part.pieces if isinstance(p, str))


def _telling(text: str, small: frozenset[str]) -> frozenset[str]:
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
