"""What an administrator does for a class server from the command line."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from quizkit.decks import load
from quizkit.practice import planning
from quizkit.practice.clock import FixedClock
from quizkit.questions.ask import Asker
from quizkit.text import digest
from tests import servers
from tests.practice.desks import START
from tests.practice.pupils import pupil, sync
from tests.store.server.attacks import INSERT

pytestmark = pytest.mark.postgres


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """Return an own empty class server, whose administrator's password libpq knows."""
    with servers.shared().database() as database:
        monkeypatch.setenv("PGPASSFILE", str(database.passfile(tmp_path / "pgpass")))
        yield database


def test_init_twice_says_what_is_so_and_changes_nothing(alone, call) -> None:
    code, out, _ = call("class", "init", alone.address())
    assert code == 0
    assert "was a class server already" in out
    assert "Row-level security is on and forced: assignment, event, member, seat." in out
    told = json.loads(call("class", "init", alone.address(), "--json").out)
    assert (told["before"], told["version"], told["row_security"]) == (1, 1, True)


def test_a_whole_class_is_added_from_a_list(alone, call, tmp_path: Path) -> None:
    (tmp_path / "logins.csv").write_text("login;name\n10a-01;Mai\n\n10a-02;An\n10a-01;Mai\n")
    address = alone.address()
    code, out, err = call(
        "class", "add", address, "--class", "10A", "--from", "logins.csv", "--csv"
    )
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["login"] for row in rows] == ["10a-01", "10a-02"]
    assert all(re.fullmatch("(?:[a-z2-9]{4}-){3}[a-z2-9]{4}", row["password"]) for row in rows)
    assert not any(row["password"] in err for row in rows)
    alone.secrets |= {row["login"]: row["password"] for row in rows}
    with alone.connected("10a-02"):
        pass
    assert not any(row["password"] in call("class", "list", address).out for row in rows)


def test_who_is_there_already_keeps_the_password(alone, call) -> None:
    address = alone.address()
    first = json.loads(
        call("class", "add", address, "tran", "--class", "10A", "--teacher", "--json").out
    )
    assert first["added"][0]["password"]
    code, out, err = call("class", "add", address, "tran", "--class", "10B", "--teacher")
    assert code == 0
    assert "as it was" in out
    assert "shown this once" not in err
    members = json.loads(call("class", "list", address, "--json").out)["members"]
    assert members == [
        {
            "login": "tran",
            "classes": ["10A", "10B"],
            "teacher": True,
            "learner": None,
            "answers": None,
            "last_day": None,
        }
    ]


def test_passwords_made_before_a_fault_are_not_lost(alone, call, tmp_path: Path) -> None:
    alone.add("tran", "10A", is_teacher=True)
    (tmp_path / "logins").write_text("10a-01\ntran\n10a-02\n")
    code, out, err = call("class", "add", alone.address(), "--class", "10A", "--from", "logins")
    assert code == 3
    assert re.search("10a-01 +(?:[a-z2-9]{4}-){3}[a-z2-9]{4}", out)
    assert "the login tran is a teacher's" in err
    assert "10a-02" not in out


def test_removing_asks_first_and_says_what_is_out_of_reach(alone, call) -> None:
    alone.add("10a-01", "10A")
    address = alone.address()
    code, _, err = call("class", "remove", address, "10a-01", "--with-answers")
    assert code == 4
    assert "--yes" in err
    assert "10a-01" in call("class", "list", address).out
    code, out, _ = call("class", "remove", address, "10a-01", "--with-answers", "--yes")
    assert code == 0
    assert "The login 10a-01 is gone." in out
    assert "Out of reach: the server's own backups" in out
    assert call("class", "remove", address, "10a-01", "--yes").code == 3


def test_removing_keeps_answers_unless_told_otherwise(alone, call, tmp_path, rivers) -> None:
    alone.add("10a-01", "10A")
    with pupil(tmp_path, "mai", Asker(load(rivers)), skill=1.0, days=1, answers=3) as log:
        sync(alone, "10a-01", log)
    told = json.loads(call("class", "remove", alone.address(), "10a-01", "--yes", "--json").out)
    assert (told["kept"], told["deleted"], told["is_login_gone"]) == (4, 0, True)
    words = ["10a-07", "--class", "10A", "--learner", "mai"]
    assert call("class", "add", alone.address(), *words).code == 0
    [member] = json.loads(call("class", "list", alone.address(), "--json").out)["members"]
    assert (member["login"], member["learner"], member["answers"]) == ("10a-07", "mai", 3)


def test_who_took_the_exam_on_is_told(alone, call, rivers, tmp_path) -> None:
    alone.add("tran", "10A", is_teacher=True)
    alone.add("10a-01", "10A")
    call(
        "class", "assign", alone.address(), "rivers.yaml", "--date", "2026-06-08", "--class", "10A"
    )
    with pupil(tmp_path, "mai", Asker(load(rivers)), skill=1.0, days=3, answers=3) as log:
        planning.save(log, FixedClock(START), decks=["rivers"], date="2026-06-08", minutes=12)
        sync(alone, "10a-01", log)
    told = json.loads(call("class", "report", alone.address(), "rivers.yaml", "--json").out)
    [deck] = told["decks"]
    assert (deck["exam"], deck["pupils"][0]["accepted_minutes"]) == ("2026-06-08", 12)
    assert "1 of 1 has taken the exam on." in deck["sentences"]


def test_empty_states_invite(alone, call, rivers) -> None:
    alone.add("tran", "10A", is_teacher=True)
    code, out, err = call("class", "report", alone.address())
    assert (code, out) == (0, "")
    assert "there is no pupil in class 10A yet" in err
    alone.add("10a-01", "10A")
    code, out, err = call("class", "report", alone.address())
    assert (code, out) == (0, "")
    assert "nobody in class 10A has synced an answer yet" in err
    assert "quizkit class assign" in err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["Mai Lan", "--class", "10A"], 2, 'the login "Mai Lan" cannot be one'),
        (["mai", "--class", " "], 2, "begins or ends with a blank"),
        (["--class", "10A"], 2, "name a LOGIN, or a list of them"),
        (["mai", "--class", "10A", "--from", "x"], 2, "name a LOGIN, or a list of them"),
        (["--class", "10A", "--from", "nofile"], 3, "nofile"),
        (["--class", "10A", "--from", "empty"], 3, "holds 0 logins"),
        (["--class", "10A", "--from", "latin"], 3, "is not in UTF-8"),
        (["mai", "--class", "10A", "--prompt"], 4, "can only be typed on a terminal"),
    ],
)
def test_what_cannot_be_added_is_told_before_anything_is(words, code, said, call, tmp_path) -> None:
    (tmp_path / "empty").write_text("login\n\n")
    (tmp_path / "latin").write_bytes(b"m\xe4x\n")
    found = call("class", "add", "postgresql://admin@127.0.0.1:1/quiz", *words)
    assert found.code == code
    assert said in found.err


def test_a_pupil_who_sends_a_time_that_is_none_does_not_break_the_list(alone, call) -> None:
    alone.add("tran", is_teacher=True)
    alone.add("an")
    device = "a" * 32
    body = f'{{"at":999999999999999,"dev":"{device}","kind":"review","learner":"an","seq":1}}'
    id_ = bytes.fromhex(digest(body.encode()))
    with alone.connect("an") as pupil_:
        pupil_.execute("SELECT qk.claim('an')")
        pupil_.execute(INSERT, ("an", id_, device, 1, body))
    code, out, _ = call("class", "list", alone.address())
    assert code == 0
    assert re.search("^an +10A +an +1 +9999-12-31$", out, re.MULTILINE)
