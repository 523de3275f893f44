"""Parts on the disk: whole or not there, damage is found."""

import os
from pathlib import Path

import pytest

from quizkit.analysis.jobs import parts
from quizkit.analysis.jobs.job import Part, Put

TASK = "ab" * 32
FOUND = Part(3, ("an", "mai"), {"sum": 0.1 + 0.2, "pairs": [["x", 1]], "most": 10**30})
ROWS = [["an", 'a "quoted"\nname', 1e-300], ["mai", "", None]]


def work(put: Put) -> Part:
    for row in ROWS:
        put(row)
    return FOUND


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = parts.path_of(tmp_path, 7, TASK)
    parts.write(found, TASK, work)
    return found


def test_a_part_is_read_as_it_was_written(path: Path) -> None:
    assert parts.read(path, TASK) == FOUND
    assert list(parts.table(path)) == ROWS
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_part_without_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    parts.write(tmp_path / "x.part", TASK, lambda _put: FOUND)
    assert parts.read(tmp_path / "x.part", TASK) == FOUND
    assert list(parts.table(tmp_path / "x.part")) == []


def test_a_part_of_another_task_is_none(path: Path) -> None:
    assert parts.read(path, "cd" * 32) is None


def test_every_changed_byte_is_found(path: Path) -> None:
    data = path.read_bytes()
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert parts.read(path, TASK) is None, place


def test_every_cut_is_found(path: Path) -> None:
    data = path.read_bytes()
    for size in range(len(data) - 1):
        path.write_bytes(data[:size])
        assert parts.read(path, TASK) is None, size


def test_a_reader_that_does_not_hash_misses_damage(path: Path) -> None:
    data = path.read_bytes()
    damaged = data.replace(b'"rows":3', b'"rows":4')
    path.write_bytes(damaged)
    assert b'"rows":4' in path.read_bytes().splitlines()[-2]
    assert parts.read(path, TASK) is None


@pytest.mark.fault
def test_no_part_has_its_name_before_all_of_it_is_there(tmp_path: Path) -> None:
    path = tmp_path / "x.part"

    def fails(put: Put) -> Part:
        put(["an"])
        assert not path.exists()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        parts.write(path, TASK, fails)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.fault
def test_a_part_that_is_written_in_place_and_cut_off_is_caught(tmp_path: Path) -> None:
    whole, torn = tmp_path / "whole", tmp_path / "torn"
    parts.write(whole, TASK, work)
    torn.write_bytes(whole.read_bytes()[:-40])  # what a writer without a second name leaves
    assert torn.exists()
    assert parts.read(torn, TASK) is None


@pytest.mark.fault
def test_a_part_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    for name in ("sync", "rename", "sync_folder"):
        real = getattr(parts.FILES, name)

        def noted(*given: Path, name: str = name, real=real) -> None:
            calls.append(name)
            real(*given)

        monkeypatch.setattr(parts.FILES, name, noted)
    parts.write(tmp_path / "x.part", TASK, work)
    assert calls == ["sync", "rename", "sync_folder"]


def test_what_json_cannot_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="JSON"):
        parts.write(tmp_path / "x", TASK, lambda _put: FOUND._replace(figures={"x": float("nan")}))


def test_what_killed_workers_left_is_swept(path: Path) -> None:
    left = parts.beside(path)
    left.write_bytes(b"half")
    other = parts.beside(path.with_name("other.part"))
    other.write_bytes(b"half")
    parts.sweep(path)
    assert sorted(path.parent.iterdir()) == sorted([path, other])


def test_learners_out_of_order_are_damage(tmp_path: Path) -> None:
    parts.write(tmp_path / "x", TASK, lambda _put: FOUND._replace(learners=("mai", "an")))
    assert parts.read(tmp_path / "x", TASK) is None


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX's")
def test_a_part_has_the_rights_of_any_new_file(path: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode
