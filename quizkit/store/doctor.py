"""What is wrong with a store: every byte of every event proved, every cache computed again.

The doctor tells and never repairs. It opens the store for reading only.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from quizkit.errors import StoreError
from quizkit.memory.clocks import Stretch, wrong_stretches
from quizkit.questions.calm import calm
from quizkit.store import rows
from quizkit.store.checkup import CACHES, COPIES, Check, count, told
from quizkit.store.event import DEVICE_ID, EventError, unread
from quizkit.store.faults import explain
from quizkit.store.files import FILES, Files
from quizkit.store.marks import DEVICE, STORE
from quizkit.store.patient import Patient
from quizkit.store.schema import BUSY_MS, connect_readonly, is_blank

KEEP: Final = (
    "keep the file as it is; `quizkit doctor --salvage NEWFILE` writes what can be proved to a "
    "new log"
)
"""What to do about damage."""

_UNREAD: Final = "the file is damaged where this stands, and cannot be read"

_Examination = Callable[[Patient], Check]


def examine(
    path: str | Path,
    *,
    now: int | None = None,
    vfs: str | None = None,
    files: Files = FILES,
    busy_ms: int = BUSY_MS,
) -> tuple[Check, ...]:
    """Look at everything in a store and at its copies, and change nothing.

    Args:
        path: The store's file.
        now: The present [ms since 1970, UTC]; None: clocks are not looked at.
        vfs: Name of the SQLite file layer to use, for tests.
        files: What reads the copies, for tests.
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
        patient = Patient(connection, Path(path), now=now, files=files)
        with calm():
            patient.read_lines()  # before the store: what is written meanwhile is no difference
            connection.execute("BEGIN")
            found = [_looked(name, look, patient) for name, look in _EXAMINATIONS.items()]
            return (opened, *_advised_once(found))
    finally:
        connection.close()


def _looked(name: str, look: _Examination, patient: Patient) -> Check:
    try:
        return look(patient)
    except (apsw.CorruptError, apsw.NotADBError, UnicodeDecodeError, EventError):
        return Check(name, ok=False, message=_UNREAD, do=KEEP)
    except apsw.Error as error:
        message = str(explain(error, str(patient.path)))
        return Check(name, ok=False, message=message, do=KEEP)
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ):  # bodies that pass for JSON and are no events
        return Check(name, ok=False, message="the events cannot be replayed", do=KEEP)


def _advised_once(checks: Iterable[Check]) -> Iterator[Check]:
    """Yield the checks; what to do about damage, and that it stops the reading, is told once."""
    told_of: set[str] = set()
    for check in checks:
        if check.do != KEEP:
            yield check
            continue
        is_again = check.message in told_of
        message = "not examined, as the file is damaged" if is_again else check.message
        yield Check(check.name, ok=False, message=message, do="" if told_of else KEEP)
        told_of.add(check.message)


def _pages(pragma: str) -> _Examination:
    def look(patient: Patient) -> Check:
        found = [line for (line,) in rows.fetch(patient.connection, f"PRAGMA {pragma}")]
        if found == ["ok"]:
            return Check(pragma, ok=True, message="the file's pages are whole")
        return told(pragma, found, "damaged pages", KEEP)

    return look


def _events(patient: Patient) -> Check:
    reading = patient.reading
    if reading.faults:
        return told("events", reading.faults, "events that are not what was written", KEEP)
    message = f"{count(reading.total, 'event')}, each proved by its hash"
    if reading.kept:
        kinds = ", ".join(f"{number} of {why}" for why, number in sorted(reading.kept.items()))
        message += f"; {reading.kept.total()} of a newer quizkit are kept but not applied ({kinds})"
    return Check("events", ok=True, message=message)


def _chains(patient: Patient) -> Check:
    chains: dict[tuple[str, str], list[_Joint]] = {}
    for learner, events in patient.reading.events.items():
        for _, event in events:
            joint = _Joint(event.seq, event.id, event.prev)
            chains.setdefault((learner, event.dev), []).append(joint)
    faults = [
        f"device {dev}: {fault}" for (_, dev), chain in chains.items() for fault in _breaks(chain)
    ]
    if faults:
        do = (
            "a missing event may stand in another device's copy: sync with it; "
            "`quizkit doctor --salvage NEWFILE` looks in the line files and backups"
        )
        return told("chains", faults, "breaks in a device's chain", do)
    return Check("chains", ok=True, message=f"{count(len(chains), 'device')}, no gap and no double")


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
        elif joint.seq > before.seq + 2:
            yield f"events {before.seq + 1} to {joint.seq - 1} are missing"
        elif joint.seq != before.seq + 1:
            yield f"event {before.seq + 1} is missing"
        elif before.seq and joint.prev != before.id:
            yield f"event {joint.seq} does not follow the one before"
        before = joint


def _clocks(patient: Patient) -> Check:
    if patient.now is None:
        return Check("clocks", ok=True, message="not looked at, as nobody said what time it is")
    found = [
        (learner, stretch)
        for learner in patient.learners
        for stretch in _stretches(patient, learner, patient.now)
    ]
    if not found:
        message = "no event is from the future, and none from before what it followed"
        return Check("clocks", ok=True, message=message)
    faults = [
        f"{stretch.last - stretch.first + 1} events of learner {learner} say "
        f"{_day(stretch.since)} to {_day(stretch.until)}"
        for learner, stretch in found
    ]
    do = "if this computer's clock is right now, `quizkit clock` shows them and what mends them"
    return told("clocks", faults, "stretches that a wrong clock wrote", do)


def _stretches(patient: Patient, learner: str, now: int) -> tuple[Stretch, ...]:
    events = [event for _, event in patient.reading.events[learner]]
    kept = frozenset(event.id for event in events if unread(event))
    return wrong_stretches(events, now, unread=kept)


def _day(ms: int) -> str:
    try:
        return f"{datetime.fromtimestamp(ms / 1000, UTC):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return "a day that is not in the calendar"


def _ids(patient: Patient) -> Check:
    found = rows.meta_under(patient.connection, DEVICE)
    own = [rows.get_meta(patient.connection, STORE) or "", *found.values()]
    if not all(map(DEVICE_ID.fullmatch, own)) or len(own) != len(set(own)):
        return Check("ids", ok=False, message="the ids of store and devices are spoilt", do=KEEP)
    gone = rows.forgotten(patient.connection)
    back = [name for name in patient.learners if sha256(name.encode()).digest() in gone]
    if back:
        do = "`quizkit forget LEARNER` takes them out again"
        return told("ids", back, "learners who were forgotten and have events", do)
    message = count(len(found), "learner") + (f", {len(gone)} more forgotten" if gone else "")
    return Check("ids", ok=True, message=message)


_EXAMINATIONS: Final[dict[str, _Examination]] = {
    "quick_check": _pages("quick_check"),
    "integrity_check": _pages("integrity_check"),
    "events": _events,
    "chains": _chains,
    **CACHES,
    "ids": _ids,
    "clocks": _clocks,
    **COPIES,
}
"""Name of each examination of an opened store, in the order in which they are made."""
