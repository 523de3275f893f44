"""Connections: what is said when one cannot be made, or breaks."""

import socket
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from quizkit.errors import SyncError
from quizkit.store.server.connect import VERSION, connected
from quizkit.store.server.faults import guarded, said_connecting
from quizkit.store.server.setup import STEPS
from tests import servers
from tests.servers import ADMIN, Database

pytestmark = pytest.mark.postgres


def said(text: str, secret: str | None = None) -> str:
    """Return what is said of a connection that cannot be made."""
    ask = None if secret is None else lambda _: secret
    with pytest.raises(SyncError) as caught, connected(text, password=ask):
        pass
    if secret:
        assert secret not in repr(caught.value)
    return str(caught.value)


def test_a_wrong_password(database: Database) -> None:
    database.add("mai")
    place = f"{database.name} on 127.0.0.1"
    wanted = f"{place} does not accept this login and password"
    assert said(database.address("mai"), "wrong-one") == wanted
    assert said(database.address("nobody"), "wrong-one") == wanted


def test_no_password_anywhere(database: Database) -> None:
    told = said(database.address(ADMIN))
    assert told.startswith(f"{database.name} on 127.0.0.1 wants a password, and there is none in")


def test_the_password_file_is_read(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.add("mai")
    monkeypatch.setenv("PGPASSFILE", str(database.passfile(tmp_path / "pass")))
    with connected(database.address("mai")) as connection:
        assert connection.execute("SELECT session_user::text").fetchone() == ("mai",)


def test_the_prompt_is_told_the_place_and_asked_once(database: Database) -> None:
    asked = []

    def ask(place: str) -> str:
        asked.append(place)
        return database.secrets[ADMIN]

    with connected(database.address(), password=ask):
        pass
    assert asked == [f"{database.name} on 127.0.0.1"]


def test_no_such_database(database: Database) -> None:
    told = said(database.server.address(ADMIN, "nowhere"), database.secrets[ADMIN])
    assert told.startswith("there is no such database: nowhere on 127.0.0.1")


def test_no_server_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        told = said(f"postgresql://mai@127.0.0.1:{free.getsockname()[1]}/quiz", "x")
    assert told.startswith("there is no server at quiz on 127.0.0.1 just now")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("failed to resolve host 'h': Name or service not known", "the host of quiz is not found"),
        ('could not translate host name "h" to address', "the host of quiz is not found"),
        ("connection timeout expired", "quiz does not answer within 10 seconds"),
        ('root certificate file "root.crt" does not exist', "the certificate of quiz cannot be"),
        ("SSL error: certificate verify failed", "the certificate of quiz does not prove"),
        ("server does not support SSL, but SSL was required", "quiz offers no TLS"),
        ("FATAL: the database system is starting up", "the server of quiz is starting"),
        ("FATAL: sorry, too many clients already", "quiz has no connection left"),
        ('FATAL: no pg_hba.conf entry for host "h"', "quiz does not let this login in"),
        ("definition of service not found", "the service in the address of quiz is in no"),
        (
            "Verbindung\x1b[2J fehlgeschlagen\nund so weiter",
            "cannot connect to quiz: Verbindung␛[2J",
        ),
    ],
)
def test_what_libpq_says_becomes_a_sentence(words: str, told: str) -> None:
    from psycopg import OperationalError

    assert said_connecting(OperationalError(words), "quiz").startswith(told)


def test_something_that_is_no_postgresql() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        def answer() -> None:
            with suppress(OSError):  # the test may be over first
                for _ in range(2):
                    peer, _address = other.accept()
                    peer.recv(100)
                    peer.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    peer.close()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        told = said(f"postgresql://mai@127.0.0.1:{port}/quiz", "x")
    assert told == "what answers at quiz on 127.0.0.1 is no PostgreSQL; look at the host and port"


def test_a_login_of_no_class(database: Database) -> None:
    with database.connect() as admin:
        admin.execute("CREATE ROLE stranger LOGIN PASSWORD 'for-the-test'")
    told = said(database.address("stranger"), "for-the-test")
    assert told == (
        f"this login may not enter {database.name} on 127.0.0.1; ask its administrator: "
        "quizkit class add"
    )


def test_a_database_that_is_no_class_server(database: Database) -> None:
    told = said(database.server.address(), database.secrets[ADMIN])
    assert told.startswith("postgres on 127.0.0.1 is no class server yet; ask its administrator")


@pytest.mark.parametrize(
    ("version", "words"),
    [(VERSION + 1, "of a newer quizkit (version 2"), (0, "no class server yet")],
)
def test_another_version(own_database: Database, version: int, words: str) -> None:
    with own_database.connect() as admin:
        admin.execute(f"COMMENT ON SCHEMA qk IS 'quizkit class server, version {version}'")
    assert words in said(own_database.address(), own_database.secrets[ADMIN])


def test_the_version_is_the_number_of_steps() -> None:
    assert len(STEPS) == VERSION


def test_too_many_connections(database: Database) -> None:
    secret = database.add("mai")
    first = [database.connect("mai") for _ in range(4)]
    told = said(database.address("mai"), secret)
    for each in first:
        each.close()
    assert "has no connection left, or the login has too many" in told


def run(database: Database, *statements: str, login: str = ADMIN) -> None:
    """Run statements within a connection of quizkit's."""
    with database.connected(login) as connection:
        for each in statements:
            connection.execute(each.encode())


def test_a_connection_that_is_ended_in_mid_work(database: Database) -> None:
    with pytest.raises(SyncError, match="went away in the middle of the work; what was exchanged"):
        run(database, "SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 1")


def test_a_statement_that_takes_too_long(database: Database) -> None:
    with pytest.raises(SyncError, match="took longer than it allows for one step"):
        run(database, "SET statement_timeout = '20ms'", "SELECT pg_sleep(5)")


def test_the_limits_hold_whatever_the_login_set_for_itself(database: Database) -> None:
    database.add("mai")
    with database.connect("mai") as own:
        own.execute("ALTER ROLE mai SET statement_timeout = 0")
        own.execute("ALTER ROLE mai SET search_path = public, qk")
        own.execute("ALTER ROLE mai SET synchronous_commit = off")
    with database.connected("mai") as connection:
        shown = [
            connection.execute(f"SHOW {name}").fetchone()
            for name in ("statement_timeout", "search_path", "synchronous_commit")
        ]
    assert shown == [("30s",), ("pg_catalog",), ("on",)]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("SELECT * FROM pg_authid", "refuses this: the login has no right to it"),
        ("SELECT * FROM qk.nothing", "is no class server yet"),
        ("SELECT 1/0", "refuses what was sent as malformed"),
        ("SELEC", "reports: syntax error"),
    ],
)
def test_each_fault_is_one_sentence(database: Database, statement: str, words: str) -> None:
    database.add("mai")
    with pytest.raises(SyncError) as caught:
        run(database, statement, login="mai")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.place == f"{database.name} on 127.0.0.1"


def test_other_errors_pass_and_the_connection_is_closed(database: Database) -> None:
    with pytest.raises(KeyError), database.connected() as connection:
        raise KeyError
    assert connection.closed


def test_a_socket_of_this_computer_serves_as_well(database: Database) -> None:
    text = database.address(socket_=True)
    with connected(text, password=database.password()) as connection, guarded("there"):
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert servers.shared() is database.server
