"""Histories of one or many learners, from wherever they lie: a log, a folder, a class server.

Each event is verified by its hash, and a learner's time line is worked out from the events alone:
what comes out does not depend on where it was read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.errors import SyncError
from quizkit.memory.replay import Moment
from quizkit.memory.timeline import clock_fixes, live, timeline
from quizkit.model import Event
from quizkit.store import rows
from quizkit.store.cache import collector_paused
from quizkit.store.event import EventError, unread, verify
from quizkit.store.faults import guarded
from quizkit.store.files import FILES, Files
from quizkit.store.linefile import read_file
from quizkit.store.lines import line_files
from quizkit.store.rows import Row, in_time
from quizkit.store.schema import connect_readonly
from quizkit.store.sync.shelf import identified
from quizkit.store.sync.trouble import reading
from quizkit.store.take import NAMED, Offered

SERVER: Final = ("postgresql://", "postgres://")
"""How the address of a class server begins."""

Tick = Callable[[int], object]
"""Called after each learner with how many were read."""

_SQL: Final = "SELECT lower(hex(id)), CAST(body AS BLOB) FROM event WHERE learner = ? ORDER BY n"


class Story(NamedTuple):
    """All that is known of one learner.

    Attributes:
        learner: The learner's id.
        rows: The events that this version applies, live or not, with their derived times, in the
            order (t, dev, seq, id); `n` is the place in it, from 0.
        kept: How many more events there are that this version only keeps.
        damaged: How many events or lines were left out because they are not what was written.
        faults: Place of the first of those, and what is wrong with each.
    """

    learner: str
    rows: tuple[Row, ...]
    kept: int = 0
    damaged: int = 0
    faults: tuple[str, ...] = ()

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The live events with their derived times [ms], in their order."""
        return tuple((row.t, row.event) for row in self.rows if row.live)


def is_server(place: str | Path) -> bool:
    """Return whether a place is the address of a class server.

    >>> is_server("postgresql://mai@school.example/quiz"), is_server("answers/")
    (True, False)
    """
    return str(place).startswith(SERVER)


def stories(
    place: str | Path,
    *,
    learner: str | None = None,
    class_: str | None = None,
    password: Callable[[str], str] | None = None,
    tick: Tick | None = None,
) -> Iterator[Story]:
    """Yield the learners of a place, ascending by id; one of them is in memory at a time.

    Args:
        place: A log's file, a folder of line files, or `postgresql://..`: then the pupils of a
            teacher's classes.
        learner: Only this one; of a log, a folder or a server.
        class_: Only the pupils of this class of a server.
        password: Asks for a server's password, where no password file has it.
        tick: Called after each learner with how many were read.

    Raises:
        StoreError: If a log cannot be read.
        SyncError: If a folder or a server is not there, cannot be read, or refuses.
        MissingExtraError: If a server is named and psycopg is not installed.

    >>> list(stories("no-such-folder/"))
    Traceback (most recent call last):
    quizkit.errors.SyncError: there is no log and no folder no-such-folder; ...
    """
    if is_server(place):
        found = _of_server(str(place), learner, class_, password)
    elif Path(place).is_dir():
        found = of_folder(Path(place), learner=learner)
    elif Path(place).is_file():
        found = of_log(Path(place), learner=learner)
    else:
        message = f"there is no log and no folder {Path(place)}; see that it is spelt right"
        raise SyncError(message, str(place))
    for number, each in enumerate(found, 1):
        yield each
        if tick:
            tick(number)


def of_log(path: Path, *, learner: str | None = None) -> Iterator[Story]:
    """Yield the learners of a log, ascending by id.

    Raises:
        StoreError: If it cannot be read.
    """
    with guarded(str(path)), closing(connect_readonly(path)) as connection:
        everybody = rows.learners(connection)
        for who in everybody if learner is None else [learner]:
            found = rows.fetch(connection, _SQL, (who,))
            yield told(who, (Offered(id_, data) for id_, data in found))


def of_folder(path: Path, *, learner: str | None = None, files: Files = FILES) -> Iterator[Story]:
    """Yield the learners who have events in a folder of line files, ascending by id.

    Copies that a sync program made are read like any file; torn ends and damaged lines are told
    with the story of the learner whose device wrote them.

    Args:
        path: The folder.
        learner: Only this one.
        files: What does the work on files.

    Raises:
        SyncError: If it cannot be read.
    """
    with reading(path):
        names: dict[str, dict[str, None]] = {}
        for name in line_files(path, files):
            for line in read_file(path / name, files).lines:
                who = "" if line.fault else _whose(line.data, line.id)
                if who:
                    names.setdefault(who, {})[name] = None
        for who in sorted(names) if learner is None else [learner]:
            yield told(who, _lines_of(path, names.get(who, {}), files))


def told(learner: str, offered: Iterable[Offered]) -> Story:
    """Return a learner's story from events as they came, each verified.

    Args:
        learner: The learner's id; events of others are passed over.
        offered: Events in any order; one that comes twice counts once.
    """
    known: dict[str, Event] = {}
    faults: list[str] = []
    damaged = 0
    for each in offered:
        if each.id in known:
            continue
        try:
            event = verify(each.data, each.id)
        except EventError as error:
            damaged += 1
            if len(faults) < NAMED:
                faults.append(f"{each.place}: {error}" if each.place else str(error))
            continue
        if event.learner == learner:
            known[each.id] = event
    found = _timed(tuple(known.values()))
    return Story(learner, found, len(known) - len(found), damaged, tuple(faults))


def _timed(events: Sequence[Event]) -> tuple[Row, ...]:
    """Return the events that this version applies, with time and liveness, in their order."""
    with collector_paused():
        kept = frozenset(event.id for event in events if unread(event))
        alive = live(events, unread=kept)
        times = timeline(events, fixes=clock_fixes(events, alive, unread=kept))
        found = [
            Row(0, times[event.id], live=event.id in alive, event=event)
            for event in events
            if event.id not in kept
        ]
        found.sort(key=in_time)
        return tuple(row._replace(n=n) for n, row in enumerate(found))


def _whose(data: bytes, id_: str) -> str:
    try:
        return identified(data, id_)[1]
    except EventError:
        return ""


def _lines_of(path: Path, names: Mapping[str, None], files: Files) -> Iterator[Offered]:
    for name in names:
        for line in read_file(path / name, files).lines:
            yield Offered(line.id, line.data, f"{name}:{line.number}")


def _of_server(
    address: str,
    learner: str | None,
    class_: str | None,
    password: Callable[[str], str] | None,
) -> Iterator[Story]:
    from quizkit.store.server import pupils  # noqa: PLC0415  # psycopg is an extra
    from quizkit.store.server.connect import connected  # noqa: PLC0415

    with connected(address, password=password) as connection:
        own = sorted(each.learner for each in pupils.pupils(connection, class_) if each.learner)
        for who in own if learner is None else [learner]:
            yield told(who, pupils.events_of(connection, who))
