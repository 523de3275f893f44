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

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.spelled import spellings
from quizkit.model import Card, Fact, Note, Plan, Problem, Related, Severity, Template
from quizkit.questions.stems import stem
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
    likely: dict[int, list[_Asked]] = {}
    told: set[tuple[str, str]] = set()
    for (fact, role), plans in context.plans.items() if written else ():
        for plan in plans if fact in context.facts else ():
            near = likely.get(id(plan.template))
            if near is None:
                near = likely[id(plan.template)] = _likely(plan.template, written)
            for own in near:
                if (own.thing.id, own.role) not in told and _fits(context, own, plan):
                    told.add((own.thing.id, own.role))
                    yield _finding(context, own, context.facts[fact], role)


def _likely(template: Template, written: Sequence[_Asked]) -> list[_Asked]:
    """Return the hand-written questions of which at least half the words are a wording's."""
    pieces = (piece for part in template.parts for piece in part.pieces)
    words = _words(" ".join(piece for piece in pieces if isinstance(piece, str)))
    return [each for each in written if 2 * len(each.words & words) >= len(each.words)]


def _written(context: Context) -> Iterator[_Asked]:
    for card in context.deck.cards:
        if card.question:
            answers = frozenset(map(fold, (card.answer, *card.also)))
            yield _Asked(_words(card.question), answers, card, "")
    for fact in context.deck.facts:
        for role in fact.ask:
            for plan in context.plans.get((fact.id, role), ()):
                answers = spellings(context, plan.accepted)
                yield _Asked(_words(stem(plan, context.deck)), answers, fact, role)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _fits(context: Context, own: _Asked, plan: Plan) -> bool:
    """Return whether the answer of a fact's question is right here too, and not said to be.

    A question of the very same words is told by the rule for that.
    """
    if own.thing.id == plan.fact or not own.words < _words(stem(plan, context.deck)):
        return False
    return not own.answers & spellings(context, plan.accepted)


def _finding(context: Context, own: _Asked, other: Fact, role: str) -> Finding:
    card = isinstance(own.thing, Card)
    problem = Problem(
        CODE,
        SEVERITY,
        "another fact answers this question as well",
        place(own.thing, "q" if card else "ask"),
        related=(Related(place(other, role), "this fits too"),),
        notes=(Note("help", "say in the question what sets it apart from that fact"),),
    )
    if isinstance(own.thing, Card):
        found = context.on_card(problem, own.thing)
    else:
        found = context.on_fact(problem, own.thing, role=own.role)
    return found._replace(facts=(own.thing.id, other.id))
