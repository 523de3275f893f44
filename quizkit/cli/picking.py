"""Facets picked by name, to be asked now or to be flagged."""

from collections.abc import Sequence
from pathlib import Path

from quizkit.cli.exits import NotFound
from quizkit.cli.frame import Cli
from quizkit.cli.library import askers
from quizkit.cli.located import deck_around, fact_at, read_line
from quizkit.decks.library import HEAD
from quizkit.model import Card, FacetId, Fact
from quizkit.practice import deeds
from quizkit.practice.evidence import facets_of
from quizkit.questions.ask import Asker


def decks_of(cli: Cli, name: str, place: str | None) -> tuple[list[Asker], str]:
    """Return the decks that a facet or fact may be in, and its id or an end of it.

    Args:
        cli: The frame.
        name: Its id, an end of it, or where it stands, `FILE:LINE` or `FILE:LINE#role`.
        place: Its deck, where the list does not have it.

    Raises:
        DeckError: If its deck is missing or cannot be used.
        NotFound: If no fact stands there.
    """
    line = read_line(name)
    if line is None:
        head, slash, _ = name.partition("/")
        return askers(cli, (place,) if place else (head,) if slash else ()), name
    known = askers(cli, (place or deck_around(line.file),))
    fact = f"{known[0].deck.id}/{fact_at(known[0], line)}"
    return known, f"{fact}#{line.role}" if line.role else fact


def facets_named(known: Sequence[Asker], name: str) -> tuple[FacetId, ...]:
    """Return the facet that a name means, or all of a fact; those never asked are among them.

    Args:
        known: The decks.
        name: An id, or an end of one.

    Raises:
        NotFound: If it fits none, or several.
    """
    every: list[FacetId] = []
    for asker in known:
        rows: list[Fact | Card] = [*asker.deck.facts, *asker.deck.cards]
        every += [facet for row in rows for facet in facets_of(asker, row)]
    try:
        found = deeds.named(name, every)
    except LookupError as error:
        raise NotFound(str(error.args[0])) from error
    if "#" in found:
        return (FacetId(found),)
    return tuple(facet for facet in every if facet.startswith(f"{found}#"))


def picked(
    cli: Cli, decks: Sequence[str], names: Sequence[str]
) -> tuple[list[Path], tuple[FacetId, ...]]:
    """Return the decks of the facets and facts that names mean, and what is asked of them.

    Args:
        cli: The frame.
        decks: The decks that were named, or none.
        names: Facets and facts.

    Raises:
        DeckError: If a deck is missing or cannot be used.
        NotFound: If a name fits none, or several, or nothing of it is ever asked.
    """
    places: dict[str, Path] = {}
    found: dict[FacetId, None] = {}
    for name in names:
        known, text = (askers(cli, decks), name) if decks else decks_of(cli, name, None)
        facets = facets_named(known, text)
        asker = next(each for each in known if facets[0].startswith(f"{each.deck.id}/"))
        asked = frozenset(asker.survey.facets)
        some = [facet for facet in facets if facet in asked]
        if not some:
            message = f"{name} is never asked; `quizkit why {facets[0]}` says why"
            raise NotFound(message)
        found.update(dict.fromkeys(some))
        path = Path(asker.deck.paths[0])
        places[asker.deck.id] = path.parent if path.name == HEAD else path
    return list(places.values()), tuple(found)
