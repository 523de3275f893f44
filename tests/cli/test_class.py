"""A class on a real server, as its administrator, teacher and pupils use it."""

import csv
import io
import json
import re

import pytest

from quizkit.cli import classing
from quizkit.cli.class_page import page
from quizkit.cli.class_text import Told, columns, lines, table_of
from quizkit.decks import load
from quizkit.errors import SyncError
from quizkit.notebook import markup
from quizkit.practice import told
from quizkit.practice.class_facts import Failing
from quizkit.practice.classes import ClassReport, Goal, Progress
from quizkit.practice.told import read
from quizkit.questions.ask import Asker
from tests import servers
from tests.cli.conftest import RIVERS
from tests.practice.pupils import pupil, sync

NASTY = "\x1b]0;title\x07<script>alert(1)</script>\u202e\"'"


pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """Return a class 10A with a teacher and three pupils, two of whom have studied."""
    folder = tmp_path_factory.mktemp("school")
    deck = folder / "rivers.yaml"
    deck.write_text(RIVERS, encoding="utf-8")
    asker = Asker(load(deck))
    with servers.shared().database() as database:
        database.add("tran", "10A", is_teacher=True)
        for at, skill in enumerate((0.2, 1.0, None), 1):
            login = f"10a-0{at}"
            database.add(login, "10A")
            if skill is None:
                continue
            with pupil(folder, f"learner{at}", asker, skill=skill, days=4, answers=6) as log:
                sync(database, login, log)
        yield database


@pytest.fixture
def passwords(school, tmp_path, monkeypatch):
    """Let libpq know all passwords."""
    monkeypatch.setenv("PGPASSFILE", str(school.passfile(tmp_path / "pgpass")))


def test_a_teacher_lists_the_own_class(school, passwords, call) -> None:
    school.add("other", "11C")
    code, out, _ = call("class", "list", school.address("tran"))
    assert code == 0
    assert "11C" not in out
    rows = {line.split()[0]: line for line in out.splitlines()[1:]}
    assert list(rows) == ["tran", "10a-01", "10a-02", "10a-03"]
    assert rows["10a-01"].split() == ["10a-01", "10A", "learner1", "24", "2026-05-31"]
    assert "not synced yet" in rows["10a-03"]


def test_setting_a_deck_and_taking_it_back(school, passwords, call, rivers) -> None:
    address = school.address("tran")
    code, out, err = call("class", "assign", address, "rivers.yaml", "--date", "12 June")
    assert (code, out) == (0, "Set for class 10A: rivers until Fri 12 June 2026.\n")
    assert "at their next sync" in err
    code, out, _ = call("class", "unassign", address, "rivers")
    assert (code, out.split(";")[0]) == (0, "rivers is no longer set for class 10A")
    assert call("class", "unassign", address, "rivers").code == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["rivers.yaml", "--date", "2020-01-01"], 2, "is over"),
        (["rivers.yaml", "--date", "soon"], 2, "no day"),
        (["rivers.yaml", "--date", "12 June", "--tag", "lon"], 3, 'did you mean "long"?'),
        (["nosuch", "--date", "12 June"], 3, "there is no deck nosuch"),
        (["rivers.yaml", "--date", "12 June", "--class", "11C"], 3, "there is: 10A"),
    ],
)
def test_a_slip_is_found_before_pupils_find_it(
    words, code, said, school, passwords, call, rivers
) -> None:
    found = call("class", "assign", school.address("tran"), *words)
    assert found.code == code
    assert said in found.err


def test_a_report_says_what_it_shows_and_of_whom(school, passwords, call, rivers) -> None:
    address = school.address("tran")
    code, out, _ = call("class", "report", address, "rivers.yaml", "--date", "8 June")
    assert code == 0
    head = out.splitlines()
    assert head[0] == "Class 10A - Two rivers (rivers), 2026-06-01"
    assert head[1].endswith("exam on Mon 8 June 2026, in 7 days.")
    assert head[2].startswith("This shows the logins of class 10A")
    assert "2 of 3 pupils have begun." in out
    assert out.index("10a-01") < out.index("10a-02") < out.index("10a-03")
    assert re.search(r"10a-02 +24 .*%.*%", out)


def test_a_deck_that_is_set_but_not_at_hand_is_named(school, passwords, call, rivers) -> None:
    address = school.address("tran")
    call("class", "assign", address, "rivers.yaml", "--date", "12 June")
    rivers.unlink()
    code, out, err = call("class", "report", address)
    assert (code, out) == (0, "")
    assert "left out rivers, which is not among your decks" in err
    call("class", "unassign", address, "rivers")


def test_the_report_as_json_csv_and_a_page(school, passwords, call, rivers, tmp_path) -> None:
    address, words = school.address("tran"), ["rivers.yaml", "--date", "8 June"]
    found = json.loads(call("class", "report", address, *words, "--json").out)
    [deck] = found["decks"]
    assert (found["v"], found["class"], deck["deck"], deck["exam"]) == (
        1,
        "10A",
        "rivers",
        "2026-06-08",
    )
    assert [each["login"] for each in deck["pupils"]] == ["10a-01", "10a-02", "10a-03"]
    rows = list(
        csv.DictReader(
            io.StringIO(call("class", "report", address, *words, "--csv", "-").out.lstrip("\ufeff"))
        )
    )
    assert [row["answers"] for row in rows] == ["24", "24", "0"]
    code, out, _ = call("class", "report", address, *words, "--html", "a.html", "--csv", "a.csv")
    assert (code, out) == (0, "a.html\na.csv\n")
    assert call("class", "report", address, *words, "--html", "a.html").code == 3
    assert call("class", "report", address, *words, "--html", "a.html", "--force").code == 0
    assert "10a-02" in (tmp_path / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ["report", "{}"],
        ["list", "{}"],
        ["assign", "{}", "rivers.yaml", "--date", "12 June"],
        ["unassign", "{}", "rivers"],
        ["add", "{}", "zoe", "--class", "10A"],
        ["remove", "{}", "10a-02", "--yes"],
        ["init", "{}"],
    ],
)
def test_a_pupil_sees_and_changes_nothing(words, school, passwords, call, rivers) -> None:
    address = school.address("10a-01")
    code, out, err = call("class", *(each.format(address) for each in words))
    assert (code, out) == (3, "")
    assert "10a-02" not in err
    assert "error: " in err


def test_a_teacher_is_no_administrator_and_sees_no_other_class(school, passwords, call) -> None:
    address = school.address("tran")
    for words in (
        ["add", address, "zoe", "--class", "10A"],
        ["remove", address, "10a-01", "--yes"],
    ):
        code, out, err = call("class", *words)
        assert (code, out) == (3, "")
        assert "administrator" in err
    code, _, err = call("class", "report", address, "--class", "99Z")
    assert code == 3
    assert "there is no class 99Z for you; there is: 10A" in err


def test_a_wrong_password_and_a_server_that_is_gone_are_told(
    school, call, tmp_path, monkeypatch
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("*:*:*:*:not-the-password\n")
    wrong.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(wrong))
    code, out, err = call("class", "report", school.address("tran"))
    assert (code, out) == (3, "")
    assert "does not accept this login and password" in err
    assert "not-the-password" not in err
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    assert "wants a password" in call("class", "report", school.address("tran")).err
    code, _, err = call("class", "report", "postgresql://tran@127.0.0.1:1/quiz")
    assert code == 3
    assert "there is no server at" in err
    code, _, err = call("class", "report", "postgresql://tran:hunter2@127.0.0.1:1/quiz")
    assert code == 3
    assert "hunter2" not in err


def test_a_server_that_goes_away_while_it_is_read_is_told(
    school, passwords, call, monkeypatch, rivers
) -> None:
    def read_on(learner, offered):
        with school.connect() as admin:
            ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'tran'"
            admin.execute(ended)
        return read(learner, offered)

    monkeypatch.setattr(told, "read", read_on)
    code, out, err = call("class", "report", school.address("tran"), "rivers.yaml")
    assert (code, out) == (3, "")
    assert "went away in the middle of the work" in err


def test_a_password_is_asked_for_unseen_where_somebody_sits(school, monkeypatch) -> None:
    asked: list[tuple[str, bool]] = []

    class Frame:
        interactive = True

    def prompt(text: str, *, hide_input: bool, err: bool) -> str:
        asked.append((text, hide_input and err))
        return school.secrets["tran"]

    monkeypatch.setattr("click.prompt", prompt)
    monkeypatch.setenv("PGPASSFILE", "/nowhere")
    with classing.server(Frame(), school.address("tran")) as connection:
        classing.must_teach(connection)
    assert asked == [(f"Password for {school.name} on 127.0.0.1", True)]


def test_somebody_who_is_no_member_may_not_look(school, passwords) -> None:
    with (
        school.connected("10a-01") as connection,
        pytest.raises(SyncError, match="for its teachers to see"),
    ):
        classing.must_teach(connection)


def nasty_report() -> Told:
    """Return a report in which every text is hostile."""
    each = Progress(NASTY, answers=3, last_day="2026-06-01")
    fails = Failing("d/f#r", NASTY, NASTY, 5, 5, 5, NASTY, 5)
    goal = Goal("deck", NASTY, (NASTY,), 20612)
    return Told(ClassReport(goal, "2026-06-01", frozenset(), (each,), (fails,)))


def harms(text: str) -> list[str]:
    """Return what a browser or a terminal would obey in a text."""
    return re.findall(r"<script|\x1b|\x07|\u202e|(?:src|href|action)=|url\(|@import", text)


def test_a_page_is_whole_and_harmless() -> None:
    made = page(NASTY, [nasty_report()])
    assert harms(made) == []
    assert "default-src &#x27;none&#x27;" in made
    assert made.count("<table>") == made.count("<caption>") == 2
    assert made.count('scope="row"') == 2
    assert 'lang="en"' in made


def test_a_page_that_escapes_nothing_would_be_noticed(monkeypatch) -> None:
    monkeypatch.setattr(markup, "escape", str)
    monkeypatch.setattr(markup, "visible", lambda text, **_: text)
    assert harms(page(NASTY, [nasty_report()]))


def test_a_table_runs_nothing() -> None:
    hostile = nasty_report()
    pupils = (Progress("=HYPERLINK(1)", answers=1),)
    report = ClassReport(hostile.report.goal, "2026-06-01", frozenset(), pupils, ())
    text = table_of("@class", [Told(report)]).decode("utf-8-sig")
    [row] = list(csv.reader(io.StringIO(text)))[1:]
    assert (row[0], row[3]) == ("'@class", "'=HYPERLINK(1)")


def test_what_reaches_a_terminal_commands_nothing(capsys) -> None:
    from quizkit.cli.out import Out

    out = Out("never", {})
    for line in lines(NASTY, nasty_report()):
        out.say(line)
    obeyed = harms(capsys.readouterr().out)
    assert [each for each in obeyed if each != "<script"] == []  # which no terminal obeys


def test_columns_are_as_wide_as_what_they_hold() -> None:
    made = list(columns([("pupil", "answers"), ("Hà Nội", "7"), ("东京", "12")]))
    assert made == ["pupil   answers", "Hà Nội        7", "东京         12"]
