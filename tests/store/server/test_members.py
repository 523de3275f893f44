"""Members: added, listed, removed."""

import pytest

from quizkit.errors import SyncError
from quizkit.store.server import joining, logins, members
from quizkit.store.server.connect import connected
from quizkit.store.server.members import Added, Member, Removed
from quizkit.store.server.setup import init
from quizkit.store.server.side import ServerSide
from tests.servers import Database
from tests.store.server.chains import chain

pytestmark = pytest.mark.postgres


def synced(database: Database, login: str, *, learner: str | None = None, n: int = 3) -> None:
    """Let a pupil claim an id and send events."""
    with database.connected(login) as connection:
        joining.claim(connection, learner or login)
        ServerSide(connection, learner or login).add(chain(learner or login, n=n))


def test_a_new_member_gets_a_password_that_lets_in(database: Database) -> None:
    with database.connected() as connection:
        added = members.add(connection, "mai", class_="10A")
    assert added.is_new
    assert added.password is not None
    database.secrets["mai"] = added.password
    with database.connected("mai") as connection:
        assert members.members(connection) == [Member("mai", None, ("10A",), is_teacher=False)]


def test_a_password_of_ones_own_is_not_told_again(database: Database) -> None:
    with database.connected() as connection:
        added = members.add(connection, "mai", class_="10A", password="a long enough one é")
    assert added == Added("mai", None, is_new=True)
    database.secrets["mai"] = "a long enough one é"
    with database.connected("mai"):
        pass


def test_the_password_is_sent_as_a_hash(
    database: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    with database.connected() as connection:
        members.add(connection, "mai", class_="10A", password="long-enough")
        row = connection.execute(
            "SELECT rolpassword LIKE 'SCRAM-SHA-256$%', rolconnlimit FROM pg_authid "
            "WHERE rolname = 'mai'"
        ).fetchone()
    assert row == (True, logins.CONNECTIONS)


def test_passwords_made_here_differ() -> None:
    assert len({logins.generated() for _ in range(200)}) == 200


def test_a_member_can_be_in_several_classes(database: Database) -> None:
    database.add("lan", "10A", is_teacher=True)
    with database.connected() as connection:
        again = members.add(connection, "lan", class_="10B", is_teacher=True)
        assert again == Added("lan", None, is_new=False)
        assert members.add(connection, "lan", class_="10B", is_teacher=True) == again
        assert members.members(connection, "10B") == [
            Member("lan", None, ("10A", "10B"), is_teacher=True)
        ]


ODD = [
    *("", "Mai", "mai lan", "mai\n", "mai;--", 'm"ai', "mài", "-mai", "x" * 64, "ma/i", "m@i"),
    *("m\x1b[2Ji", "pg_mai", "qk_owner", "postgres", "public", "none"),
]


def test_odd_logins_are_refused(database: Database) -> None:
    with database.connected() as connection:
        for login in ODD:
            with pytest.raises(SyncError) as caught:
                members.add(connection, login, class_="10A")
            assert members.members(connection) == [], login
            assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("login", ["10a-07", "a.b_c-d", "x" * 63, "select", "7"])
def test_strange_but_harmless_logins_are_taken(database: Database, login: str) -> None:
    database.add(login)
    with database.connected(login) as connection:
        assert members.members(connection)[0].login == login
    with database.connected() as connection:
        assert members.remove(connection, login).is_login_gone


@pytest.mark.parametrize("name", ["", " 10A", "10A ", "x" * 65, "10\nA", "10\x1bA", "1\u202e0A"])
def test_odd_names_of_classes_are_refused(database: Database, name: str) -> None:
    with database.connected() as connection, pytest.raises(SyncError, match="the class"):
        members.add(connection, "mai", class_=name)


@pytest.mark.parametrize("name", ["10A", "Lớp 10 A'; DROP TABLE", "x" * 64, "数学"])
def test_names_of_classes_are_any_text(database: Database, name: str) -> None:
    database.add("mai", name)
    with database.connected() as connection:
        assert members.members(connection, name)[0].classes == (name,)


def test_what_is_refused_leaves_nothing_behind(database: Database) -> None:
    database.add("mai")
    with database.connect() as admin:
        admin.execute("CREATE ROLE backup LOGIN CREATEDB")
    cases = {
        "used for something else": {"login": "backup"},
        "a pupil's": {"login": "mai", "is_teacher": True},
        "too short": {"login": "binh", "password": "short"},
        "no events without a login": {"login": "binh", "learner": "nobody"},
        "id is not one": {"login": "binh", "learner": "no body"},
    }
    with database.connected() as connection:
        for words, asked in cases.items():
            login = str(asked.pop("login"))
            with pytest.raises(SyncError, match=words):
                members.add(connection, login, class_="10B", **asked)  # type: ignore[arg-type]
        assert [each.login for each in members.members(connection)] == ["mai"]
        found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'binh'").fetchall()
    assert found == []


def test_a_login_of_another_class_server_there_is_taken_over(database: Database) -> None:
    database.add("mai")
    with database.connected() as connection:
        connection.execute("DELETE FROM qk.member")
        assert members.add(connection, "mai", class_="10A") == Added("mai", None, is_new=True)
    with database.connected("mai") as connection:
        assert joining.whose(connection) is None


def test_removing_keeps_the_events_unseen_and_a_new_login_takes_them_up(database: Database) -> None:
    for login in ("mai", "binh"):
        database.add(login)
    database.add("lan", is_teacher=True)
    synced(database, "mai")
    with database.connected() as connection:
        assert members.remove(connection, "mai") == Removed(("10A",), 0, 3, is_login_gone=True)
        gone = [each for each in members.members(connection) if each.login is None]
        assert gone == [Member(None, "mai", (), is_teacher=False)]
    with database.connected("lan") as connection:
        assert [each.login for each in members.members(connection)] == ["lan", "binh"]
        assert connection.execute("SELECT count(*) FROM qk.event").fetchone() == (0,)
    with (
        database.connected("binh") as connection,
        pytest.raises(SyncError, match="under another login"),
    ):
        joining.claim(connection, "mai")
    database.add("mai2", "10B", learner="mai")
    with database.connected("mai2") as connection:
        assert ServerSide(connection, "mai").standings()["a" * 32].held == 3


def test_removing_with_events_leaves_no_row(database: Database) -> None:
    for login in ("mai", "binh"):
        database.add(login)
        synced(database, login)
    with database.connected() as connection:
        done = members.remove(connection, "mai", with_events=True)
        assert done == Removed(("10A",), 3, 0, is_login_gone=True)
        for table, left in (("member", 1), ("seat", 1), ("event", 3)):
            row = connection.execute(f"SELECT count(*) FROM qk.{table}".encode()).fetchone()
            assert row == (left,), table
        rows = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'mai'").fetchall()
    assert rows == []


def test_leaving_one_class_of_two(database: Database) -> None:
    database.add("mai", "10A")
    database.add("mai", "club")
    synced(database, "mai")
    with database.connected() as connection:
        with pytest.raises(SyncError, match="in other classes still, so no events are deleted"):
            members.remove(connection, "mai", class_="club", with_events=True)
        assert members.remove(connection, "mai", class_="club") == Removed(
            ("club",), is_member=True
        )
        with pytest.raises(SyncError, match="mai is not in the class club"):
            members.remove(connection, "mai", class_="club")
        assert members.remove(connection, "mai", class_="10A").is_login_gone


def test_a_connection_of_somebody_removed_sees_and_adds_nothing(database: Database) -> None:
    database.add("mai")
    synced(database, "mai")
    with database.connect("mai") as still_open:
        with database.connected() as connection:
            members.remove(connection, "mai")
        import psycopg

        try:
            rows = still_open.execute("SELECT * FROM qk.event").fetchall()
        except psycopg.Error:
            rows = []
        assert rows == []
        with pytest.raises(psycopg.Error):
            still_open.execute(
                "INSERT INTO qk.event(learner, id, dev, seq, body) VALUES ('mai', '', '', 1, '')"
            )


def test_a_login_that_owns_something_is_closed(database: Database) -> None:
    database.add("mai")
    with database.connected() as connection:
        connection.execute("CREATE SCHEMA of_mai AUTHORIZATION mai")
        assert not members.remove(connection, "mai").is_login_gone
        row = connection.execute(
            "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'mai'"
        ).fetchone()
        connection.execute("DROP SCHEMA of_mai")
        connection.execute("ALTER ROLE mai LOGIN")  # or the fixture passes it by
    assert row == (False,)


def test_only_the_administrator_adds_and_removes(database: Database) -> None:
    database.add("mai")
    database.add("lan", is_teacher=True)
    for login in ("mai", "lan"):
        with database.connected(login) as connection:
            with pytest.raises(SyncError, match="only the administrator of"):
                members.add(connection, "friend", class_="10A")
            with pytest.raises(SyncError, match="only the administrator of"):
                members.remove(connection, "mai")


def test_nobody_to_remove(database: Database) -> None:
    with database.connected() as connection, pytest.raises(SyncError, match='no member "mai" on'):
        members.remove(connection, "mai")


def test_another_database_on_the_server_keeps_its_login(own_database: Database) -> None:
    """Else whoever gets the name here next would be the member there, with all answers."""
    server = own_database.server
    with server.connect() as admin:
        admin.execute("CREATE DATABASE neighbour")
    there = Database(server, "neighbour")
    try:
        address = there.address()
        with connected(address, password=there.password(), wants_schema=False) as connection:
            init(connection)
            there.secrets["mai"] = str(members.add(connection, "mai", class_="9B").password)
        own_database.secrets["mai"] = there.secrets["mai"]
        with own_database.connected() as connection:
            assert members.add(connection, "mai", class_="10A").password is None
            assert not members.remove(connection, "mai").is_login_gone
            assert members.add(connection, "mai", class_="10A") == ("mai", None, True)
            assert not members.remove(connection, "mai").is_login_gone
        there.connect("mai").close()
        with there.connected() as connection:
            assert members.remove(connection, "mai").is_login_gone
    finally:
        with server.connect() as admin:
            admin.execute("DROP DATABASE neighbour WITH (FORCE)")
