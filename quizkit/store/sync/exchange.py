"""The exchange of a learner's events between two sides: a set difference, looked at in the end.

Nothing is remembered about the other side, and nothing is ever marked as sent: an exchange that
was broken off is simply run again. First each side gives what the other lacks above its highest
sequence number. Where a device still differs after that (a gap, a copied device, a line that was
damaged), both name the ids they have of it, and give what is missing. Receiving comes first, so
that a side which cannot be written can still be read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, NamedTuple, Protocol, runtime_checkable

from quizkit.errors import QuizkitError, SyncError
from quizkit.store.cache import collector_paused
from quizkit.store.sync.side import NOTHING, Side, Standing
from quizkit.store.take import Offered

Tick = Callable[[int, int], None]
"""Is called now and then with how many events have passed, and about how many will."""

_OFTEN: Final = 250
"""Events from one tick to the next."""


class Exchanged(NamedTuple):
    """What came of an exchange.

    Attributes:
        sent: Events that were new there.
        received: Events that were new here.
        devices: Devices of the learner that either side knows.
        is_verified: In the end both sides hold the same events of every device.
        differing: Ids of the devices of which they do not, sorted.
        refused: Lines and events that are damaged or no events at all, and were left out.
        faults: Place of the first of those, and what is wrong with each.
        forgotten: Events of a learner who was forgotten here, left out.
    """

    sent: int = 0
    received: int = 0
    devices: int = 0
    is_verified: bool = False
    differing: tuple[str, ...] = ()
    refused: int = 0
    faults: tuple[str, ...] = ()
    forgotten: int = 0


@runtime_checkable
class Reporting(Protocol):
    """A side that can tell what of it could not be read."""

    @property
    def faults(self) -> Mapping[str, str]:
        """Place of each damaged part to what is wrong with it."""


def exchange(
    here: Side, there: Side, *, tick: Tick | None = None, is_dry: bool = False
) -> Exchanged:
    """Give each of two sides what only the other one has, and compare them in the end.

    Whatever breaks it off, what has passed stays, and the same call goes on where it stopped.

    Args:
        here: The own store.
        there: The other side.
        tick: Is told of the progress.
        is_dry: Only count what would be sent and received; `is_verified` is whether there is
            nothing to do.

    Raises:
        SyncError: If the other side cannot be reached, read or written. Where it can only be
            read, everything was received before; the message says how much.
        StoreError: If the own store cannot be read or written.

    >>> from quizkit.store.sync.memory import MemorySide
    >>> exchange(MemorySide(), MemorySide())
    Exchanged(sent=0, received=0, devices=0, is_verified=True, differing=(), refused=0, ...)
    """
    with collector_paused():
        return _counted(here, there) if is_dry else _Exchange(here, there, tick).run()


class _Stated(NamedTuple):
    """What both sides state."""

    here: Mapping[str, Standing]
    there: Mapping[str, Standing]

    @classmethod
    def of(cls, here: Side, there: Side) -> "_Stated":
        return cls(here.standings(), there.standings())

    @property
    def devices(self) -> list[str]:
        return sorted(self.here.keys() | self.there.keys())

    @property
    def differing(self) -> tuple[str, ...]:
        return tuple(dev for dev in self.devices if len({*self.both(dev)}) > 1)

    def both(self, dev: str) -> tuple[Standing, Standing]:
        return self.here.get(dev, NOTHING), self.there.get(dev, NOTHING)


def _counted(here: Side, there: Side) -> Exchanged:
    """Return what an exchange would pass, from the ids alone."""
    stated = _Stated.of(here, there)
    differing = stated.differing
    sent = received = 0
    for dev in differing:
        mine, theirs = frozenset(here.ids(dev)), frozenset(there.ids(dev))
        sent += len(mine - theirs)
        received += len(theirs - mine)
    faults = _reported(there)
    return Exchanged(
        sent, received, len(stated.devices), not differing, differing, len(faults), tuple(faults)
    )


def _reported(side: Side) -> list[str]:
    """Return what a side could not read, as texts."""
    if not isinstance(side, Reporting):
        return []
    return [f"{place}: {why}" for place, why in side.faults.items()]


class _Way:
    """One of the two ways in which events go, and what came of them.

    Args:
        target: Where they go.
        count: Is called for each.
    """

    def __init__(self, target: Side, count: Callable[[], None]) -> None:
        self._target = target
        self._count = count
        self.added = 0
        self.refused = 0
        self.forgotten = 0
        self.faults: dict[str, None] = {}

    def move(self, source: Iterable[Offered]) -> None:
        """Offer events to the target; an error of the source comes after those before it."""
        stream = _Stream(source, self._count)
        waiting = iter(stream)
        for first in waiting:
            taken = self._target.add(chain((first,), waiting))
            self.added += taken.added
            # What was refused is still missing, and so is offered once more by its id.
            self.refused = max(self.refused, taken.refused)
            self.forgotten = max(self.forgotten, taken.forgotten)
            self.faults.update(dict.fromkeys(taken.faults))
        if stream.error:
            raise stream.error


class _Stream:
    """Events on their way; where their source fails they end, so that what came is kept whole."""

    def __init__(self, source: Iterable[Offered], count: Callable[[], None]) -> None:
        self._source = source
        self._count = count
        self.error: QuizkitError | None = None

    def __iter__(self) -> Iterator[Offered]:
        try:
            for each in self._source:
                self._count()
                yield each
        except QuizkitError as error:
            self.error = error


class _Exchange:
    """One exchange as it goes on."""

    def __init__(self, here: Side, there: Side, tick: Tick | None) -> None:
        self._here = here
        self._there = there
        self._tick = tick
        self._done = 0
        self._total = 0
        self._in = _Way(here, self._count)
        self._out = _Way(there, self._count)
        self._failed: SyncError | None = None

    def run(self) -> Exchanged:
        """Do it."""
        try:
            stated = _Stated.of(self._here, self._there)
            self._total = sum(
                abs(mine.held - theirs.held) for mine, theirs in map(stated.both, stated.devices)
            )
            for step in (self._newer, self._missing):
                if stated.differing:
                    step(stated)
                    stated = _Stated.of(self._here, self._there)
        except SyncError as error:
            failed = self._failed or error
            raise self._told(failed) from failed
        if self._failed:
            raise self._told(self._failed) from self._failed
        if self._tick:
            self._tick(self._done, self._done)
        return self._result(stated)

    def _newer(self, stated: _Stated) -> None:
        """Pass what is above the other's highest sequence number."""
        here, there, devices = self._here, self._there, stated.differing
        news = (there.above(dev, stated.both(dev)[0].highest) for dev in devices)
        self._in.move(chain.from_iterable(news))
        self._send(here.above(dev, stated.both(dev)[1].highest) for dev in devices)

    def _missing(self, stated: _Stated) -> None:
        """Pass what is missing among the ids of the devices that still differ."""
        here, there, devices = self._here, self._there, stated.differing
        mine = {dev: frozenset(here.ids(dev)) for dev in devices}
        theirs = {dev: frozenset(there.ids(dev)) for dev in devices}
        lacking = (there.chosen(dev, theirs[dev] - mine[dev]) for dev in devices)
        self._in.move(chain.from_iterable(lacking))
        self._send(here.chosen(dev, mine[dev] - theirs[dev]) for dev in devices)

    def _send(self, sources: Iterable[Iterable[Offered]]) -> None:
        """Send, unless that has failed already; receiving goes on in any case."""
        if self._failed is None:
            try:
                self._out.move(chain.from_iterable(sources))
            except SyncError as error:
                self._failed = error

    def _count(self) -> None:
        self._done += 1
        if self._tick and self._done % _OFTEN == 0:
            self._tick(self._done, max(self._done, self._total))

    def _told(self, error: SyncError) -> SyncError:
        """Return an error that also says what has passed before it."""
        passed = [
            f"{way.added} {'event' if way.added == 1 else 'events'} {done}"
            for way, done in ((self._in, "received"), (self._out, "sent"))
            if way.added
        ]
        if not passed:
            return error
        return SyncError(f"{error}; {' and '.join(passed)} before that, and kept", error.place)

    def _result(self, stated: _Stated) -> Exchanged:
        named = dict.fromkeys((*self._in.faults, *self._out.faults))
        beyond = self._in.refused + self._out.refused - len(named)
        faults = (*dict.fromkeys((*named, *_reported(self._there))),)
        return Exchanged(
            sent=self._out.added,
            received=self._in.added,
            devices=len(stated.devices),
            is_verified=not stated.differing,
            differing=stated.differing,
            refused=len(faults) + max(0, beyond),
            faults=faults,
            forgotten=self._in.forgotten,
        )
