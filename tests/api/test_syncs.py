"""`Log.sync`: a folder between two logs, from Python."""

from pathlib import Path

import pytest

import quizkit as qk
from quizkit.store.log import open_log
from tests.store.test_backup import answer


def log_with(path: Path, count: int, learner: str | None = None) -> qk.Log:
    with open_log(path, learner=learner) as log:
        answer(log, 0, count=count)
    return qk.open_log(path, learner=learner)


def test_a_new_log_takes_all_and_both_go_on(tmp_path: Path) -> None:
    first = log_with(tmp_path / "a.db", 3)
    assert first.sync(tmp_path / "stick").sent == 3
    second = qk.open_log(tmp_path / "b.db")
    found = second.sync(str(tmp_path / "stick"))
    assert (found.received, found.devices, found.verified) == (3, 1, True)
    assert repr(found) == "<Synced 0 sent, 3 received, 1 device, verified>"
    assert second.to_dicts() == first.to_dicts()
    assert second.memory() == first.memory()


def test_two_logs_that_began_apart_are_joined_only_if_that_is_said(tmp_path: Path) -> None:
    log_with(tmp_path / "a.db", 3, "mai").sync(tmp_path / "stick")
    second = log_with(tmp_path / "b.db", 2, "lan")
    with pytest.raises(qk.SyncError, match="Nothing was mixed") as refused:
        second.sync(tmp_path / "stick")
    assert refused.value.place == str(tmp_path / "stick")
    assert len(second.to_dicts()) == 2
    assert second.sync(tmp_path / "stick", join=True).learner == "mai"
    assert len(second.to_dicts()) == 5
    assert second.sync(tmp_path / "stick").sent == 0


@pytest.mark.parametrize("place", [7, None])
def test_a_place_of_another_type_is_told(place, tmp_path: Path) -> None:
    with pytest.raises(qk.ArgumentTypeError, match="place"):
        qk.open_log(tmp_path / "a.db").sync(place)


@pytest.mark.parametrize("place", ["", "postgresql://mai:s3cret@school.example/quiz", "ftp://x"])
def test_a_place_that_is_none_is_told_without_a_password(place, tmp_path: Path) -> None:
    with pytest.raises(qk.ArgumentError, match="place") as refused:
        qk.open_log(tmp_path / "a.db").sync(place)
    assert "s3cret" not in str(refused.value)
    assert not (tmp_path / "a.db").exists()
