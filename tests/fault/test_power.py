"""Power loss: of what was written, the disk keeps what was synced and any part of the rest.

A life of a store is recorded call by call (`tests.fault.disk`); then the power is cut after a
random call, a disk that may be left is rebuilt, and the store on it is opened again. An answer is
lost if it was acknowledged and is not there; half if an answer to several facets is there in
part; the store is damaged if it does not open, does not go on, or the doctor finds something. The
line files lack something if they lag behind by more than the last answer, or do not become what
the store is; a line whose end came to the disk and whose middle did not must go with the next
answer.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.model import Draft
from quizkit.store import files as files_module
from quizkit.store import linewriter, schema
from quizkit.store.doctor import examine
from quizkit.store.files import copies_of
from quizkit.store.lines import every_line
from quizkit.store.log import Log, open_log
from tests.fault.disk import Tape, images, put
from tests.fault.recorders import Recorder, watched
from tests.fault.writer import START, review

pytestmark = [pytest.mark.fault, pytest.mark.timeout(7200)]

IMAGES = {"quick": 32, "ci": 240, "full": 2_000, "release": 100_000}
LIVES = {"quick": 2, "ci": 4, "full": 8, "release": 100}
"""Every other one keeps line files, from which a store that lost something would be healed."""

ANSWERS = {"quick": 6, "ci": 40, "full": 40, "release": 40}
"""Presses in each of a life's sittings."""

SITTINGS = (1_000, 25, 60)
"""Pages after which SQLite moves its WAL into the store, in each sitting; it likes 1,000."""


def answers(log: Log, n: int, rng: Random) -> tuple[str, ...]:
    """Write what one press writes, and return the ids."""
    drafts = [review(f"a-{n}-{k}", n + k) for k in range(rng.choice((1, 1, 1, 3)))]
    if n % 9 == 8:
        drafts = [Draft("undo", {"targets": [log.last("review")[0].id]}), *drafts]
    return tuple(event.id for event in log.append(drafts, at=START + n * 3_600_000, off=420))


def life(folder: Path, seed: str, *, answers_each: int, copies: bool) -> Tape:
    """Return the calls of a store that is made, answered into, closed and opened again."""
    folder.mkdir()
    tape, rng = Tape(), Random(seed)
    recorder = Recorder(tape, folder)
    with pytest.MonkeyPatch.context() as patch:
        files = watched(patch, tape, folder)
        patch.setattr(linewriter, "SEAL", 25)
        for sitting, pages in enumerate(SITTINGS):
            with open_log(
                folder / "me.db", learner="mai", vfs=recorder.called, copies=copies, files=files
            ) as log:
                log._connection.execute(f"PRAGMA wal_autocheckpoint = {pages}")
                for n in range(answers_each):
                    tape.acknowledge(answers(log, sitting * answers_each + n, rng))
                    log.keep_up()
                    assert log.notice == ""
    recorder.unregister()
    return tape


def cuts(tape: Tape, count: int, rng: Random) -> list[int]:
    """Return moments: half of them anywhere, half of them around writes into the store itself."""
    rare = [at for at, op in enumerate(tape.ops) if op.does != "write" or op.name == "me.db"]
    near = [max(0, rng.choice(rare) + rng.randint(-2, 2)) for _ in range(count // 2)]
    return near + [rng.randint(0, len(tape.ops)) for _ in range(count - len(near))]


def verdict(path: Path, *, promised: int, presses: Sequence[Any], copies: bool, rng: Random) -> str:
    """Return what is wrong with a store that was left, or "".

    Args:
        path: The store.
        promised: How many presses were acknowledged.
        presses: The ids that each press of the whole life wrote.
        copies: Whether it keeps line files.
        rng: Chance.
    """
    events = copies_of(path).events
    lined = {line.id for _, line in every_line(events) if not line.fault}
    if copies and any(id_ not in lined for ids in presses[: max(0, promised - 1)] for id_ in ids):
        return "lines lack"
    try:
        with open_log(path, learner="mai", copies=copies) as log:
            found = {event.id for event in log.events()}
            kept = [len(found.intersection(ids)) for ids in presses]
            if any(count < len(ids) for count, ids in zip(kept[:promised], presses, strict=False)):
                return "lost"
            if any(count not in {0, len(ids)} for count, ids in zip(kept, presses, strict=True)):
                return "half"
            if sum(kept) < len(found):
                return "made up"
            found.update(answers(log, 10_000, rng))
            log.keep_up()
    except StoreError:
        return "damaged"
    lines = [line for _, line in every_line(events)]
    if copies and {line.id for line in lines if not line.fault} != found:
        return "lines lack"
    if any(line.fault for line in lines):
        return "bad line"
    return "" if all(check.ok for check in examine(path)) else "damaged"


def judged(tape: Tape, folder: Path, count: int, rng: Random, *, copies: bool) -> Iterator[str]:
    """Yield the verdict on each image."""
    presses = [op.data for op in tape.ops if op.does == "acknowledged"]
    for n, (image, disk) in enumerate(images(tape, cuts(tape, count, rng), rng)):
        place = folder / f"{n}"
        put(place, image)
        yield verdict(
            place / "me.db", promised=len(disk.promised), presses=presses, copies=copies, rng=rng
        )
        shutil.rmtree(place)


def test_no_loss_of_power_costs_an_answer(
    tmp_path: Path, size: str, figure: Callable[[str], None]
) -> None:
    found: Counter[str] = Counter()
    for n in range(LIVES[size]):
        lines = n % 2 == 1
        tape = life(tmp_path / f"life-{n}", f"life-{n}", answers_each=ANSWERS[size], copies=lines)
        rng = Random(f"power-{n}")
        found.update(
            judged(tape, tmp_path / f"left-{n}", IMAGES[size] // LIVES[size], rng, copies=lines)
        )
    figure(
        f"power loss: {found.total()} images, lost {found['lost']}, half {found['half']}, "
        f"damaged {found['damaged'] + found['made up']}, lines lacking {found['lines lack']}, "
        f"bad lines {found['bad line']}"
    )
    assert found == {"": IMAGES[size]}


def _normal(monkeypatch: pytest.MonkeyPatch) -> None:
    less = [line.replace("synchronous=FULL", "synchronous=NORMAL") for line in schema._PRAGMAS]
    monkeypatch.setattr(schema, "_PRAGMAS", tuple(less))


def _rollback(monkeypatch: pytest.MonkeyPatch) -> None:
    def tune(connection: apsw.Connection, path: Path) -> None:
        connection.execute("PRAGMA journal_mode = DELETE")
        for line in schema._PRAGMAS:
            connection.execute(f"PRAGMA {line}")

    monkeypatch.setattr(schema, "_tune", tune)


def _unsynced_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "_sync", lambda descriptor: None)


@pytest.mark.parametrize("weaken", [_normal, _rollback, _unsynced_lines])
def test_a_store_that_syncs_less_loses(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: str,
    figure: Callable[[str], None],
    weaken: Callable[[pytest.MonkeyPatch], None],
) -> None:
    lines = weaken is _unsynced_lines
    with monkeypatch.context() as weak:
        weaken(weak)
        tape = life(tmp_path / "life", "weak", answers_each=6, copies=lines)
    count = 30 if size == "quick" else 300
    found = Counter(judged(tape, tmp_path / "left", count, Random("weak"), copies=lines))
    lost = found["lines lack" if lines else "lost"]
    figure(f"power loss, control {weaken.__name__}: {count} images, lost {lost}")
    assert lost > 0
