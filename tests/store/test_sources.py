"""What learners did, from a store, a folder or a server: always the same, damage told."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings

from quizkit.errors import ArgumentError, StoreError, SyncError
from quizkit.memory.replay import Moment, fold_moments
from quizkit.memory.timeline import ordered
from quizkit.model import Draft
from quizkit.store import story as story_module
from quizkit.store.event import unread
from quizkit.store.log import open_log
from quizkit.store.server import joining
from quizkit.store.server.side import ServerSide
from quizkit.store.sources import stories
from tests import servers
from tests.fault.writer import START, review
from tests.store.schools import School, in_folder, in_store, kept, offered, schools

DAY = 86_400_000
_MOST = settings().max_examples
FEW_WHEN_QUICK = settings(max_examples=15 if _MOST <= 50 else _MOST)


def wanted(school: School) -> dict[str, tuple[Moment, ...]]:
    """Return the live events that are applied, straight from the definition."""
    found = {}
    for learner, events in school.items():
        odd = frozenset(event.id for event in events if unread(event))
        live = ordered(events, unread=odd)
        found[learner] = tuple(moment for moment in live if moment[1].id not in odd)
    return found


def moments_at(place: Path) -> dict[str, tuple[Moment, ...]]:
    return {story.learner: story.moments for story in stories(place)}


@pytest.fixture
def school(tmp_path: Path) -> School:
    """Return two learners; one has two devices, an undo and a clock that was mended."""
    path = tmp_path / "made.db"
    found: dict[str, list] = {}
    for learner in ("lan", "mai"):
        with open_log(path, learner=learner) as log:
            done = [log.append([review(f"{n}", n)], at=START + n * DAY, off=60)[0] for n in (1, 2)]
            log.append([Draft("undo", {"targets": [done[0].id]})], at=START, off=60)
            body = {"device": log.device, "from": 2, "to": 2, "delta": -DAY}
            log.append([Draft("clock_fix", body)], at=START, off=60)
            found[learner] = list(log.events())
    return found


@FEW_WHEN_QUICK
@given(schools())
def test_a_store_tells_what_the_definition_says(
    tmp_path_factory: pytest.TempPathFactory, school: School
) -> None:
    place = in_store(tmp_path_factory.mktemp("store") / "me.db", school)
    found = {story.learner: story for story in stories(place)}
    assert {name: story.moments for name, story in found.items()} == wanted(school)
    for learner, story in found.items():
        with open_log(place, learner=learner, readonly=True) as log:
            rows = {row.event.id: (row.t, row.live) for row in log.entries()}
            assert {row.event.id: (row.t, row.live) for row in story.every} == rows
            assert fold_moments(story.moments).facets == log.memory().facets


@FEW_WHEN_QUICK
@given(schools())
def test_a_folder_tells_what_the_definition_says(
    tmp_path_factory: pytest.TempPathFactory, school: School
) -> None:
    place = in_folder(tmp_path_factory.mktemp("folder"), school)
    assert moments_at(place) == wanted(school)


def test_clocks_that_were_mended_count(school: School, monkeypatch) -> None:
    assert wanted(school) == {s.learner: s.moments for s in _told(school)}
    monkeypatch.setattr(story_module, "clock_fixes", lambda *_args, **_more: {})
    assert wanted(school) != {s.learner: s.moments for s in _told(school)}


def test_what_was_undone_does_not_count(school: School, monkeypatch) -> None:
    every = {event.id for events in school.values() for event in events}
    monkeypatch.setattr(story_module, "live", lambda *_args, **_more: every)
    assert wanted(school) != {s.learner: s.moments for s in _told(school)}


def _told(school: School) -> Iterator[story_module.Story]:
    for learner, events in school.items():
        yield story_module.story_of(learner, story_module.prove(offered(events), learner))


def test_one_learner_may_be_named(school: School, tmp_path: Path) -> None:
    store, folder = in_store(tmp_path / "s.db", school), in_folder(tmp_path / "f", school)
    for place in (store, folder):
        assert [story.learner for story in stories(place, learner="mai")] == ["mai"]
    with pytest.raises(StoreError, match=r"holds no answers of o; it has lan, mai"):
        list(stories(store, learner="o"))
    with pytest.raises(SyncError, match=r"holds no answers of o; it has lan, mai"):
        list(stories(folder, learner="o"))


def test_copies_beside_a_store_and_an_export_are_folders_too(
    school: School, tmp_path: Path
) -> None:
    in_folder(tmp_path / "copies" / "events", school)
    assert moments_at(tmp_path / "copies") == wanted(school)


def test_damaged_lines_are_told_and_the_rest_counts(school: School, tmp_path: Path) -> None:
    folder = in_folder(tmp_path / "f", school)
    file = next(folder.glob("*/*.jsonl"))
    shutil.copy(file, file.with_name("conflict (Kim's laptop).jsonl"))
    lines = file.read_bytes().splitlines(keepends=True)
    odd = [b"\xff\n", b"{}\n", lines[0].replace(b'"ms":3000', b'"ms":3001'), lines[1][:40]]
    (file.parent / "odd.jsonl").write_bytes(b"".join(odd))
    found = list(stories(folder))
    assert {story.learner: story.moments for story in found} == wanted(school)
    assert [story.damaged for story in found] == [4, 0]
    assert found[0].faults[0].startswith(f"{file.parent.name}/odd.jsonl:1: ")
    assert found[0].faults[3].endswith("odd.jsonl:4: half a line")


def test_half_a_line_at_the_end_of_an_open_file_is_no_damage(
    school: School, tmp_path: Path
) -> None:
    folder = in_folder(tmp_path / "f", school)
    dev = next(folder.glob("*/*.jsonl")).parent
    (dev / "0001-open.jsonl").write_bytes(b'{"at":17')
    assert [story.damaged for story in stories(folder)] == [0, 0]


def test_events_of_a_store_that_were_changed_are_told(school: School, tmp_path: Path) -> None:
    place = in_store(tmp_path / "s.db", school)
    connection = apsw.Connection(str(place))
    (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name='event_keep'").fetchone()
    connection.execute("DROP TRIGGER event_keep")
    connection.execute("UPDATE event SET body = replace(body, '3000', '3001') WHERE n = 1")
    connection.execute(sql)
    connection.close()
    damaged = [story for story in stories(place) if story.damaged]
    assert [(story.damaged, len(story.every)) for story in damaged] == [(1, 3)]
    assert damaged[0].faults == ("s.db: event 1: id: the bytes have another hash",)


def test_what_is_only_kept_stands_in_every_and_not_in_moments(
    school: School, tmp_path: Path
) -> None:
    more = {**school, "mai": [*school["mai"], kept("mai", 1, "dream"), kept("mai", 2, "newer")]}
    (found,) = stories(in_store(tmp_path / "s.db", more), learner="mai")
    assert found.moments == wanted(school)["mai"]
    assert (len(found.every), sum(row.is_read for row in found.every)) == (6, 4)


def test_progress_is_told_by_learners(school: School, tmp_path: Path) -> None:
    for place in (in_store(tmp_path / "s.db", school), in_folder(tmp_path / "f", school)):
        told: list[int] = []
        list(stories(place, tick=lambda done, of, told=told: told.extend((done, of))))
        assert told == [1, 2, 2, 2]


@pytest.mark.parametrize(
    ("place", "error", "words"),
    [
        ("no-such", SyncError, "there is no folder and no log at no-such; name another"),
        ("no-such.db", StoreError, "no log at no-such.db; study a deck first, or name another"),
        ("empty", SyncError, "there are no answers in empty: wanted is a folder that"),
        ("text.db", StoreError, "text.db is not a log of quizkit; name another file"),
        ("torn", SyncError, "not one event can be read in torn, 1 lines are damaged"),
    ],
)
def test_a_place_without_a_log_is_told(
    place: str, error: type[Exception], words: str, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.db").write_text("not a database, but long enough to be read as one\n" * 40)
    (tmp_path / "torn" / ("a" * 32)).mkdir(parents=True)
    (tmp_path / "torn" / ("a" * 32) / "x.jsonl").write_bytes(b"{}\n")
    with pytest.raises(error) as told:
        list(stories(place))
    assert words in str(told.value)


def test_a_class_belongs_to_a_server(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="only a server has classes"):
        stories(tmp_path, class_="10A")


@pytest.mark.postgres
def test_a_teacher_reads_the_own_class(school: School) -> None:
    with servers.shared().database() as database:
        database.add("kim", is_teacher=True)
        for learner, events in school.items():
            database.add(learner, "10B" if learner == "lan" else "10A")
            with database.connected(learner) as connection:
                joining.claim(connection, learner)
                ServerSide(connection, learner).add(offered(events))
        database.add("new", "10A")
        address, password = database.address("kim"), database.password("kim")
        (found,) = stories(address, class_="10A", password=password)
        assert (found.learner, found.moments) == ("mai", wanted(school)["mai"])
        with pytest.raises(SyncError, match="holds no answers of lan; it has mai"):
            list(stories(address, learner="lan", password=password))
        with pytest.raises(SyncError, match="there is no class 10B for you"):
            list(stories(address, class_="10B", password=password))
        everybody = stories(database.address(), password=database.password())
        assert {story.learner: story.moments for story in everybody} == wanted(school)


def test_a_place_in_a_folder_that_is_closed(open_folder, as_nobody) -> None:
    (open_folder / "closed").mkdir(mode=0)

    def work() -> str:
        try:
            stories(open_folder / "closed" / "stick")
        except SyncError as error:
            return str(error)
        return "nothing said"

    assert "cannot be read (Permission denied); give yourself the right" in as_nobody(work)
