"""`quizkit backup`: written, listed, put back; nothing is overwritten and nothing is lost."""

import json
from pathlib import Path

import pytest

from quizkit.settings.places import places
from quizkit.store.backup import verify
from quizkit.store.files import copies_of
from quizkit.store.log import open_log
from tests.fault.writer import START, review


@pytest.fixture
def log() -> Path:
    """Return the user's log, with three answers."""
    path = places().log_file
    with open_log(path, learner="mai", copies=True, marks=places().state) as opened:
        opened.append([review(f"{n}", n) for n in range(3)], at=START, off=420)
    return path


def more(log: Path) -> None:
    """Answer once more."""
    with open_log(log) as opened:
        opened.append([review("more", 9)], at=START + 9, off=420)


def test_without_a_log_there_is_nothing_to_copy(call) -> None:
    path = places().log_file
    assert call("backup") == (1, "", f"there is no log at {path} yet; study a deck first\n")
    folder = copies_of(path).backups
    assert call("backup", "--list") == (1, "", f"there are no backups in {folder} yet\n")
    assert not path.exists()


def test_an_empty_log_needs_no_copy(call) -> None:
    path = places().log_file
    open_log(path, learner="mai").close()
    assert call("backup") == (1, "", f"there is nothing in the log {path} yet\n")


def test_a_copy_is_written_verified_and_named(call, log, tmp_path) -> None:
    target = tmp_path / "b.db"
    assert call("backup", "b.db") == (0, f"{target}\n", "3 events, verified\n")
    assert verify(target).events == 3


def test_without_a_name_it_lies_beside_the_log(call, log) -> None:
    target = copies_of(log).backups / "2026-06-01-080000-by-hand.db"
    assert call("backup").out == f"{target}\n"
    code, out, err = call("backup", "--list")
    assert (code, err) == (0, "")
    assert out.split()[:2] == ["2026-06-01", "by-hand"]
    assert out.rstrip().endswith(str(target))


def test_nothing_is_overwritten_without_force(call, log, tmp_path) -> None:
    target = tmp_path / "b.db"
    target.write_text("mine")
    code, out, err = call("backup", "b.db")
    assert (code, out) == (3, "")
    assert err == f"error: {target} is there already; name another file, or add --force\n"
    assert target.read_text() == "mine"
    assert call("backup", "b.db", "--force").code == 0
    assert verify(target).events == 3


def test_the_log_is_not_its_own_copy(call, log) -> None:
    code, _, err = call("backup", str(log), "--force")
    assert code == 2
    assert "is the log itself; name another file" in err


def test_a_copy_that_cannot_be_written_is_told(call, log, tmp_path) -> None:
    (tmp_path / "file").write_text("no folder")
    code, out, err = call("backup", "file/b.db")
    assert (code, out) == (3, "")
    assert str(tmp_path / "file" / "b.db") in err


def test_a_backup_is_put_back_and_later_answers_stay(call, log, tmp_path) -> None:
    call("backup", "b.db")
    more(log)
    code, out, err = call("backup", "--restore", "b.db", "--yes")
    aside = copies_of(log).backups / "2026-06-01-080000-before-restore.db"
    assert (code, out) == (
        0,
        f"The log {log} holds 4 events again:\n3 of the backup, 1 answered since.\n",
    )
    assert err == f"The log before is in {aside}\n"
    assert verify(aside).events == 4
    code, out, _ = call("history", "--json")
    assert len(out.splitlines()) == 4


def test_a_lost_log_is_put_back(call, log, tmp_path) -> None:
    call("backup", "b.db")
    more(log)
    log.unlink()
    code, out, _ = call("backup", "--restore", "b.db", "--yes", "--json")
    assert code == 0
    assert json.loads(out) == {
        "v": 1, "path": str(log), "events": 4, "held": 3, "since": 1, "refused": 0, "aside": None,
    }  # fmt: skip


def test_putting_back_asks(call, log) -> None:
    call("backup", "b.db")
    code, out, err = call("backup", "--restore", "b.db")
    assert (code, out) == (4, "")
    assert "needs --yes where nobody can be asked" in err


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "there is no backup"), (b"notes", "is not a log of quizkit"), (b"", "is not a log")],
)
def test_what_is_no_backup_is_refused(call, log, tmp_path, content, says) -> None:
    if content is not None:
        (tmp_path / "b.db").write_bytes(content)
    before = log.read_bytes()
    code, out, err = call("backup", "--restore", "b.db", "--yes")
    assert (code, out) == (3, "")
    assert says in err
    assert log.read_bytes() == before


@pytest.mark.parametrize(
    "argv", [["b.db", "--list"], ["--list", "--restore", "b.db"], ["c.db", "--restore", "b.db"]]
)
def test_one_thing_at_a_time(call, argv) -> None:
    code, _, err = call("backup", *argv)
    assert code == 2
    assert "choose one of FILE, --list and --restore" in err


def test_json_of_a_copy_and_of_the_list(call, log, tmp_path) -> None:
    written = json.loads(call("backup", "b.db", "--json").out)
    assert list(written) == ["v", "path", "events", "hash"]
    assert written["hash"] == verify(tmp_path / "b.db").hash
    call("backup")
    (row,) = json.loads(call("backup", "--list", "--json").out)["backups"]
    assert (row["day"], row["why"]) == ("2026-06-01", "by-hand")
    assert row["bytes"] == Path(row["path"]).stat().st_size


def test_the_first_study_of_a_day_makes_a_backup_and_line_files(call, log, rivers) -> None:
    assert call("study", "rivers.yaml", stdin="1\n").code == 0
    (file,) = copies_of(log).backups.iterdir()
    assert file.name == "2026-06-01-daily.db"
    assert verify(file).events == 3
    assert len(list(copies_of(log).events.glob("*/*.jsonl"))) == 1


def test_a_backup_that_cannot_be_made_stops_no_study(call, log, rivers) -> None:
    copies_of(log).backups.write_text("a file where the folder should be")
    code, _, err = call("study", "rivers.yaml", stdin="1\n")
    assert code == 0
    assert err.count("Today's backup could not be made: ") == 1
    assert "Your answers are safe." in err
