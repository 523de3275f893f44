"""Export: everything of one learner and of nobody else, provable without quizkit."""

import csv
import io
import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.model import Draft
from quizkit.store.export import COLUMNS, export
from quizkit.store.files import Files
from quizkit.store.log import open_log
from tests.fault.writer import START, review

DAY = 86_400_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "me.db"
    with open_log(place, learner="mai") as log:
        for n in range(4):
            draft = review(f"f-{n}", n)
            log.append([draft], at=START + n * DAY, off=420)
        odd = {**draft.body, "response": "=HYPERLINK(1)", "options": ["Hà", "Nội"]}
        first, *_ = log.append([Draft("review", odd)], at=START + 5 * DAY, off=420)
        log.append([Draft("undo", {"targets": [first.id]})], at=START + 6 * DAY, off=420)
        log.append([Draft("review", {**odd, "response": [1]})], at=START + 7 * DAY, off=420)
    with open_log(place, learner="lan") as log:
        log.append([review("l-1", 1)], at=START, off=0)
    return place


def rows(folder: Path) -> list[dict[str, str]]:
    text = (folder / "answers.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_event_can_be_proved_with_a_few_lines_of_python(path: Path, tmp_path: Path) -> None:
    done = export(path, "mai", tmp_path / "out", maker="1")
    assert (done.events, done.answers, done.damaged) == (7, 6, 0)
    found = []
    for file in (tmp_path / "out" / "events").rglob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            id_ = event.pop("id")
            plain = json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            assert sha256(plain.encode()).hexdigest() == id_
            assert event["learner"] == "mai"
            found.append(id_)
    assert len(found) == 7
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    total = sha256(b"".join(sorted(map(bytes.fromhex, found)))).hexdigest()
    assert manifest["sha256_of_sorted_ids"] == total
    assert (manifest["events"], manifest["answers"], manifest["complete"]) == (7, 6, True)
    assert manifest["kinds"] == {"review": 6, "undo": 1}
    listed = {each["path"]: each["sha256"] for each in manifest["files"]}
    there = {
        file.relative_to(tmp_path / "out").as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in (tmp_path / "out").rglob("*")
        if file.is_file() and file.name != "manifest.json"
    }
    assert listed == there


def test_the_table_holds_every_answer_and_no_formula(path: Path, tmp_path: Path) -> None:
    export(path, "mai", tmp_path / "out")
    found = rows(tmp_path / "out")
    assert tuple(found[0]) == COLUMNS
    assert found[0]["time"] == "2026-01-01T07:00:00+07:00"
    assert (found[4]["answer"], found[4]["taken back"]) == ("'=HYPERLINK(1)", "yes")
    assert (found[5]["answer"], found[5]["options"]) == ("Nội", "Hà\nNội")


def test_the_line_files_can_be_taken_in_by_another_store(path: Path, tmp_path: Path) -> None:
    export(path, "mai", tmp_path / "out")
    other = tmp_path / "other" / "me.db"
    (tmp_path / "out" / "events").rename(tmp_path / "events")
    (other.parent / "me.db-copies").mkdir(parents=True)
    (tmp_path / "events").rename(other.parent / "me.db-copies" / "events")
    with open_log(other, learner="mai", copies=True) as log:
        assert log.count() == 7


def test_since_a_day_by_the_learners_own_calendar(path: Path, tmp_path: Path) -> None:
    done = export(path, "mai", tmp_path / "out", since=date(2026, 1, 4))
    assert (done.events, done.answers) == (4, 3)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (manifest["since"], manifest["complete"]) == ("2026-01-04", False)


@pytest.mark.parametrize("kind", ["file", "full"])
def test_nothing_is_overwritten(path: Path, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "out"
    if kind == "file":
        target.write_text("mine")
    else:
        target.mkdir()
        (target / "mine").touch()
    with pytest.raises(StoreError, match="nothing is overwritten"):
        export(path, "mai", target)
    assert not (tmp_path / "out.part").exists()
    if kind == "full":
        (target / "mine").unlink()
        assert export(path, "mai", target).events == 7


def test_damaged_events_are_left_out_and_counted(path: Path, tmp_path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    connection.execute("UPDATE event SET body = body || ' ' WHERE n = 2")
    connection.close()
    done = export(path, "mai", tmp_path / "out")
    assert (done.events, done.damaged) == (6, 1)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (manifest["damaged"], manifest["complete"]) == (1, False)


def test_a_disk_that_fails_leaves_nothing_half(path: Path, tmp_path: Path) -> None:
    class Full(Files):
        def put(self, path: Path, data: bytes, *, by: str = "") -> None:
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreError):
        export(path, "mai", tmp_path / "out", files=Full())
    assert sorted(file.name for file in tmp_path.iterdir() if "out" in file.name) == []
