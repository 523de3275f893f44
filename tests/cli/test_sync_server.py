"""`quizkit sync` with a class server, as a pupil calls it."""
# ruff: noqa: F811  (fixtures of another module)

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from quizkit.store.server import assignments, members
from quizkit.store.server.side import ServerSide
from tests import servers
from tests.cli.test_sync import SITTING, at, events, studied  # noqa: F401  # fixtures

pytestmark = pytest.mark.postgres


@pytest.fixture
def database() -> Iterator[servers.Database]:
    with servers.shared().database() as found:
        yield found


@pytest.fixture
def pupil(database, monkeypatch, tmp_path) -> Callable[[str], str]:
    """Return a function that makes a pupil, puts the password into a file, returns the address."""
    passwords = tmp_path / "pgpass"
    passwords.touch(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))

    def made(login: str) -> str:
        with database.connected() as connection:
            secret = members.add(connection, login, class_="10A", password=f"of-{login}-1234567")
        assert secret
        with passwords.open("a") as file:
            file.write(f"*:*:*:{login}:of-{login}-1234567\n")
        return database.address(login)

    return made


def test_the_first_sync_binds_the_login_and_says_what_teachers_see(
    call, at, studied, pupil
) -> None:
    address = pupil("mai")
    assert "Would send 2" in call("sync", address, "--dry-run").out
    found = call("sync", address)
    assert found.code == 0, found.err
    assert "Sent 2, received 0; 1 device, verified." in found.out
    assert "can see every answer there" in found.out
    assert call("sync", address).out == "Nothing new on either side; 1 device, verified.\n"
    at("b")
    found = call("sync", address)
    assert "received 2" in found.out
    assert "can see" not in found.out
    assert events() == 2


def test_a_login_of_another_history_is_joined_only_if_that_is_said(
    call, at, studied, pupil
) -> None:
    address = pupil("mai")
    call("sync", address)
    at("b")
    call("study", "rivers.yaml", "--plain", "--seed", "3", stdin=SITTING)
    found = call("sync", address)
    assert found.code == 3
    assert "your login there has those of a learner" in found.err
    assert "a login of your own" in found.err
    assert "--new" not in found.err
    found = call("sync", address, "--join")
    assert "Sent 2, received 2; 2 devices, all verified." in found.out


def test_what_is_set_is_told_until_it_is_accepted(call, at, studied, pupil, database) -> None:
    address = pupil("mai")
    with database.connected() as connection:
        assignments.assign(connection, "rivers", day=date(2026, 6, 26), tags=["long"], class_="10A")
    said = "10A: exam in rivers (long) on Fri 26 June; accept it:"
    found = call("sync", address)
    assert said in found.out
    line = found.out.splitlines()[-1].strip()
    assert line == "quizkit plan rivers --exam 2026-06-26 --tag long --minutes 10 --save"
    call("decks", "add", "rivers.yaml")
    assert said in call("due").out
    (plain,) = json.loads(call("sync", address, "--json").out)["assigned"]
    assert plain == {
        "class": "10A", "deck": "rivers", "tags": ["long"], "day": "2026-06-26", "accepted": False,
    }  # fmt: skip
    call(*line.split()[1:])
    assert said not in call("due").out
    assert said not in call("sync", address).out


def test_a_wrong_password(call, at, studied, pupil) -> None:
    address = pupil("mai")
    Path(os.environ["PGPASSFILE"]).write_text("*:*:*:mai:s3cret\n", encoding="utf-8")
    found = call("sync", address)
    assert (found.code, found.out) == (3, "")
    assert "password" in found.err
    assert "s3cret" not in found.err
    Path(os.environ["PGPASSFILE"]).write_text("", encoding="utf-8")
    found = call("sync", address)
    assert found.code == 3
    assert "~/.pgpass" in found.err


def test_a_server_that_goes_away_in_mid_sync(
    call, at, studied, pupil, database, monkeypatch
) -> None:
    address = pupil("mai")
    real = ServerSide.add

    def cut(self, offered):
        with database.connect() as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mai'"
            )
        return real(self, offered)

    with monkeypatch.context() as patched:
        patched.setattr(ServerSide, "add", cut)
        found = call("sync", address)
    assert found.code == 3
    assert found.out.split(":")[0] == "The teachers of your classes can see every answer there"
    assert "Traceback" not in found.err
    assert found.err.startswith("error: ")
    assert events() == 2
    assert "Sent 2" in call("sync", address).out


@pytest.mark.fault
@pytest.mark.slow
@pytest.mark.parametrize("when", ["standings", "add", "after add"])
def test_a_server_that_crashes_in_mid_sync(
    call, at, studied, pupil, database, monkeypatch, when
) -> None:
    address = pupil("mai")
    name = when.removeprefix("after ")
    real = getattr(ServerSide, name)

    def crashing(self, *args):
        found = real(self, *args) if name != when else None
        database.server.stop("immediate")
        return found if name != when else real(self, *args)

    try:
        with monkeypatch.context() as patched:
            patched.setattr(ServerSide, name, crashing)
            found = call("sync", address)
    finally:
        database.server.start()
    assert (found.code, "Traceback" in found.err) == (3, False)
    assert found.err.startswith("error: ") or "\nerror: " in found.err
    assert events() == 2
    again = call("sync", address)
    assert ("Sent 2" if when != "after add" else "Nothing new") in again.out
    assert "verified" in again.out
    at("b")
    assert "received 2" in call("sync", address).out
