"""Search of a log: what is found, whose it is, and that answers never wait for it."""

from pathlib import Path

import pytest

from quizkit.errors import StoreError
from quizkit.model import Draft
from quizkit.store import rows
from quizkit.store.answers import done, fill, find_answers
from quizkit.store.log import open_log
from quizkit.store.schema import connect
from tests.fault.writer import review


def asked(fact: str, stem: str, response: object = "Kerry", **members: object) -> Draft:
    told = {"facet": f"d/{fact}#leader", "stem": stem, "response": response}
    return Draft("review", {**review(fact, 3).body, **told, **members})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "me.db"
    with open_log(place, learner="mai") as log:
        drafts = [
            asked("f1", "Who led the delegation to Hà Nội?"),
            asked("f2", "Who came?", [1], options=["Lê Đức Anh", "John Vessey"]),
            asked("f1", "Who led the delegation to Hà Nội?", None),
            Draft("flag", {"facet": "e/f3#r", "stem": "Who left?", "reason": "the year is wrong"}),
        ]
        for n, draft in enumerate(drafts):
            log.append([draft], at=1000 * n, off=0)
    with open_log(place, learner="lan") as log:
        log.append([asked("f1", "Who led Lan to Hà Nội?")], at=5000, off=0)
    return place


def stems(path: Path, *words: str, learner: str = "mai", **more) -> list[str]:
    found = find_answers(path, learner, words, **more)
    return [answer.row.event.body["stem"] for answer in found]


def test_stems_options_responses_and_reasons_are_searched(path: Path) -> None:
    hanoi = "Who led the delegation to Hà Nội?"
    assert stems(path, "ha noi") == [hanoi]
    assert stems(path, "kerry") == [hanoi]
    assert stems(path, "vess") == ["Who came?"]
    assert stems(path, "duc anh") == ["Who came?"]
    assert stems(path, "wrong", "year") == ["Who left?"]
    assert stems(path, "who") == ["Who left?", hanoi, "Who came?"]
    assert stems(path, "who", most=1) == ["Who left?"]
    assert stems(path, "who", deck="e") == ["Who left?"]
    assert stems(path, "--") == stems(path, "nothing") == []


def test_a_question_is_told_once_with_its_newest_answer(path: Path) -> None:
    (found,) = find_answers(path, "mai", ["delegation"])
    assert (found.times, found.row.event.seq) == (2, 3)


def test_answers_of_another_learner_are_not_found(path: Path) -> None:
    assert stems(path, "noi", learner="lan") == ["Who led Lan to Hà Nội?"]
    assert stems(path, "lan") == []
    assert stems(path, "noi", learner="nobody") == []


def test_answers_since_the_last_search_are_found(path: Path) -> None:
    assert stems(path, "tomorrow") == []
    with open_log(path, learner="mai") as log:
        first, *_ = log.append([asked("f9", "What happens tomorrow?")], at=9000, off=0)
        log.append([Draft("undo", {"targets": [first.id]})], at=9001, off=0)
    assert stems(path, "tomorrow") == ["What happens tomorrow?"]
    assert not find_answers(path, "mai", ["tomorrow"])[0].row.live


def test_an_index_of_other_code_is_made_anew(path: Path) -> None:
    stems(path, "who")
    connection = connect(path)
    rows.set_meta(connection, "search", "other:3")
    connection.execute("INSERT INTO search(rowid, words) VALUES(77, 'who')")
    assert done(connection) is None
    fill(connection)
    fill(connection)
    assert connection.execute("SELECT count(*) FROM search").get == 5
    connection.close()


def test_a_store_that_cannot_be_written_is_searched_as_well(
    open_folder: Path, path: Path, as_nobody
) -> None:
    place = open_folder / "me.db"
    place.write_bytes(path.read_bytes())
    place.chmod(0o444)
    open_folder.chmod(0o555)
    before = place.read_bytes()
    assert as_nobody(lambda: "|".join(stems(place, "vess"))) == "Who came?"
    assert place.read_bytes() == before


def test_a_store_that_is_locked_is_searched_as_well(path: Path, monkeypatch) -> None:
    monkeypatch.setattr("quizkit.store.answers._PATIENCE_MS", 1)
    writer = connect(path)
    writer.execute("BEGIN IMMEDIATE")
    assert stems(path, "vess") == ["Who came?"]
    writer.execute("ROLLBACK")
    writer.close()


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "me.db").write_bytes(b"x" * 5000)
    with pytest.raises(StoreError, match="not a log"):
        find_answers(tmp_path / "me.db", "mai", ["who"])
