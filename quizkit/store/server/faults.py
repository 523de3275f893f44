"""What is said when a server cannot be reached, refuses, or goes away."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from quizkit.errors import SyncError
from quizkit.text import visible

if TYPE_CHECKING:
    from psycopg import Error

_LONGEST: Final = 200

_INIT: Final = "ask its administrator to run: quizkit class init postgresql://ADMIN@HOST/DATABASE"
_GONE: Final = (
    "the server of {place} went away in the middle of the work; what was exchanged stays, so run "
    "the same again once it is back"
)
_BY_STATE: Final = {
    "08": _GONE,
    "57P01": _GONE,
    "57P02": _GONE,
    "57P03": "the server of {place} is starting or stopping; try again in a minute",
    "57P05": _GONE,
    "57014": "{place} took longer than it allows for one step; try again when it is less busy",
    "55P03": "somebody else holds {place} locked; try again in a minute",
    "53300": "{place} has no connection left, or the login has too many; close other programs that "
    "use it, or try again in a minute",
    "53": "{place} has no room or memory left; tell its administrator",
    "58": "{place} cannot read or write its disk; tell its administrator",
    "25006": "{place} is read-only just now, as the copy of a server is; tell its administrator",
    "28P01": "{place} does not accept this login and password",
    "28": "{place} does not let this login in",
    "3D000": "there is no such database: {place}; look at the address, or ask its administrator",
    "3F000": "{place} is no class server yet; " + _INIT,
    "42P01": "{place} is no class server yet; " + _INIT,
    "42883": "{place} is the class server of another version of quizkit; " + _INIT,
    "42501": "{place} refuses this: the login has no right to it",
    "22": "{place} refuses what was sent as malformed",
    "23": "{place} refuses what was sent",
}
"""SQLSTATE, or how it begins, and what is said of it; a full state goes before a beginning."""

_BY_WORDS: Final = (
    ("password authentication failed", "28P01"),
    ("no password supplied", "28P01"),
    ("too many connections", "53300"),
    ("too many clients", "53300"),
    ("remaining connection slots", "53300"),
    ("permission denied for database", "no_entry"),
    ("no pg_hba.conf entry", "28"),
    ("is not permitted to log in", "28"),
    ("starting up", "57P03"),
    ("shutting down", "57P03"),
    ("recovery mode", "57P03"),
    ("root certificate", "no_root"),
    ("certificate", "not_proved"),
    ("response to SSL negotiation", "no_postgres"),
    ("expected authentication request", "no_postgres"),
    ("server does not support SSL", "no_tls"),
    ("SSL", "not_proved"),
    ("authentication method requirement", "clear_text"),
    ("could not translate host name", "no_host"),
    ("failed to resolve host", "no_host"),
    ("getaddrinfo", "no_host"),
    ("timeout expired", "too_long"),
    ("connection timeout", "too_long"),
    ("Connection refused", "nobody"),
    ("No such file", "nobody"),
    ("does not exist", "3D000"),
    ("definition of service", "no_service"),
)
"""Words in the message of a connection that failed, where no SQLSTATE comes with it."""

_CONNECTING: Final = {
    "no_entry": "this login may not enter {place}; ask its administrator: quizkit class add",
    "no_root": "the certificate of {place} cannot be checked: there is no root certificate; add "
    "?sslrootcert=FILE to the address, or ?sslrootcert=system for what this computer trusts",
    "not_proved": "the certificate of {place} does not prove that it is this server; nothing was "
    "sent, not the password either; ask its administrator for the right root certificate",
    "no_postgres": "what answers at {place} is no PostgreSQL; look at the host and port",
    "no_tls": "{place} offers no TLS, which is wanted off this computer; ask its administrator",
    "clear_text": "{place} asks for the password in clear text; it was not sent",
    "no_host": "the host of {place} is not found; look at the address and at the network",
    "too_long": "{place} does not answer within 10 seconds; look at the address and at the network",
    "nobody": "there is no server at {place} just now; look at the address, or try again later",
    "no_service": "the service in the address of {place} is in no service file of libpq",
}


@contextmanager
def guarded(place: str) -> Iterator[None]:
    """Turn every fault of the server into a SyncError, within the block.

    Args:
        place: Database and host, as messages name them.

    Raises:
        SyncError: In place of any error of psycopg.
    """
    from psycopg import Error

    try:
        yield
    except Error as error:
        raise SyncError(said(error, place), place) from None


def said(error: "Error", place: str) -> str:
    """Return one sentence for a fault in the middle of the work."""
    from psycopg import InterfaceError, OperationalError

    state = error.sqlstate
    if state is None and isinstance(error, OperationalError | InterfaceError):
        state = "08000"  # psycopg's own: the connection is lost
    return _of_state(state or "", place) or f"{place} reports: {_first_line(error)}"


def said_connecting(error: "Error", place: str) -> str:
    """Return one sentence for a connection that could not be made."""
    text = str(error)
    states = (state for words, state in _BY_WORDS if words in text)
    state = error.sqlstate or next(states, "")
    if not state and error.pgconn is not None and error.pgconn.used_password:
        state = "28P01"  # told in the server's own language
    told = _CONNECTING[state].format(place=place) if state in _CONNECTING else ""
    return told or _of_state(state, place) or f"cannot connect to {place}: {_first_line(error)}"


def _of_state(state: str, place: str) -> str:
    found = _BY_STATE.get(state) or _BY_STATE.get(state[:2])
    return found.format(place=place) if found else ""


def _first_line(error: "Error") -> str:
    told = error.diag.message_primary or str(error)
    line = (told.strip().splitlines() or [type(error).__name__])[0]
    return visible(line[:_LONGEST])
