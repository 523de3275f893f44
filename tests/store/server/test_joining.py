"""Whose answers a login holds."""

import pytest

from quizkit.errors import SyncError
from quizkit.store.server import joining
from tests.servers import Database

pytestmark = pytest.mark.postgres


def test_the_first_sync_binds_the_learner_to_the_login(database: Database) -> None:
    database.add("mai")
    with database.connected("mai") as connection:
        assert joining.whose(connection) is None
        assert joining.claim(connection, "5f0c") == "5f0c"
    with database.connected("mai") as connection:
        assert joining.whose(connection) == joining.claim(connection, "5f0c") == "5f0c"
        with pytest.raises(SyncError) as caught:
            joining.claim(connection, "other")
    assert str(caught.value) == (
        f"the login mai holds the answers of the learner 5f0c on {database.name} on 127.0.0.1, and "
        "here they are of other; sync as 5f0c, or ask for a login of your own"
    )


def test_an_id_of_another_login_is_not_to_be_had(database: Database) -> None:
    for login in ("mai", "binh"):
        database.add(login)
    with database.connected("mai") as connection:
        joining.claim(connection, "5f0c")
    with database.connected("binh") as connection:
        with pytest.raises(SyncError, match="under another login"):
            joining.claim(connection, "5f0c")
        assert joining.whose(connection) is None


@pytest.mark.parametrize("learner", ["", "mai lan", "mài", "x" * 65, "mai\n", "a'--"])
def test_what_is_no_id_is_refused_here_and_there(database: Database, learner: str) -> None:
    import psycopg

    database.add("mai")
    with database.connected("mai") as connection:
        with pytest.raises(SyncError, match="want 1 to 64 of the characters"):
            joining.claim(connection, learner)
        assert joining.whose(connection) is None
    with database.connect("mai") as own, pytest.raises(psycopg.errors.CheckViolation):
        own.execute("SELECT qk.claim(%s)", (learner,))


def test_a_teacher_and_the_administrator_have_no_answers(database: Database) -> None:
    database.add("lan", is_teacher=True)
    with database.connected("lan") as connection, pytest.raises(SyncError, match="a teacher's"):
        joining.claim(connection, "5f0c")
    with database.connected() as connection, pytest.raises(SyncError, match="is no member of"):
        joining.whose(connection)
