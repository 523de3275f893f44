"""Whether decks have anything to ask, before a sitting or a quiz begins."""

from collections.abc import Collection, Iterator, Sequence

from quizkit.errors import DeckError
from quizkit.model import Deck
from quizkit.questions.ask import Asker
from quizkit.text import nearest


def check(askers: Sequence[Asker], *, tags: Collection[str] = ()) -> None:
    """Do nothing where there is something to ask.

    Args:
        askers: One for each deck.
        tags: Only facts with one of these are wanted; all if empty.

    Raises:
        DeckError: If there are no decks, no question can be made, or no fact has one of the tags.
    """
    if not askers:
        message = "there are no decks yet; `quizkit decks add FILE` adds one"
        raise DeckError(message)
    if not any(asker.survey.facets for asker in askers):
        some = ", ".join(asker.deck.id for asker in askers)
        message = f"{some}: there is nothing to ask; `quizkit check` says why"
        raise DeckError(message)
    known = {tag for asker in askers for tag in _tags(asker.deck)}
    if tags and known.isdisjoint(tags):
        first = min(tags)
        near = nearest(first, known)
        tip = f'; did you mean "{near}"?' if near else ""
        message = f'no fact has the tag "{first}"{tip}'
        raise DeckError(message)


def _tags(deck: Deck) -> Iterator[str]:
    for fact in deck.facts:
        yield from fact.tags
    for card in deck.cards:
        yield from card.tags
