"""A database becomes a class server, once or again, and is examined."""

import pytest

from quizkit.errors import SyncError
from quizkit.store.server import members, setup
from quizkit.store.server.connect import connected, version_of
from tests.servers import ADMIN, Database

pytestmark = pytest.mark.postgres


def test_a_second_time_changes_nothing(own_database: Database) -> None:
    own_database.add("mai")
    with own_database.connected() as connection:
        ready = setup.init(connection)
        assert (ready.before, ready.version) == (1, 1)
        assert setup.examined(connection) == ()
        assert [each.login for each in members.members(connection)] == ["mai"]


def test_the_administrator_is_told_what_is_open(database: Database) -> None:
    with database.connected() as connection:
        remarks = setup.init(connection).remarks
    assert any(
        "may also enter other databases of this server (postgres" in each for each in remarks
    )
    assert any("no TLS" in each for each in remarks)


LOOSENED = [
    ("ALTER TABLE qk.event NO FORCE ROW LEVEL SECURITY", "qk.event is not on and forced"),
    ("ALTER TABLE qk.seat DISABLE ROW LEVEL SECURITY", "qk.seat is not on and forced"),
    ("ALTER TABLE qk.member OWNER TO CURRENT_USER", "qk.member belongs to principal"),
    ("CREATE VIEW qk.all_of_it AS SELECT * FROM qk.event", "qk.all_of_it"),
    ("GRANT UPDATE ON qk.event TO qk_learner", "qk_learner has more rights to qk.event"),
    ("GRANT TRUNCATE ON qk.event TO PUBLIC", "qk_teacher has more rights to qk.event"),
    ("GRANT qk_owner TO mai", "mai has the rights of qk_owner"),
    ("ALTER ROLE qk_learner BYPASSRLS", "qk_learner may do more than it should"),
    ("DROP TABLE qk.assignment", "there is no table qk.assignment"),
]


def test_what_was_loosened_is_found(own_database: Database) -> None:
    own_database.add("mai")
    with own_database.connected() as connection:
        for statement, words in LOOSENED:
            with connection.transaction(force_rollback=True):
                assert words not in " ".join(setup.examined(connection))
                connection.execute(statement.encode())
                assert words in " ".join(setup.examined(connection)), statement


def test_rights_that_were_loosened_are_made_anew(own_database: Database) -> None:
    with own_database.connected() as connection:
        connection.execute("GRANT UPDATE ON qk.event TO qk_learner")
        connection.execute("ALTER TABLE qk.event DISABLE ROW LEVEL SECURITY")
        connection.execute("CREATE POLICY loose ON qk.event USING (true)")
        setup.init(connection)
        assert setup.examined(connection) == ()
        rows = connection.execute("SELECT 1 FROM pg_policy WHERE polname = 'loose'").fetchall()
    assert rows == []


def test_an_older_schema_is_brought_up_to_date_and_a_newer_one_refused(
    own_database: Database,
) -> None:
    steps = [setup.statements("schema.sql"), "ALTER TABLE qk.member ADD COLUMN note text"]
    own_database.add("mai")
    with own_database.connected() as connection:
        ready = setup.init(connection, steps=steps)
        assert (ready.before, ready.version, version_of(connection)) == (1, 2, 2)
        rows = connection.execute("SELECT login, note FROM qk.member").fetchall()
        assert rows == [("mai", None)]
        with pytest.raises(SyncError, match=r"newer quizkit \(version 2, known here is 1\)"):
            setup.init(connection)


@pytest.mark.fault
def test_a_step_that_fails_leaves_the_database_as_it_was(own_database: Database) -> None:
    steps = [
        setup.statements("schema.sql"),
        "ALTER TABLE qk.member ADD COLUMN note text; SELECT 1/0",
    ]
    with own_database.connected() as connection:
        with pytest.raises(SyncError):
            setup.init(connection, steps=steps)
        assert version_of(connection) == 1
        assert setup.init(connection).version == 1


def test_a_schema_of_somebody_else_is_left_alone(own_database: Database) -> None:
    with own_database.connected() as connection:
        connection.execute("COMMENT ON SCHEMA qk IS 'quails of Kent'")
        with pytest.raises(SyncError, match="has a schema qk that is not quizkit's"):
            setup.init(connection)


def test_a_database_in_another_encoding_is_refused(database: Database) -> None:
    with database.connect() as admin:
        admin.execute("DROP DATABASE IF EXISTS latin")
        admin.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    text = database.server.address(ADMIN, "latin")
    with (
        connected(text, password=database.password(), wants_schema=False) as connection,
        pytest.raises(SyncError, match=r"latin on .* is not in UTF-8"),
    ):
        setup.init(connection)
    with database.connect() as admin:
        admin.execute("DROP DATABASE latin")


def test_a_member_cannot_set_up(database: Database) -> None:
    database.add("lan", is_teacher=True)
    with database.connected("lan") as connection, pytest.raises(SyncError) as caught:
        setup.init(connection)
    assert "administrator" in str(caught.value)
    assert "superuser" in str(caught.value)


def test_the_owner_of_the_database_without_being_superuser_can(own_database: Database) -> None:
    """Run with a login that may make roles, as the administrators of rented servers are."""
    server = own_database.server
    with own_database.connect() as admin:
        admin.execute("CREATE ROLE clerk LOGIN CREATEROLE PASSWORD 'clerks-own'")
        admin.execute("GRANT qk_owner, qk_learner, qk_teacher TO clerk WITH ADMIN OPTION")
        admin.execute("CREATE DATABASE rented OWNER clerk")
    try:
        text = server.address("clerk", "rented")
        with connected(text, password=lambda _: "clerks-own", wants_schema=False) as connection:
            ready = setup.init(connection)
            assert (ready.before, ready.version) == (0, 1)
            assert "the administrator is no superuser" in ready.remarks[-1]
            added = members.add(connection, "mai", class_="10A")
            assert [each.login for each in members.members(connection)] == ["mai"]
        with connected(
            server.address("mai", "rented"), password=lambda _: added.password or ""
        ) as connection:
            assert members.members(connection)[0].classes == ("10A",)
        with connected(text, password=lambda _: "clerks-own") as connection:
            assert members.remove(connection, "mai").is_login_gone
    finally:
        with own_database.connect() as admin:
            admin.execute("DROP DATABASE rented WITH (FORCE)")
