"""A database becomes a class server: roles, schema, rights, limits; and is examined."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from quizkit.errors import SyncError
from quizkit.store.server.connect import MARK, place_of, version_of
from quizkit.store.server.faults import guarded

if TYPE_CHECKING:
    from quizkit.store.server.connect import Server

STEPS: Final = ("schema.sql",)
"""What brings the schema from version n to n + 1, by n."""

TABLES: Final = ("assignment", "event", "member", "seat")
"""The tables of the schema."""

_ROLES: Final = ("qk_owner", "qk_learner", "qk_teacher")
_LEFT_OPEN: Final = (
    "the administrator is no superuser: logins may take advisory locks, make large objects and "
    "list other logins, as PostgreSQL allows to all"
)


class Ready(NamedTuple):
    """A class server after it was set up.

    Attributes:
        before: Version of the schema that was there; 0: none.
        version: Version that is there now.
        remarks: What the administrator should know or mend, one sentence each.
    """

    before: int
    version: int
    remarks: tuple[str, ...]


def statements(name: str) -> str:
    """Return the SQL of one of the files beside this module.

    >>> statements("schema.sql").startswith("-- Tables of the class server, version 1.")
    True
    """
    return files("quizkit.store.server").joinpath(name).read_text("utf-8")


def init(connection: "Server", *, steps: Sequence[str] | None = None) -> Ready:
    """Make a database a class server, or bring an older one up to date; twice does no harm.

    All of it is one transaction: after a fault the database is as before.

    Args:
        connection: As the administrator: a superuser, or the database's owner with CREATEROLE.
        steps: SQL from each version to the next, for tests; None: the steps of this quizkit.

    Returns:
        The versions, and what `examined` and the server's limits give to say.

    Raises:
        SyncError: If the schema is newer, somebody else's, the database not in UTF-8, or the
            login is no administrator.
    """
    place = place_of(connection)
    known = [statements(name) for name in STEPS] if steps is None else list(steps)
    with guarded(place), connection.transaction():
        before = version_of(connection)
        _allow(connection, before, newest=len(known), place=place)
        is_superuser = _truth(
            connection, "SELECT rolsuper FROM pg_roles WHERE rolname = session_user"
        )
        _make_roles(connection)
        _make_schema(connection, known, before)
        _run(connection, statements("database.sql"))
        if is_superuser:
            _run(connection, statements("limits.sql"))
        wrong = examined(connection)
        if wrong:
            raise SyncError(f"{place} was left as it was: {wrong[0]}", place)
        remarks = (*_remarks(connection), *(() if is_superuser else (_LEFT_OPEN,)))
    return Ready(before, len(known), remarks)


def examined(connection: "Server") -> tuple[str, ...]:
    """Return what is not as safe as it was set up, one sentence each; nothing if all is.

    Args:
        connection: As the administrator.
    """
    return (*_open_rows(connection), *_strong_roles(connection), *_open_rights(connection))


def _allow(connection: "Server", before: int, *, newest: int, place: str) -> None:
    owns = (
        "SELECT pg_has_role(session_user, datdba, 'MEMBER') FROM pg_database "
        "WHERE datname = current_database()"
    )
    may = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = session_user"
    if not (_truth(connection, owns) and _truth(connection, may)):
        raise SyncError(
            f"this login cannot set up {place}; it wants the administrator's: a superuser, or the "
            "owner of the database with CREATEROLE",
            place,
        )
    if before > newest:
        raise SyncError(
            f"{place} is the class server of a newer quizkit (version {before}, known here is "
            f"{newest}); update quizkit",
            place,
        )
    is_there = _truth(connection, "SELECT true FROM pg_namespace WHERE nspname = 'qk'")
    if is_there and not before:
        raise SyncError(
            f"{place} has a schema qk that is not quizkit's; take another database", place
        )
    row = connection.execute("SELECT current_setting('server_encoding')").fetchone()
    if row is None or row[0] != "UTF8":
        raise SyncError(f"{place} is not in UTF-8; make it with: createdb --encoding=UTF8", place)


def _make_roles(connection: "Server") -> None:
    rows = connection.execute("SELECT rolname FROM pg_roles WHERE rolname ^@ 'qk_'").fetchall()
    there = {str(name) for (name,) in rows}
    for name in _ROLES:
        if name not in there:
            _run(connection, f"CREATE ROLE {name} NOLOGIN")
    if not _truth(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = session_user"):
        _run(connection, "GRANT qk_owner TO SESSION_USER")


def _make_schema(connection: "Server", steps: Sequence[str], before: int) -> None:
    if not before:
        _run(connection, "CREATE SCHEMA qk AUTHORIZATION qk_owner")
    _run(connection, "SET LOCAL ROLE qk_owner")
    for step in steps[before:]:
        _run(connection, step)
    _run(connection, statements("rights.sql"))
    _run(connection, f"COMMENT ON SCHEMA qk IS '{MARK}{len(steps)}'")
    _run(connection, "RESET ROLE")


def _open_rows(connection: "Server") -> Iterator[str]:
    rows = connection.execute(
        "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, pg_get_userbyid(c.relowner) "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = 'qk' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1"
    ).fetchall()
    for name, is_forced, owner in rows:
        if not is_forced:
            yield f"row-level security of qk.{name} is not on and forced"
        if owner != "qk_owner":
            yield f"qk.{name} belongs to {owner}, wanted qk_owner"
    for name in sorted(set(TABLES) - {row[0] for row in rows}):
        yield f"there is no table qk.{name}"


def _strong_roles(connection: "Server") -> Iterator[str]:
    rows = connection.execute(
        "SELECT rolname FROM pg_roles WHERE rolname IN ('qk_owner', 'qk_learner', 'qk_teacher') "
        "AND (rolcanlogin OR rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls "
        "OR rolreplication) ORDER BY 1"
    ).fetchall()
    for (name,) in rows:
        yield f"the role {name} may do more than it should; take it away with ALTER ROLE"
    rows = connection.execute(
        "SELECT p.rolname, g.rolname FROM pg_auth_members m JOIN pg_roles p ON p.oid = m.member "
        "JOIN pg_roles g ON g.oid = m.roleid WHERE p.rolname IN ('qk_learner', 'qk_teacher') "
        "OR g.rolname = 'qk_owner' AND NOT p.rolsuper AND EXISTS (SELECT FROM qk.member "
        "WHERE login = p.rolname)"
    ).fetchall()
    for name, role in rows:
        yield f"{name} has the rights of {role}; take them away with REVOKE {role} FROM {name}"


def _open_rights(connection: "Server") -> Iterator[str]:
    for table in TABLES:
        for role, verbs in (
            ("qk_learner", "UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER"),
            ("qk_teacher", "TRUNCATE, REFERENCES, TRIGGER"),
        ):
            asked = "SELECT has_table_privilege(%s, to_regclass(%s), %s)"
            row = connection.execute(asked, (role, f"qk.{table}", verbs)).fetchone()
            if row and row[0]:
                yield f"{role} has more rights to qk.{table} than it should"
    if _truth(
        connection,
        "SELECT has_database_privilege('qk_learner', current_database(), 'TEMP, CREATE')",
    ):
        yield "learners may create in the database; REVOKE ALL ON DATABASE .. FROM PUBLIC"


def _remarks(connection: "Server") -> Iterator[str]:
    rows = connection.execute(
        "SELECT datname FROM pg_database WHERE datallowconn AND datname <> current_database() "
        "AND has_database_privilege('qk_learner', oid, 'CONNECT') ORDER BY 1"
    ).fetchall()
    if rows:
        names = ", ".join(str(name) for (name,) in rows)
        yield (
            f"logins of the classes may also enter other databases of this server ({names}); to "
            "close one: REVOKE CONNECT ON DATABASE .. FROM PUBLIC"
        )
    row = connection.execute("SELECT current_setting('max_connections')::int").fetchone()
    if row:
        yield f"this server takes {row[0]} connections at once, a program that syncs is one"
    encryption = connection.execute("SELECT current_setting('ssl')").fetchone()
    if encryption and encryption[0] == "off":
        yield "this server has no TLS: quizkit reaches it from this computer only"


def _truth(connection: "Server", query: str) -> bool:
    row = connection.execute(query.encode()).fetchone()
    return bool(row and row[0])


def _run(connection: "Server", sql: str) -> None:
    connection.execute(sql.encode())
