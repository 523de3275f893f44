"""What a teacher sets for a class: a deck, tags, and the day it is to be known by."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from quizkit.errors import SyncError
from quizkit.store.server.connect import as_administrator, place_of
from quizkit.store.server.faults import guarded
from quizkit.store.server.pupils import own_class
from quizkit.text import visible

if TYPE_CHECKING:
    from quizkit.store.server.connect import Server

MAX_TAGS: Final = 20
"""Most tags of an assignment, as of an exam."""

_MAX_TAG: Final = 64
_DECK: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_FIRST_DAY: Final = date(2000, 1, 1)


class Assignment(NamedTuple):
    """What a class is to know by a day.

    Attributes:
        class_: Name of the class.
        deck: Id of the deck.
        tags: Only facts with one of these tags; empty: all.
        day: The day, as of an exam.
    """

    class_: str
    deck: str
    tags: tuple[str, ...]
    day: date


def assignments(connection: "Server", class_: str | None = None) -> list[Assignment]:
    """Return what is set, by day: for a pupil's or teacher's own classes, or for all.

    Args:
        connection: To the class server.
        class_: Only for one class; None: for all that the login sees.

    Raises:
        SyncError: If the server goes away or refuses.
    """
    with guarded(place_of(connection)), as_administrator(connection, is_wanted=False):
        rows = connection.execute(
            "SELECT class, deck, tags, day FROM qk.assignment WHERE class = coalesce(%s, class) "
            "ORDER BY day, class, deck",
            (class_,),
        ).fetchall()
    return [Assignment(name, deck, tuple(tags), day) for name, deck, tags, day in rows]


def assign(
    connection: "Server",
    deck: str,
    *,
    day: date,
    tags: Sequence[str] = (),
    class_: str | None = None,
) -> Assignment:
    """Set a deck for a class; what was set of this deck for the class before is replaced.

    Args:
        connection: As a teacher of the class or the administrator.
        deck: Id of the deck.
        day: When it is to be known [2000-01-01..9999-12-31].
        tags: Only facts with one of these tags, at most 20 of at most 64 characters.
        class_: The class; None: the only one that the login sees.

    Raises:
        SyncError: If something is outside its range, the class is not the login's, or the login
            is a pupil's.
    """
    place = place_of(connection)
    if fault := _fault(deck, day, tags):
        raise SyncError(fault, place)
    wanted = Assignment(own_class(connection, class_), deck, tuple(tags), day)
    with guarded(place), as_administrator(connection, is_wanted=False):
        connection.execute(
            "INSERT INTO qk.assignment(class, deck, tags, day) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (class, deck) DO UPDATE SET tags = excluded.tags, day = excluded.day",
            (wanted.class_, deck, list(tags), day),
        )
    return wanted


def unassign(connection: "Server", deck: str, *, class_: str | None = None) -> bool:
    """Take back what was set of a deck for a class; return whether anything was.

    Args:
        connection: As a teacher of the class or the administrator.
        deck: Id of the deck.
        class_: The class; None: the only one that the login sees.

    Raises:
        SyncError: If the class is not the login's, or the login is a pupil's.
    """
    name = own_class(connection, class_)
    with guarded(place_of(connection)), as_administrator(connection, is_wanted=False):
        done = connection.execute(
            "DELETE FROM qk.assignment WHERE class = %s AND deck = %s", (name, deck)
        )
    return done.rowcount > 0


def _fault(deck: str, day: date, tags: Sequence[str]) -> str:
    if not _DECK.fullmatch(deck):
        return f'"{visible(deck[:_MAX_TAG])}" is no id of a deck; wanted are a-z, 0-9 and "-"'
    if day < _FIRST_DAY:
        return f"the day is {day}, wanted is one from {_FIRST_DAY} on"
    if len(tags) > MAX_TAGS or not all(
        0 < len(tag) <= _MAX_TAG and "\0" not in tag for tag in tags
    ):
        return f"wanted are at most {MAX_TAGS} tags, each of 1 to {_MAX_TAG} characters"
    return ""
