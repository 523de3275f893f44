"""What the tests of syncing share: logs, folders, and what they hold."""

from pathlib import Path

from quizkit.model import DAY_MS, Event
from quizkit.store.event import Link, encode, make
from quizkit.store.linefile import line_of
from quizkit.store.lines import every_line
from quizkit.store.log import Log, open_log
from quizkit.store.sync.exchange import Exchanged, exchange
from quizkit.store.sync.folder import FolderSide
from quizkit.store.sync.local import LocalSide
from quizkit.store.take import Offered
from tests.fault.writer import START, review

PHONE = "d" * 32


def filled(path: Path, count: int, *, learner: str = "mai", name: str = "a") -> Log:
    """Return an open log with so many answers more."""
    log = open_log(path, learner=learner)
    for first in range(0, count, 500):
        drafts = [review(f"{name}-{n}", n) for n in range(first, min(count, first + 500))]
        log.append(drafts, at=START + first * 60_000, off=420)
    return log


def synced(log: Log, folder: Path, *, is_dry: bool = False) -> Exchanged:
    """Exchange a log with a folder."""
    there = FolderSide(folder, log.learner, device=log.device)
    return exchange(LocalSide(log), there, is_dry=is_dry)


def ids(log: Log) -> set[str]:
    """Return the ids of all events of a log."""
    return {event.id for event in log.events()}


def held(folder: Path) -> set[str]:
    """Return the ids of all sound lines in a folder."""
    return {line.id for _, line in every_line(folder) if not line.fault}


def names(folder: Path) -> list[str]:
    """Return the names of all files in a folder, without those of the devices."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def chain(count: int, *, dev: str = PHONE, learner: str = "mai", name: str = "p") -> list[Event]:
    """Return so many answers of a device that is not here."""
    events: list[Event] = []
    for n in range(count):
        link = Link(dev, n + 1, events[-1].id if events else None, None, learner)
        events.append(make(review(f"{name}-{n}", n), link, at=START + n * DAY_MS, off=0)[0])
    return events


def lines(events: list[Event]) -> bytes:
    """Return events as the bytes of a line file."""
    return b"".join(line_of(event.id, encode(event)) for event in events)


def put(folder: Path, name: str, data: bytes, *, dev: str = PHONE) -> Path:
    """Write a file into a device's folder."""
    (folder / dev).mkdir(parents=True, exist_ok=True)
    path = folder / dev / name
    path.write_bytes(data)
    return path


def offered(events: list[Event]) -> list[Offered]:
    """Return events as they are offered."""
    return [Offered(event.id, encode(event)) for event in events]
