"""A folder of line files as a side: its layout, its damages, who else writes there."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizkit.errors import SyncError
from quizkit.model import Draft
from quizkit.store.event import encode
from quizkit.store.files import FILES, Files
from quizkit.store.linefile import line_of
from quizkit.store.log import open_log
from quizkit.store.sync.exchange import exchange
from quizkit.store.sync.folder import FolderSide, Present, is_opener, learners
from quizkit.store.sync.local import LocalSide
from quizkit.store.sync.memory import MemorySide
from quizkit.store.take import Offered
from quizkit.text import canonical, digest
from tests.fault.devices import signed
from tests.fault.writer import START, review
from tests.store.sync.syncing import (
    PHONE,
    chain,
    filled,
    held,
    ids,
    lines,
    names,
    offered,
    put,
    synced,
)


def test_a_log_goes_out_and_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with filled(tmp_path / "a.db", 2_300) as one, open_log(tmp_path / "b.db", learner="mai") as two:
        assert synced(one, folder).sent == 2_300
        told = synced(two, folder)
        assert (told.received, told.is_verified, told.devices) == (2_300, True, 1)
        assert ids(one) == ids(two) == held(folder)
        assert two.memory().facets == one.memory().facets


def test_the_layout_is_that_of_line_files(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with filled(tmp_path / "a.db", 2_001) as log:
        log.take(offered(chain(3)))
        synced(log, folder)
        own = sorted(path.name for path in (folder / log.device).iterdir())
        assert [name.rpartition("-")[0] for name in own] == ["1-1000", "1001-2000", "2001"]
        assert own[2] == "2001-open.jsonl"
        data = (folder / log.device / own[0]).read_bytes()
        assert own[0] == f"1-1000-{digest(data)[:16]}.jsonl"
        assert [name[:4] for name in os.listdir(folder / PHONE)] == ["1-3-"]
    assert (folder / ".gitattributes").read_text() == "*.jsonl -text\n"


def test_the_open_file_grows_and_goes_once_it_is_sealed(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with filled(tmp_path / "a.db", 10) as log:
        for n in range(3):
            synced(log, folder)
            assert names(folder) == [".gitattributes", "1-open.jsonl"]
            log.append([review(f"more-{n}", n)], at=START, off=0)
        log.append([review(f"yet-{n}", n) for n in range(1_000)], at=START, off=0)
        assert synced(log, folder).sent == 1_001
        assert names(folder)[2] == "1001-open.jsonl"
        assert names(folder)[1].startswith("1-1000-")
        assert held(folder) == ids(log)


def test_an_open_file_of_another_store_of_the_device_is_not_lost(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with filled(tmp_path / "a.db", 5) as log:
        put(folder, "1-open.jsonl", lines(chain(4, dev=log.device, name="old")), dev=log.device)
        told = synced(log, folder)
        assert (told.sent, told.received, told.is_verified) == (5, 4, True)
        assert held(folder) == ids(log)


def test_a_file_that_is_no_own_open_file_is_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with filled(tmp_path / "a.db", 5) as log:
        stranger = lines(chain(2, learner="bo"))
        place = put(folder, "1-open.jsonl", lines(chain(1)) + stranger, dev=log.device)
        assert synced(log, folder).is_verified
        assert place.read_bytes() == lines(chain(1)) + stranger


@pytest.mark.parametrize(
    "name", ["1-open (conflicted copy).jsonl", "1-1000-abc.sync-conflict-2026.jsonl", "x.jsonl"]
)
def test_conflict_copies_are_merged_and_left_alone(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "shared"
    with filled(tmp_path / "a.db", 5) as log:
        synced(log, folder)
        there = chain(6)
        put(folder, "1-open.jsonl", lines(there[:3]))
        copy = put(folder, name, lines(there[2:]))
        assert synced(log, folder).received == 6
        assert synced(log, folder) == (0, 0, 2, True, (), 0, (), 0)
        assert copy.read_bytes() == lines(there[2:])


def test_a_torn_line_and_damaged_ones_are_named_and_the_rest_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    data = lines(chain(6)).splitlines(keepends=True)
    data[1] = data[1].replace(b'"off":0', b'"off":1')
    data[3] = b"\x00\xff rubbish\n"
    data[5] = data[5][:99]
    path = put(folder, "1-open.jsonl", b"".join(data))
    with open_log(tmp_path / "a.db", learner="mai") as log:
        told = synced(log, folder)
        assert (told.received, told.refused, told.is_verified) == (3, 3, True)
    assert told.faults == (
        f"{path}:2: id: the bytes have another hash",
        f"{path}:4: not the JSON of an event with its id",
        f"{path}:6: half a line at the end of the file",
    )


def test_what_is_damaged_there_is_sent_again(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with filled(tmp_path / "a.db", 1_500) as log:
        synced(log, folder)
        (path,) = (folder / log.device).glob("1-1000-*")
        path.write_bytes(path.read_bytes().replace(b'"off":420', b'"off":421', 1))
        told = synced(log, folder)
        assert (told.sent, told.refused, told.is_verified) == (1, 1, True)
        assert held(folder) == ids(log)


def test_line_ends_that_git_changed_do_not_matter(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    put(folder, "1-open.jsonl", lines(chain(5)).replace(b"\n", b"\r\n"))
    with open_log(tmp_path / "a.db", learner="mai") as log:
        assert synced(log, folder).received == 5


def test_a_hash_without_an_event_is_refused_and_never_holds_up(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    event = chain(1)[0]
    data = encode(event).replace(b'"stem":"Question 0?"', b'"stem": "Question 0?"')
    path = put(folder, "1-open.jsonl", lines([event]) + line_of(digest(data), data))
    with open_log(tmp_path / "a.db", learner="mai") as log:
        told = synced(log, folder)
    assert (told.received, told.refused, told.is_verified) == (1, 1, True)
    assert told.faults[0].startswith(f"{path}:2: ")


def test_newer_events_pass_through_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    newer = signed(chain(1)[0]._replace(v=2, kind="dream", body={"x": ["dev", {"dev": "e" * 32}]}))
    with open_log(tmp_path / "a.db", learner="mai") as one:
        one.take([Offered(newer.id, encode(newer))])
        assert synced(one, folder).sent == 1
    with open_log(tmp_path / "b.db", learner="mai") as two:
        assert synced(two, folder).received == 1
        assert [event.id for event in two.events()] == [newer.id]


def test_files_of_others_are_neither_read_nor_touched(tmp_path: Path) -> None:
    class Reading(Files):
        def __init__(self) -> None:
            self.whole: set[Path] = set()

        def read(self, path: Path, start: int = 0) -> bytes:
            self.whole.add(path)
            return super().read(path, start)

    folder, files = tmp_path / "shared", Reading()
    theirs = put(folder, "1-open.jsonl", lines(chain(9, learner="bo")))
    put(folder, "1-open.jsonl", lines(chain(2, dev="e" * 32)), dev="e" * 32)
    before = theirs.stat()
    with filled(tmp_path / "a.db", 5) as log:
        there = FolderSide(folder, "mai", device=log.device, files=files)
        told = exchange(LocalSide(log), there)
        assert (told.sent, told.received, told.devices) == (5, 2, 2)
        assert [event.learner for event in log.events()] == ["mai"] * 7
    assert theirs not in files.whole
    assert len(files.whole) == 2
    assert theirs.stat() == before
    assert learners(folder) == {
        "bo": Present(9, START + 8 * 86_400_000),
        "mai": Present(7, START + 86_400_000),
    }


def test_events_in_another_devices_folder_count_for_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    put(folder, "1-open.jsonl", lines(chain(4, dev="e" * 32)))
    assert set(FolderSide(folder, "mai").standings()) == {"e" * 32}


def test_links_and_strange_names_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    real = put(tmp_path / "elsewhere", "1-open.jsonl", lines(chain(4)))
    put(folder, "x.jsonl", lines(chain(4)), dev="not-a-device")
    (folder / PHONE).mkdir()
    (folder / PHONE / "1-open.jsonl").symlink_to(real)
    (folder / ("e" * 32)).symlink_to(real.parent)
    (folder / PHONE / "2.jsonl").mkdir()
    assert FolderSide(folder, "mai").standings() == {}
    assert learners(folder) == {}


def test_small_sealed_files_are_laid_together(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    events = chain(30)
    with open_log(tmp_path / "a.db", learner="mai") as log:
        for n in range(30):
            log.take(offered(events[n : n + 1]))
            assert synced(log, folder).is_verified
        assert len(os.listdir(folder / PHONE)) < 22
        assert held(folder) == ids(log)


def test_unfinished_files_of_this_device_are_cleared_away(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with filled(tmp_path / "a.db", 5) as log:
        mine = put(folder, f"1-open.jsonl.{log.device}.part", b"half", dev=log.device)
        theirs = put(folder, f"1-open.jsonl.{PHONE}.part", b"half", dev=log.device)
        other = put(folder, f".x.{log.device}.0123abcd.part", b"half", dev=log.device)
        synced(log, folder)
        assert (mine.exists(), other.exists(), theirs.exists()) == (False, False, True)


@pytest.mark.parametrize("times", [1, 2])
def test_a_file_that_another_window_cleared_away_is_written_again(
    tmp_path: Path, times: int
) -> None:
    class Clearing(Files):
        def rename(self, old: Path, new: Path) -> None:
            if old.name not in seen or seen.count(old.name) < times:
                seen.append(old.name)
                old.unlink()
            super().rename(old, new)

    seen: list[str] = []
    with filled(tmp_path / "a.db", 5) as log:
        there = FolderSide(tmp_path / "new", "mai", device=log.device, files=Clearing())
        assert exchange(LocalSide(log), there).is_verified
    assert len(seen) == 2 * times


def test_two_devices_may_write_at_the_same_moment(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    shared = chain(1_500)
    with filled(tmp_path / "a.db", 20) as one, filled(tmp_path / "b.db", 30, name="b") as two:
        for log in (one, two):
            log.take(offered(shared))

        class Between(Files):
            def rename(self, old: Path, new: Path) -> None:
                if not done:
                    done.append(1)
                    assert synced(two, folder).sent == 1_530
                super().rename(old, new)

        done: list[int] = []
        there = FolderSide(folder, "mai", device=one.device, files=Between())
        told = exchange(LocalSide(one), there)
        assert (told.sent, told.received, told.is_verified) == (1_520, 30, True)
        assert synced(one, folder).is_verified
        assert synced(two, folder).is_verified
        assert ids(one) == ids(two) == held(folder)
    assert not [name for name in names(folder) if name.endswith(".part")]


def test_a_file_that_another_device_seals_meanwhile_is_looked_for_again(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    path = put(folder, "1-open.jsonl", lines(chain(4)))

    class Sealing(Files):
        def head(self, path: Path, most: int) -> bytes:
            if path.name == "1-open.jsonl":
                put(folder, f"1-4-{'0' * 16}.jsonl", path.read_bytes())
                path.unlink()
            return super().head(path, most)

    assert FolderSide(folder, "mai", files=Sealing()).standings()[PHONE].held == 4
    assert not path.exists()


def test_a_folder_is_made_if_its_parent_is_there(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db", 2) as log:
        assert synced(log, tmp_path / "new", is_dry=True).sent == 2
        assert not (tmp_path / "new").exists()
        assert synced(log, tmp_path / "new").is_verified
        with pytest.raises(SyncError, match=r"^there is no folder .*stick to make quiz in; put"):
            synced(log, tmp_path / "stick" / "quiz")
        with pytest.raises(SyncError, match=r"a\.db is a file, wanted a folder; name another"):
            synced(log, tmp_path / "a.db")
    assert not (tmp_path / "stick").exists()


def test_an_empty_log_makes_no_folder(tmp_path: Path) -> None:
    with open_log(tmp_path / "a.db", learner="mai") as log:
        assert synced(log, tmp_path / "new").is_verified
    assert not (tmp_path / "new").exists()


def test_a_folder_of_somebody_else_is_read_and_then_told(
    open_folder: Path, as_nobody: Callable[[Callable[[], str]], str]
) -> None:
    shared, own = open_folder / "shared", open_folder / "own"
    put(shared, "1-open.jsonl", lines(chain(12)))
    own.mkdir()
    own.chmod(0o777)

    def work() -> str:
        with filled(own / "a.db", 3) as log:
            try:
                synced(log, shared)
            except SyncError as error:
                return f"{log.count()} {error}"
        return "nothing said"

    said = as_nobody(work)
    assert said.startswith(f"15 the folder {shared} cannot be written (Permission denied); give")
    assert said.endswith("12 events received before that, and kept")


def test_a_folder_that_may_not_be_made_is_not_called_gone(
    open_folder: Path, as_nobody: Callable[[Callable[[], str]], str]
) -> None:
    own, closed = open_folder / "own", open_folder / "closed"
    own.mkdir()
    own.chmod(0o777)
    closed.mkdir(mode=0o555)

    def work() -> str:
        with filled(own / "a.db", 3) as log:
            try:
                synced(log, closed / "stick")
            except SyncError as error:
                return str(error)
        return "nothing said"

    assert as_nobody(work).startswith(
        f"the folder {closed / 'stick'} cannot be written (Permission denied); give"
    )


def test_a_stick_that_is_pulled_out_is_told_and_nothing_is_made_in_its_place(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "mount" / "stick"
    put(folder, "1-open.jsonl", lines(chain(1_200)))

    class Pulled(Files):
        def write(self, path: Path, data: bytes) -> None:
            if path.name.startswith("1-open") and path.parent.name != PHONE:
                shutil.rmtree(tmp_path / "mount")
            super().write(path, data)

    with filled(tmp_path / "a.db", 5) as log:
        there = FolderSide(folder, "mai", device=log.device, files=Pulled())
        with pytest.raises(SyncError, match=r"stick is gone; put .* again; 1200 events received"):
            exchange(LocalSide(log), there)
        assert log.count() == 1_205
        assert not folder.parent.exists()
        folder.parent.mkdir()
        assert synced(log, folder).sent == 1_205


def test_a_stick_that_is_pulled_out_while_it_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    put(folder, "1-open.jsonl", lines(chain(50)))

    class Pulled(FolderSide):
        def above(self, dev: str, seq: int) -> Iterator[Offered]:
            shutil.rmtree(folder)
            yield from super().above(dev, seq)

    with open_log(tmp_path / "a.db", learner="mai") as log:
        with pytest.raises(SyncError, match="stick is gone"):
            exchange(LocalSide(log), Pulled(folder, "mai", device=log.device))
        assert ids(log) <= {event.id for event in chain(50)}


def test_a_full_folder_is_told_and_left_without_unfinished_files(tmp_path: Path) -> None:
    class Full(Files):
        def write(self, path: Path, data: bytes) -> None:
            super().write(path, data[: len(data) // 2])
            raise OSError(28, "No space left on device")

    folder = tmp_path / "shared"
    put(folder, "1-open.jsonl", lines(chain(4)))
    with filled(tmp_path / "a.db", 5) as log:
        there = FolderSide(folder, "mai", device=log.device, files=Full())
        with pytest.raises(SyncError, match=r"\(No space left on device\); make room, and sync"):
            exchange(LocalSide(log), there)
        assert not [name for name in names(folder) if name.endswith(".part")]
        assert log.count() == 9
        assert synced(log, folder).is_verified


def test_a_file_that_cannot_be_read_is_told_and_the_others_are(tmp_path: Path) -> None:
    class Bad(Files):
        def read(self, path: Path, start: int = 0) -> bytes:
            if path.name == "bad.jsonl":
                raise OSError(5, "Input/output error")
            return super().read(path, start)

    folder = tmp_path / "shared"
    put(folder, "1-open.jsonl", lines(chain(4)))
    path = put(folder, "bad.jsonl", lines(chain(6)))
    with open_log(tmp_path / "a.db", learner="mai") as log:
        told = exchange(LocalSide(log), FolderSide(folder, "mai", files=Bad()))
        assert (told.received, told.is_verified) == (4, True)
        assert told.faults == (f"{path}: cannot be read (Input/output error)",)


def test_events_of_another_learner_are_not_added(tmp_path: Path) -> None:
    there = FolderSide(tmp_path / "new", "mai")
    assert there.add(offered(chain(2, learner="bo"))).refused == 2
    assert not (tmp_path / "new").exists()


def test_a_folder_of_a_hundred_thousand_bytes_in_one_line_is_told(tmp_path: Path) -> None:
    path = put(tmp_path, "1.jsonl", b"{" * 100_000 + b"\n")
    there = FolderSide(tmp_path, "mai")
    assert there.standings() == {}
    assert list(there.faults) == [f"{path}:1"]


def test_memory_is_not_all_that_a_folder_may_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizkit.store.sync.shelf._KEPT", 10)
    for first in range(0, 60, 20):
        put(tmp_path, f"{first}.jsonl", lines(chain(60)[first : first + 20]))
    here = MemorySide()
    assert exchange(here, FolderSide(tmp_path, "mai")).received == 60


@pytest.mark.parametrize("kept", [0, 1])
def test_what_the_canonical_form_hides_is_not_taken_for_a_device(kept: int) -> None:
    from quizkit.store.sync.shelf import identified

    event = chain(1)[0]
    body = {"note": f',"dev":"{"e" * 32}","kind":"x"', "dev": "f" * 32}
    other = signed(event._replace(kind="dream", body=body))
    members = {**other._asdict(), "z": 1}
    del members["id"]
    data = encode(other) if kept else canonical({**members, "v": 3})
    assert identified(data, digest(data))[0].dev == PHONE


def test_who_is_there_counts_sound_events_once(tmp_path: Path) -> None:
    put(tmp_path, "1-open.jsonl", lines(chain(3)) + b"rubbish\n")
    put(tmp_path, "copy.jsonl", lines(chain(4)))
    assert learners(tmp_path, FILES) == {"mai": Present(4, START + 3 * 86_400_000)}


def test_who_begins_a_file_is_seen_from_its_first_line(tmp_path: Path) -> None:
    class Heads(Files):
        def read(self, path: Path, start: int = 0) -> bytes:
            raise AssertionError(path)

        def head(self, path: Path, most: int) -> bytes:
            if path.name.startswith("bad"):
                raise OSError(5, "Input/output error")
            return super().head(path, most)

    put(tmp_path, "bad.jsonl", lines(chain(2, learner="lan")))
    put(tmp_path, "one.jsonl", lines(chain(2, learner="bo")) + lines(chain(1)))
    put(tmp_path, "torn.jsonl", lines(chain(1, learner="tu"))[:-1])
    put(tmp_path, "two.jsonl", b"rubbish\n" + lines(chain(1)))
    found = {who: is_opener(who, tmp_path, Heads()) for who in ("mai", "bo", "lan", "tu")}
    assert found == {"mai": False, "bo": True, "lan": False, "tu": False}


def test_a_suspended_facet_is_suspended_there_too(tmp_path: Path) -> None:
    with open_log(tmp_path / "a.db", learner="mai") as one:
        one.append([Draft("suspend", {"facet": "d/f#r"})], at=START, off=0)
        synced(one, tmp_path / "shared")
    with open_log(tmp_path / "b.db", learner="mai") as two:
        synced(two, tmp_path / "shared")
        assert two.memory().facets["d/f#r"].suspended


def test_a_file_of_any_size_is_not_read(tmp_path: Path) -> None:
    class Sized(Files):
        def read(self, path: Path, start: int = 0) -> bytes:
            assert path.stat().st_size < 2**20
            return super().read(path, start)

    folder = tmp_path / "shared"
    with filled(tmp_path / "a.db", 3) as log:
        synced(log, folder)
        giant = put(folder, "1-9-giant.jsonl", b"")
        with giant.open("r+b") as file:
            file.truncate(2**40)
        there = FolderSide(folder, "mai", files=Sized())
        found = exchange(LocalSide(log), there)
        assert found.is_verified
        assert found.faults[0].endswith("1099511627776 bytes, at most 67108864 are read")
        assert learners(folder, Sized())["mai"].events == 3
