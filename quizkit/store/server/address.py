"""Addresses of servers: `postgresql://LOGIN@HOST/DATABASE`, read, made safe, and told."""

import os
import re
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Final, NamedTuple

from quizkit.errors import MissingExtraError, SyncError
from quizkit.text import visible

SCHEMES: Final = ("postgresql://", "postgres://")
"""How the address of a server begins."""

CONNECT_SECONDS: Final = 10
"""Longest wait for a connection [s]."""

_WHERE: Final = frozenset({"host", "hostaddr", "port", "dbname", "user", "passfile", "service"})
_HOW: Final = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl"})
_KNOWN: Final = _WHERE | _HOW | {"channel_binding", "target_session_attrs"}
_SECRET: Final = ("password", "sslpassword", "oauth_client_secret")
_ENFORCED: Final = "verify-full"
_LIKE_ONE: Final = re.compile(r"postgres(?:ql)?:/", re.IGNORECASE)
_NOTICE_GONE: Final = {
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
_FIRST_WITH_REQUIRE_AUTH: Final = 160_000


class Address(NamedTuple):
    """A server and a database on it, ready to connect to.

    Attributes:
        parameters: What libpq is given; never a password.
        place: Database and host, as messages name them.
        login: The login that is named, or "" for the one of this computer's account.
    """

    parameters: Mapping[str, str]
    place: str
    login: str


def is_server(target: str) -> bool:
    """Return whether a text is the address of a server, and not a folder or a file.

    One that is not spelt as libpq wants it is one too: it is refused without being repeated, and
    never looked for as a file, whose name a message would tell.

    >>> is_server("postgresql://mai@school.example/quiz"), is_server("stick/quiz")
    (True, False)
    >>> is_server("Postgres:/mai:s3cret@school.example/quiz")
    True
    """
    return _LIKE_ONE.match(target) is not None


def told(address: str) -> str:
    """Return database and host, which is all that a message tells of an address.

    >>> told("postgresql://mai@school.example:5433/quiz?sslrootcert=system")
    'quiz on school.example'
    >>> told("postgresql:///quiz"), told("postgresql://mai:s3cret@[::bad")
    ('quiz on this computer', 'the server')
    """
    try:
        return _place(_split(address))
    except SyncError:
        return "the server"


def read(address: str) -> Address:
    """Return a server's address with all that makes a connection safe.

    Off this computer the server's certificate and name are always verified; a weaker `sslmode`
    in the address is refused, as is a password: it belongs in libpq's password file.

    Args:
        address: `postgresql://LOGIN@HOST[:PORT]/DATABASE[?sslrootcert=..]`.

    Raises:
        SyncError: If it cannot be read, holds a password, or asks for less than is safe.
        MissingExtraError: If psycopg is not installed.

    >>> read("postgresql://mai@school.example/quiz").parameters["sslmode"]
    'verify-full'
    >>> read("postgresql://mai@school.example/quiz?sslmode=require")
    Traceback (most recent call last):
    quizkit.errors.SyncError: quiz on school.example is asked for with sslmode=require; ...
    """
    named = _split(address)
    place = _place(named)
    for secret in _SECRET:
        if secret in named:
            raise SyncError(
                f"the address of {place} holds a password; take it out, and write it into the "
                "password file ~/.pgpass (HOST:PORT:DATABASE:LOGIN:PASSWORD) or wait to be asked",
                place,
            )
    odd = sorted(named.keys() - _KNOWN)
    if odd:
        raise SyncError(f"the address of {place} holds {odd[0]}=, which is not taken here", place)
    parameters = {**named, "connect_timeout": str(CONNECT_SECONDS), **_NOTICE_GONE}
    parameters |= {"application_name": "quizkit", "client_encoding": "UTF8", "options": ""}
    parameters |= _at_home() if _is_here(named) else _away(named, place)
    return Address(parameters, place, named.get("user", ""))


def _at_home() -> Mapping[str, str]:
    from psycopg import pq

    if pq.version() < _FIRST_WITH_REQUIRE_AUTH:
        return {}
    return {"require_auth": "!password"}  # whoever took the port while the server is down


def _away(named: Mapping[str, str], place: str) -> Mapping[str, str]:
    mode = named.get("sslmode", _ENFORCED)
    if mode != _ENFORCED:
        raise SyncError(
            f"{place} is asked for with sslmode={visible(mode)}; off this computer only "
            f"sslmode={_ENFORCED} is taken, so leave sslmode out",
            place,
        )
    return {"sslmode": _ENFORCED, "gssencmode": "disable"}


def _is_here(named: Mapping[str, str]) -> bool:
    """Return whether each host is this computer; a service's host is not known here."""
    if named.get("service") or os.environ.get("PGSERVICE"):
        return False
    hosts = named.get("host") or os.environ.get("PGHOST", "")
    numbers = named.get("hostaddr") or os.environ.get("PGHOSTADDR", "")
    return all(_is_loopback(each) for each in (*hosts.split(","), *numbers.split(",")))


def _is_loopback(host: str) -> bool:
    if host in {"", "localhost"} or host.startswith(("/", "@")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _place(named: Mapping[str, str]) -> str:
    host = named.get("host") or named.get("hostaddr") or named.get("service") or ""
    is_socket = not host or host.startswith(("/", "@"))
    database = named.get("dbname") or named.get("user") or "the database"
    return visible(f"{database} on {'this computer' if is_socket else host}")


def _split(address: str) -> dict[str, str]:
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        message = "a class server needs psycopg"
        raise MissingExtraError(message, "postgres") from None
    if not address.startswith(SCHEMES):
        raise SyncError("the address of a server begins with postgresql://")
    try:
        found = conninfo_to_dict(address)
    except (ProgrammingError, ValueError):  # its text may repeat a password
        raise SyncError(
            "the address of the server cannot be read; wanted is "
            "postgresql://LOGIN@HOST/DATABASE, with a % in it written as %25"
        ) from None
    return {name: str(value) for name, value in found.items() if value is not None}
