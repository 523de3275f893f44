"""All that there is of a learner as plain files, complete and readable without quizkit.

The folder holds the events as line files, each line an event with the hash that proves it; the
answers as a table for spreadsheets; and a manifest with counts and hashes of all of it.
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.errors import StoreError
from quizkit.model import Event, Rating
from quizkit.store import cache, rows
from quizkit.store.event import EventError, encode, unread, verify
from quizkit.store.faults import guarded
from quizkit.store.files import FILES, Files
from quizkit.store.linewriter import Stored, Writer
from quizkit.store.schema import connect_readonly
from quizkit.store.sheet import table

MANIFEST: Final = "manifest.json"
ANSWERS: Final = "answers.csv"
EVENTS: Final = "events"

COLUMNS: Final = (
    "time", "deck", "fact", "role", "form", "question", "options", "answer", "score", "rating",
    "overruled", "seconds", "hints", "taken back", "event",
)  # fmt: skip

_ABOUT: Final = (
    "events/DEVICE/*.jsonl: one event a line, in the order in which the device wrote them; id is "
    "the SHA-256 of the line's object without id: UTF-8, members sorted, no blanks. "
    "answers.csv: one answer a row, by time; a cell that begins with ' was given it so that no "
    "spreadsheet runs it."
)


class Exported(NamedTuple):
    """What was written.

    Attributes:
        folder: Where it is.
        events: Events.
        answers: Rows of the table.
        damaged: Events of the log that are not what was written, left out.
    """

    folder: Path
    events: int
    answers: int
    damaged: int


class _Known(NamedTuple):
    """An event with its derived time [ms] and whether it counts."""

    event: Event
    t: int
    live: bool

    @property
    def at(self) -> datetime:
        """When it happened, where the learner was."""
        zone = timezone(timedelta(minutes=self.event.off))
        return datetime.fromtimestamp(self.t / 1000, UTC).astimezone(zone)


def export(
    path: Path,
    learner: str,
    folder: Path,
    *,
    since: date | None = None,
    maker: str = "",
    files: Files = FILES,
) -> Exported:
    """Write all events of a learner to a new folder, whole or not at all.

    Args:
        path: The store's file.
        learner: The learner's id.
        folder: Where to; it must not be there, or be empty.
        since: Only what happened on this day or later, by the learner's own calendar.
        maker: Version of quizkit, for the manifest.
        files: What does the work on files.

    Raises:
        StoreError: If the store cannot be read, or the folder is taken or cannot be written.
    """
    folder = folder.absolute()
    refuse_taken(folder)
    part = folder.with_name(f"{folder.name}.part")
    with guarded(str(path)):
        known, damaged = _known(path, learner)
    chosen = [each for each in known if since is None or each.at.date() >= since]
    try:
        with guarded(str(folder)):
            shutil.rmtree(part, ignore_errors=True)
            files.make_folder(part)
            answers = _write(part, chosen, files)
            head = {
                "format": "quizkit log export",
                "version": 1,
                "quizkit": maker,
                "about": _ABOUT,
                "learner": learner,
                "since": since.isoformat() if since else None,
                "complete": since is None and not damaged,
                "damaged": damaged,
                "answers": answers,
                **_counts(chosen),
                "files": list(_listed(part)),
            }
            files.put(part / MANIFEST, dumps(head, ensure_ascii=False, indent=1).encode() + b"\n")
            refuse_taken(folder)
            if folder.exists():
                folder.rmdir()
            files.rename(part, folder)
            files.sync_folder(folder.parent)
    except BaseException:
        with suppress(OSError):
            shutil.rmtree(part)
        raise
    return Exported(folder, len(chosen), answers, damaged)


def refuse_taken(folder: Path) -> None:
    """Raise a StoreError if there is something at the place of a new folder."""
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        message = f"{folder} is there already, and nothing is overwritten; name a new folder"
        raise StoreError(message, str(folder))


def _known(path: Path, learner: str) -> tuple[list[_Known], int]:
    """Return a learner's events in order of time, and how many are damaged."""
    sql = "SELECT n, lower(hex(id)), CAST(body AS BLOB) FROM event WHERE learner = ? ORDER BY n"
    found: dict[int, Event] = {}
    damaged = 0
    with closing(connect_readonly(path)) as connection:
        for n, id_, data in rows.fetch(connection, sql, (learner,)):
            try:
                found[n] = verify(data, id_)
            except EventError:
                damaged += 1
    times = {n: (t, live) for n, t, live in cache.replay(found.items()).times}
    known = [_Known(event, *times[n]) for n, event in found.items()]
    known.sort(key=lambda each: (each.t, each.event.dev, each.event.seq, each.event.id))
    return known, damaged


def _write(folder: Path, chosen: Iterable[_Known], files: Files) -> int:
    """Write line files and the table, and return how many answers there are."""
    writer = Writer(folder / EVENTS, files)
    devices: dict[str, list[Stored]] = {}
    for event in (each.event for each in chosen):
        devices.setdefault(event.dev, []).append(Stored(event.seq, event.id, encode(event)))
    for dev, events in devices.items():
        writer.put(dev, sorted(events))
    answers = [_row(each) for each in chosen if _is_answer(each.event)]
    files.put(folder / ANSWERS, table(COLUMNS, answers))
    return len(answers)


def _is_answer(event: Event) -> bool:
    return event.kind == "review" and not unread(event)


def _row(known: _Known) -> list[str | float | None]:
    body = known.event.body
    deck, _, rest = body["facet"].partition("/")
    fact, _, role = rest.rpartition("#")
    return [
        known.at.isoformat(timespec="seconds"),
        deck,
        fact,
        role,
        body["form"],
        body["stem"],
        "\n".join(body["options"]),
        _answer(body),
        body["score"] / 1_000_000,
        Rating(body["rating"]).name.capitalize(),
        body["override"],
        body["ms"] / 1000,
        body["hints"],
        "" if known.live else "yes",
        known.event.id,
    ]


def _answer(body: Mapping[str, Any]) -> str | None:
    response, options = body["response"], body["options"]
    if not isinstance(response, list):
        return None if response is None else str(response)
    return "\n".join(
        options[number] if number < len(options) else f"option {number + 1}" for number in response
    )


def _counts(chosen: Iterable[_Known]) -> dict[str, Any]:
    events = [each.event for each in chosen]
    devices = {
        dev: {
            "events": len(seqs := [event.seq for event in events if event.dev == dev]),
            "first": min(seqs),
            "last": max(seqs),
        }
        for dev in sorted({event.dev for event in events})
    }
    ids = sha256(b"".join(sorted(bytes.fromhex(event.id) for event in events)))
    return {
        "events": len(events),
        "kinds": dict(sorted(Counter(event.kind for event in events).items())),
        "devices": devices,
        "sha256_of_sorted_ids": ids.hexdigest(),
    }


def _listed(folder: Path) -> Iterator[dict[str, Any]]:
    for place in sorted(folder.rglob("*")):
        if place.is_file():
            data = place.read_bytes()
            yield {
                "path": place.relative_to(folder).as_posix(),
                "bytes": len(data),
                "sha256": sha256(data).hexdigest(),
            }
