"""Line files: whole lines, sealed files, torn tails, foreign devices, and both sides made equal."""

import json
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.memory.replay import fold
from quizkit.model import Event
from quizkit.store import lines as lines_module
from quizkit.store import linewriter
from quizkit.store.doctor import examine
from quizkit.store.event import encode
from quizkit.store.files import FILES, Files, copies_of
from quizkit.store.linefile import line_of, read_line
from quizkit.store.lines import every_line, line_files
from quizkit.store.log import Log, open_log
from tests.fault.writer import START, review
from tests.store.histories import histories
from tests.store.test_take import bad, chain, offered

HOUR = 3_600_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "me.db"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal files after ten events, and remember them at once."""
    monkeypatch.setattr(linewriter, "SEAL", 10)
    monkeypatch.setattr(lines_module, "_REMEMBER", 1)


def answer(log: Log, n: int, count: int = 1) -> tuple[Event, ...]:
    """Append answers in one transaction, and give the second copy its time."""
    drafts = [review(f"{n}-{k}", n + k) for k in range(count)]
    events = log.append(drafts, at=START + n * HOUR, off=0)
    log.keep_up()
    return events


def events_in(path: Path) -> dict[str, Event]:
    """Return the events of a store's line files by id; every line must be proved."""
    found: dict[str, Event] = {}
    for _, line in every_line(copies_of(path).events):
        assert line.proved() == ""
        found[line.id] = Event(id=line.id, **json.loads(line.data))
    return found


def equal(log: Log) -> bool:
    """Return whether line files and log hold the same events."""
    return events_in(log.path) == {event.id: event for event in log.events()}


def names(path: Path) -> list[str]:
    """Return the names of a store's line files, hashes left out, without the device."""
    found = (name.partition("/")[2] for name in line_files(copies_of(path).events))
    return sorted(re.sub(r"-[0-9a-f]{16}\.", "-#.", name) for name in found)


def test_a_line_is_the_canonical_event_with_its_id(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        (first,) = answer(log, 0)
        (file,) = copies_of(path).events.glob("*/*.jsonl")
        assert file.relative_to(copies_of(path).events).as_posix() == f"{log.device}/1-open.jsonl"
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
        (text,) = file.read_text().splitlines(keepends=True)
        expected = json.dumps(
            first._asdict(), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        assert text == expected + "\n"
    attributes = copies_of(path).events / ".gitattributes"
    assert attributes.read_text() == "*.jsonl -text\n"


def test_the_line_may_wait_until_the_learner_has_the_feedback(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        first, second, third, fourth = (
            log.append([review(f"{n}", n)], at=START + n, off=0)[0] for n in range(4)
        )
        assert list(events_in(path)) == [first.id, second.id, third.id]
        log.keep_up()
        log.keep_up()
        assert list(events_in(path)) == [first.id, second.id, third.id, fourth.id]
        (fifth,) = log.append([review("5", 5)], at=START + 5, off=0)
    assert list(events_in(path))[-1] == fifth.id


def test_nothing_is_written_beside_a_store_that_did_not_ask_for_it(path: Path) -> None:
    with open_log(path, learner="mai") as log:
        answer(log, 0)
    assert [each.name for each in path.parent.iterdir()] == ["me.db"]


def test_a_store_that_has_copies_keeps_them_up_without_being_asked(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0)
    with open_log(path) as log:
        answer(log, 1)
        assert equal(log)


def test_two_stores_in_one_folder_never_mix(tmp_path: Path) -> None:
    for name in ("a.db", "a"):
        with open_log(tmp_path / name, learner="mai", copies=True) as log:
            answer(log, 0)
            assert equal(log)
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "a",
        "a-copies",
        "a.db",
        "a.db-copies",
    ]


def test_a_link_leads_to_the_copies_of_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "me.db")
    assert copies_of(tmp_path / "link.db") == copies_of(tmp_path / "me.db")


@pytest.mark.usefixtures("short")
def test_a_full_file_is_sealed_under_its_hash(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        for n in range(25):
            answer(log, n)
        folder = copies_of(path).events / log.device
        assert names(path) == ["1-10-#.jsonl", "11-20-#.jsonl", "21-open.jsonl"]
        for file in folder.glob("*-*-*.jsonl"):
            found = sha256(file.read_bytes()).hexdigest()[:16]
            assert file.name.endswith(f"-{found}.jsonl")
        assert equal(log)
        answer(log, 30, count=17)
        assert names(path)[2:] == ["21-30-#.jsonl", "31-40-#.jsonl", "41-open.jsonl"]
        assert equal(log)


@pytest.mark.usefixtures("short")
def test_a_lost_store_comes_back_from_its_line_files(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        for n in range(25):
            answer(log, n)
        events, memory, device = list(log.events()), log.memory(), log.device
    path.unlink()
    with open_log(path, copies=True) as log:
        assert log.learner == "mai"
        assert log.device != device
        assert list(log.events()) == events
        assert log.memory() == memory
        (following,) = answer(log, 99)
        assert (following.seq, following.seen) == (1, events[-1].id)
        assert equal(log)
    assert bad(path) == []


def test_lost_line_files_are_written_anew(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0, count=5)
    shutil.rmtree(copies_of(path).events)
    with open_log(path, copies=True) as log:
        assert equal(log)
        answer(log, 1)
        assert equal(log)
        shutil.rmtree(copies_of(path).events)
        answer(log, 2)
    with open_log(path, copies=True) as log:
        assert equal(log)


@pytest.mark.usefixtures("short")
def test_a_lost_sealed_file_is_written_anew(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        for n in range(25):
            answer(log, n)
    next(copies_of(path).events.glob("*/1-10-*.jsonl")).unlink()
    with open_log(path, copies=True) as log:
        assert equal(log)
        assert names(path) == ["1-10-#.jsonl", "11-20-#.jsonl", "21-open.jsonl"]


@pytest.mark.parametrize("tail", [b"{", b'{"at":17', b"x" * 700])
def test_a_torn_tail_is_cut_off_before_an_append(path: Path, tail: bytes) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0)
        (file,) = copies_of(path).events.glob("*/*.jsonl")
        whole = file.read_bytes()
        file.write_bytes(whole + tail)
        answer(log, 1)
        assert file.read_bytes().startswith(whole + b'{"at":')
        assert equal(log)
        file.write_bytes(file.read_bytes() + tail)
    with open_log(path) as log:
        answer(log, 2)
        assert equal(log)


def test_a_line_that_was_torn_off_is_written_again(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0)
        answer(log, 1)
        (file,) = copies_of(path).events.glob("*/*.jsonl")
        os.truncate(file, file.stat().st_size - 9)
    with open_log(path) as log:
        assert equal(log)


def test_bad_lines_are_counted_named_and_passed_by(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0, count=4)
        memory = log.memory()
        (file,) = copies_of(path).events.glob("*/*.jsonl")
        first, second, third, fourth = file.read_bytes().splitlines(keepends=True)
        file.write_bytes(
            first + b"\n" + second.replace(b"3000", b"3001") + b"[]\n" + third + fourth
        )
    path.unlink()
    with open_log(path, copies=True) as log:
        name = f"{file.parent.name}/1-open.jsonl"
        assert log.notice == (
            f"3 lines of the second copy of your answers, {copies_of(path).events}, are damaged "
            f"({name}:2: id: the bytes have another hash; "
            f"{name}:3: id: the bytes have another hash); "
            "the others were read. `quizkit doctor` tells more."
        )
        assert log.count() == 3
        assert log.memory() != memory
    with open_log(path, copies=True) as log:
        assert log.notice == ""


def test_what_is_no_line_file_is_not_read(path: Path, tmp_path: Path) -> None:
    (strange,) = chain(1, learner="lan")
    line = line_of(strange.id, encode(strange))
    events = copies_of(path).events
    for place in ("xx/1-open.jsonl", f"{'ab' * 16}/notes.txt", f"{'AB' * 16}/1.jsonl", "1.jsonl"):
        (events / place).parent.mkdir(parents=True, exist_ok=True)
        (events / place).write_bytes(line)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "1.jsonl").write_bytes(line)
    (events / ("cd" * 16)).symlink_to(tmp_path / "outside")
    (events / ("ab" * 16) / "2.jsonl").symlink_to(tmp_path / "outside" / "1.jsonl")
    with open_log(path, learner="mai") as log:
        assert log._connection.execute("SELECT count(*) FROM event").get == 0


def test_conflict_copies_are_just_more_files(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0, count=3)
        folder = copies_of(path).events / log.device
    more = chain(2, dev=folder.name)
    (folder / "1-open (another computer).jsonl").write_bytes(
        b"".join(line_of(event.id, encode(event)) for event in more).replace(b"\n", b"\r\n")
    )
    with open_log(path) as log:
        assert {event.id for event in more} <= {event.id for event in log.events()}
        answer(log, 1)
        assert equal(log)


@pytest.mark.usefixtures("short")
def test_events_of_other_devices_are_sealed_files(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0)
        log.take(offered(chain(23)))
        folder = copies_of(path).events / ("ab" * 16)
        found = [re.sub(r"-[0-9a-f]{16}\.", "-#.", file.name) for file in folder.iterdir()]
        assert sorted(found) == ["1-10-#.jsonl", "11-20-#.jsonl", "21-23-#.jsonl"]
        assert equal(log)


@pytest.mark.usefixtures("short")
def test_many_small_sealed_files_are_laid_together(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        events = chain(45)
        for n in range(45):
            log.take(offered(events[n : n + 1]))
            assert equal(log)
        folder = copies_of(path).events / ("ab" * 16)
        assert len(list(folder.iterdir())) <= 22
        assert not list(folder.glob("*.part"))


def test_opening_again_reads_only_what_is_new(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linewriter, "SEAL", 10)
    with open_log(path, learner="mai", copies=True) as log:
        for n in range(30):
            answer(log, n, count=5)
    read: list[str] = []

    class Reading(Files):
        def read(self, path: Path, start: int = 0) -> bytes:
            read.append(path.name)
            return super().read(path, start)

    open_log(path, files=Reading()).close()
    assert read == []
    with open_log(path, files=Reading()) as log:
        answer(log, 99, count=3)
        read.clear()
    with open_log(path, files=Reading()) as log:
        assert read == ["151-open.jsonl"] * len(read)
        assert len(read) <= 2
        assert equal(log)


class Failing(Files):
    """Files whose nth call of one sort fails."""

    def __init__(self, sort: str, left: int = 10**9) -> None:
        self.sort = sort
        self.left = left

    def _count(self, sort: str) -> None:
        if sort == self.sort:
            self.left -= 1
            if self.left == 0:
                raise OSError(28, "No space left on device")

    def append(self, path: Path, data: bytes) -> None:
        if self.sort == "append" and self.left == 1:
            super().append(path, data[: len(data) // 2])
        self._count("append")
        super().append(path, data)

    def sync(self, path: Path) -> None:
        self._count("sync")
        super().sync(path)

    def rename(self, old: Path, new: Path) -> None:
        self._count("rename")
        super().rename(old, new)

    def sync_folder(self, folder: Path) -> None:
        self._count("sync_folder")
        super().sync_folder(folder)

    def read(self, path: Path, start: int = 0) -> bytes:
        self._count("read")
        return super().read(path, start)


@pytest.mark.fault
@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("sort", ["append", "sync", "rename", "sync_folder", "read"])
def test_a_failing_file_is_told_loses_nothing_and_is_made_good(
    tmp_path: Path, size: str, sort: str
) -> None:
    told = 0
    for nth in range(1, 12 if size == "quick" else 60):
        path = tmp_path / f"{nth}.db"
        files = Failing(sort, nth)
        notices = set()
        with open_log(path, learner="mai", copies=True, files=files) as log:
            notices.add(log.notice)
            for n in range(24):
                answer(log, n)
                notices.add(log.notice)
            assert log.count() == 24
        notices.discard("")
        if files.left <= 0:
            told += 1
            (notice,) = notices
            assert "No space left on device" in notice
            assert f"Your answers are safe in {path}" in notice
        with open_log(path) as log:
            assert log.notice == ""
            assert equal(log)
        assert bad(path) == []
    assert told > 1


def test_a_folder_that_cannot_be_written_is_told_and_the_answers_are_safe(path: Path) -> None:
    copies_of(path).root.write_text("a file where the folder should be")
    with open_log(path, learner="mai", copies=True) as log:
        (event,) = answer(log, 0)
        assert "The second copy of your answers" in log.notice
        assert list(log.events()) == [event]


def test_another_programs_write_is_not_waited_for(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log, open_log(path, learner="mai") as other:
        answer(log, 0)
        for n in range(1, 20):
            answer((log, other)[n % 2], n)
        assert equal(log)
        assert names(path) == ["1-open.jsonl"]
    lines = [line.id for _, line in every_line(copies_of(path).events)]
    assert len(lines) == len(set(lines)) == 20


def test_several_learners_have_a_device_and_a_folder_each(path: Path) -> None:
    for learner in ("mai", "lan"):
        with open_log(path, learner=learner, copies=True) as log:
            answer(log, 0)
    assert len(FILES.folders(copies_of(path).events)) == 2
    path.unlink()
    with open_log(path, learner="lan", copies=True) as log:
        assert log.count() == 1
    with open_log(path, learner="mai") as log:
        assert log.count() == 1
    assert bad(path) == []


def test_a_copied_store_writes_its_own_line_files(tmp_path: Path, path: Path) -> None:
    with open_log(path, marks=tmp_path / "state", copies=True, learner="mai") as log:
        answer(log, 0, count=3)
        device = log.device
    shutil.copy(path, tmp_path / "copy.db")
    with open_log(tmp_path / "copy.db", marks=tmp_path / "state", copies=True) as log:
        answer(log, 1)
        assert equal(log)
        folders = FILES.folders(copies_of(log.path).events)
        assert sorted(folders) == sorted([device, log.device])
        assert not (copies_of(log.path).events / device / "1-open.jsonl").exists()


def test_a_restored_older_store_takes_what_came_after_it_from_the_line_files(
    tmp_path: Path, path: Path
) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0, count=3)
    shutil.copy(path, tmp_path / "old.db")
    with open_log(path) as log:
        later = answer(log, 1, count=4)
    shutil.copy(tmp_path / "old.db", path)
    with open_log(path) as log:
        assert tuple(log.events())[-4:] == later
        (own,) = answer(log, 2)
        assert (own.seq, own.prev) == (8, later[-1].id)
        assert equal(log)
    assert bad(path) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"", "not the JSON of an event with its id"),
        (b"[]", "not the JSON of an event with its id"),
        (b'{"id":7}', "not in canonical form"),
        (b'{"id": "' + b"0" * 64 + b'"}', "not in canonical form"),
        (b'{"id":"' + b"0" * 64 + b'"}', "id: the bytes have another hash"),
        (b"[" * 30_000, "not the JSON of an event with its id"),
        (b"\xff\xfe", "not the JSON of an event with its id"),
        (b"x" * 40_000, "40000 bytes, at most 32848"),
    ],
)
def test_what_is_no_line_is_told(line: bytes, fault: str) -> None:
    assert read_line(line, 7).fault == fault
    assert read_line(line, 7).number == 7


@pytest.mark.property
@given(histories(4), st.integers(0, 10**6), st.integers(1, 255))
def test_a_changed_byte_is_never_another_event(events: list[Event], at: int, change: int) -> None:
    for event in events:
        data = bytearray(line_of(event.id, encode(event))[:-1])
        assert read_line(bytes(data), 1) == (1, event.id, encode(event), "")
        data[at % len(data)] ^= change
        assert read_line(bytes(data), 1).proved()


def test_events_of_other_versions_survive_byte_for_byte(path: Path) -> None:
    (event,) = chain(1)
    members = event._asdict() | {"v": 2, "zeta": {"dev": "x", "kind": "y"}, "alpha": [1]}
    del members["id"]
    from quizkit.text import canonical, digest

    data = canonical(members)
    line = line_of(digest(data), data)
    assert line == canonical({**members, "id": digest(data)}) + b"\n"
    assert read_line(line[:-1], 1) == (1, digest(data), data, "")


@pytest.mark.property
@pytest.mark.timeout(3600)
@given(histories(), st.data())
def test_whatever_happens_both_sides_hold_the_same(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], data: st.DataObject
) -> None:
    """Stores and files are lost, torn and cut, windows come and go: in the end all is there."""
    path = tmp_path_factory.mktemp("lines") / "me.db"
    log = open_log(path, learner="mai", copies=True)
    known: set[str] = set()
    left = offered(events)
    for step in range(data.draw(st.integers(1, 6))):
        what = data.draw(st.sampled_from(["take", "own", "own", "store", "files", "file", "tail"]))
        if what == "take" and left:
            count = data.draw(st.integers(1, len(left)))
            log.take(left[:count])
            known |= {each.id for each in left[:count]}
            del left[:count]
        elif what == "own":
            known |= {event.id for event in answer(log, step, data.draw(st.integers(1, 3)))}
        else:
            log.close()
            harm(path, what, data)
            log = open_log(path, learner="mai", copies=True)
        assert {event.id for event in log.events()} == known
        assert equal(log)
        assert log.memory() == fold(log.events())
    log.close()
    assert [each for each in bad(path) if not each.startswith("chains")] == []


def harm(path: Path, what: str, data: st.DataObject) -> None:
    """Lose the store, all files, one file or the end of one: never both sides."""
    events = copies_of(path).events
    files = sorted(events.glob("*/*.jsonl"))
    if what == "store":
        path.unlink()
    elif what == "files" and events.exists():
        shutil.rmtree(events)
    elif files:
        file = files[data.draw(st.integers(0, 99)) % len(files)]  # names and sizes are random
        if what == "file":
            file.unlink()
        else:
            os.truncate(file, data.draw(st.integers(0, 99_999)) % (file.stat().st_size + 1))


def test_without_a_sync_of_what_is_missing_the_property_fails(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: files that are believed complete without looking lack events."""
    monkeypatch.setattr(lines_module.Lines, "complete", lambda *_: None)
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0)
    shutil.rmtree(copies_of(path).events)
    with open_log(path, copies=True) as log:
        assert not equal(log)


@pytest.mark.fault
@pytest.mark.timeout(900)
def test_two_processes_write_one_open_file_line_by_line(path: Path, size: str) -> None:
    events = {"quick": 60, "ci": 1_100, "full": 1_100, "release": 20_000}[size]
    open_log(path, learner="mai", copies=True).close()
    writer = Path(__file__).parents[1] / "fault" / "writer.py"
    running = [
        subprocess.Popen(
            [sys.executable, str(writer), str(path), "right", str(events), name],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(writer.parents[2])},
        )
        for name in ("left", "right")
    ]
    said = [process.communicate()[1] for process in running]
    assert said == [b"", b""]
    with open_log(path) as log:
        assert log.count() == 2 * events
        assert log.notice == ""
        assert equal(log)
    lines = [line.id for _, line in every_line(copies_of(path).events)]
    assert len(lines) == len(set(lines)) == 2 * events
    assert bad(path) == []


def test_a_line_whose_middle_a_loss_of_power_took_goes_with_the_next_answer(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0, 3)
        answer(log, 1, 3)
    (file,) = copies_of(path).events.glob("*/*-open.jsonl")
    lines = file.read_bytes().split(b"\n")
    lines[4] = bytes(300) + lines[4][300:]
    file.write_bytes(b"\n".join(lines))
    with open_log(path, learner="mai") as log:
        assert "damaged" in log.notice
        answer(log, 2)
    with open_log(path, learner="mai") as log:
        assert log.notice == ""
        assert equal(log)
    assert [check for check in examine(path) if not check.ok] == []


def test_a_line_spoilt_long_ago_stays_for_the_doctor(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        for n in range(60):
            answer(log, n)
    (file,) = copies_of(path).events.glob("*/*-open.jsonl")
    file.write_bytes(b"{" + file.read_bytes()[1:].replace(b'"at"', b'"AT"', 1))
    with open_log(path, learner="mai") as log:
        answer(log, 60)
    assert [check.name for check in examine(path) if not check.ok] == ["lines"]
