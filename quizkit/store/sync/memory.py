"""A side that holds its events in memory: for examples, and to see a merge without any file."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from quizkit.model import Event
from quizkit.store.event import EventError, verify
from quizkit.store.sync.side import Standing, standing_of
from quizkit.store.take import NAMED, Offered, Taken


class MemorySide:
    """Events of one learner in memory.

    Args:
        offered: What it holds at first; what is no event is left out.

    >>> from quizkit.model import Draft
    >>> from quizkit.store.event import Link, encode, make
    >>> event, data = make(Draft("suspend", {"facet": "d/f#r"}), Link("ab" * 16, 1, None, None,
    ...                    "mai"), at=0, off=0)
    >>> side = MemorySide([Offered(event.id, data)])
    >>> side.standings()["ab" * 16].held
    1
    """

    def __init__(self, offered: Iterable[Offered] = ()) -> None:
        self._events: dict[str, tuple[Event, bytes]] = {}
        self.add(offered)

    def standings(self) -> Mapping[str, Standing]:
        """See `Side`."""
        devices = {event.dev for event, _ in self._events.values()}
        return {
            dev: standing_of(
                max(event.seq for event, _ in self._of(dev)),
                [bytes.fromhex(event.id) for event, _ in self._of(dev)],
            )
            for dev in devices
        }

    def ids(self, dev: str) -> Collection[str]:
        """See `Side`."""
        return frozenset(event.id for event, _ in self._of(dev))

    def above(self, dev: str, seq: int) -> Iterator[Offered]:
        """See `Side`."""
        for event, data in self._of(dev):
            if event.seq > seq:
                yield Offered(event.id, data)

    def chosen(self, dev: str, ids: Collection[str]) -> Iterator[Offered]:
        """See `Side`."""
        for event, data in self._of(dev):
            if event.id in ids:
                yield Offered(event.id, data)

    def add(self, offered: Iterable[Offered]) -> Taken:
        """See `Side`."""
        before, known, faults = len(self._events), 0, []
        for each in offered:
            if each.id in self._events:
                known += 1
                continue
            try:
                self._events[each.id] = verify(each.data, each.id), each.data
            except EventError as error:
                faults.append(f"{each.place}: {error}" if each.place else str(error))
        added = len(self._events) - before
        return Taken(added, known, 0, len(faults), tuple(faults[:NAMED]))

    def _of(self, dev: str) -> list[tuple[Event, bytes]]:
        found = [pair for pair in self._events.values() if pair[0].dev == dev]
        return sorted(found, key=lambda pair: (pair[0].seq, pair[0].id))
