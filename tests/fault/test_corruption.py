"""Damage to the file of a store: never silent.

A damage is silent if the doctor finds nothing and yet the log reads otherwise than before: another
event, a missing one, another time or state. Bytes that nothing reads may change as they like.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.model import Draft
from quizkit.store import doctor
from quizkit.store.log import open_log
from tests.fault.writer import START, review

pytestmark = [pytest.mark.fault, pytest.mark.timeout(7200)]

TRIES = {"quick": 15, "ci": 60, "full": 400, "release": 20_000}
PAGE = 4096


def bit(data: bytearray, rng: Random) -> None:
    """Flip one bit."""
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def eight_bytes(data: bytearray, rng: Random) -> None:
    """Overwrite eight bytes."""
    at = rng.randrange(len(data) - 8)
    data[at : at + 8] = rng.randbytes(8)


def zeroed_page(data: bytearray, rng: Random) -> None:
    """Lose a page."""
    at = rng.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = bytes(PAGE)


def truncation(data: bytearray, rng: Random) -> None:
    """Lose the end."""
    del data[rng.randrange(1, len(data)) :]


def swapped_pages(data: bytearray, rng: Random) -> None:
    """Put two pages in each other's place."""
    left, right = sorted(rng.sample(range(len(data) // PAGE), 2))
    one, two = (slice(at * PAGE, (at + 1) * PAGE) for at in (left, right))
    data[one], data[two] = data[two], data[one]


KINDS = (bit, eight_bytes, zeroed_page, truncation, swapped_pages)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed store of some pages, with a snapshot."""
    path = tmp_path_factory.mktemp("whole") / "me.db"
    with open_log(path, learner="mai") as log:
        for n in range(60):
            log.append([review(f"a-{n}", n)], at=START + n * 3_600_000, off=420)
        log._save()
    return path


def read(path: Path) -> object:
    """Return all that the log says, or None where it says that it cannot."""
    try:
        with open_log(path, readonly=True, learner="mai") as log:
            return [tuple(entry) for entry in log.entries()], dict(log.memory().facets)
    except StoreError:
        return None


def damage(
    whole: Path, spoil: Callable[[bytearray, Random], None], rng: Random, place: Path
) -> None:
    """Make a damaged copy."""
    data = bytearray(whole.read_bytes())
    spoil(data, rng)
    place.write_bytes(data)
    for name in ("-wal", "-shm"):
        place.with_name(place.name + name).unlink(missing_ok=True)


def silent(
    whole: Path, spoil: Callable[[bytearray, Random], None], rng: Random, place: Path
) -> bool:
    """Damage a copy, and return whether nobody noticed although something changed."""
    damage(whole, spoil, rng, place)
    if any(not check.ok for check in doctor.examine(place)):
        return False
    return read(place) not in (None, read(whole))


@pytest.mark.parametrize("spoil", KINDS, ids=lambda spoil: spoil.__name__)
def test_no_damage_is_silent(
    whole: Path, tmp_path: Path, size: str, spoil: Callable[[bytearray, Random], None]
) -> None:
    for n in range(TRIES[size]):
        rng = Random(f"{spoil.__name__}:{n}")
        assert not silent(whole, spoil, rng, tmp_path / "bad.db"), f"{spoil.__name__}:{n}"


@pytest.mark.parametrize("spoil", KINDS, ids=lambda spoil: spoil.__name__)
def test_a_damaged_store_works_or_says_that_it_does_not(
    whole: Path, tmp_path: Path, size: str, spoil: Callable[[bytearray, Random], None]
) -> None:
    for n in range(TRIES[size] // 4):
        place = tmp_path / f"{n}.db"
        damage(whole, spoil, Random(f"use:{spoil.__name__}:{n}"), place)
        with suppress(StoreError), open_log(place, learner="mai") as log:
            answer = log.append([review("new", 3)], at=START, off=0)
            undone = Draft("undo", {"targets": [answer[0].id]})
            log.append([undone, review("d/new#r", 4)], at=START, off=0)
            log.last("review", 3)
            log.memory()
            list(log.events())


def test_a_doctor_without_hashes_misses_some(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = ("events", "timeline", "states", "snapshots")
    kept = {name: look for name, look in doctor._EXAMINATIONS.items() if name not in hashed}
    monkeypatch.setattr(doctor, "_EXAMINATIONS", kept)
    place = tmp_path / "bad.db"
    assert any(silent(whole, bit, Random(f"bit:{n}"), place) for n in range(100))


def test_damaged_events_stop_nobody_from_being_told(whole: Path, tmp_path: Path) -> None:
    place = tmp_path / "bad.db"
    shutil.copy(whole, place)
    data = place.read_bytes()
    assert data.count(b'"response":"answer"') >= 60
    place.write_bytes(
        data.replace(b'"response":"answer"', b'"response":"\xff\xfe\xff\xfe\xff\xfe"')
    )
    bad = {check.name: check for check in doctor.examine(place) if not check.ok}
    assert bad["events"].message.startswith("60 events that are not what was written")
    with open_log(place, readonly=True) as log, pytest.raises(StoreError, match="is damaged"):
        list(log.events())


def test_every_examination_can_fail_alone(whole: Path, tmp_path: Path) -> None:
    place = tmp_path / "bad.db"
    shutil.copy(whole, place)
    connection = apsw.Connection(str(place))
    connection.execute("UPDATE state SET stability = stability + 1 WHERE facet = 'd/f1#r'")
    connection.close()
    assert [check.name for check in doctor.examine(place) if not check.ok] == ["states"]
