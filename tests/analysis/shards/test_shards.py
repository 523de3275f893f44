"""Shards: what is read from them is what the log says, and what is not whole has no name."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import polars
import pytest
from hypothesis import given, settings

from quizkit.analysis.fit.history import histories
from quizkit.analysis.shards import reading, writing
from quizkit.analysis.shards.columns import COLUMNS
from quizkit.analysis.shards.manifest import name_of
from quizkit.analysis.shards.reading import shard_stories, verify
from quizkit.analysis.shards.writing import Exported, shard_of, write
from quizkit.errors import FormatError, JobError, StoreError
from quizkit.memory.replay import fold_moments
from quizkit.model import Draft
from quizkit.store.files import Files
from quizkit.store.log import open_log
from quizkit.store.sources import stories
from quizkit.store.story import Story, prove, story_of
from tests.fault.writer import START, review
from tests.store.schools import School, kept, offered, schools

DAY = 86_400_000
HOSTILE = (
    "a\0b",
    "line\nfeed\r\n",
    "quote\"'\\",
    "{}[],",
    "Hà Nội \U0001f600",
    "\x1b[31m",
    "",
    "NULL",
)


def told(school: School) -> list[Story]:
    return [story_of(name, prove(offered(school[name]), name)) for name in sorted(school)]


def read(folder: Path) -> dict[str, Any]:
    return {story.learner: story.moments for story in shard_stories(folder)}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of three learners with all that may stand in an answer."""
    path = tmp_path / "it's a log.db"
    for number, learner in enumerate(("lan", "mai", "o.o_k")):
        with open_log(path, learner=learner) as log:
            for n in range(6 + number):
                log.append([review(f"{n}", n)], at=START + n * DAY, off=420)
            for text in HOSTILE:
                body = review("s", 3).body | {"stem": text, "options": [text, "x"], "seed": text}
                body |= {"form": "choice", "response": [1, 0], "facet": f"d/{text}x#r"}
                log.append([Draft("review", body)], at=START + 8 * DAY, off=420)
                typed = {**body, "form": "typed", "options": [], "response": text}
                log.append([Draft("review", typed)], at=START + 8 * DAY, off=420)
            given_up = {**body, "response": None, "score": 0, "rating": 1, "override": "grade"}
            log.append([Draft("review", given_up)], at=START + 9 * DAY, off=-60)
            log.append(
                [Draft("flag", {"facet": "d/x#r", "stem": "a\0b", "reason": '"'})], at=0, off=0
            )
    return path


@settings(max_examples=4 if settings().max_examples <= 50 else settings().max_examples // 5)
@given(schools())
def test_replay_and_histories_are_those_of_the_log(
    tmp_path_factory: pytest.TempPathFactory, school: School
) -> None:
    folder = tmp_path_factory.mktemp("shards") / "out"
    known = told(school)
    done = write(known, folder, shards=2)
    found = read(folder)
    for story in known:
        if any(row.is_read for row in story.every):
            own = found.pop(story.learner)
            assert fold_moments(own) == fold_moments(story.moments)
            assert histories(own) == histories(story.moments)
    assert not found
    every = [row for story in known for row in story.every]
    assert (done.rows, done.kept) == (
        sum(row.is_read for row in every),
        sum(not row.is_read for row in every),
    )
    assert json.loads((folder / "manifest.json").read_bytes())["kept"] == done.kept


def test_a_shard_that_forgets_renames_would_be_noticed(tmp_path: Path, monkeypatch) -> None:
    with open_log(tmp_path / "me.db", learner="mai") as log:
        log.append([review("0", 0)], at=START, off=0)
        log.append([Draft("rename", {"old": "d/f0", "new": "d/g"})], at=START, off=0)
    (story,) = stories(tmp_path / "me.db")
    right = write([story], tmp_path / "right", shards=1)
    assert fold_moments(read(right.folder)["mai"]) == fold_moments(story.moments)
    honest = writing._applied
    monkeypatch.setattr(
        writing, "_applied", lambda each: [r for r in honest(each) if r.event.kind != "rename"]
    )
    wrong = write([story], tmp_path / "wrong", shards=1)
    assert fold_moments(read(wrong.folder)["mai"]) != fold_moments(story.moments)


def test_hostile_texts_come_back_as_they_were(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / 'o\'ut "of" box'
    write(stories(store), folder, shards=3)
    found = read(folder)
    for story in stories(store):
        assert [(t, event.kind, event.body) for t, event in found[story.learner]] == [
            (t, event.kind, event.body) for t, event in story.moments
        ]
    assert verify(folder)


def test_other_engines_read_the_same(store: Path, tmp_path: Path) -> None:
    done = write(stories(store), tmp_path / "out", shards=4)
    frames = [polars.read_parquet(tmp_path / "out" / name_of(n)) for n in range(4)]
    whole = polars.concat(frames)
    assert whole.columns == list(COLUMNS)
    assert (whole.height, whole["learner"].n_unique()) == (done.rows, done.learners) == (75, 3)
    assert whole["options"].list.len().max() == 2
    assert whole.filter(polars.col("kind") == "flag")["body"].n_unique() == 1
    assert whole["live"].all()


def test_learners_are_whole_in_the_shard_of_their_id(store: Path, tmp_path: Path) -> None:
    write(stories(store), tmp_path / "out", shards=4)
    for shard in reading.shards_of(tmp_path / "out"):
        learners = polars.read_parquet(shard.path)["learner"].unique().to_list()
        assert all(shard_of(learner, 4) == shard.number for learner in learners)
    spread = [shard_of(f"{n:032x}", 64) for n in range(6_400)]
    assert len(set(spread)) == 64
    assert max(map(spread.count, range(64))) < 160


def test_from_a_day_on_the_places_stay(store: Path, tmp_path: Path) -> None:
    whole = write(stories(store), tmp_path / "whole", shards=1)
    late = write(stories(store), tmp_path / "late", shards=1, since=date(2026, 1, 8))
    assert 0 < late.rows < whole.rows
    head = json.loads((late.folder / "manifest.json").read_bytes())
    assert (head["since"], head["complete"]) == ("2026-01-08", False)
    told = {
        tuple(row) for row in polars.read_parquet(late.folder / name_of(0))["learner", "n"].rows()
    }
    every = {
        tuple(row) for row in polars.read_parquet(whole.folder / name_of(0))["learner", "n"].rows()
    }
    assert told < every


def test_damage_is_counted_and_told(tmp_path: Path) -> None:
    story = Story("mai", (), (), 2, ("x.jsonl:1: torn", "x.jsonl:2: torn"))
    done = write([story], tmp_path / "out", shards=2)
    assert (done.learners, done.rows, done.damaged, done.faults) == (0, 0, 2, story.faults)
    assert [(shard.rows, shard.learners) for shard in verify(done.folder)] == [(0, 0), (0, 0)]


def test_a_folder_that_is_there_is_refused(store: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("keep")
    with pytest.raises(StoreError, match="nothing is overwritten"):
        write(stories(store), tmp_path / "out", shards=1)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["mine"]
    (tmp_path / "file").write_text("keep")
    with pytest.raises(StoreError, match="nothing is overwritten"):
        write(stories(store), tmp_path / "file", shards=1)


def test_what_goes_wrong_on_the_way_leaves_nothing(store: Path, tmp_path: Path) -> None:
    def broken() -> Iterable[Story]:
        yield next(iter(stories(store)))
        raise StoreError("gone", "me.db")

    with pytest.raises(StoreError, match="gone"):
        write(broken(), tmp_path / "out", shards=2)

    class Full(Files):
        def sync(self, path: Path) -> None:
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match=r"out cannot be written \(No space left on device\)"):
        write(stories(store), tmp_path / "out", shards=2, files=Full())
    assert not list(tmp_path.glob("out*"))


def test_a_second_try_takes_away_what_a_killed_one_left(store: Path, tmp_path: Path) -> None:
    (tmp_path / "out.part").mkdir()
    (tmp_path / "out.part" / "0.ndjson").write_text("{}\n")
    done = write(stories(store), tmp_path / "out", shards=1)
    assert done.rows == 75
    assert not (tmp_path / "out.part").exists()


class Dying(Files):
    """Files of a program that is killed at its so manieth work on them."""

    def __init__(self, at: int) -> None:
        self.left = at

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise KilledError

    def write(self, path: Path, data: bytes) -> None:
        self._step()
        super().write(path, data)

    def sync(self, path: Path) -> None:
        self._step()
        super().sync(path)

    def rename(self, old: Path, new: Path) -> None:
        self._step()
        super().rename(old, new)

    def sync_folder(self, folder: Path) -> None:
        self._step()
        super().sync_folder(folder)


class KilledError(BaseException):
    """The program is gone: nothing is tidied up."""


def deaths(store: Path, tmp_path: Path, monkeypatch) -> list[bool]:
    """Return for a death at each step whether the folder has its name, if it is whole then."""
    monkeypatch.setattr(writing.shutil, "rmtree", lambda *_args, **_more: None)
    found = []
    for at in range(40):
        folder = tmp_path / f"{at}"
        try:
            write(stories(store), folder, shards=2, files=Dying(at))
        except KilledError:
            found.append(folder.exists())
            if folder.exists():
                verify(folder)
        else:
            return found
    raise AssertionError("want an export that ends")


def test_whenever_it_dies_no_half_export_looks_whole(
    store: Path, tmp_path: Path, monkeypatch
) -> None:
    found = deaths(store, tmp_path, monkeypatch)
    assert len(found) >= 6
    assert found == sorted(found)


def test_an_export_that_takes_its_name_too_early_would_be_noticed(
    store: Path, tmp_path: Path, monkeypatch
) -> None:
    honest = writing._written

    def hasty(connection: Any, spread: Any, tick: Any, files: Files) -> Any:
        folder = spread._part.with_suffix("")
        folder.mkdir()
        return honest(connection, spread, tick, files)

    monkeypatch.setattr(writing, "_written", hasty)
    with pytest.raises(FormatError):
        deaths(store, tmp_path, monkeypatch)


@pytest.mark.fault
def test_a_program_that_is_killed_leaves_no_folder(store: Path, tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from quizkit.analysis.shards import writing\n"
        "from quizkit.store.sources import stories\n"
        "writing.write(stories(Path(sys.argv[1])), Path(sys.argv[2]), shards=3,"
        " tick=lambda done, of: done == 2 and os.kill(os.getpid(), 9))"
    )
    target = tmp_path / "out"
    done = subprocess.run([sys.executable, "-c", program, str(store), str(target)], check=False)
    assert done.returncode == -9
    assert not target.exists()
    assert write(stories(store), target, shards=3).rows == 75


@pytest.fixture
def made(store: Path, tmp_path: Path) -> Exported:
    return write(stories(store), tmp_path / "out", shards=2)


def redo(folder: Path, query: str) -> None:
    """Make the largest shard anew from a query over it, as a manifest of its own would have it."""
    shard = max(reading.shards_of(folder), key=lambda each: each.rows)
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE shard AS FROM read_parquet('{shard.path}')")
        connection.execute(f"COPY ({query}) TO '{shard.path}' (FORMAT parquet)")
        rows, learners = connection.execute(
            "SELECT count(*), count(DISTINCT learner) FROM read_parquet(?)", [str(shard.path)]
        ).fetchall()[0]
    head = json.loads((folder / "manifest.json").read_bytes())
    data = shard.path.read_bytes()
    own = {
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
        "rows": rows,
        "learners": learners,
    }
    head["shards"][shard.number] |= own
    (folder / "manifest.json").write_text(json.dumps(head))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * FROM shard ORDER BY n", "rows out of their order"),
        ("SELECT * REPLACE ('x' || learner AS learner) FROM shard", "learners of other shards"),
        ("SELECT * EXCLUDE body FROM shard", "has other columns than a shard"),
        ("SELECT * REPLACE (n::INTEGER AS n) FROM shard", "has other columns than a shard"),
    ],
)
def test_a_shard_of_another_make_is_told(made: Exported, query: str, words: str) -> None:
    verify(made.folder)
    redo(made.folder, "SELECT * FROM shard")
    verify(made.folder)
    redo(made.folder, query)
    with pytest.raises(JobError, match=words):
        verify(made.folder)


def test_a_shard_that_lost_a_row_is_told(made: Exported) -> None:
    head = json.loads((made.folder / "manifest.json").read_bytes())
    head["shards"][0]["rows"] += 1
    head["rows"] += 1
    (made.folder / "manifest.json").write_text(json.dumps(head))
    with pytest.raises(JobError, match=r"rows of \d learners, and its manifest says"):
        verify(made.folder)


def test_a_bit_that_fell_over_is_told(made: Exported) -> None:
    path = made.folder / name_of(1)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(JobError, match=r"shard-001.parquet is damaged: it has another hash"):
        verify(made.folder)
    path.unlink()
    with pytest.raises(JobError, match="its manifest names it: export again"):
        verify(made.folder)


def test_a_link_is_no_shard(made: Exported, tmp_path: Path) -> None:
    path = made.folder / name_of(0)
    path.rename(tmp_path / "elsewhere")
    os.symlink(tmp_path / "elsewhere", path)
    with pytest.raises(JobError, match="is a link, and a shard is a file"):
        verify(made.folder)


def test_nobody_is_named_in_the_manifest(made: Exported, store: Path) -> None:
    text = (made.folder / "manifest.json").read_text()
    assert not [word for word in ("mai", "lan", "o.o_k", str(store.parent)) if f'"{word}"' in text]
    assert str(store.parent) not in text


def test_an_unknown_kind_is_kept_out(tmp_path: Path) -> None:
    story = told({"mai": [kept("mai", 1, "dream"), kept("mai", 2, "odd")]})[0]
    done = write([story], tmp_path / "out", shards=1)
    assert (done.rows, done.learners, done.kept) == (0, 0, 2)
