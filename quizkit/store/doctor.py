"""What is wrong with a store: every byte of every event proved, every cache computed again.

The doctor tells and never repairs. It opens the store for reading only.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import apsw

from quizkit.errors import StoreError
from quizkit.model import Event
from quizkit.store import cache, rows
from quizkit.store.event import DEVICE_ID, EventError, facet_of, unread, verify
from quizkit.store.faults import explain
from quizkit.store.marks import DEVICE, STORE
from quizkit.store.schema import BUSY_MS, connect_readonly, is_blank
from quizkit.store.snapshot import load

KEEP: Final = "keep the file as it is, and start with a new log or a copy from before"
"""What to do about damage."""

RENEW: Final = "open the log once for writing with a new quizkit; if it stays, report it"
"""What to do about caches that do not agree."""

_SHOWN: Final = 3

K = TypeVar("K")


class Check(NamedTuple):
    """One thing that was looked at.

    Attributes:
        name: A short fixed name, such as "events".
        ok: Whether it is as it should be.
        message: What was found, in one sentence.
        do: What to do, or "".
    """

    name: str
    ok: bool
    message: str
    do: str = ""


class _Patient:
    """An opened store, and the replays of its learners, each made once."""

    def __init__(self, connection: apsw.Connection) -> None:
        self.connection = connection
        self._replays: dict[str, cache.Whole] = {}

    @property
    def learners(self) -> list[str]:
        return rows.learners(self.connection)

    def replay(self, learner: str) -> cache.Whole:
        if learner not in self._replays:
            self._replays[learner] = cache.replay(rows.numbered(self.connection, learner))
        return self._replays[learner]


_Examination = Callable[[_Patient], Check]


def examine(
    path: str | Path, *, vfs: str | None = None, busy_ms: int = BUSY_MS
) -> tuple[Check, ...]:
    """Look at everything in a store, and change nothing.

    Args:
        path: The store's file.
        vfs: Name of the SQLite file layer to use, for tests.
        busy_ms: How long another program's write is waited for [ms].

    Returns:
        The checks, in a fixed order. Where the store cannot be opened, or has nothing in it
            yet, there is one, "open".
    """
    try:
        connection = connect_readonly(Path(path), vfs=vfs, busy_ms=busy_ms)
    except StoreError as error:
        return (Check("open", ok=False, message=str(error), do=KEEP),)
    if is_blank(connection):
        connection.close()
        message = f"{path} is empty, no log yet; the first study makes it"
        return (Check("open", ok=True, message=message),)
    opened = Check("open", ok=True, message=f"SQLite {apsw.sqlite_lib_version()}, {path}")
    try:
        connection.execute("BEGIN")
        patient = _Patient(connection)
        return (opened, *(_looked(name, look, patient) for name, look in _EXAMINATIONS.items()))
    finally:
        connection.close()


def _looked(name: str, look: _Examination, patient: _Patient) -> Check:
    try:
        return look(patient)
    except (apsw.Error, UnicodeDecodeError, EventError) as error:
        message = str(explain(error, patient.connection.filename))
        return Check(name, ok=False, message=message, do=KEEP)
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ):  # bodies that pass for JSON and are no events
        return Check(name, ok=False, message="the events cannot be replayed", do=KEEP)


def _pages(pragma: str) -> _Examination:
    def look(patient: _Patient) -> Check:
        found = [line for (line,) in rows.fetch(patient.connection, f"PRAGMA {pragma}")]
        if found == ["ok"]:
            return Check(pragma, ok=True, message="the file's pages are whole")
        return _told(pragma, found, "damaged pages", KEEP)

    return look


def _events(patient: _Patient) -> Check:
    faults: list[str] = []
    kept = total = 0
    for total, stored in enumerate(_stored(patient.connection), 1):  # noqa: B007 - the count is the last
        fault = stored.fault()
        if fault:
            faults.append(f"event {stored.n}: {fault}")
        elif unread(stored.event()):
            kept += 1
    if faults:
        return _told("events", faults, "events that are not what was written", KEEP)
    message = f"{total} events, each proved by its hash"
    if kept:
        message += f"; {kept} of a newer quizkit are kept but not applied"
    return Check("events", ok=True, message=message)


class _Stored(NamedTuple):
    """The columns of an `event` row; of any type, if pages were swapped."""

    n: int
    id: Any
    dev: bytes
    seq: int
    learner: str
    kind: str
    facet: str | None
    body: Any

    def event(self) -> Event:
        return verify(self.body, self.id.hex())

    def fault(self) -> str:
        """Return what is wrong with the row, or ""."""
        if not isinstance(self.id, bytes) or not isinstance(self.body, bytes):
            return "the columns are not of their types"
        try:
            event = self.event()
        except EventError as error:
            return str(error)
        copies = (bytes.fromhex(event.dev), event.seq, event.learner, event.kind, facet_of(event))
        if copies != (self.dev, self.seq, self.learner, self.kind, self.facet):
            return "the columns beside it say something else"
        return ""


def _stored(connection: apsw.Connection) -> Iterator[_Stored]:
    # Bytes, since damaged text is no UTF-8 and would stop the reading.
    for row in connection.execute(
        "SELECT n, id, dev, seq, learner, kind, facet, CAST(body AS BLOB) FROM event ORDER BY n"
    ):
        yield _Stored(*row)


def _chains(patient: _Patient) -> Check:
    chains: dict[tuple[str, str], list[_Joint]] = {}
    for learner in patient.learners:
        for _, event in rows.numbered(patient.connection, learner):
            joint = _Joint(event.seq, event.id, event.prev)
            chains.setdefault((learner, event.dev), []).append(joint)
    faults = [
        f"device {dev}: {fault}" for (_, dev), chain in chains.items() for fault in _breaks(chain)
    ]
    if faults:
        return _told("chains", faults, "breaks in a device's chain", KEEP)
    return Check("chains", ok=True, message=f"{len(chains)} devices, no gap and no double")


class _Joint(NamedTuple):
    """What holds an event in its device's chain."""

    seq: int
    id: str
    prev: str | None


def _breaks(chain: list[_Joint]) -> Iterator[str]:
    before = _Joint(0, "", None)
    for joint in sorted(chain):
        if joint.seq == before.seq:
            yield f"two events {joint.seq}, from a copied store"
        elif joint.seq != before.seq + 1:
            yield f"event {before.seq + 1} is missing"
        elif before.seq and joint.prev != before.id:
            yield f"event {joint.seq} does not follow the one before"
        before = joint


def _times(patient: _Patient) -> Check:
    wanted = {
        n: (t, int(live))
        for learner in patient.learners
        for n, t, live in patient.replay(learner).times
    }
    found = rows.fetch(patient.connection, "SELECT n, t, live FROM timeline")
    kept = {n: (t, live) for n, t, live in found}
    faults = [f"event {n}" for n in _differing(kept, wanted)]
    if faults:
        return _told("timeline", faults, "kept times that differ from a replay", RENEW)
    return Check("timeline", ok=True, message=f"{len(kept)} times, equal to a replay")


def _states(patient: _Patient) -> Check:
    wanted = {
        (learner, facet): rows.state_row(facet, state)
        for learner in patient.learners
        for facet, state in patient.replay(learner).held.memory.facets.items()
    }
    kept = {
        (learner, row[0]): row
        for (learner,) in rows.fetch(patient.connection, "SELECT DISTINCT learner FROM state")
        for row in rows.states(patient.connection, learner)
    }
    faults = [facet for _, facet in _differing(kept, wanted)]
    if faults:
        return _told("states", faults, "kept states that differ from a replay", RENEW)
    return Check("states", ok=True, message=f"{len(kept)} states, equal to a replay")


def _snapshots(patient: _Patient) -> Check:
    faults: list[str] = []
    snapshots = rows.meta_under(patient.connection, cache.MEMORY)
    for learner, text in snapshots.items():
        held = load(text)
        if held is None:
            continue  # nobody believes it
        now = cache.read(patient.connection, learner, held=held)
        whole = patient.replay(learner).held
        if (now.memory, now.fixes) != (whole.memory, whole.fixes):
            faults.append(learner)
    if faults:
        return _told("snapshots", faults, "snapshots that differ from a replay", RENEW)
    return Check("snapshots", ok=True, message=f"{len(snapshots)} snapshots, equal to a replay")


def _ids(patient: _Patient) -> Check:
    found = rows.meta_under(patient.connection, DEVICE)
    own = [rows.get_meta(patient.connection, STORE) or "", *found.values()]
    if all(map(DEVICE_ID.fullmatch, own)) and len(own) == len(set(own)):
        return Check("ids", ok=True, message=f"{len(found)} learners")
    return Check("ids", ok=False, message="the ids of store and devices are spoilt", do=KEEP)


def _differing(kept: Mapping[K, object], wanted: Mapping[K, object]) -> list[K]:
    return [key for key in {**wanted, **kept} if kept.get(key) != wanted.get(key)]


def _told(name: str, faults: list[str], what: str, do: str) -> Check:
    shown = "; ".join(faults[:_SHOWN]) + ("; .." if len(faults) > _SHOWN else "")
    return Check(name, ok=False, message=f"{len(faults)} {what} ({shown})", do=do)


_EXAMINATIONS: Final[dict[str, _Examination]] = {
    "quick_check": _pages("quick_check"),
    "integrity_check": _pages("integrity_check"),
    "events": _events,
    "chains": _chains,
    "timeline": _times,
    "states": _states,
    "snapshots": _snapshots,
    "ids": _ids,
}
"""Name of each examination of an opened store, in the order in which they are made."""
