"""What an exchange of events asks of each of its two sides."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple, Protocol

from quizkit.store.take import Offered, Taken


class Standing(NamedTuple):
    """What a side holds of one device.

    Attributes:
        highest: Highest sequence number; 0 where there is nothing.
        held: How many events.
        digest: SHA-256 of their sorted ids as 32 bytes each, in hex.
    """

    highest: int
    held: int
    digest: str


NOTHING = Standing(0, 0, sha256(b"").hexdigest())
"""What a side states of a device that it does not know."""


class Side(Protocol):
    """One place that holds events of one learner: a store, a folder, a server.

    Every method may raise StoreError (the own store) or SyncError (the other side).
    """

    def standings(self) -> Mapping[str, Standing]:
        """Return what is held of each device of the learner."""

    def ids(self, dev: str) -> Collection[str]:
        """Return the ids of all events of a device."""

    def above(self, dev: str, seq: int) -> Iterator[Offered]:
        """Yield the events of a device with a higher sequence number, in ascending order."""

    def chosen(self, dev: str, ids: Collection[str]) -> Iterator[Offered]:
        """Yield those events of a device that have one of these ids, by sequence number."""

    def add(self, offered: Iterable[Offered]) -> Taken:
        """Verify events and add those that are new, many to a transaction.

        What was added before a fault stays added.
        """


def standing_of(highest: int, ids: Collection[bytes]) -> Standing:
    """Return what a side states of a device.

    Args:
        highest: Its highest sequence number.
        ids: The ids of its events, 32 bytes each.

    >>> standing_of(0, []) == NOTHING
    True
    """
    return Standing(highest, len(ids), sha256(b"".join(sorted(ids))).hexdigest())
