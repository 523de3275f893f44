"""What a store holds of one learner, device by device: the rows that an exchange reads."""

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

import apsw

from quizkit.store import rows
from quizkit.store.sync.side import Standing, standing_of
from quizkit.store.take import Offered

_PAGE: Final = 1_000
"""Events that are read at once, so that no reading stays open while others write."""

_ABOVE: Final = """
SELECT seq, n, lower(hex(id)), CAST(body AS BLOB) FROM event
WHERE dev = ? AND (seq, n) > (?, ?) AND learner = ? ORDER BY seq, n LIMIT ?"""


def is_forgotten(connection: apsw.Connection, learner: str) -> bool:
    """Return whether nothing of a learner is to come here again."""
    return sha256(learner.encode()).digest() in rows.forgotten(connection)


def standings(connection: apsw.Connection, learner: str) -> dict[str, Standing]:
    """Return what the store holds of each of a learner's devices."""
    found = defaultdict[bytes, list[bytes]](list)
    for dev, id_ in connection.execute("SELECT dev, id FROM event WHERE learner = ?", (learner,)):
        found[dev].append(id_)
    sql = "SELECT max(seq) FROM event WHERE dev = ? AND learner = ?"
    return {
        dev.hex(): standing_of(connection.execute(sql, (dev, learner)).get, ids)
        for dev, ids in found.items()
    }


def ids(connection: apsw.Connection, learner: str, dev: str) -> frozenset[str]:
    """Return the ids of a device's events."""
    sql = "SELECT lower(hex(id)) FROM event WHERE dev = ? AND learner = ?"
    return frozenset(id_ for (id_,) in rows.fetch(connection, sql, (bytes.fromhex(dev), learner)))


def above(connection: apsw.Connection, learner: str, dev: str, seq: int) -> Iterator[Offered]:
    """Yield a device's events with a higher sequence number, in ascending order."""
    last = seq, 2**62  # behind all that have the sequence number itself
    while True:
        bound = (bytes.fromhex(dev), *last, learner, _PAGE)
        page = rows.fetch(connection, _ABOVE, bound)
        for number, _, id_, data in page:
            yield Offered(id_, data, f"{dev}:{number}")
        if len(page) < _PAGE:
            return
        last = page[-1][:2]
