"""What a place is, and logs of many learners read from it."""

from pathlib import Path

import pytest

from quizkit.analysis.items.answers import Figures
from quizkit.analysis.items.known import Known
from quizkit.analysis.items.reading import Reader, is_log, is_shards
from quizkit.analysis.items.sources import Wanted, figures_at, stories_of
from quizkit.errors import ArgumentError, FormatError, QuizkitError
from quizkit.model import Draft
from quizkit.store.log import open_log
from tests.analysis.items.moments import review

PLAIN = Wanted()
LEARNERS = ("an", "bo", "cy", "di")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of four learners with copies as line files; the last of them was wrong."""
    path = tmp_path / "class.db"
    for number, who in enumerate(LEARNERS):
        last = who == LEARNERS[-1]
        bodies = [
            review(response=[int(last)], score=0 if last else 1_000_000)[1].body,
            review("d/g#r", response=[0 if number < 2 else 2], score=0 if number > 1 else 10**6)[
                1
            ].body,
        ]
        with open_log(path, learner=who, copies=True) as log:
            log.append([Draft("review", body) for body in bodies], at=1_767_225_600_000, off=0)
            log.keep_up()
    return path


def at(*places: Path, wanted: Wanted = PLAIN) -> Figures:
    def files(_path: Path) -> dict[str, bytes]:
        raise AssertionError

    named = [str(place) for place in places]
    return figures_at(named, wanted, Known(()), files=files, reader=Reader())


def test_store_and_line_files_tell_the_same(store: Path) -> None:
    found = at(store)
    assert (found.learners, found.answers, len(found.questions)) == (4, 8, 2)
    by_facet = {each.facet: each for each in found.questions}
    assert (by_facet["d/f#r"].facility, by_facet["d/f#r"].key) == (0.75, "Kerry")
    (folder,) = {path.parent.parent for path in store.parent.rglob("*.jsonl")}
    assert is_log(str(folder))
    assert at(folder) == found


def test_shards_tell_the_same_in_duckdb(store: Path, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    from quizkit.cli.main import run

    folder = tmp_path / "shards"
    assert run(["log", "export", str(folder), "--shards", "2", "--from", str(store)]) == 0
    assert is_shards(str(folder))
    found, told = at(folder), at(store)
    assert found.reliability == pytest.approx(told.reliability, abs=1e-9)
    assert found.spread == pytest.approx(told.spread, abs=1e-9)
    assert found.error == pytest.approx(told.error, abs=1e-9)
    # the job tells times from classes; all else must be equal
    plain = [
        each._replace(
            reliability=None,
            spread=None,
            error=None,
            questions=tuple(question._replace(seconds=None) for question in each.questions),
        )
        for each in (found, told)
    ]
    assert plain[0] == plain[1]
    stories = dict(stories_of([str(folder)], Wanted(), Reader()))
    assert sorted(stories) == sorted(LEARNERS)


def test_one_learner_at_two_places_is_refused(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(store.read_bytes())
    with pytest.raises(FormatError, match="would count twice"):
        at(store, copy)


def test_damaged_events_are_counted(store: Path) -> None:
    (first, *_) = sorted(store.parent.rglob("*.jsonl"))
    data = first.read_bytes().replace(b"Kerry", b"Terry", 1)
    first.write_bytes(data)
    reader = Reader()
    folder = first.parent.parent
    kept = list(stories_of([str(folder)], Wanted(), reader))
    assert (reader.damaged, len(reader.faults)) == (1, 1)
    assert len(kept) == 4


def test_the_last_answer_counts_where_that_is_wanted(store: Path) -> None:
    with open_log(store, learner="an") as log:
        body = review(response=[2], score=0)[1].body
        log.append([Draft("review", body)], at=1_767_225_700_000, off=0)
    right = {"first": 0.75, "last": 0.5}
    for which in ("first", "last"):
        found = at(store, wanted=Wanted(which=which))
        (question,) = (each for each in found.questions if each.facet == "d/f#r")
        assert (question.facility, question.again, question.lapsed) == (right[which], 1, 1)


def test_a_class_is_of_a_server(store: Path) -> None:
    with pytest.raises(ArgumentError):
        at(store, wanted=Wanted(class_="10A"))


@pytest.mark.parametrize("name", ["gone.db", "text.db"])
def test_what_is_no_log_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.db").write_text("no database, but long enough to be looked at", "utf-8")
    with pytest.raises(QuizkitError, match=name):
        at(tmp_path / name)
