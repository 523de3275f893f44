"""Stories about what is saved: nothing is lost, nothing lies, nothing changes by itself."""

from pathlib import Path
from random import Random

import pytest

from quizkit.cli.plain import Plain
from quizkit.errors import StoreError
from quizkit.model import Answer, QuestionView, Redo, SummaryView, Undo
from quizkit.practice import deeds
from quizkit.store.event import encode
from quizkit.store.log import open_log
from quizkit.store.take import Offered
from tests.stories.people import HEAD, Learner, asked, key, nothing, trip, trips

WHO = "trips/t0#who"


def test_undo_even_on_the_last_page(mai: Learner) -> None:
    """I pressed the wrong thing at the very last question: let me take it back."""
    mai.write(HEAD + trip(0, more=", dont ask: [host, place]"))
    run = mai.begin()
    question = asked(run)
    mai.answer(run)
    assert isinstance(run.view, SummaryView)
    assert isinstance(run.act(Undo()), QuestionView)
    assert asked(run) == question
    assert mai.standing.started == ()
    run.act(Redo())
    mai.restart()
    run = mai.begin()
    assert isinstance(run.view, SummaryView)
    run.act(Undo())
    assert asked(run) == question


def test_undo_that_cannot_lie(mai: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    """If my undo could not be saved, do not show me that it was."""
    run = mai.begin()
    mai.answer(run, most=3)
    view, sitting, memory = run.view, run.sitting, mai.memory
    undoable, count = deeds.undoable(mai.log), mai.log.count()

    def fail(*_: object, **__: object) -> None:
        raise StoreError("disk full", "log.db")

    with monkeypatch.context() as patch:
        patch.setattr(mai.log, "append", fail)
        with pytest.raises(StoreError, match="disk full"):
            run.act(Undo())
        with pytest.raises(StoreError, match="disk full"):
            deeds.undo(mai.log, mai.clock)
    assert (run.view, run.sitting, mai.memory) == (view, sitting, memory)
    assert (deeds.undoable(mai.log), mai.log.count()) == (undoable, count)
    mai.restart()
    assert (mai.memory, deeds.undoable(mai.log)) == (memory, undoable)


def test_only_presses_that_exist_are_shown(mai: Learner) -> None:
    """What the line says I can press does what it says."""

    class Page:
        text = ""

        def write(self, text: str) -> None:
            self.text += text

        def flush(self) -> None:
            pass

    def pressed(*lines: str) -> tuple[str, int]:
        page = Page()
        Plain(mai.begin(), (f"{line}\n" for line in lines), page, is_terminal=True).run()
        return page.text, mai.log.count()

    told, before = pressed("0")
    line = next(line for line in told.splitlines() if "Enter next" in line)
    named = line.partition("Enter next, ")[2].rstrip(".").split(", ")
    assert named == [":1-:4 change", "u undo", "e evidence"]
    for press, events in ((":3", 2), ("u", 1), ("e", 0), ("", 0)):
        told, count = pressed("0", press)
        assert count - before == 2 + events, press  # its sitting, its answer, and what it did
        assert "Nothing to" not in told
        before = count


def test_no_review_lost_between_devices(tmp_path: Path) -> None:
    """Phone, tablet and laptop, each offline for days: in the end all know the same."""
    devices = []
    for number, name in enumerate(("phone", "tablet", "laptop")):
        (tmp_path / name).mkdir()
        mai = Learner(tmp_path / name, trips(20))
        mai.clock.move(minutes=7 * number)
        for _ in range(3):
            run = mai.begin()
            mai.answer(run, nothing if number else lambda _: None, most=4)
            run.act(Undo())
            mai.sleep(2)
        devices.append(mai)
    written = [event for mai in devices for event in mai.log.events()]
    offered = [Offered(event.id, encode(event)) for event in written]
    memories = []
    for number, mai in enumerate(devices):
        Random(number).shuffle(offered)
        for half in (offered[::2], offered[1::2]):
            mai.log.take(half)
        memories.append(mai.memory)
        mai.log.close()
    with open_log(tmp_path / "new.db", learner="mai") as log:
        log.take(offered)
        memories.append(log.memory())
        assert {event.id for event in log.events()} == {event.id for event in written}
    assert memories == [memories[0]] * 4
    assert sum(state.reviews for state in memories[0].facets.values()) == 3 * 3 * 3


def known_well(mai: Learner) -> tuple[dict, float]:
    """Study for some days, and return each facet's planned state, and one stability."""
    for _ in range(4):
        mai.study(most=10)
        mai.sleep(3)
    standing = mai.standing
    return {f: standing.planned(f) for f in standing.started}, standing.working(WHO).stability


def test_edits_that_keep_progress(mai: Learner) -> None:
    """My teacher improves the wording: I lose nothing by it."""
    before, _ = known_well(mai)
    lines = trips().splitlines(keepends=True)
    head, rows = "".join(lines[:-40]), lines[-40:]
    head = head.replace("Who led {it}?", "Who was at the head of {it}?")
    head = head.replace("kinds:", "names:\n  Ann Ash: {is: person, aka: [Annie Ash]}\nkinds:")
    mai.write(head.replace("title: Trips", "title: All trips") + "".join(reversed(rows)))
    assert mai.asker.deck.title == "All trips"
    standing = mai.standing
    assert {f: standing.planned(f) for f in standing.started} == before
    assert not [t for t in mai.study(most=5) if any("changed" in line for line in t.told.lines)]


def test_a_new_value_must_be_learned_anew(mai: Learner) -> None:
    """The fact itself has changed: tell me, and do not take for granted that I know it."""
    before, stability = known_well(mai)
    mai.write(trips().replace("who: Ann Ash", "who: Zoe Zander"))
    assert mai.standing.working(WHO).stability == pytest.approx(0.3 * stability)
    others = {f: mai.standing.planned(f) for f in before if f != WHO}
    assert others == {f: state for f, state in before.items() if f != WHO}
    mai.sleep(5)
    turns = [turn for turn in mai.study(extra="weak") if turn.facet == WHO]
    assert "The answer has changed since you last met it." in turns[0].told.lines
    assert not [t for t in turns[1:] if any("changed" in line for line in t.told.lines)]


def test_progress_saved_at_each_answer(mai: Learner) -> None:
    """Whatever I was shown is safe: pull the plug when you like."""
    run = mai.begin()
    for number in range(1, 6):
        view = run.act(Answer(key(asked(run))))
        with open_log(mai.log.path, learner="mai", readonly=True) as other:
            assert view.saved[0] in {event.id for event in other.events()}
        mai.restart()  # as after kill -9, between the feedback and the next question
        run = mai.begin(fresh=False)
        assert run.is_resumed
        assert run.view.progress.answered == number
