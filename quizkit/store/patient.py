"""An opened store as the doctor looks at it: every event read and proved once, for all checks."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import apsw

from quizkit.model import Event
from quizkit.store import cache
from quizkit.store.event import VERSION, EventError, facet_of, recall, unread, verify
from quizkit.store.files import FILES, Files, copies_of
from quizkit.store.lines import every_line

Numbered = list[tuple[int, Event]]


class Stored(NamedTuple):
    """The columns of an `event` row; of any type, if pages were swapped."""

    n: int
    id: Any
    dev: Any
    seq: Any
    learner: Any
    kind: Any
    facet: Any
    body: Any

    def proved(self) -> Event:
        """Return the event that the row holds.

        Raises:
            EventError: If the row is not what was written.
        """
        if not isinstance(self.id, bytes) or not isinstance(self.body, bytes):
            raise EventError("the columns are not of their types")
        event = verify(self.body, self.id.hex())
        copies = (bytes.fromhex(event.dev), event.seq, event.learner, event.kind, facet_of(event))
        if copies != self[2:7]:
            raise EventError("the columns beside it say something else")
        return event

    def readable(self) -> Event | None:
        """Return what the row says without a proof, as the log would read it, or None."""
        try:
            return recall(self.body, self.id.hex())
        except (EventError, AttributeError):
            return None


class Reading(NamedTuple):
    """What reading all events has brought to light.

    Attributes:
        total: Rows.
        events: Learner to the events of the column that names the learner, with their n.
        faults: What is wrong with rows, one text each.
        kept: Kinds and versions that are kept but not applied, with their number.
    """

    total: int
    events: dict[str, Numbered]
    faults: list[str]
    kept: Counter[str]


class Copied(NamedTuple):
    """What the line files hold.

    Attributes:
        ids: Id of each event to its learner.
        faults: Lines that are no events, one text each.
        unreadable: Why nothing can be read, or "".
    """

    ids: dict[str, str]
    faults: list[str]
    unreadable: str = ""


class Patient:
    """An opened store, read once.

    Args:
        connection: The store, inside a transaction for reading.
        path: Its file.
        now: The present [ms since 1970, UTC], or None if nobody knows.
        files: What reads the copies.
    """

    def __init__(
        self,
        connection: apsw.Connection,
        path: Path,
        *,
        now: int | None = None,
        files: Files = FILES,
    ) -> None:
        self.connection = connection
        self.path = path
        self.now = now
        self.files = files
        self.copies = copies_of(path)
        self.lines = Copied({}, [])
        self._replays: dict[str, cache.Whole] = {}

    def read_lines(self) -> None:
        """Read the line files into `lines`."""
        ids: dict[str, str] = {}
        faults: list[str] = []
        try:
            for name, line in every_line(self.copies.events, self.files):
                if line.fault:
                    faults.append(f"{name}:{line.number}: {line.fault}")
                else:
                    ids[line.id] = learner_of(line.data)
        except OSError as error:
            why = f"{self.copies.events} cannot be read: {error.strerror or error}"
            self.lines = Copied({}, [], why)
            return
        self.lines = Copied(ids, faults)

    @property
    def learners(self) -> list[str]:
        """Ids of the learners who have events."""
        return sorted(self.reading.events)

    @cached_property
    def reading(self) -> Reading:
        """All events, each proved by its hash."""
        found = Reading(0, {}, [], Counter())
        total = 0
        for total, row in enumerate(_rows(self.connection), 1):  # noqa: B007 - the count is the last
            event: Event | None
            try:
                event = row.proved()
            except EventError as error:
                found.faults.append(f"event {row.n}: {error}")
                event = row.readable()
            if event is None or not isinstance(row.learner, str):
                continue
            found.events.setdefault(row.learner, []).append((row.n, event))
            if unread(event):
                found.kept[_why(event)] += 1
        return found._replace(total=total)

    @property
    def ids(self) -> set[str]:
        """Ids of all events that could be read."""
        return {event.id for events in self.reading.events.values() for _, event in events}

    def replay(self, learner: str) -> cache.Whole:
        """Return the full replay of a learner's events, made once."""
        if learner not in self._replays:
            self._replays[learner] = cache.replay(self.reading.events.get(learner, []))
        return self._replays[learner]


def _rows(connection: apsw.Connection) -> Iterator[Stored]:
    # Bytes, since damaged text is no UTF-8 and would stop the reading.
    for row in connection.execute(
        "SELECT n, id, dev, seq, learner, kind, facet, CAST(body AS BLOB) FROM event ORDER BY n"
    ):
        yield Stored(*row)


def learner_of(data: bytes) -> str:
    """Return the learner of an event's canonical bytes, or "" where none is named as usual.

    >>> learner_of(b'{"at":0,"learner":"mai","off":0}')
    'mai'
    """
    start = data.rfind(b',"learner":"')
    end = data.find(b'"', start + len(b',"learner":"'))
    return data[start + len(b',"learner":"') : end].decode("ascii", "replace") if start > 0 else ""


def _why(event: Event) -> str:
    """Return what of an event this version does not know: its version, its kind or its body."""
    if event.v != VERSION:
        return f"version {event.v}"
    return f"kind {event.kind}" if unread(event).startswith("kind") else f"body of {event.kind}"
