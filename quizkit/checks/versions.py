"""Two versions of a deck side by side: what has lost the id that a learner's history hangs on."""

from collections.abc import Iterator, Mapping
from itertools import chain

from quizkit.checks.context import place
from quizkit.checks.rules.lost_id import CODE, PROFILE, SEVERITY
from quizkit.model import Card, Deck, Fact, Note, Problem, Related
from quizkit.text import fold
from quizkit.values.leaves import leaves_of
from quizkit.values.relations import plain

MADE_UP = "~"
"""What an id begins with that reading made up, since the author wrote none."""


def lost_ids(old: Deck, new: Deck) -> Iterator[Problem]:
    """Yield the ids that are gone, and those that now stand on something else.

    An id stands on something else where the fact shares no value with the old one, in whatever
    role. What never had an id of its author's is left to QK101.

    Args:
        old: The version that learners have.
        new: The version that is to take its place.

    Returns:
        Problems of the code QK103: of ids that are gone in the order of the old deck, at their
        place there, or at that of a new fact that says the same; of others at their new place.

    >>> from quizkit.decks.rows import from_rows
    >>> first, second = [{"who": "Ann Walsh", "to": "Peru"}], [{"who": "Bao Tran", "to": "Laos"}]
    >>> decks = [from_rows([{"id": "bcd1"} | row for row in rows], kind="trip",
    ...          ask={"who": "Who went to {to}?"}) for rows in (first, second)]
    >>> [problem.message for problem in lost_ids(*decks)]
    ['the id `bcd1` now stands on another fact']
    """
    after = _by_id(new)
    taken = _same_again(old, new)
    for id_, thing in _by_id(old).items():
        if id_.startswith(MADE_UP):
            continue
        other = after.get(id_)
        if other is None:
            yield _gone(thing, taken.get(id_), deck=new.id)
        elif not _told(thing) & _told(other):
            yield _moved(thing, other, deck=new.id)


def _by_id(deck: Deck) -> dict[str, Fact | Card]:
    things: list[Fact | Card] = [*deck.facts, *deck.cards]
    return {thing.id: thing for thing in things}


def _same_again(old: Deck, new: Deck) -> Mapping[str, Fact | Card]:
    """Return for ids that are gone what says exactly the same under an id that is new."""
    before, after = _by_id(old), _by_id(new)
    fresh = {_whole(thing): thing for id_, thing in after.items() if id_ not in before}
    lost = ((id_, _whole(thing)) for id_, thing in before.items() if id_ not in after)
    return {id_: fresh[told] for id_, told in lost if told in fresh}


def _whole(thing: Fact | Card) -> object:
    if isinstance(thing, Card):
        return thing.question, thing.answer, thing.text
    return thing.kind, frozenset(thing.values.items())


def _told(thing: Fact | Card) -> frozenset[str]:
    """Return the values of a fact, or the texts of a card, folded."""
    if isinstance(thing, Card):
        texts = [thing.question, thing.answer, thing.text, *thing.also]
        texts += [blank.answer for blank in thing.blanks]
    else:
        leaves = chain.from_iterable(map(leaves_of, thing.values.values()))
        texts = [str(plain(leaf)) for leaf in leaves]
    return frozenset(fold(text, accents=True) or text for text in texts if text)


def _gone(thing: Fact | Card, again: Fact | Card | None, *, deck: str) -> Problem:
    what = thing.kind if isinstance(thing, Fact) else "card"
    problem = Problem(
        CODE,
        SEVERITY,
        f"the id `{thing.id}` is gone, and its history with it",
        place(thing, "id"),
        label=f"the {what} in the old version",
        notes=(Note("help", f"give the {what} its id again, unless it was meant to go"),),
        deck=deck,
        fact=thing.id,
        profile=PROFILE,
    )
    if again is None:
        return problem
    return problem._replace(
        at=place(again, "id"),
        label="it says the same under another id",
        related=(Related(place(thing, "id"), "in the old version"),),
        notes=(Note("help", f"write `id: {thing.id}` here"),),
    )


def _moved(old: Fact | Card, new: Fact | Card, *, deck: str) -> Problem:
    what = "fact" if isinstance(new, Fact) else "card"
    return Problem(
        CODE,
        SEVERITY,
        f"the id `{new.id}` now stands on another {what}",
        place(new, "id"),
        label="it shares no value with the old one",
        related=(Related(place(old, "id"), "in the old version"),),
        notes=(
            Note("help", "give the new one an id of its own: `quizkit stamp` writes it"),
            Note("or", "put the id back where it was"),
        ),
        deck=deck,
        fact=new.id,
        profile=PROFILE,
    )
