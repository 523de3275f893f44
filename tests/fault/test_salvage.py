"""What can be saved from a damaged store: every event that its hash proves, and nothing else."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from quizkit.errors import StoreError
from quizkit.model import Event, EventId
from quizkit.store import take as take_module
from quizkit.store.doctor import examine
from quizkit.store.event import recall
from quizkit.store.files import copies_of
from quizkit.store.log import open_log
from quizkit.store.salvage import salvage
from quizkit.store.take import Offered
from quizkit.store.wreck import Wreck
from tests.fault.test_corruption import KINDS, bit, damage, truncation
from tests.fault.writer import START, review

pytestmark = [pytest.mark.fault, pytest.mark.timeout(7200)]

TRIES = {"quick": 2, "ci": 20, "full": 400, "release": 20_000}
EVENTS = {"quick": 60, "ci": 400, "full": 400, "release": 400}
ENOUGH = 0.97
"""Share of events that must be saved from a store with one bit flipped, and nothing else."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, size: str) -> Path:
    """Return a closed store with a snapshot, and with line files."""
    path = tmp_path_factory.mktemp("whole") / "me.db"
    with open_log(path, learner="mai", copies=True) as log:
        for n in range(EVENTS[size]):
            log.append([review(f"a-{n}", n)], at=START + n * 3_600_000, off=420)
        log._save()
    return path


def events(path: Path) -> dict[str, Event]:
    with open_log(path, readonly=True, learner="mai") as log:
        return {event.id: event for event in log.events()}


def saved(damaged: Path, target: Path) -> dict[str, Event]:
    """Return what salvage saves; nothing where it says that nothing is left."""
    with suppress(StoreError):
        salvage(damaged, target)
    return events(target) if target.exists() else {}


@pytest.mark.parametrize("spoil", KINDS, ids=lambda spoil: spoil.__name__)
def test_what_can_be_proved_is_saved_and_nothing_else(
    whole: Path,
    tmp_path: Path,
    size: str,
    figure: Callable[[str], None],
    spoil: Callable[[bytearray, Random], None],
) -> None:
    written = events(whole)
    shares: list[float] = []
    for n in range(TRIES[size]):
        place = tmp_path / f"{n}" / "me.db"
        place.parent.mkdir()
        damage(whole, spoil, Random(f"salvage:{spoil.__name__}:{n}"), place)
        before = place.read_bytes()
        found = saved(place, place.with_name("new.db"))
        assert found.items() <= written.items()
        assert place.read_bytes() == before
        shares.append(len(found) / len(written))
        shutil.rmtree(place.parent)
    share = sum(shares) / len(shares)
    figure(
        f"salvage, {spoil.__name__}: {len(shares)} stores, {share:.2%} of the events from the "
        f"store alone, at least {min(shares):.1%}, all of them in {shares.count(1.0)}"
    )
    assert spoil is not bit or share >= ENOUGH
    assert spoil is truncation or min(shares) > 0.9


@pytest.mark.parametrize("spoil", KINDS, ids=lambda spoil: spoil.__name__)
def test_with_line_files_everything_is_saved(
    whole: Path,
    tmp_path: Path,
    size: str,
    figure: Callable[[str], None],
    spoil: Callable[[bytearray, Random], None],
) -> None:
    written = events(whole)
    tries = max(1, TRIES[size] // 4)
    for n in range(tries):
        place = tmp_path / f"{n}" / "me.db"
        place.parent.mkdir()
        damage(whole, spoil, Random(f"lines:{spoil.__name__}:{n}"), place)
        shutil.copytree(copies_of(whole).root, copies_of(place).root)
        target = place.with_name("new.db")
        assert saved(place, target) == written
        if n % 20 == 0:
            assert [check for check in examine(target) if not check.ok] == []
        shutil.rmtree(place.parent)
    figure(f"salvage, {spoil.__name__}, with line files: {tries} stores, all events in each")


def test_a_salvage_that_believes_what_it_reads_is_caught(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def believe(data: bytes, claimed: str) -> Event:
        return recall(data, EventId(claimed))

    def read(wreck: Wreck) -> Iterator[Offered]:
        for id_, data in wreck._rows("SELECT lower(hex(id)), CAST(body AS BLOB) FROM event"):
            yield Offered(id_, data)

    written = events(whole)
    monkeypatch.setattr(take_module, "verify", believe)
    monkeypatch.setattr(Wreck, "events", read)
    for n in range(100):
        damage(whole, bit, Random(f"believe:{n}"), tmp_path / f"{n}.db")
        found = saved(tmp_path / f"{n}.db", tmp_path / f"new-{n}.db")
        if not found.items() <= written.items():
            return
    pytest.fail("100 damaged stores noticed nothing")
