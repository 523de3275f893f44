"""The own log as a side."""

from pathlib import Path

import pytest

from quizkit.errors import StoreError
from quizkit.store.forget import forget
from quizkit.store.log import open_log
from quizkit.store.sync.exchange import exchange
from quizkit.store.sync.local import LocalSide
from quizkit.store.sync.memory import MemorySide
from tests.store.sync.syncing import PHONE, chain, filled, ids, offered


def test_it_states_what_memory_states(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db", 30) as log:
        log.take(offered(chain(20)))
        side, same = LocalSide(log), MemorySide(offered([*log.events()]))
        assert dict(side.standings()) == dict(same.standings())
        assert set(side.ids(PHONE)) == set(same.ids(PHONE))
        above = [each[:2] for each in side.above(PHONE, 5)]
        assert above == [each[:2] for each in same.above(PHONE, 5)]
        some = [event.id for event in chain(20)[3:9:2]]
        chosen = [each[:2] for each in side.chosen(PHONE, some)]
        assert chosen == [each[:2] for each in same.chosen(PHONE, some)]


def test_many_events_come_page_by_page_also_of_a_copied_device(tmp_path: Path) -> None:
    with open_log(tmp_path / "a.db", learner="mai") as log:
        log.take(offered(chain(1_200) + chain(1_200, name="copy")))
        given = [*LocalSide(log).above(PHONE, 0)]
        assert {each.id for each in given} == ids(log)
        assert len(given) == 2_400
        assert len([*LocalSide(log).above(PHONE, 500)]) == 1_400


def test_only_the_logs_own_learner_is_given(tmp_path: Path) -> None:
    filled(tmp_path / "a.db", 5, learner="bo").close()
    with filled(tmp_path / "a.db", 7) as log:
        there = MemorySide()
        assert exchange(LocalSide(log), there).sent == 7
        assert set(there.standings()) == {log.device}


def test_a_forgotten_learner_is_neither_sent_nor_brought_back(tmp_path: Path) -> None:
    filled(tmp_path / "a.db", 5).close()
    there = MemorySide(offered(chain(8)))
    forget(tmp_path / "a.db", "mai")
    with open_log(tmp_path / "a.db", learner="mai") as log:
        told = exchange(LocalSide(log), there)
        assert (told.sent, told.received, told.forgotten) == (0, 0, 8)
        assert log.count() == 0
        log.append([], at=0, off=0)
        assert LocalSide(log).standings() == {}


def test_a_log_that_is_only_read_can_be_sent(tmp_path: Path) -> None:
    filled(tmp_path / "a.db", 5).close()
    there = MemorySide()
    with open_log(tmp_path / "a.db", readonly=True) as log:
        assert exchange(LocalSide(log), there).sent == 5
        there.add(offered(chain(1)))
        with pytest.raises(StoreError, match="open for reading only"):
            exchange(LocalSide(log), there)
