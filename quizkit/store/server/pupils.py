"""What a teacher reads: the pupils of the own classes, and their events."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizkit.errors import SyncError
from quizkit.store.server.connect import as_administrator, login_of, place_of
from quizkit.store.server.faults import guarded
from quizkit.store.server.members import Member, members
from quizkit.store.server.side import streamed
from quizkit.store.take import Offered
from quizkit.text import visible

if TYPE_CHECKING:
    from quizkit.store.server.connect import Server


def classes(connection: "Server") -> tuple[str, ...]:
    """Return the classes that the login sees, sorted: a teacher's or pupil's own, or all."""
    with guarded(place_of(connection)), as_administrator(connection, is_wanted=False):
        rows = connection.execute("SELECT DISTINCT class FROM qk.seat ORDER BY class").fetchall()
    return tuple(str(name) for (name,) in rows)


def own_class(connection: "Server", class_: str | None) -> str:
    """Return the class that was named, or the only one there is.

    Raises:
        SyncError: If the login does not see that class, sees none, or sees several and none was
            named.
    """
    there = classes(connection)
    place = place_of(connection)
    some = ", ".join(map(visible, there[:20])) + (", .." if len(there) > 20 else "")
    if not there:
        raise SyncError(f"the login {login_of(connection)} is in no class of {place}", place)
    if class_ is None and len(there) > 1:
        raise SyncError(f"there are several classes; name one with --class: {some}", place)
    if class_ is not None and class_ not in there:
        raise SyncError(f"there is no class {visible(class_)} for you; there is: {some}", place)
    return there[0] if class_ is None else class_


def pupils(connection: "Server", class_: str | None = None) -> list[Member]:
    """Return the pupils of a teacher's classes, by login; those too who have not synced yet.

    Args:
        connection: As the teacher or the administrator.
        class_: Only those of one class; None: of all that the login sees.

    Raises:
        SyncError: If the login does not see that class.
    """
    if class_ is not None:
        own_class(connection, class_)
    found = (each for each in members(connection, class_) if not each.is_teacher)
    return [each for each in found if each.classes]


def events_of(connection: "Server", learner: str) -> Iterator[Offered]:
    """Yield a learner's events by device and sequence number, as the server has them.

    They are foreign: each is to be verified (`store.event.verify`) before it is used. A login
    that may not see them gets none.

    Args:
        connection: As the learner, one of the learner's teachers, or the administrator.
        learner: The learner's id.

    Raises:
        SyncError: If the server goes away.
    """
    return streamed(connection, learner)
