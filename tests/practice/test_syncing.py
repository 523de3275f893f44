"""Computers that began apart, one folder between them: nothing is lost, nothing counts twice."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from quizkit.errors import SyncError
from quizkit.memory.replay import fold
from quizkit.model import Draft
from quizkit.practice import syncing as module
from quizkit.practice.clock import FixedClock
from quizkit.practice.desk import Desk
from quizkit.practice.joining import UNSAID, Wish
from quizkit.practice.syncdesk import own_of
from quizkit.practice.syncing import Place, Synced, Syncer
from quizkit.settings import read
from quizkit.settings.places import Places
from quizkit.store.forget import forget
from quizkit.store.handover import holding
from quizkit.store.learners import learners
from tests.fault.writer import START, review
from tests.practice.desks import START as NOW

DAY = 86_400_000
JOIN = Wish(join=True)


class Computer:
    """A computer with a home of its own; each call is a start of the program."""

    def __init__(self, folder: Path, learner: str = "") -> None:
        self.folder = folder
        self.learner = learner

    @property
    def desk(self) -> Desk:
        places = Places(*(self.folder / name for name in ("config", "data", "state", "cache")))
        options = {"learner": self.learner} if self.learner else {}
        settings = read(options, environ={}, folder=self.folder.parent, config=places.config_file)
        return Desk(settings, places, clock=FixedClock(NOW), environ={})

    def answers(self, *days: int, facet: str = "f") -> None:
        desk = self.desk
        for day in days:
            draft = review(f"{self.folder.name} {day}", 0)
            body = {**draft.body, "facet": f"d/{facet}#r"}
            desk.open().append([Draft("review", body)], at=START + day * DAY, off=0)
        desk.close()

    def sync(self, stick: Path, wish: Wish = UNSAID, **more) -> Synced:
        return Syncer(own_of(self.desk), wish, **more).sync(Place(str(stick), "stick"))

    def facets(self):
        with self.desk.reading() as log:
            return {} if log is None else log.memory().facets

    def reviews(self) -> int:
        return sum(state.reviews for state in self.facets().values())

    @property
    def writer(self) -> str:
        own = own_of(self.desk).learner
        assert own is not None
        return own


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Computer]:
    def made(name: str, learner: str = "") -> Computer:
        (tmp_path / name).mkdir(exist_ok=True)
        return Computer(tmp_path / name, learner)

    return made


def test_a_second_computer_goes_on_where_the_first_is(make, stick) -> None:
    first, second = make("a"), make("b")
    first.answers(0, 1, 3)
    assert (first.sync(stick).sent, second.sync(stick).received) == (3, 3)
    assert second.facets() == first.facets()
    assert second.writer == first.writer
    second.answers(5)
    second.sync(stick)
    assert first.sync(stick).answers == 1
    assert second.facets() == first.facets()


def test_a_log_that_was_opened_and_never_used_takes_over_as_well(make, stick) -> None:
    first, second = make("a"), make("b")
    first.answers(0)
    first.sync(stick)
    second.desk.open().close()
    found = second.sync(stick)
    assert "had no answers yet" in found.notes[0]
    assert second.writer == first.writer
    assert len(learners(second.desk.log_file)) == 1


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_three_computers_that_began_apart_end_alike(make, stick, order, size) -> None:
    if size == "quick" and order != (1, 2, 0):
        pytest.skip("one order is enough here")
    all_ = [make(name) for name in "abc"]
    for number, each in enumerate(all_):
        each.answers(number, number + 3, number + 6)
        each.answers(number, facet=f"own{number}")
    first, *rest = (all_[number] for number in order)
    first.sync(stick)
    for each in rest:
        with pytest.raises(SyncError, match="--join"):
            each.sync(stick)
        assert each.sync(stick, JOIN).verified
        each.sync(stick, JOIN)
    for each in all_:
        assert each.sync(stick).verified
    assert [each.reviews() for each in all_] == [12, 12, 12]
    assert len({each.writer for each in all_}) == 1
    assert all_[0].facets() == all_[1].facets() == all_[2].facets()
    whole = [event for each in all_ for event in events(each)]
    assert fold(set_of(whole)).facets == all_[0].facets()


def events(computer: Computer) -> list:
    with computer.desk.reading() as log:
        return list(log.events())


def set_of(found: list) -> list:
    return list({event.id: event for event in found}.values())


@pytest.mark.slow
@pytest.mark.property
def test_the_order_of_joining_changes_no_memory(tmp_path: Path) -> None:
    ends = []
    for number, order in enumerate(permutations("abc")):
        home = tmp_path / str(number)
        for name in "abc":
            (home / name).mkdir(parents=True)
            Computer(home / name).answers(ord(name) % 3, ord(name) % 3 + 4)
        for name in order:
            Computer(home / name).sync(home / "stick", JOIN)
        last = Computer(home / "a")
        last.sync(home / "stick")
        ends.append(last.facets())
    assert all(each == ends[0] for each in ends)


@pytest.mark.slow
@pytest.mark.property
def test_joining_round_in_circles_counts_nothing_twice(make, tmp_path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    a, b, c = make("a"), make("b"), make("c")
    a.answers(0)
    b.answers(1)
    c.answers(2)
    a.sync(one)
    b.sync(two)
    c.sync(two, JOIN)
    b.sync(two)
    b.sync(one, JOIN)
    a.sync(one)
    a.sync(two, JOIN)
    b.sync(two, JOIN)
    c.sync(two)
    for each in (a, b, c):
        each.sync(two)
    assert [each.reviews() for each in (a, b, c)] == [3, 3, 3]


def test_nothing_is_mixed_without_a_word(make, stick) -> None:
    first, second = make("a"), make("b")
    first.answers(0)
    second.answers(1)
    first.sync(stick)
    before = sorted(path.name for path in stick.rglob("*"))
    with pytest.raises(SyncError, match="Nothing was mixed"):
        second.sync(stick)
    assert (second.reviews(), sorted(path.name for path in stick.rglob("*"))) == (1, before)


@pytest.mark.parametrize("step", ["hand_over", "exchange"])
def test_a_join_that_was_broken_off_is_simply_run_again(make, stick, monkeypatch, step) -> None:
    first, second = make("a"), make("b", "Lan")
    first.answers(0)
    second.answers(1)
    first.sync(stick)

    real = getattr(module, step)

    def broken(*args, **named):
        if step == "hand_over":
            real(*args, **named)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, step, broken)
        with pytest.raises(KeyboardInterrupt):
            second.sync(stick, JOIN)
    assert second.sync(stick, JOIN).verified
    first.sync(stick)
    assert first.facets() == second.facets()
    assert (first.reviews(), second.writer) == (2, first.writer)


def test_a_name_stands_for_the_learner_who_was_joined(make, stick) -> None:
    first, second = make("a"), make("b", "Lan")
    first.answers(0)
    second.answers(1)
    first.sync(stick)
    second.sync(stick, JOIN)
    assert second.desk.settings.learners == {"Lan": first.writer}
    second.answers(2)
    assert (second.reviews(), second.sync(stick).sent) == (3, 1)


def test_two_people_at_one_computer_keep_apart(make, stick) -> None:
    mai, lan = make("a", "Mai"), make("a", "Lan")
    mai.answers(0, 1)
    lan.answers(2)
    assert mai.sync(stick).sent == 2
    assert lan.sync(stick).sent == 1
    assert mai.writer != lan.writer
    there = make("b", "Lan")
    with pytest.raises(SyncError, match="2 learners"):
        there.sync(stick)
    assert there.sync(stick, Wish(who=lan.writer[:8])).received == 1
    assert (there.writer, there.reviews()) == (lan.writer, 1)


def test_who_is_new_in_a_folder_goes_in_beside_the_others(make, stick) -> None:
    first, second = make("a"), make("b")
    first.answers(0)
    second.answers(1)
    first.sync(stick)
    assert second.sync(stick, Wish(is_new=True)).sent == 1
    assert second.sync(stick).verified
    assert (first.sync(stick).received, first.reviews()) == (0, 1)


@pytest.mark.parametrize("wish", [UNSAID, JOIN])
def test_a_dry_run_tells_and_does_nothing(make, stick, wish) -> None:
    first, second = make("a"), make("b")
    first.answers(0, 1)
    first.sync(stick)
    if wish is JOIN:
        second.answers(3)
    before = sorted((p, p.stat().st_mtime_ns) for p in stick.rglob("*"))
    found = second.sync(stick, wish, is_dry=True)
    assert (found.sent, found.received) == (int(wish is JOIN), 2)
    assert sorted((p, p.stat().st_mtime_ns) for p in stick.rglob("*")) == before
    assert holding(second.desk.log_file, first.writer).events == 0


def test_who_was_deleted_here_does_not_come_back(make, stick) -> None:
    first, second = make("a"), make("b", "Lan")
    first.answers(0)
    first.sync(stick)
    second.sync(stick)
    forget(second.desk.log_file, first.writer)
    with pytest.raises(SyncError, match="deleted"):
        second.sync(stick)
    assert second.reviews() == 0


def test_a_folder_that_knows_the_learner_is_read_only_once(make, stick, monkeypatch) -> None:
    first, second = make("a"), make("b")
    first.answers(0)
    first.sync(stick)
    second.sync(stick)
    monkeypatch.setattr("quizkit.store.sync.folder.learners", None)
    first.answers(1)
    assert (first.sync(stick).sent, second.sync(stick).received) == (1, 1)


def test_progress_is_told(make, stick) -> None:
    computer, told = make("a"), []
    computer.answers(*range(3))
    computer.sync(stick, tick=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)


def test_what_is_answered_here_meanwhile_is_not_from_another_device(make, stick) -> None:
    computer = make("a")
    computer.answers(0)
    found = computer.sync(stick, tick=lambda _done, _of: computer.answers(1))
    assert computer.reviews() == 2
    assert (found.received, found.answers) == (0, 0)
