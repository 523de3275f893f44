"""Members of a class server: logins, who teaches, who is in which class."""

from typing import TYPE_CHECKING, Final, NamedTuple

from quizkit.errors import SyncError
from quizkit.store.event import LEARNER
from quizkit.store.server.connect import as_administrator, place_of
from quizkit.store.server.faults import guarded
from quizkit.store.server.logins import drop_login, login_fault, make_login
from quizkit.text import refused, visible

if TYPE_CHECKING:
    from quizkit.store.server.connect import Server

MAX_CLASS: Final = 64
"""Longest name of a class [characters]."""

_LEAST_PASSWORD: Final = 8


class Member(NamedTuple):
    """Somebody on a class server.

    Attributes:
        login: The login, or None where it was removed and the events were kept.
        learner: Id of the learner, or None: a teacher, or a pupil who has not synced yet.
        classes: Names of the classes, as far as whoever asks may see them, sorted.
        is_teacher: Whether this is a teacher.
    """

    login: str | None
    learner: str | None
    classes: tuple[str, ...]
    is_teacher: bool


class Added(NamedTuple):
    """What became of somebody who was added.

    Attributes:
        login: The login.
        password: The one that was made here, to be handed over; None where none was made.
        is_new: Whether the member is new here, and was not only put into a further class.
    """

    login: str
    password: str | None
    is_new: bool


class Removed(NamedTuple):
    """What became of a member who was removed.

    Attributes:
        classes: The classes that the member left.
        deleted: Events that were deleted.
        kept: Events that are kept, under no login.
        is_login_gone: Whether the login is gone; it stays, closed, where it owns something, and as
            it is where another class's database on the server has it as a member.
        is_member: Whether the member is one still, in other classes.
    """

    classes: tuple[str, ...]
    deleted: int = 0
    kept: int = 0
    is_login_gone: bool = False
    is_member: bool = False


def class_fault(name: str) -> str:
    """Return why a text cannot be the name of a class, or "".

    >>> class_fault("10A"), class_fault(" 10A")
    ('', 'the class " 10A" begins or ends with a blank')
    """
    shown = visible(name[:MAX_CLASS])
    if not 1 <= len(name) <= MAX_CLASS:
        return f'the class "{shown}" has {len(name)} characters; wanted are 1 to {MAX_CLASS}'
    if any(refused(name)) or "\n" in name or "\t" in name:
        return f'the class "{shown}" holds characters that cannot be seen'
    return f'the class "{shown}" begins or ends with a blank' if name != name.strip() else ""


def add(
    connection: "Server",
    login: str,
    *,
    class_: str,
    is_teacher: bool = False,
    password: str | None = None,
    learner: str | None = None,
) -> Added:
    """Add somebody to a class: a login with a password, and a place in the class.

    A member is put into one more class, and the password stays. All or nothing.

    Args:
        connection: As the administrator.
        login: 1 to 63 of a-z, 0-9, "-", ".", "_". Every login can list the logins of the
            server, so it is better a code than a name.
        class_: Name of the class, 1 to 64 characters; it need not exist before.
        is_teacher: Whether the login reads the class instead of practising.
        password: Its password, at least 8 characters; None: one is made.
        learner: A learner's id whose events are here under no login any more, to be taken up
            again; None: the login names its learner at its first sync.

    Raises:
        SyncError: If the login, class or password is not as wanted, or is somebody else's.
    """
    place = place_of(connection)
    _refuse(login_fault(login) or class_fault(class_) or _more_fault(password, learner), place)
    with guarded(place), as_administrator(connection):
        found = connection.execute(
            "SELECT number, teacher, learner FROM qk.member WHERE login = %s", (login,)
        ).fetchone()
        if found:
            number, teaches, bound = found
            _refuse(_differs(login, is_teacher and not teaches, teaches and not is_teacher), place)
            if learner not in {None, bound}:
                _refuse(f"the login {login} holds the answers of another learner", place)
            made = None
        else:
            made = make_login(connection, login, is_teacher=is_teacher, password=password)
            number = _make_member(connection, login, is_teacher=is_teacher, learner=learner)
        connection.execute(
            "INSERT INTO qk.seat(class, member) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            (class_, number),
        )
    return Added(login, made, is_new=not found)


def members(connection: "Server", class_: str | None = None) -> list[Member]:
    """Return the members that the login may see, teachers first, then by login.

    The administrator sees all, a teacher the members of the own classes, a pupil only itself.

    Args:
        connection: To the class server.
        class_: Only those of one class; None: of all.
    """
    with guarded(place_of(connection)), as_administrator(connection, is_wanted=False):
        rows = connection.execute(
            "SELECT m.login::text, m.learner, m.teacher, "
            "array_remove(array_agg(s.class ORDER BY s.class), NULL) "
            "FROM qk.member m LEFT JOIN qk.seat s ON s.member = m.number GROUP BY m.number "
            "ORDER BY m.teacher DESC, m.login, m.learner"
        ).fetchall()
    found = [Member(login, bound, tuple(seats), teaches) for login, bound, teaches, seats in rows]
    return [each for each in found if class_ is None or class_ in each.classes]


def remove(
    connection: "Server",
    login: str,
    *,
    class_: str | None = None,
    with_events: bool = False,
) -> Removed:
    """Take a member out of a class, or out of all; then the login goes as well.

    The events stay, unseen by any login, unless they are to be deleted. Copies on the server's
    backups and on the member's own computers are out of reach.

    Args:
        connection: As the administrator.
        login: Whom.
        class_: Out of this class only; None: out of all, and the login goes.
        with_events: Whether all events of the learner are deleted too, for good.

    Raises:
        SyncError: If there is no such member, or not in that class; or events are to be deleted of
            a member who stays in other classes.
    """
    place = place_of(connection)
    with guarded(place), as_administrator(connection):
        found = connection.execute(
            "SELECT number, learner FROM qk.member WHERE login = %s FOR UPDATE", (login,)
        ).fetchone()
        if found is None:
            raise SyncError(f'there is no member "{visible(login)}" on {place}', place)
        left, stays = _leave(connection, found[0], class_)
        if class_ is not None and not left:
            raise SyncError(f"{login} is not in the class {visible(class_)}", place)
        if stays:
            _refuse(
                f"{login} is in other classes still, so no events are deleted" * with_events, place
            )
            return Removed(left, is_member=True)
        deleted, kept = _empty(connection, *found, with_events=with_events)
        is_gone = drop_login(connection, login)
    return Removed(left, deleted, kept, is_gone)


def _refuse(why: str, place: str) -> None:
    if why:
        raise SyncError(why, place)


def _more_fault(password: str | None, learner: str | None) -> str:
    if password is not None and len(password) < _LEAST_PASSWORD:
        return f"the password is too short; wanted are at least {_LEAST_PASSWORD} characters"
    if learner is not None and not LEARNER.fullmatch(learner):
        return "the learner's id is not one; wanted are 1 to 64 of the characters A-Za-z0-9._-"
    return ""


def _differs(login: str, wants_teacher: bool, wants_pupil: bool) -> str:  # noqa: FBT001  # a table
    if wants_teacher:
        return f"the login {login} is a pupil's; a teacher wants a login of their own"
    return f"the login {login} is a teacher's; a pupil wants a login of their own" * wants_pupil


def _make_member(connection: "Server", login: str, *, is_teacher: bool, learner: str | None) -> int:
    if learner is None:
        row = connection.execute(
            "INSERT INTO qk.member(login, teacher) VALUES (%s, %s) RETURNING number",
            (login, is_teacher),
        ).fetchone()
    else:
        row = connection.execute(
            "UPDATE qk.member SET login = %s WHERE learner = %s AND login IS NULL AND NOT %s "
            "RETURNING number",
            (login, learner, is_teacher),
        ).fetchone()
    if row is None:
        message = f"there are no events without a login of the learner {learner}"
        raise SyncError(message, place_of(connection))
    return int(row[0])


def _leave(connection: "Server", number: int, class_: str | None) -> tuple[tuple[str, ...], bool]:
    """Return the classes that were left, and whether the member is in others still."""
    rows = connection.execute(
        "DELETE FROM qk.seat WHERE member = %s AND class = coalesce(%s, class) RETURNING class",
        (number, class_),
    ).fetchall()
    if class_ is None:
        return tuple(sorted(str(name) for (name,) in rows)), False
    row = connection.execute(
        "SELECT EXISTS (SELECT FROM qk.seat WHERE member = %s)", (number,)
    ).fetchone()
    return tuple(str(name) for (name,) in rows), bool(row and row[0])


def _empty(
    connection: "Server", number: int, learner: str | None, *, with_events: bool
) -> tuple[int, int]:
    """Take a member's rows away; return how many events were deleted, and how many kept."""
    deleted = kept = 0
    if learner is not None and with_events:
        deleted = connection.execute("DELETE FROM qk.event WHERE learner = %s", (learner,)).rowcount
    elif learner is not None:
        count = "SELECT count(*) FROM qk.event WHERE learner = %s"
        row = connection.execute(count, (learner,)).fetchone()
        kept = int(row[0]) if row else 0
    if kept:
        connection.execute("UPDATE qk.member SET login = NULL WHERE number = %s", (number,))
    else:
        connection.execute("DELETE FROM qk.member WHERE number = %s", (number,))
    return deleted, kept
