"""Where the answers of an item analysis come from: what was saved, papers, logs of one or many.

This is the one place that reads and joins them; who calls it brings what reads files and papers,
which this layer does not know.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.analysis.items import lines, marked
from quizkit.analysis.items.answers import Answer, Figures
from quizkit.analysis.items.known import Known
from quizkit.analysis.items.logged import Logged
from quizkit.analysis.items.measures import By, Which, figures
from quizkit.analysis.items.reading import Reader, is_log, is_shards
from quizkit.analysis.items.reports import Stories
from quizkit.errors import FormatError

ENDINGS: Final = (".jsonl", ".json", ".txt")
"""How files with saved answers end, in a folder."""

LARGEST: Final = 256 * 2**20
"""Bytes of saved answers or tables that are read at one place."""


Files = Callable[[Path], Mapping[str, bytes]]
"""Returns a file, or the files of a folder, by name."""

Places = Mapping[str, Mapping[int, Mapping[str, Any]]]
"""Where questions stood on a paper: by variant and number."""


class Wanted(NamedTuple):
    """What is wanted of an analysis.

    Attributes:
        by: "question": a facet in a form; "facet": all forms of a facet together.
        which: Which of several answers of a learner to a question counts.
        class_: Only learners of this class of a server, or None.
    """

    by: By = "question"
    which: Which = "first"
    class_: str | None = None


def stories_of(places: Iterable[str], wanted: Wanted, reader: Reader) -> Stories:
    """Yield what the learners of some logs did, one learner after the other.

    Args:
        places: Where the logs are.
        wanted: What is wanted of them.
        reader: What reads them.

    Raises:
        FormatError: If one learner's answers lie at two of the places: they would count twice.
        StoreError: If a store or folder cannot be read.
        SyncError: If a server cannot be reached.
    """
    seen: dict[str, str] = {}
    for place in places:
        for story in reader.stories(place, class_=wanted.class_):
            if seen.setdefault(story[0], place) != place:
                message = (
                    f"{place} and {seen[story[0]]} both hold answers of one learner, which "
                    "would count twice; `quizkit sync` brings them together, then name one"
                )
                raise FormatError(message, place)
            yield story


def logged(stories: Stories) -> Iterator[Answer]:
    """Yield the answers of logs."""
    reader = Logged()
    return chain.from_iterable(reader.answers(who, moments) for who, moments in stories)


def saved(places: Iterable[str], files: Files) -> Iterator[Answer]:
    """Yield the answers that a quiz or a page to practise with has saved.

    Args:
        places: Files, or folders with a file for each learner.
        files: What reads them.

    Raises:
        FormatError: If a file cannot be read.
    """
    for place in places:
        for name, data in files(Path(place)).items():
            if name.endswith(ENDINGS) or not Path(place).is_dir():
                yield from lines.answers_of(data, name, learner=Path(name).stem)


def on_paper(places: Iterable[str], files: Files, paper: Places) -> Iterator[Answer]:
    """Yield the answers of a paper.

    Args:
        places: Tables of what was marked.
        files: What reads them.
        paper: Where its questions stood.

    Raises:
        FormatError: If a table cannot be read.
    """
    spots = marked.spots(paper)
    for place in places:
        for name, data in files(Path(place)).items():
            yield from marked.answers_of(data, name, spots)


def found(answers: Iterable[Answer], wanted: Wanted, known: Known) -> Figures:
    """Return what answers to the questions of some decks say, with what the decks know."""
    own = (answer for answer in answers if known.has(answer.facet))
    return figures(own, by=wanted.by, which=wanted.which, meant=known.meant, deck=known.current)


def answers_at(
    places: Sequence[str],
    wanted: Wanted,
    *,
    files: Files,
    reader: Reader,
    paper: Places | None = None,
) -> Iterator[Answer]:
    """Yield the answers at some places, whatever they are.

    Args:
        places: Files, folders, addresses.
        wanted: What is wanted of them.
        files: What reads saved files.
        reader: What reads logs.
        paper: Where the questions of a paper stood; then the places are its tables.

    Raises:
        FormatError: If a file cannot be read, or one learner's log lies at two places.
        StoreError: If a store or folder cannot be read.
        SyncError: If a server cannot be reached.
    """
    if paper is not None:
        return on_paper(places, files, paper)
    kept = [place for place in places if is_log(place)]
    others = [place for place in places if place not in kept]
    return chain(logged(stories_of(kept, wanted, reader)), saved(others, files))


def figures_at(
    places: Sequence[str],
    wanted: Wanted,
    known: Known,
    *,
    files: Files,
    reader: Reader,
    paper: Places | None = None,
) -> Figures:
    """Return what the answers at some places say.

    Shards are reckoned in DuckDB, unless a deck is to be looked at: then learner by learner.

    Args:
        places: Files, folders, addresses.
        wanted: What is wanted of them.
        known: Only the questions of these decks; none: all.
        files: What reads saved files.
        reader: What reads logs.
        paper: Where the questions of a paper stood; then the places are its tables.

    Raises:
        FormatError: If a file cannot be read, or one learner's log lies at two places.
        StoreError: If a store or folder cannot be read.
        SyncError: If a server cannot be reached.
    """
    if len(places) == 1 and not known and paper is None and is_shards(places[0]):
        return reader.shards(places[0], by=wanted.by, which=wanted.which)
    answers = answers_at(places, wanted, files=files, reader=reader, paper=paper)
    return found(answers, wanted, known)
