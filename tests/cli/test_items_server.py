"""`quizkit items` of a class, from its server."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizkit.model import Draft
from quizkit.store.event import Link, make
from quizkit.store.server import joining
from quizkit.store.server.side import ServerSide
from quizkit.store.take import Offered
from tests import servers
from tests.analysis.items.moments import review

pytestmark = pytest.mark.postgres

CLASSES = {"mai": "10A", "bao": "10A", "zoe": "10B"}


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[servers.Database]:
    """Return a class server with two pupils of 10A, one of 10B, and the teacher of 10A."""
    with servers.shared().database() as database:
        database.add("lan", "10A", is_teacher=True)
        for login, class_ in CLASSES.items():
            database.add(login, class_)
            body = review(response=[0 if login == "mai" else 1], score=1_000_000 * (login == "mai"))
            link = Link(f"{len(login):032x}", 1, None, None, f"id-{login}")
            event, data = make(Draft("review", body[1].body), link, at=0, off=0)
            with database.connected(login) as connection:
                joining.claim(connection, f"id-{login}")
                ServerSide(connection, f"id-{login}").add([Offered(event.id, data)])
        monkeypatch.setenv("PGPASSFILE", str(database.passfile(tmp_path / "passwords")))
        yield database


def test_a_teacher_reads_the_own_class(call, school: servers.Database) -> None:
    done = call("items", "--from", school.address("lan"), "--class", "10A", "--json")
    told = json.loads(done.out)
    assert (done.code, told["learners"], told["answers"]) == (0, 2, 2)
    (question,) = told["questions"]
    assert (question["key"], question["difficulty"]) == ("Kerry", 0.5)
    assert call("items", "--from", school.address("lan"), "--flags").code == 0


def test_what_is_not_there_is_one_sentence(call, school: servers.Database) -> None:
    done = call("items", "--from", school.address("lan"), "--class", "10B")
    assert done.code == 3
    assert done.err.startswith("error: ")
    assert "10A" in done.err
    assert len(done.err.splitlines()) <= 2
