"""`quizkit sync` as people call it: what it prints, and every way in which it fails kindly."""
# ruff: noqa: F811  (fixtures of another module)

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, redirect_stderr
from io import StringIO
from pathlib import Path

import apsw
import pytest

from quizkit.cli.main import run as cli
from quizkit.cli.waiting import bar, progressing
from quizkit.settings.places import places
from quizkit.store.log import open_log
from tests.cli.conftest import RIVERS
from tests.store.conftest import as_nobody, open_folder  # noqa: F401  # fixtures

SITTING = "1\n:q\n\n"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Return a function that goes to another computer: another home."""
    (tmp_path / "rivers.yaml").write_text(RIVERS, encoding="utf-8")

    def go(name: str) -> None:
        home = tmp_path / "homes" / name
        home.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv("HOME", str(home))
        for each in ("DATA", "STATE", "CONFIG"):
            monkeypatch.setenv(f"XDG_{each}_HOME", str(home / each))

    go("a")
    return go


@pytest.fixture
def studied(call, at) -> None:
    """Answer one question on the first computer."""
    assert call("study", "rivers.yaml", "--plain", "--seed", "2", stdin=SITTING).code == 0


def events() -> int:
    with open_log(places().log_file, readonly=True) as log:
        return log.count()


def test_a_folder_of_other_things_is_told(call, at, studied, tmp_path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "sea.jpg").touch()
    assert "Nobody had synced with photos before.\n" in call("sync", "photos").out
    assert "before" not in call("sync", "photos").out


def test_a_stick_carries_answers_to_a_second_computer(call, at, studied) -> None:
    found = call("sync", "stick")
    assert found.code == 0
    assert found.out == "The folder stick is new.\nSent 2, received 0; 1 device, verified.\n"
    at("b")
    found = call("sync", "stick")
    assert found.code == 0
    first, second, third = found.out.splitlines()
    assert first.startswith("This computer had no answers yet; from now on what you answer here")
    assert second == "Sent 0, received 2; 1 device, verified."
    assert third.startswith("1 answer of other devices is new")
    assert call("sync", "stick").out == "Nothing new on either side; 1 device, verified.\n"
    call("study", "rivers.yaml", "--plain", "--seed", "3", stdin=SITTING)
    call("sync", "stick")
    at("a")
    found = call("sync", "stick")
    assert "2 devices, all verified" in found.out
    assert found.err == ""


def test_json_and_dry_run(call, at, studied) -> None:
    plain = json.loads(call("sync", "stick", "--dry-run", "--json").out)
    assert (plain["sent"], plain["received"], plain["dry_run"]) == (2, 0, True)
    assert not Path("stick").exists()
    assert call("sync", "stick", "--dry-run").out == "Would send 2 and receive 0; 1 device.\n"
    plain = json.loads(call("sync", "stick", "--json").out)
    wanted = {"v": 1, "sent": 2, "received": 0, "devices": 1, "verified": True}
    assert plain.items() >= wanted.items()
    assert (
        call("sync", "stick", "--dry-run").out == "There is nothing to send or receive; 1 device.\n"
    )


def test_the_setting_is_taken_where_nothing_is_named(call, at, studied) -> None:
    assert call("sync").code == 2
    assert "quizkit config set sync FOLDER" in call("sync").err
    assert call("config", "set", "sync", "stick").code == 0
    assert call("sync").out.splitlines()[-1] == "Sent 2, received 0; 1 device, verified."
    Path("quizkit.toml").write_text('sync = "elsewhere"\n', encoding="utf-8")
    found = call("sync")
    assert (found.code, 'may not set "sync"' in found.err) == (3, True)


def test_nothing_here_and_nothing_there(call, at) -> None:
    assert "there are no answers yet, neither here nor there" in call("sync", "stick").out


def test_two_that_began_apart_are_told_apart_then_joined(call, at, studied) -> None:
    call("sync", "stick")
    at("b")
    call("study", "rivers.yaml", "--plain", "--seed", "3", stdin=SITTING)
    found = call("sync", "stick")
    assert (found.code, found.out) == (3, "")
    assert "quizkit sync stick --join" in found.err
    assert events() == 2
    found = call("sync", "stick", "--join")
    assert found.code == 0
    assert found.out.startswith("Joined: 1 answer of this computer counts for the learner there")
    here = call("due", "rivers.yaml", "--json").out
    at("a")
    call("sync", "stick")
    assert call("due", "rivers.yaml", "--json").out == here


def test_forgetting_who_was_joined_forgets_both(call, at, studied) -> None:
    call("sync", "stick")
    at("b")
    call("study", "rivers.yaml", "--plain", "--seed", "3", stdin=SITTING)
    call("sync", "stick", "--join")
    with open_log(places().log_file, readonly=True) as log:
        learner = log.learner
    assert call("forget", learner, "--yes").code == 0
    with closing(apsw.Connection(str(places().log_file))) as connection:
        assert connection.execute("SELECT count(*) FROM event").get == 0
    found = call("sync", "stick", "--as", learner[:8])
    assert (found.code, "was deleted from this computer" in found.err) == (3, True)


def test_new_goes_with_nothing_else(call, at) -> None:
    assert call("sync", "stick", "--new", "--join").code == 2


@pytest.mark.parametrize("how", ["argument", "setting", "variable", "file"])
def test_a_password_is_refused_and_never_printed(call, at, monkeypatch, how) -> None:
    address = "postgresql://mai:s3cret@school.example/quiz"
    if how == "argument":
        found = call("sync", address)
    elif how == "setting":
        found = call("config", "set", "sync", address)
    elif how == "variable":
        monkeypatch.setenv("QUIZKIT_SYNC", address)
        found = call("sync")
    else:
        places().config_file.parent.mkdir(parents=True)
        places().config_file.write_text(f'sync = "{address}"\n', encoding="utf-8")
        found = call("sync")
    assert found.code in (2, 3)
    assert ".pgpass" in found.err
    assert "s3cret" not in found.out + found.err


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("no/such/folder", "there is no folder"),
        ("rivers.yaml", "is a file, wanted a folder"),
        ("rivers.yaml/inside", "cannot be read"),
    ],
)
def test_a_folder_that_cannot_be_one(call, at, studied, place, says) -> None:
    found = call("sync", place)
    assert (found.code, found.out) == (3, "")
    assert says in found.err
    assert events() == 2


def test_a_folder_that_may_only_be_read(
    call,
    at,
    studied,
    monkeypatch,
    open_folder,
    as_nobody,
) -> None:
    home = Path(os.environ["HOME"])
    work = open_folder / "home"
    shutil.copytree(home, work)
    stick = open_folder / "stick"
    stick.mkdir()
    for path in (work, *work.rglob("*")):
        path.chmod(0o777)
    stick.chmod(0o555)
    for each in ("DATA", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{each}_HOME", str(work / each))
    monkeypatch.setenv("XDG_CACHE_HOME", str(work / "cache"))
    monkeypatch.chdir(work)
    call("sync", str(open_folder / "other"))  # all that is needed is imported

    def run() -> str:
        said = StringIO()
        with redirect_stderr(said):
            code = cli(["sync", str(stick)])
        return f"{code}\n{said.getvalue()}"

    code, _, said = as_nobody(run).partition("\n")
    assert code == "3"
    assert "cannot be written" in said
    assert "give yourself the right" in said
    assert "Traceback" not in said


def test_a_folder_in_one_that_is_closed(call, monkeypatch, open_folder, as_nobody) -> None:
    (open_folder / "home").mkdir()
    (open_folder / "home").chmod(0o777)
    for each in ("DATA", "STATE", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{each}_HOME", str(open_folder / "home" / each))
    monkeypatch.chdir(open_folder / "home")
    (open_folder / "closed" / "stick").mkdir(parents=True)
    (open_folder / "closed").chmod(0)
    place = str(open_folder / "closed" / "stick")
    call("items", "--from", str(open_folder))  # all that is needed is imported
    call("sync", str(open_folder / "other"))

    def run() -> str:
        said = StringIO()
        with redirect_stderr(said):
            codes = [cli(["sync", place]), cli(["items", "--from", place])]
        return f"{codes}\n{said.getvalue()}"

    shutil.rmtree(open_folder / "home" / "STATE", ignore_errors=True)
    shutil.rmtree(open_folder / "home" / "DATA", ignore_errors=True)
    codes, _, said = as_nobody(run).partition("\n")
    assert codes == "[3, 3]", said
    assert said.count("cannot be read") == 2
    assert said.count("give yourself the right") == 2


def test_half_a_line_is_told_and_nothing_else_is_lost(call, at, studied) -> None:
    call("sync", "stick")
    (file,) = Path("stick").rglob("*.jsonl")
    whole = file.read_bytes()
    file.write_bytes(whole + b'{"at":17672256')
    at("b")
    found = call("sync", "stick")
    assert found.code == 0
    assert "received 2" in found.out
    assert "left out: " in found.err
    assert "half a line" in found.err
    file.write_bytes(whole[:-20])
    at("a")
    call("sync", "stick")
    at("c")
    assert "received 2" in call("sync", "stick").out


def test_a_log_of_a_newer_quizkit_stays_as_it_is(call, at, studied) -> None:
    call("sync", "stick")
    with sqlite3.connect(places().log_file) as connection:
        connection.execute("PRAGMA user_version = 99")
    found = call("sync", "stick")
    assert found.code == 5
    assert "newer" in found.err


def test_a_log_that_another_program_holds(call, at, studied, monkeypatch) -> None:
    at("b")
    call("sync", "stick")
    call("study", "rivers.yaml", "--plain", "--seed", "3", stdin=SITTING)
    at("a")
    call("sync", "stick", "--new")
    monkeypatch.setitem(open_log.__kwdefaults__, "busy_ms", 50)
    at("b")
    call("sync", "stick", "--join")
    at("a")
    before = events()
    with closing(apsw.Connection(str(places().log_file))) as connection:
        connection.execute("BEGIN IMMEDIATE")
        found = call("sync", "stick")
    assert found.code == 5
    assert "another" in found.err
    assert events() == before


def test_a_clock_that_is_off_by_a_year_is_told(call, at, studied, monkeypatch) -> None:
    call("sync", "stick")
    at("b")
    monkeypatch.setenv("QUIZKIT_NOW", "2025-06-01T08:00:00+07:00")
    found = call("sync", "stick")
    assert found.code == 0
    assert "days behind your newest answer" in found.out
    assert "`quizkit clock`" in found.out
    assert events() == 2


def test_without_psycopg_the_extra_is_named(call, at, studied, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    found = call("sync", "postgresql://mai@127.0.0.1/quiz")
    assert found.code == 2
    assert "quizkit[postgres]" in found.err


@pytest.mark.parametrize("place", ["postgresql://mai@127.0.0.1:1/quiz"])
def test_a_host_where_nobody_answers(call, at, studied, place) -> None:
    pytest.importorskip("psycopg")
    found = call("sync", place)
    assert (found.code, found.out) == (3, "")
    assert "no server" in found.err
    assert events() == 2


class Differs:
    """A side that never holds what it was given."""

    def __init__(self, side) -> None:
        self._side = side

    def __getattr__(self, name):
        return getattr(self._side, name)

    def add(self, offered):
        found = list(offered)
        return self._side.add(found[:-1])._replace(added=len(found))


def test_sides_that_differ_in_the_end_are_told(call, at, studied, monkeypatch) -> None:
    from quizkit.store.sync import folder

    real = folder.FolderSide
    monkeypatch.setattr(folder, "FolderSide", lambda *a, **k: Differs(real(*a, **k)))
    Path("stick").mkdir()
    with open_log(places().log_file, readonly=True) as log:
        device = next(iter(log.events())).dev
    monkeypatch.setattr(Differs, "add", lambda self, offered: self._side.add(list(offered)[:0]))
    found = call("sync", "stick")
    assert found.code == 1
    assert f"do not hold the same answers of device {device[:8]}" in found.err
    assert "not all verified" in found.out


def test_a_bar_is_shown_to_a_person_who_waits(monkeypatch) -> None:
    from tests.cli.test_fit import Terminal

    terminal, clock = Terminal(), iter([0.0, 0.2, 0.7, 0.9])
    monkeypatch.setattr("quizkit.cli.waiting.sys.stderr", terminal)
    monkeypatch.setattr("quizkit.cli.waiting.time.monotonic", lambda: next(clock))
    with progressing("syncing", {"TERM": "xterm"}) as tick:
        for done in (100, 200, 300):
            tick(done, 400)
    assert bar(200, 400) in terminal.text
    assert bar(100, 400) not in terminal.text
    assert terminal.text.endswith("\r\x1b[K")
