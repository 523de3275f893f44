"""Where an item analysis takes its answers from."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quizkit.analysis.items.answers import Answer, Figures
from quizkit.cli.exits import NotFound
from quizkit.cli.frame import Cli
from quizkit.errors import FormatError
from quizkit.formats.saving import read_all, read_one

if TYPE_CHECKING:
    from quizkit.model import Location

LARGEST: Final = 256 * 2**20
"""Bytes of a file or folder that is read."""

ENDINGS: Final = (".jsonl", ".json", ".txt")
"""How files with answers end, in a folder."""


def found_in(places: Sequence[str], *, record: str | None) -> Figures:
    """Return what saved answers say of their questions.

    Args:
        places: Files and folders.
        record: A paper's record, where they are tables of a paper, or None.

    Raises:
        FormatError: If a file cannot be read, or there is no answer in any.
        NotFound: If there is none at a place.
    """
    from quizkit.analysis.items.measures import figures

    answers = list(_marked(places, record) if record else _saved(places))
    if not answers:
        message = f"there is no answer in {', '.join(places)}"
        raise FormatError(message, places[0])
    return figures(answers)


def _saved(places: Sequence[str]) -> Iterator[Answer]:
    from quizkit.analysis.items.lines import answers_of

    for place in places:
        whole = _files(place)
        found = {name: data for name, data in whole.items() if name.endswith(ENDINGS)}
        for name, data in (found if Path(place).is_dir() else whole).items():
            yield from answers_of(data, name, learner=Path(name).stem)


def _marked(places: Sequence[str], record: str) -> Iterator[Answer]:
    from quizkit.analysis.items.marked import answers_of, spots
    from quizkit.formats.paper.record import stood
    from quizkit.formats.paper.record_read import read

    paper = spots(stood(read(*read_one(_there(record), limit=LARGEST))))
    for place in places:
        for table, content in _files(place).items():
            yield from answers_of(content, table, paper)


def _files(place: str) -> dict[str, bytes]:
    return read_all(_there(place), limit=LARGEST)


def _there(place: str) -> Path:
    path = Path(place)
    if not path.exists():
        message = f"there is no file {place}; see that it is spelt right"
        raise NotFound(message)
    return path


def places_of(cli: Cli, names: Sequence[str]) -> "dict[str, Location]":
    """Return where each facet of some decks stands.

    Args:
        cli: The frame.
        names: The decks; none: nothing is looked up.

    Raises:
        DeckError: If there is no such deck, or it cannot be used.
    """
    from quizkit.cli.library import askers
    from quizkit.formats.posing import place_of, row_of
    from quizkit.questions.index import fact_of

    if not names:
        return {}
    return {
        facet: place_of(row_of(asker, facet), fact_of(facet)[1])
        for asker in askers(cli, names)
        for facet in asker.survey.facets
    }
