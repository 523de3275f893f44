"""What `quizkit items` does: finds the answers, works the figures out, prints them."""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from quizkit.analysis.items import rows, sources, told
from quizkit.analysis.items.known import Known
from quizkit.analysis.items.reading import Reader, is_log
from quizkit.cli.exits import NotFound
from quizkit.cli.frame import Cli
from quizkit.cli.passwords import password_of
from quizkit.cli.waiting import progressing
from quizkit.errors import FormatError
from quizkit.store.server.address import is_server
from quizkit.store.sheet import cell
from quizkit.text import counted

if TYPE_CHECKING:
    from quizkit.analysis.items.answers import Figures
    from quizkit.analysis.items.reports import Stories

NOBODY = "You have not answered anything yet; `quizkit study` begins."
ELSEWHERE = (
    "Answers of others are read with --from: what a quiz saved, a paper's table, a folder that a "
    "class syncs to, or postgresql://HOST/DATABASE."
)


class Asked(NamedTuple):
    """What was asked of the command.

    Attributes:
        names: The decks.
        places: Where answers are; none: in the learner's own log.
        record: A paper's record, or None.
        class_: The class of a server, or None.
        by: "question", "option" or "facet".
        which: "first" or "last".
        form: "text", "csv" or "json".
        page: The file of a page, or None.
    """

    names: tuple[str, ...]
    places: tuple[str, ...]
    record: str | None
    class_: str | None
    by: str
    which: str
    form: str
    page: Path | None

    @property
    def wanted(self) -> sources.Wanted:
        """What is wanted of the answers."""
        return sources.Wanted(
            by="facet" if self.by == "facet" else "question",
            which="last" if self.which == "last" else "first",
            class_=self.class_,
        )


def show(cli: Cli, asked: Asked) -> None:
    """Print which questions work, or write it as a page.

    Raises:
        DeckError: If there is no such deck, or it cannot be used.
        FormatError: If answers cannot be read, there is none, or the page cannot be written.
        NotFound: If there is nothing at a place.
        StoreError: If a log cannot be read.
        SyncError: If a server cannot be reached.
    """
    known = known_of(cli, asked.names)
    figures = _figures(cli, asked, known)
    if not figures.learners:
        _tell_nothing(cli, asked, figures)
        return
    if asked.page:
        _save(cli, asked, asked.page, figures, known)
    elif asked.form == "json":
        cli.out.json(told.values(figures, known.places))
    elif asked.form == "csv":
        by_option = asked.by == "option"
        head = rows.OPTIONS if by_option else rows.QUESTIONS
        print_csv(
            cli, head, rows.options(figures) if by_option else rows.questions(figures, known.places)
        )
    else:
        for line in told.lines(figures, known.places, by_option=asked.by == "option"):
            cli.out.data(line)


def known_of(cli: Cli, names: Sequence[str]) -> Known:
    """Return what the decks that are named know; of none nothing.

    Raises:
        DeckError: If there is no such deck, or it cannot be used.
    """
    from quizkit.cli.library import askers

    return Known(askers(cli, names) if names else ())


@contextmanager
def stories(cli: Cli, asked: Asked, *, option: str) -> "Iterator[Stories]":
    """Hand out what the learners of logs did: of those that are named, or of the learner's own.

    Args:
        cli: The frame.
        asked: Where the logs are.
        option: What wants them, for the message where answers that were saved are named.

    Raises:
        NotFound: If there is nothing at a place.
        UsageError: If a place holds no log.
    """
    if asked.places:
        for place in asked.places:
            there(place)
            if not is_log(place):
                message = f"{option} is in a log; {place} holds answers that were saved, or a table"
                raise click.UsageError(message)
        with _reading(cli, asked) as reader:
            yield sources.stories_of(asked.places, asked.wanted, reader)
        return
    from quizkit.analysis.fit.own import past

    with cli.read_log() as log:
        yield [] if log is None else [(log.learner, past(log.entries()).moments)]


@contextmanager
def _reading(cli: Cli, asked: Asked) -> Iterator[Reader]:
    """Hand out what reads logs, and tell at the end what was damaged in them."""
    quiet = cli.out.quiet or asked.form == "json"
    with progressing("reading answers", cli.environ, quiet=quiet) as tick:
        reader = Reader(password=password_of(cli), tick=tick)
        yield reader
    if reader.damaged:
        cli.out.fault(f"{counted(reader.damaged, 'damaged event')} left out: {reader.faults[0]}")


def _figures(cli: Cli, asked: Asked, known: Known) -> "Figures":
    from quizkit.formats.paper.record_read import places_in
    from quizkit.formats.saving import read_all

    if not asked.places:
        with stories(cli, asked, option="") as own:
            return sources.found(sources.logged(own), asked.wanted, known)
    for place in asked.places:
        there(place)
    paper = places_in(there(asked.record)) if asked.record else None
    read = partial(read_all, limit=sources.LARGEST)
    with _reading(cli, asked) as reader:
        return sources.figures_at(
            asked.places, asked.wanted, known, files=read, reader=reader, paper=paper
        )


def there(place: str) -> Path:
    """Return the path of a place; a server's address is not looked for.

    Raises:
        NotFound: If it is not there, or may not be read.
    """
    path = Path(place)
    if is_server(place):
        return path
    try:
        is_there = path.exists()
        if path.is_dir():
            os.scandir(path).close()
    except PermissionError:
        message = f"{place} cannot be read; give yourself the right to do so"
        raise NotFound(message) from None
    if not is_there:
        message = f"there is no file {place}; see that it is spelt right"
        raise NotFound(message)
    return path


def _tell_nothing(cli: Cli, asked: Asked, figures: "Figures") -> None:
    """Say why there is no figure: an error where answers were named, an invitation where not."""
    why = "".join(f" {note}" for note in told.notes(figures) if note.startswith("Left out"))
    if asked.places:
        message = f"there is no answer in {', '.join(asked.places)}"
        if asked.names:
            message += f" to a question of {', '.join(asked.names)}"
        raise FormatError(f"{message}.{why}" if why else message, asked.places[0])
    if asked.form == "json":
        cli.out.json(told.values(figures, {}))
    elif asked.form == "csv":
        print_csv(cli, rows.OPTIONS if asked.by == "option" else rows.QUESTIONS, ())
    else:
        cli.out.say(why.strip() or NOBODY)
        cli.out.say(ELSEWHERE)


def _save(cli: Cli, asked: Asked, place: Path, figures: "Figures", known: Known) -> None:
    from quizkit.analysis.items.page import page
    from quizkit.formats.saving import save

    title = f"Questions of {', '.join(asked.names)}" if asked.names else "Which questions work"
    save(place, {"": page(figures, known.places, title=title)}, force=True)
    cli.out.tell(f"{place} is written: {told.head(figures)}")


def print_csv(cli: Cli, head: Sequence[str], table: Iterable[Sequence[str | float | None]]) -> None:
    """Print a table for a spreadsheet, in which no text is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([cell(value) for value in row] for row in table)
    cli.out.data(text.getvalue().rstrip("\n"))
