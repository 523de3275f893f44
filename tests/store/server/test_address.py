"""Addresses of servers: what is refused before anything is sent."""

from pathlib import Path

import pytest

from quizkit.errors import SyncError
from quizkit.settings.target import masked, read_target
from quizkit.store.server import address
from quizkit.store.server.connect import connected
from quizkit.store.sources import stories

pytest.importorskip("psycopg")


@pytest.mark.parametrize(
    "host", ["", "localhost", "127.0.0.1", "127.9.8.7", "[::1]", "%2Fvar%2Frun", "%40abstract"]
)
def test_this_computer_needs_no_tls(host: str) -> None:
    parameters = address.read(f"postgresql://mai@{host}/quiz").parameters
    assert "sslmode" not in parameters
    assert parameters.get("require_auth", "!password") == "!password"


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://mai@school.example/quiz",
        "postgresql://mai@192.0.2.7/quiz",
        "postgresql://mai@localhost,school.example/quiz",
        "postgresql://mai@localhost/quiz?hostaddr=192.0.2.7",
        "postgresql://mai@localhost.example/quiz",
        "postgresql://mai@0.0.0.0/quiz",
        "postgresql:///quiz?service=school",
        "postgresql://mai@school.example/quiz?sslmode=verify-full&sslrootcert=system",
    ],
)
def test_elsewhere_the_server_is_always_verified(text: str) -> None:
    parameters = address.read(text).parameters
    assert parameters["sslmode"] == "verify-full"
    assert parameters["gssencmode"] == "disable"


@pytest.mark.parametrize("name", ["PGHOST", "PGHOSTADDR", "PGSERVICE"])
def test_a_host_in_the_environment_counts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "192.0.2.7")
    assert address.read("postgresql:///quiz").parameters["sslmode"] == "verify-full"


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require", "verify-ca", ""])
def test_less_than_verified_is_refused_before_any_socket(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(psycopg, "connect", never)
    text = f"postgresql://mai@school.example/quiz?sslmode={mode}"
    with (
        pytest.raises(SyncError, match="off this computer only sslmode=verify-full") as caught,
        connected(text),
    ):
        pass
    assert caught.value.place == "quiz on school.example"


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://mai:s3cret@school.example/quiz",
        "postgresql://school.example/quiz?user=mai&password=s3cret",
        "postgresql://mai@school.example/quiz?sslpassword=s3cret",
        "postgresql://mai:s3cret%zz@school.example/quiz",
        "postgresql://mai:s3cret@school.example/quiz?nonsense=1",
        "postgresql://mai:s3cret@[school.example/quiz",
        "postgresql://mai:s3cret@school.example:port/quiz",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(SyncError) as caught:
        address.read(text)
    assert "s3cret" not in str(caught.value) + repr(caught.value) + caught.value.place
    assert "s3cret" not in address.told(text)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize("name", ["options", "replication", "application_name", "sslkeylogfile"])
def test_other_parameters_are_not_taken(name: str) -> None:
    with pytest.raises(SyncError, match=f"holds {name}=, which is not taken here"):
        address.read(f"postgresql://mai@localhost/quiz?{name}=x")


def test_options_of_the_environment_do_not_count() -> None:
    assert address.read("postgresql://mai@localhost/quiz").parameters["options"] == ""


def test_waiting_has_an_end() -> None:
    parameters = address.read("postgresql://mai@localhost/quiz").parameters
    assert parameters["connect_timeout"] == "10"
    assert parameters["tcp_user_timeout"] == "30000"


def test_what_is_told_holds_no_command_for_a_terminal() -> None:
    assert address.told("postgresql://mai@h%1b[2J/quiz") == "quiz on h␛[2J"
    assert address.told("postgresql://mai@school.example") == "mai on school.example"


def test_a_folder_is_no_server() -> None:
    assert not address.is_server("postgres/quiz")
    with pytest.raises(SyncError, match="begins with postgresql://"):
        address.read("host=localhost dbname=quiz")


@pytest.mark.parametrize("scheme", ["Postgres://", "POSTGRESQL://", "postgres:/", "PostgreSQL:/"])
def test_a_mistyped_address_is_refused_without_its_password(scheme: str) -> None:
    text = f"{scheme}mai:s3cret@school.example/quiz"
    with pytest.raises(SyncError, match="begins with postgresql://") as caught:
        next(stories(text))
    assert "s3cret" not in str(caught.value)
    with pytest.raises(ValueError, match="without its password"):
        read_target(text, Path())
    assert masked(text) == f"{scheme.partition(':')[0]}://..@school.example/quiz"
