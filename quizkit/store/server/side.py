"""The server as one side of an exchange of events."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from quizkit.store.event import EventError, verify
from quizkit.store.server.connect import place_of
from quizkit.store.server.faults import guarded
from quizkit.store.sync.side import Standing
from quizkit.store.take import BATCH, NAMED, Offered, Taken

if TYPE_CHECKING:
    from quizkit.model import Event
    from quizkit.store.server.connect import Server

PAGE: Final = 500
"""Events that are asked for at once; nothing stays open on the server between two pages."""

_STANDINGS: Final = """
SELECT dev, max(seq), count(*), encode(sha256(string_agg(id, ''::bytea ORDER BY id)), 'hex')
FROM qk.event WHERE learner = %s GROUP BY dev"""
_PAGE: Final = """
SELECT encode(id, 'hex'), body, dev, seq, id FROM qk.event
WHERE learner = %(learner)s AND (dev, seq, id) > (%(dev)s, %(seq)s, %(id)s) AND dev <= %(last)s
ORDER BY dev, seq, id LIMIT %(page)s"""
_CHOSEN: Final = """
SELECT encode(id, 'hex'), body FROM qk.event
WHERE learner = %s AND dev = %s AND id = ANY(%s) ORDER BY seq, id"""
_INSERT: Final = """
INSERT INTO qk.event(learner, id, dev, seq, body)
SELECT %s, * FROM unnest(%s::bytea[], %s::text[], %s::bigint[], %s::text[])
ON CONFLICT (learner, id) DO NOTHING RETURNING encode(id, 'hex')"""
_INSERT_ONE: Final = """
INSERT INTO qk.event(learner, id, dev, seq, body) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (learner, id) DO NOTHING RETURNING 1"""
_AFTER_ALL: Final = "g"  # beyond each device's id, which is of hex digits


class ServerSide:
    """What a class server holds of one learner.

    What is read is as the server has it: whoever takes it verifies it, as `add` does.
    """

    def __init__(self, connection: "Server", learner: str) -> None:
        """Speak for one learner.

        Args:
            connection: As that learner, or as whoever may read the learner's events.
            learner: The learner's id.
        """
        self.place = place_of(connection)
        self._connection = connection
        self._learner = learner

    def standings(self) -> Mapping[str, Standing]:
        """Return what is held of each device of the learner."""
        with guarded(self.place):
            rows = self._connection.execute(_STANDINGS, (self._learner,)).fetchall()
        return {dev: Standing(highest, held, digest) for dev, highest, held, digest in rows}

    def ids(self, dev: str) -> Collection[str]:
        """Return the ids of all events of a device."""
        query = "SELECT encode(id, 'hex') FROM qk.event WHERE learner = %s AND dev = %s"
        with guarded(self.place):
            rows = self._connection.execute(query, (self._learner, dev)).fetchall()
        return {str(name) for (name,) in rows}

    def above(self, dev: str, seq: int) -> Iterator[Offered]:
        """Yield the events of a device with a higher sequence number, in ascending order."""
        return streamed(self._connection, self._learner, dev=dev, above=seq)

    def chosen(self, dev: str, ids: Collection[str]) -> Iterator[Offered]:
        """Yield those events of a device that have one of these ids, by sequence number."""
        wanted = sorted(ids)
        if len(wanted) <= PAGE:
            yield from self._some(dev, wanted)
            return
        asked = set(wanted)
        yield from (
            each
            for each in streamed(self._connection, self._learner, dev=dev, above=0)
            if each.id in asked
        )

    def add(self, offered: Iterable[Offered]) -> Taken:
        """Verify events and add those that are new, 500 to a transaction.

        An event of another learner is refused. What was added before a fault stays added.
        """
        waiting = iter(offered)
        counts = _Counts()
        while batch := list(islice(waiting, BATCH)):
            passed = self._verified(batch, counts)
            fresh = self._insert(list(passed.values()), counts) if passed else 0
            counts.added += fresh
            counts.known += len(batch) - fresh - counts.refused_in_batch
            counts.refused_in_batch = 0
        return counts.taken()

    def _some(self, dev: str, wanted: Sequence[str]) -> list[Offered]:
        ids = [bytes.fromhex(each) for each in wanted]
        with guarded(self.place):
            rows = self._connection.execute(_CHOSEN, (self._learner, dev, ids)).fetchall()
        return [Offered(name, body.encode(), self.place) for name, body in rows]

    def _verified(
        self, batch: Iterable[Offered], counts: "_Counts"
    ) -> dict[str, tuple["Event", Offered]]:
        passed = {}
        for each in batch:
            if each.id in passed:
                continue
            try:
                event = verify(each.data, each.id)
                if event.learner != self._learner:
                    raise EventError("learner: another one's event")
            except EventError as error:
                counts.refuse(each, str(error))
                continue
            passed[each.id] = event, each
        return passed

    def _insert(self, passed: Sequence[tuple["Event", Offered]], counts: "_Counts") -> int:
        """Add events in one transaction; where the server refuses that, each in its own."""
        from psycopg.errors import CheckViolation, DataError

        columns: tuple[Sequence[object], ...] = (
            [bytes.fromhex(event.id) for event, _ in passed],
            [event.dev for event, _ in passed],
            [event.seq for event, _ in passed],
            [each.data.decode() for _, each in passed],
        )
        is_one = len(passed) == 1  # as each answer is, and arrays cost twice the time
        query, values = (
            (_INSERT_ONE, [first for (first,) in columns]) if is_one else (_INSERT, [*columns])
        )
        with guarded(self.place):
            try:
                rows = self._connection.execute(query, (self._learner, *values)).fetchall()
            except (CheckViolation, DataError) as error:
                if is_one:
                    counts.refuse(passed[0][1], f"refused by {self.place} ({error.sqlstate})")
                    return 0
                return sum(self._insert([each], counts) for each in passed)
        return len(rows)


class _Counts:
    """What became of offered events, so far."""

    def __init__(self) -> None:
        self.added = self.known = self.refused = self.refused_in_batch = 0
        self._faults: list[str] = []

    def refuse(self, offered: Offered, why: str) -> None:
        self.refused += 1
        self.refused_in_batch += 1
        if len(self._faults) < NAMED:
            self._faults.append(f"{offered.place}: {why}" if offered.place else why)

    def taken(self) -> Taken:
        return Taken(self.added, self.known, 0, self.refused, tuple(self._faults))


def streamed(
    connection: "Server", learner: str, *, dev: str | None = None, above: int = 0
) -> Iterator[Offered]:
    """Yield a learner's events by device and sequence number, page by page.

    Args:
        connection: As whoever may read them; other statements may go between two events.
        learner: The learner's id.
        dev: Only those of one device; None: of all.
        above: Only those with a higher sequence number, of the one device.

    Raises:
        SyncError: If the server goes away or refuses.
    """
    place = place_of(connection)
    # All ids of `above` come before the first of the next number.
    after = {"dev": dev or "", "seq": above, "id": b"\xff" * 33}
    fixed = {"learner": learner, "last": dev or _AFTER_ALL, "page": PAGE}
    while True:
        with guarded(place):
            rows = connection.execute(_PAGE, {**after, **fixed}).fetchall()
        for name, body, _, _, _ in rows:
            yield Offered(name, body.encode(), place)
        if len(rows) < PAGE:
            return
        after = dict(zip(("dev", "seq", "id"), rows[-1][2:], strict=True))
