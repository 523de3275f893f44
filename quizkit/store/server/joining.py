"""Who the learner behind a login is."""

from typing import TYPE_CHECKING

from quizkit.errors import SyncError
from quizkit.store.event import LEARNER
from quizkit.store.server.connect import login_of, place_of
from quizkit.store.server.faults import guarded

if TYPE_CHECKING:
    from quizkit.store.server.connect import Server


def whose(connection: "Server") -> str | None:
    """Return the id of the learner whose answers the login holds, or None before the first sync.

    Raises:
        SyncError: If the login is of no member, or a teacher's.
    """
    place, login = place_of(connection), login_of(connection)
    with guarded(place):
        row = connection.execute(
            "SELECT learner, teacher FROM qk.member WHERE login = session_user"
        ).fetchone()
    if row is None:
        raise SyncError(
            f"the login {login} is no member of {place}; ask its administrator to run: "
            "quizkit class add",
            place,
        )
    if row[1]:
        raise SyncError(
            f"the login {login} is a teacher's, and a teacher's answers are not kept on {place}; "
            "to practise there, ask for a pupil's login",
            place,
        )
    return row[0] if row[0] is None else str(row[0])


def claim(connection: "Server", learner: str) -> str:
    """Bind a learner's id to the login, once; every later sync of the login is of this learner.

    Args:
        connection: As the learner.
        learner: The id, 1 to 64 of A-Z, a-z, 0-9, ".", "_", "-".

    Returns:
        The id that the login holds now; the same as `learner`.

    Raises:
        SyncError: If the login holds another learner's answers, or another login holds this
            learner's; or it is of no member, or a teacher's.
    """
    from psycopg.errors import UniqueViolation

    place, login = place_of(connection), login_of(connection)
    held = whose(connection)
    if held is None and LEARNER.fullmatch(learner):
        with guarded(place):
            try:
                connection.execute("SELECT qk.claim(%s)", (learner,))
            except UniqueViolation:
                raise _taken(learner, place) from None
        held = whose(connection)
    if held is None:
        message = f"learner is {learner!r}, want 1 to 64 of the characters A-Za-z0-9._-"
        raise SyncError(message, place)
    if held != learner:
        raise SyncError(
            f"the login {login} holds the answers of the learner {held} on {place}, and here they "
            f"are of {learner}; sync as {held}, or ask for a login of your own",
            place,
        )
    return held


def _taken(learner: str, place: str) -> SyncError:
    return SyncError(
        f"the answers of the learner {learner} are on {place} under another login; sync with that "
        "login, or ask the administrator",
        place,
    )
