"""What a teacher sets for a class."""

from datetime import date

import pytest

from quizkit.errors import SyncError
from quizkit.store.server.assignments import Assignment, assign, assignments, unassign
from tests.servers import Database

pytestmark = pytest.mark.postgres
MAY = date(2027, 5, 1)


@pytest.fixture
def school(database: Database) -> Database:
    """Return a class with one pupil and a teacher who has another class as well."""
    database.add("mai", "10A")
    for class_ in ("10A", "10B"):
        database.add("lan", class_, is_teacher=True)
    return database


def test_a_pupil_sees_what_is_set_for_the_own_class(school: Database) -> None:
    with school.connected("lan") as connection:
        war = assign(connection, "vietnam-us", day=MAY, tags=["war"], class_="10A")
        assign(connection, "rivers", day=date(2027, 4, 1), class_="10B")
        assert [each.deck for each in assignments(connection)] == ["rivers", "vietnam-us"]
        assert assignments(connection, "10A") == [war]
    with school.connected("mai") as connection:
        assert assignments(connection) == [Assignment("10A", "vietnam-us", ("war",), MAY)]


def test_setting_a_deck_again_replaces_it(school: Database) -> None:
    with school.connected("lan") as connection:
        assign(connection, "rivers", day=MAY, tags=["x"], class_="10A")
        later = assign(connection, "rivers", day=date(2027, 6, 1), class_="10A")
        assert assignments(connection) == [later]


def test_taking_back(school: Database) -> None:
    with school.connected("lan") as connection:
        assign(connection, "rivers", day=MAY, class_="10A")
        assert unassign(connection, "rivers", class_="10A")
        assert not unassign(connection, "rivers", class_="10A")


def test_the_administrator_may_too(school: Database) -> None:
    with school.connected() as connection:
        assert assign(connection, "rivers", day=MAY, class_="10B") in assignments(connection)


def test_a_pupil_may_not(school: Database) -> None:
    with school.connected("mai") as connection:
        with pytest.raises(SyncError, match="the login has no right to it"):
            assign(connection, "rivers", day=MAY)
        with pytest.raises(SyncError, match="the login has no right to it"):
            unassign(connection, "rivers")


OUTSIDE = [
    ("Rivers", MAY, [], '"Rivers" is no id of a deck'),
    ("", MAY, [], "is no id of a deck"),
    ("x" * 65, MAY, [], "is no id of a deck"),
    ("rivers", date(1999, 12, 31), [], "the day is 1999-12-31, wanted is one from 2000-01-01"),
    ("rivers", MAY, ["x"] * 21, "at most 20 tags"),
    ("rivers", MAY, ["x" * 65], "at most 20 tags"),
    ("rivers", MAY, [""], "at most 20 tags"),
    ("rivers", MAY, ["a\0"], "at most 20 tags"),
]


def test_what_is_outside_its_range_is_refused(school: Database) -> None:
    with school.connected("lan") as connection:
        for deck, day, tags, words in OUTSIDE:
            with pytest.raises(SyncError, match=words):
                assign(connection, deck, day=day, tags=tags, class_="10A")


def test_the_largest_tags_are_taken(school: Database) -> None:
    tags = [f"{n:02}" + "đ" * 62 for n in range(20)]
    with school.connected("lan") as connection:
        assert assign(connection, "rivers", day=MAY, tags=tags, class_="10A").tags == tuple(tags)
