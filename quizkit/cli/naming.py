"""Facets and facts as people name them on the command line, in decks and in the log."""

from collections.abc import Sequence

from quizkit.cli.exits import NotFound
from quizkit.cli.frame import Cli
from quizkit.cli.library import askers
from quizkit.cli.located import deck_around, facet_at, read_place
from quizkit.practice.deeds import named


def meant(cli: Cli, names: Sequence[str]) -> list[str]:
    """Return the facets and facts that names stand for.

    Args:
        cli: The frame.
        names: Ids, ends of ids that fit one only, or `FILE:LINE#role`. What only the log knows,
            of a deck that is gone, may be named as well.

    Raises:
        DeckError: If a file that is named cannot be used.
        NotFound: If a name fits nothing, or several.
    """
    known: list[str] = []
    found: list[str] = []
    for name in names:
        line = read_place(name)
        if line:
            found.append(facet_at(askers(cli, (deck_around(line.file),))[0], line))
            continue
        known = known or _known(cli)
        try:
            found.append(named(name, known))
        except LookupError as error:
            raise NotFound(str(error.args[0])) from error
    return found


def _known(cli: Cli) -> list[str]:
    facets = [facet for asker in askers(cli, ()) for facet in asker.planner.candidates]
    return [*facets, *(name for name in cli.memory().facets if "#" in name)]
