"""What the commands of a class share: the connection, who may do what, whose class it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizkit.cli.frame import Cli
from quizkit.cli.passwords import password_of
from quizkit.errors import SyncError

if TYPE_CHECKING:
    from quizkit.store.server.connect import Server


@contextmanager
def server(cli: Cli, url: str, *, wants_schema: bool = True) -> "Iterator[Server]":
    """Connect to a class server; a password that libpq does not find is asked for, unseen.

    Args:
        cli: The frame.
        url: The server's address, without a password.
        wants_schema: Whether a database that is no class server yet is refused.

    Raises:
        SyncError: If it cannot be reached, or refuses.
        MissingExtraError: If psycopg is not installed.
    """
    from quizkit.store.server.connect import connected

    with connected(url, password=password_of(cli), wants_schema=wants_schema) as connection:
        yield connection


def must_teach(connection: "Server") -> None:
    """Return if the login may look at a class.

    Raises:
        SyncError: If it is a pupil's, or no member's.
    """
    from quizkit.store.server.connect import is_administrator, login_of, place_of
    from quizkit.store.server.members import members

    if is_administrator(connection):
        return
    login, place = login_of(connection), place_of(connection)
    own = next((each for each in members(connection) if each.login == login), None)
    if own is None:
        message = f"the login {login} is no member of {place}; ask its administrator to add it"
        raise SyncError(message, place)
    if not own.is_teacher:
        message = (
            f"the login {login} is a pupil's, and a class on {place} is for its teachers to see; "
            "your own answers are in `quizkit stats`"
        )
        raise SyncError(message, place)
