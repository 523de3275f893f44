"""Connections to a class server: made safely, closed always, faults told in one sentence."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from quizkit.errors import SyncError
from quizkit.store.server.address import Address, read
from quizkit.store.server.faults import guarded, said_connecting

if TYPE_CHECKING:
    from psycopg import Connection

    Server = Connection[tuple[Any, ...]]
    """An open connection to a class server."""

VERSION: Final = 1
"""Version of the schema that this quizkit knows."""

STATEMENT_SECONDS: Final = 30
"""Longest run of one statement [s]."""

MARK: Final = "quizkit class server, version "
"""How the comment of the schema begins; its version follows."""

_SESSION: Final = {
    "search_path": "pg_catalog",
    "statement_timeout": f"{STATEMENT_SECONDS}s",
    "lock_timeout": "10s",
    "synchronous_commit": "on",
    "standard_conforming_strings": "on",
}
"""Said at each connection: a login may have set other things for itself."""


@contextmanager
def connected(
    address: str,
    *,
    password: Callable[[str], str] | None = None,
    wants_schema: bool = True,
) -> "Iterator[Server]":
    """Connect to a class server for as long as the block lasts.

    Each statement is a transaction of its own, unless a transaction is begun. libpq looks for the
    password itself (password file, service file); where it finds none, `password` is called.

    Args:
        address: `postgresql://LOGIN@HOST[:PORT]/DATABASE[?sslrootcert=..]`.
        password: Asks for the password, and is told database and host; None asks nobody.
        wants_schema: Whether a database without a class server's schema is refused.

    Yields:
        The connection.

    Raises:
        SyncError: If the server cannot be reached, refuses, or goes away; or its schema is not
            there, or of a newer quizkit. In place of any error of psycopg within the block.
        MissingExtraError: If psycopg is not installed.
    """
    where = read(address)
    connection = _opened(where, password)
    try:
        with guarded(where.place):
            _settle(connection)
            if wants_schema:
                _meet(connection, where.place)
            yield connection
    finally:
        with suppress(Exception):  # the server may be gone
            connection.close()


def place_of(connection: "Server") -> str:
    """Return database and host of a connection, as messages name them."""
    info = connection.info
    with suppress(Exception):  # nothing is known of a lost connection
        host = "this computer" if info.host.startswith("/") else info.host
        return f"{info.dbname} on {host}"
    return "the server"


def login_of(connection: "Server") -> str:
    """Return the login of a connection, or "" where it is lost."""
    with suppress(Exception):
        return connection.info.user
    return ""


def version_of(connection: "Server") -> int:
    """Return the version of the schema that is there; 0 where there is none."""
    row = connection.execute(
        "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = 'qk'"
    ).fetchone()
    words = str(row[0]).removeprefix(MARK) if row and row[0] else ""
    return int(words) if words.isascii() and words.isdecimal() else 0


def is_administrator(connection: "Server") -> bool:
    """Return whether the login may do all that the owner of the schema may."""
    row = connection.execute(
        "SELECT pg_has_role(session_user, nspowner, 'MEMBER') FROM pg_namespace "
        "WHERE nspname = 'qk'"
    ).fetchone()
    return bool(row and row[0])


@contextmanager
def as_administrator(connection: "Server", *, is_wanted: bool = True) -> Iterator[None]:
    """Do what the block does in one transaction, with the rights of the schema's owner.

    Args:
        connection: To the class server.
        is_wanted: Whether a login without these rights is refused; otherwise it keeps its own.

    Raises:
        SyncError: If the login is no administrator, and one is wanted.
    """
    is_owner = is_administrator(connection)
    if is_wanted and not is_owner:
        place = place_of(connection)
        raise SyncError(f"only the administrator of {place} may do this", place)
    with connection.transaction():
        if is_owner:
            connection.execute("SET LOCAL ROLE qk_owner")
        yield
        connection.execute("RESET ROLE")


def _opened(where: Address, password: Callable[[str], str] | None) -> "Server":
    import psycopg

    try:
        return psycopg.connect("", autocommit=True, **where.parameters)  # type: ignore[arg-type]
    except psycopg.Error as error:
        needs = error.pgconn is not None and error.pgconn.needs_password
        if not (needs and password):
            raise SyncError(_no_entry(error, where, is_asked=not needs), where.place) from None
    secret = password(where.place)
    try:
        return psycopg.connect(
            "",
            autocommit=True,
            password=secret,
            **where.parameters,  # type: ignore[arg-type]
        )
    except psycopg.Error as error:
        raise SyncError(said_connecting(error, where.place), where.place) from None


def _no_entry(error: Any, where: Address, *, is_asked: bool) -> str:
    if is_asked:
        return said_connecting(error, where.place)
    return (
        f"{where.place} wants a password, and there is none in the password file ~/.pgpass "
        "(HOST:PORT:DATABASE:LOGIN:PASSWORD, readable by you alone)"
    )


def _settle(connection: "Server") -> None:
    calls = ", ".join("set_config(%s, %s, false)" for _ in _SESSION)
    told = [text for setting in _SESSION.items() for text in setting]
    connection.execute(f"SELECT {calls}", told)


def _meet(connection: "Server", place: str) -> None:
    """Refuse a database that is no class server, or of another version."""
    found = version_of(connection)
    if found == 0:
        raise SyncError(
            f"{place} is no class server yet; ask its administrator to run: quizkit class init",
            place,
        )
    if found > VERSION:
        raise SyncError(
            f"{place} is the class server of a newer quizkit (version {found}, known here is "
            f"{VERSION}); update quizkit",
            place,
        )
    if found < VERSION:
        raise SyncError(
            f"{place} is the class server of an older quizkit (version {found}, wanted is "
            f"{VERSION}); ask its administrator to run once more: quizkit class init",
            place,
        )
