"""Logins of a PostgreSQL, as the members of a class server have them."""

import re
import secrets
from typing import TYPE_CHECKING, Final

from quizkit.errors import SyncError
from quizkit.store.server.connect import place_of
from quizkit.text import visible

if TYPE_CHECKING:
    from quizkit.store.server.connect import Server

CONNECTIONS: Final = 4
"""Connections that a login may have at once."""

_LOGIN: Final = re.compile(r"(?!pg_|qk_)[a-z0-9][a-z0-9._-]{0,62}")
_NO_LOGINS: Final = frozenset(
    {"public", "none", "postgres", "user", "current_user", "session_user"}
)
_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_SHOWN: Final = 64


def generated() -> str:
    """Return a new password: 16 signs of 31 by chance, 79 bits, easy to read from paper.

    >>> import re
    >>> bool(re.fullmatch("(?:[a-z2-9]{4}-){3}[a-z2-9]{4}", generated()))
    True
    """
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def login_fault(login: str) -> str:
    """Return why a text cannot be a login, or "".

    >>> login_fault("10a-07"), login_fault("Mai Lan")
    ('', 'the login "Mai Lan" cannot be one; wanted are 1 to 63 of a-z, 0-9, "-", ".", "_"')
    """
    shown = visible(login[:_SHOWN])
    if _LOGIN.fullmatch(login) and login not in _NO_LOGINS:
        return ""
    if _LOGIN.fullmatch(login) or login.startswith(("pg_", "qk_")):
        return f"the login \"{shown}\" is PostgreSQL's or quizkit's own; take another"
    return f'the login "{shown}" cannot be one; wanted are 1 to 63 of a-z, 0-9, "-", ".", "_"'


def make_login(
    connection: "Server", login: str, *, is_teacher: bool, password: str | None
) -> str | None:
    """Make a login, or take one over that is of no other use.

    Args:
        connection: As the administrator, acting as the owner within a transaction.
        login: The login, which `login_fault` lets pass.
        is_teacher: Whether it is a teacher's.
        password: Its password; None: one is made. Only its SCRAM hash is sent.

    Returns:
        The password that was made here, or None.

    Raises:
        SyncError: If there is such a login, and it is used for something else.
    """
    from psycopg.sql import SQL, Identifier, Literal

    connection.execute("RESET ROLE")
    role = "qk_teacher" if is_teacher else "qk_learner"
    if not _is_free(connection, login, role):
        made = password or generated()
        hashed = connection.pgconn.encrypt_password(made.encode(), login.encode(), b"scram-sha-256")
        told = SQL(
            "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS "
            "CONNECTION LIMIT {} PASSWORD {} IN ROLE {}"
        )
        fill = (Identifier(login), Literal(CONNECTIONS), Literal(hashed.decode()), Identifier(role))
        connection.execute(told.format(*fill))
        password = None if password else made
    else:
        password = None
    connection.execute("SET LOCAL ROLE qk_owner")
    # Held in this database, so that no other class's database on the server can drop the login.
    connection.execute(SQL("GRANT USAGE ON SCHEMA qk TO {}").format(Identifier(login)))
    return password


def _is_free(connection: "Server", login: str, role: str) -> bool:
    """Return whether there is a login that only classes of this server use; refuse any other."""
    row = connection.execute(
        "SELECT rolcanlogin AND NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls "
        "OR rolreplication) AND ARRAY[%s::name] = ARRAY(SELECT g.rolname FROM pg_auth_members m "
        "JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid) "
        "FROM pg_roles r WHERE rolname = %s",
        (role, login),
    ).fetchone()
    if row and not row[0]:
        place = place_of(connection)
        raise SyncError(f"the login {login} is used for something else there; take another", place)
    return row is not None


def drop_login(connection: "Server", login: str) -> bool:
    """Drop a login; where it owns something, close it instead and return False.

    A login that another class's database on the server has as a member stays as it is: whoever
    got its name later would be that member there.

    Args:
        connection: As the administrator, acting as the owner within a transaction.
        login: The login.
    """
    from psycopg.errors import DependentObjectsStillExist
    from psycopg.sql import SQL, Identifier

    name = Identifier(login)
    if _is_role(connection, login):
        connection.execute(SQL("REVOKE USAGE ON SCHEMA qk FROM {}").format(name))
    connection.execute("RESET ROLE")
    if is_elsewhere(connection, login):
        return False
    try:
        with connection.transaction():
            connection.execute(SQL("DROP ROLE IF EXISTS {}").format(name))
    except DependentObjectsStillExist:
        connection.execute(SQL("ALTER ROLE {} NOLOGIN").format(name))
        connection.execute(SQL("REVOKE qk_learner, qk_teacher FROM {}").format(name))
        return False
    return True


def is_elsewhere(connection: "Server", login: str) -> bool:
    """Return whether another class's database on the server has a login as its member.

    Args:
        connection: As the administrator.
        login: The login.
    """
    row = connection.execute(
        "SELECT EXISTS (SELECT FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid "
        "WHERE d.refclassid = 'pg_authid'::regclass AND r.rolname = %s AND d.deptype = 'a' "
        "AND d.classid = 'pg_namespace'::regclass AND d.dbid <> "
        "(SELECT oid FROM pg_database WHERE datname = current_database()))",
        (login,),
    ).fetchone()
    return bool(row and row[0])


def _is_role(connection: "Server", login: str) -> bool:
    row = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (login,)).fetchone()
    return row is not None
