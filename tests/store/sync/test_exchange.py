"""The exchange between two sides, as it is told and as it breaks off."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import pytest

from quizkit.errors import SyncError
from quizkit.model import Event
from quizkit.store.event import encode
from quizkit.store.sync.exchange import Exchanged, exchange
from quizkit.store.sync.memory import MemorySide
from quizkit.store.sync.side import NOTHING, Side, Standing, standing_of
from quizkit.store.take import Offered, Taken
from tests.fault.devices import signed
from tests.store.sync.syncing import PHONE, chain, offered

OTHER = "e" * 32


class Counting(MemorySide):
    """A side that counts what is asked of it."""

    def __init__(self, given: Iterable[Offered] = ()) -> None:
        self.asked: list[str] = []
        super().__init__(given)
        self.asked.clear()

    def standings(self) -> Mapping[str, Standing]:
        self.asked.append("standings")
        return super().standings()

    def ids(self, dev: str) -> Collection[str]:
        self.asked.append("ids")
        return super().ids(dev)

    def add(self, offered: Iterable[Offered]) -> Taken:
        self.asked.append("add")
        return super().add(offered)


class ReadOnly(MemorySide):
    """A side that can only be read."""

    def add(self, offered: Iterable[Offered]) -> Taken:
        given = [*offered]
        if getattr(self, "_is_closed", False) and given:
            raise SyncError("the stick cannot be written", "stick")
        self._is_closed = True
        return super().add(given)


class Breaking(MemorySide):
    """A side that is gone after some events."""

    left = 3

    def above(self, dev: str, seq: int) -> Iterator[Offered]:
        for each in super().above(dev, seq):
            if self.left == 0:
                raise SyncError("the stick is gone", "stick")
            self.left -= 1
            yield each


def names(events: Iterable[Event]) -> list[str]:
    return [event.id for event in events]


def held(side: Side) -> dict[str, Standing]:
    return dict(side.standings())


def test_each_side_gets_what_only_the_other_has() -> None:
    one, two = chain(5), chain(7, dev=OTHER)
    here, there = MemorySide(offered(one)), MemorySide(offered(two))
    told = exchange(here, there)
    assert told == Exchanged(sent=5, received=7, devices=2, is_verified=True)
    assert held(here) == held(there) == held(MemorySide(offered(one + two)))


def test_two_equal_sides_are_only_asked_once() -> None:
    here, there = Counting(offered(chain(5))), Counting(offered(chain(5)))
    assert exchange(here, there) == Exchanged(devices=1, is_verified=True)
    assert here.asked == there.asked == ["standings"]


def test_what_was_added_behind_is_sent_without_asking_for_ids() -> None:
    events = chain(5)
    here, there = Counting(offered(events)), Counting(offered(events[:2]))
    assert exchange(here, there).sent == 3
    assert there.asked == ["standings", "add", "standings"]


@pytest.mark.parametrize("gap", [{0}, {1, 2}, {0, 2, 4}])
def test_gaps_are_filled_in_both_directions(gap: set[int]) -> None:
    events = chain(7)
    mine = [each for n, each in enumerate(events) if n not in gap]
    theirs = [each for n, each in enumerate(events) if n - 1 not in gap]
    here, there = MemorySide(offered(mine)), MemorySide(offered(theirs))
    told = exchange(here, there)
    assert (told.received, told.is_verified) == (len({*names(theirs)} - {*names(mine)}), True)
    assert held(here) == held(there) == held(MemorySide(offered(mine + theirs)))


def test_a_copied_device_keeps_both_of_its_answers() -> None:
    one, two = chain(5), chain(3, name="copy")
    here, there = MemorySide(offered(one)), MemorySide(offered(two))
    told = exchange(here, there)
    assert (told.sent, told.received, told.is_verified) == (5, 3, True)
    assert held(here)[PHONE].held == held(there)[PHONE].held == 8


def test_a_dry_run_counts_and_changes_nothing() -> None:
    one, two = chain(5), chain(7, dev=OTHER)
    here, there = Counting(offered(one)), Counting(offered(two))
    told = exchange(here, there, is_dry=True)
    assert told == Exchanged(5, 7, 2, is_verified=False, differing=(PHONE, OTHER))
    assert "add" not in here.asked + there.asked


def test_a_side_that_cannot_be_written_is_read_to_the_end() -> None:
    events = chain(8)
    here = MemorySide(offered([*events[4:6], *chain(1, dev=OTHER)]))
    there = ReadOnly(offered(events))
    with pytest.raises(SyncError, match=r"^the stick cannot be written; 6 events received") as info:
        exchange(here, there)
    assert info.value.place == "stick"
    assert held(here)[PHONE] == held(there)[PHONE]


def test_what_came_before_a_break_stays_and_is_told() -> None:
    here, there = MemorySide(), Breaking(offered(chain(8)))
    with pytest.raises(SyncError, match="the stick is gone; 3 events received before that"):
        exchange(here, there)
    assert held(here)[PHONE].held == 3
    there.left = 100
    assert exchange(here, there) == Exchanged(received=5, devices=1, is_verified=True)


def test_an_event_that_is_none_is_refused_once_and_the_device_named() -> None:
    class Lying(MemorySide):
        def standings(self) -> Mapping[str, Standing]:
            return {PHONE: standing_of(1, [b"\0" * 32])}

        def ids(self, dev: str) -> Collection[str]:
            return ["00" * 32]

        def above(self, dev: str, seq: int) -> Iterator[Offered]:
            yield Offered("00" * 32, b"{}", "there:1")

        def chosen(self, dev: str, ids: Collection[str]) -> Iterator[Offered]:
            yield from self.above(dev, 0)

    told = exchange(MemorySide(), Lying())
    assert (told.refused, told.differing, told.is_verified) == (1, (PHONE,), False)
    assert told.faults == ("there:1: id: the bytes have another hash",)


def test_progress_is_told_and_ends_with_all() -> None:
    seen: list[tuple[int, int]] = []
    here, there = MemorySide(offered(chain(600))), MemorySide(offered(chain(300, dev=OTHER)))
    exchange(here, there, tick=lambda done, total: seen.append((done, total)))
    assert seen == [(250, 900), (500, 900), (750, 900), (900, 900)]


def test_nothing_is_what_is_stated_of_nobody() -> None:
    assert MemorySide().standings() == {}
    assert standing_of(0, []) == NOTHING


def test_events_of_newer_versions_pass() -> None:
    newer = signed(chain(1)[0]._replace(v=2, kind="dream"))
    there = MemorySide()
    assert exchange(MemorySide([Offered(newer.id, encode(newer))]), there).sent == 1
    assert held(there)[PHONE].held == 1
