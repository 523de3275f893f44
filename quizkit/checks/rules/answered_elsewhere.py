"""QK309 hand-written question that another fact answers as well

What it finds
    A card, or a fact's own `ask:`, whose words all stand in a question made of another fact,
    which has another answer: what is written by hand says less than that question, so its answer
    fits as well.
Why it matters
    Nobody proves that a hand-written question has one answer. Source: Haladyna, Downing &
    Rodriguez (2002): one right answer.
A bad deck
    kinds:
      trip:
        called: "the [!{date} ]trip[ to {to}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          date: date
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, date: 1993}
    cards:
      - {q: "Who made the trip?", a: Bao Tran}    # here
A good deck
    kinds:
      trip:
        called: "the [!{date} ]trip[ to {to}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          date: date
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, date: 1993}
    cards:
      - {q: "Who made the trip of 1996 to Chile?", a: Bao Tran}
Fix
    By hand: say in the question what sets it apart, or give the other answer under `also:`.
Options
    none
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.spelled import spellings
from quizkit.model import Card, Fact, Note, Problem, Related, Severity
from quizkit.text import fold

CODE = "QK309"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"

_FEWEST: Final = 3
"""Words of a question; with fewer it asks nothing that could be compared."""


class _Asked(NamedTuple):
    """A question: its words and answers, folded, and where it comes from."""

    words: frozenset[str]
    answers: frozenset[str]
    thing: Fact | Card
    role: str


def find(context: Context) -> Iterator[Finding]:
    """Yield hand-written questions that are more general than a question made of a fact."""
    written = [each for each in _written(context) if len(each.words) >= _FEWEST]
    if not written:
        return
    made = list(_made(context))
    counts = Counter(word for each in made for word in each.words)
    holding: dict[str, list[_Asked]] = {min(e.words, key=counts.__getitem__): [] for e in written}
    for each in made:
        for word in each.words & holding.keys():
            holding[word].append(each)
    for own in written:
        rarest = min(own.words, key=counts.__getitem__)
        other = next((e for e in holding[rarest] if _fits(own, e)), None)
        if other is not None:
            yield _finding(context, own, other)


def _written(context: Context) -> Iterator[_Asked]:
    for card in context.deck.cards:
        if card.question:
            answers = frozenset(map(fold, (card.answer, *card.also)))
            yield _Asked(_words(card.question), answers, card, "")
    for fact in context.deck.facts:
        for role in fact.ask:
            yield from _of_fact(context, fact.id, role)


def _made(context: Context) -> Iterator[_Asked]:
    for fact, role in context.stems:
        if fact in context.facts:
            yield from _of_fact(context, fact, role)


def _of_fact(context: Context, fact: str, role: str) -> Iterator[_Asked]:
    at = fact, role
    for plan, stem in zip(context.plans.get(at, ()), context.stems.get(at, ()), strict=True):
        answers = spellings(context, plan.accepted)
        yield _Asked(_words(stem), answers, context.facts[fact], role)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _fits(own: _Asked, other: _Asked) -> bool:
    """Return whether the other's answer is right here too, and not said to be.

    A question of the very same words is told by the rule for that.
    """
    more = own.words < other.words and own.thing.id != other.thing.id
    return more and not own.answers & other.answers


def _finding(context: Context, own: _Asked, other: _Asked) -> Finding:
    card = isinstance(own.thing, Card)
    problem = Problem(
        CODE,
        SEVERITY,
        "another fact answers this question as well",
        place(own.thing, "q" if card else "ask"),
        related=(Related(place(other.thing, other.role), "this fits too"),),
        notes=(Note("help", "say in the question what sets it apart from that fact"),),
    )
    if isinstance(own.thing, Card):
        found = context.on_card(problem, own.thing)
    else:
        found = context.on_fact(problem, own.thing, role=own.role)
    return found._replace(facts=(own.thing.id, other.thing.id))
