"""Odd times, odd events, odd stores, odd numbers: one clear sentence, and nothing is lost.

All through the command line, with a log at its usual place and a second copy in line files.
"""

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.cli.main import run
from quizkit.model import Draft, Event
from quizkit.settings.places import places
from quizkit.store.doctor import examine
from quizkit.store.event import encode
from quizkit.store.learners import learners
from quizkit.store.log import open_log
from quizkit.store.rows import Row
from quizkit.store.take import Offered
from quizkit.text import digest
from tests.cli.conftest import RIVERS, Called
from tests.fault.devices import DEVICES, TEN_YEARS, Step, World

pytestmark = pytest.mark.fault

Call = Callable[..., Called]

NOW = "2026-06-01T08:00:00+07:00"
NOW_MS = 1_780_275_600_000


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZKIT_NOW", NOW)
    (tmp_path / "rivers.yaml").write_text(RIVERS, encoding="utf-8")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    def called(*argv: str, stdin: str = "", now: str = NOW) -> Called:
        monkeypatch.setenv("QUIZKIT_NOW", now)
        data = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", data)
        return Called(run(argv), *capsys.readouterr())

    return called


@pytest.fixture
def log_file(call: Call) -> Path:
    """Return the learner's log, with two answers in it."""
    assert study(call).code == 0
    return places().log_file


def study(call: Call, *more: str, now: str = NOW) -> Called:
    return call("study", "rivers.yaml", *more, stdin="1\n1\n", now=now)


def answers(call: Call) -> list[str]:
    """Return the ids of the answers in the history."""
    done = call("history", "--json")
    assert done.code == 0
    return [json.loads(line)["event"] for line in done.out.splitlines()]


def kept(path: Path) -> list[Event]:
    with open_log(path, readonly=True) as log:
        return list(log.events())


def whole(path: Path) -> None:
    """See that the doctor finds nothing."""
    assert [check for check in examine(path) if not check.ok] == []


def heard(path: Path, *events: Event) -> None:
    """Let a log hear of events from elsewhere."""
    with open_log(path) as log:
        mine = log.learner
        signed = [_signed(event._replace(learner=mine)) for event in events]
        taken = log.take(Offered(event.id, encode(event)) for event in signed)
        assert taken.added == len(events)


def _signed(event: Event) -> Event:
    return event._replace(id=digest(encode(event)))


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("2025-06-01T08:00:00+07:00", "This clock is 365 days behind your newest answer"),
        ("2016-06-01T08:00:00+07:00", "days behind your newest answer"),
        ("1970-01-02T00:00:00Z", "days behind your newest answer"),
        ("2036-06-01T08:00:00+07:00", "days ahead of your newest answer; is it right?"),
    ],
)
def test_a_clock_that_cannot_be_right_is_doubted_and_answers_are_kept(
    call: Call, log_file: Path, now: str, says: str
) -> None:
    before = answers(call)
    done = study(call, "--fresh", now=now)
    assert done.code == 0
    assert says in done.err
    assert set(before) < set(answers(call))
    assert len(answers(call)) == len(before) + 2
    in_time = sorted(_rows(log_file), key=lambda row: row.t)
    assert [row.event.seq for row in in_time] == [event.seq for event in kept(log_file)]
    whole(log_file)


def test_a_clock_that_was_wrong_is_mended_and_the_mend_taken_back(
    call: Call, log_file: Path
) -> None:
    study(call, "--fresh", now="2036-06-01T08:00:00+07:00")
    before = {row.event.id: row.t for row in _rows(log_file)}
    shown = call("clock")
    assert shown.code == 1
    assert "clock --mend" in shown.err
    assert call("clock", "--mend").code == 0
    mended = {row.event.id: row.t for row in _rows(log_file)}
    assert max(mended.values()) < NOW_MS + 86_400_000
    assert before.keys() < mended.keys()
    assert call("undo").code == 0
    after = {row.event.id: row.t for row in _rows(log_file)}
    assert {name: after[name] for name in before} == before
    whole(log_file)


def _rows(path: Path) -> list[Row]:
    with open_log(path, readonly=True) as log:
        return list(log.entries())


def test_events_from_the_future_are_kept_and_doubted(call: Call, log_file: Path) -> None:
    phone = World([Step(0, "review", 1, TEN_YEARS), Step(0, "review", 2, 60_000)])
    heard(log_file, phone.written[0])
    before = set(answers(call))
    done = study(call)
    assert done.code == 0
    assert "days behind your newest answer" in done.err
    assert "Traceback" not in done.err
    assert before < set(answers(call))
    assert call("due").code == 0
    assert len(kept(log_file)) >= 5
    whole(log_file)


def test_events_of_a_newer_quizkit_are_kept_and_passed_by(call: Call, log_file: Path) -> None:
    before = answers(call)
    phone = World([Step(n, deed, 1, 0) for n, deed in enumerate(("dream", "later", "crooked"))])
    heard(log_file, *phone.written)
    assert answers(call) == before
    for argv in (("due",), ("history",), ("undo",)):
        assert call(*argv).code == 0
    assert study(call).code == 0
    assert {event.dev for event in kept(log_file)} > set(DEVICES)
    found = {check.name: check.message for check in examine(log_file)}
    assert "3 of a newer quizkit are kept but not applied" in found["events"]
    whole(log_file)


def test_a_line_of_nonsense_among_line_files_is_told_and_passed_by(
    call: Call, log_file: Path
) -> None:
    before = answers(call)
    (lines,) = log_file.parent.glob("*-copies/events/*/*-open.jsonl")
    lines.write_bytes(b'{"v":1}\nnonsense\n\xff\xfe\n' + lines.read_bytes())
    done = study(call)
    assert done.code == 0
    assert "Traceback" not in done.err
    assert answers(call)[: len(before)] == before
    assert len(answers(call)) == len(before) + 2


def test_a_store_of_another_learner_is_told_apart(call: Call, log_file: Path) -> None:
    before = answers(call)
    with open_log(log_file, learner="lan") as log:
        log.append([Draft("suspend", {"facet": "rivers/kd7w#sea"})], at=NOW_MS, off=0)
    done = study(call)
    assert done.code == 5
    assert "holds 2 learners; name one" in done.err
    assert call("--learner", "stranger", "history").out == ""
    assert call("--learner", "stranger", "study", "rivers.yaml", stdin="1\n").code == 0
    mine = [event.learner for event in kept_by_all(log_file)]
    assert len(set(mine)) == 3
    assert set(before) < {event.id for event in kept_by_all(log_file)}
    whole(log_file)


def kept_by_all(path: Path) -> list[Event]:
    found: list[Event] = []
    for learner in learners(path):
        with open_log(path, learner=learner, readonly=True) as log:
            found += log.events()
    return found


def test_a_copied_store_goes_on_as_another_device(
    call: Call, log_file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(log_file, copy)
    assert study(call, "--fresh").code == 0
    assert call("--log", str(copy), "study", "rivers.yaml", "--fresh", stdin="1\n").code == 0
    here, there = kept(log_file), kept(copy)
    assert {event.dev for event in here} < {event.dev for event in there}
    with open_log(log_file) as log:
        log.take(Offered(event.id, encode(event)) for event in there)
    assert {event.id for event in kept(log_file)} == {event.id for event in (*here, *there)}
    whole(log_file)
    whole(copy)


@pytest.mark.parametrize(
    ("argv", "code", "says"),
    [
        (("study", "rivers.yaml", "--minutes", "0"), 2, "0 is not in the range 1<=x<=1440"),
        (("study", "rivers.yaml", "--minutes", "-5"), 2, "-5 is not in the range"),
        (("study", "rivers.yaml", "--minutes", "1441"), 2, "1441 is not in the range"),
        (("study", "rivers.yaml", "--minutes", "ten"), 2, "'ten' is not a valid integer"),
        (("plan", "rivers.yaml", "--minutes", "0"), 2, "0 is not in the range 1<=x<=1440"),
        (("plan", "rivers.yaml", "--exam", "2026-02-30"), 2, '"2026-02-30" is no day; give it as'),
        (("plan", "rivers.yaml", "--exam", "soon"), 2, '"soon" is no day; give it as'),
        (("plan", "rivers.yaml", "--exam", "1999-01-01"), 2, "1999-01-01 is over"),
        (("plan", "rivers.yaml", "--exam", "9999-12-31"), 2, "more than 5 years ahead"),
        (("history", "--since", "2026-13-01"), 2, "'2026-13-01' is no day; give it as"),
        (("history", "--last", "0"), 2, "0 is not in the range"),
        (("clock", "--mend", "--ended", "yesterday"), 2, "yesterday"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else None,
)
def test_a_number_or_day_that_cannot_be_is_one_sentence(
    call: Call, log_file: Path, argv: tuple[str, ...], code: int, says: str
) -> None:
    before = log_file.read_bytes()
    done = call(*argv)
    assert done.code == code
    assert says in done.err
    assert "Traceback" not in done.err
    assert log_file.read_bytes() == before


@pytest.mark.parametrize(("minutes", "code"), [("0", 3), ("1e3", 3), ("", 0)])
def test_minutes_of_the_environment_that_cannot_be_are_one_sentence(
    call: Call, monkeypatch: pytest.MonkeyPatch, minutes: str, code: int
) -> None:
    monkeypatch.setenv("QUIZKIT_MINUTES", minutes)
    done = study(call)
    assert done.code == code
    assert code == 0 or "should be a whole number of minutes from 1 to 1440" in done.err
