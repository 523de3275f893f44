"""What a teacher reads."""

import pytest

from quizkit.errors import SyncError
from quizkit.store.server import joining, pupils
from quizkit.store.server.side import ServerSide
from tests.servers import Database
from tests.store.server.chains import chain

pytestmark = pytest.mark.postgres


@pytest.fixture
def school(database: Database) -> Database:
    """Return two classes: lan teaches both, tom teaches 10B, mai is in both, new never synced."""
    for login, class_ in (("mai", "10A"), ("mai", "10B"), ("new", "10A"), ("zoe", "10B")):
        database.add(login, class_)
    for login, class_ in (("lan", "10A"), ("lan", "10B"), ("tom", "10B")):
        database.add(login, class_, is_teacher=True)
    for login in ("mai", "zoe"):
        with database.connected(login) as connection:
            joining.claim(connection, f"id-{login}")
            ServerSide(connection, f"id-{login}").add(chain(f"id-{login}"))
    return database


def seen(database: Database, login: str, class_: str | None = None) -> list[str | None]:
    with database.connected(login) as connection:
        return [each.login for each in pupils.pupils(connection, class_)]


def test_pupils_of_the_own_classes(school: Database) -> None:
    assert seen(school, "lan") == ["mai", "new", "zoe"]
    assert seen(school, "lan", "10A") == ["mai", "new"]
    assert seen(school, "tom") == ["mai", "zoe"]
    assert seen(school, "principal", "10B") == ["mai", "zoe"]


def test_classes_of_others_are_not_told(school: Database) -> None:
    with school.connected("tom") as connection:
        assert pupils.classes(connection) == ("10B",)
        assert pupils.pupils(connection)[0].classes == ("10B",)  # and not 10A, where mai is as well
        for class_ in ("10A", "no such"):
            with pytest.raises(SyncError, match=f"no class {class_} for you; there is: 10B"):
                pupils.pupils(connection, class_)


def test_one_of_several_classes_is_to_be_named(school: Database) -> None:
    with school.connected("lan") as connection:
        assert pupils.own_class(connection, "10B") == "10B"
        with pytest.raises(SyncError, match="name one with --class: 10A, 10B"):
            pupils.own_class(connection, None)
    with school.connected("tom") as connection:
        assert pupils.own_class(connection, None) == "10B"


def test_events_of_the_own_pupils_only(school: Database) -> None:
    school.add("ann", "10C", is_teacher=True)
    counts = {}
    for login in ("lan", "tom", "ann", "principal", "zoe"):
        with school.connected(login) as connection:
            counts[login] = [
                sum(1 for _ in pupils.events_of(connection, learner))
                for learner in ("id-mai", "id-zoe")
            ]
    assert counts == {
        "lan": [3, 3], "tom": [3, 3], "ann": [0, 0], "principal": [3, 3], "zoe": [0, 3],
    }  # fmt: skip


def test_nothing_is_open_between_two_pages(school: Database) -> None:
    with school.connected("lan") as connection:
        events = pupils.events_of(connection, "id-mai")
        first = next(events)
        assert pupils.classes(connection) == ("10A", "10B")
        assert [first.id, *(each.id for each in events)] == [each.id for each in chain("id-mai")]


def test_a_login_in_no_class_is_told_so(school: Database) -> None:
    with school.connected() as connection:
        connection.execute("DELETE FROM qk.seat")
    with (
        school.connected("tom") as connection,
        pytest.raises(SyncError, match="tom is in no class"),
    ):
        pupils.own_class(connection, None)
