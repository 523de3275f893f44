"""kill -9 in mid-sitting, through the real command line: no answer that was shown is lost.

Responses wait in the pipe, so that the program never does: the kill falls into whatever it does
microseconds to 0.1 s after a feedback. All kills hit one store, which grows.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from quizkit.memory.replay import fold
from quizkit.model import Event
from quizkit.store.doctor import examine
from quizkit.store.event import encode, verify
from quizkit.store.log import open_log
from tests.fault.kill import ROOT, Kills

pytestmark = [
    pytest.mark.fault,
    pytest.mark.timeout(14_400),
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX"),
]

KILLS = {"quick": 3, "ci": 24, "full": 1_000, "release": 10_000}
A_DAY = 20
"""So many kills before the clock goes on to the next day, which has new facets to ask."""
LOOKS = 25
"""So many kills from one doctor to the next."""
HONEST = (sys.executable, "-m", "quizkit")
DISHONEST = (sys.executable, str(Path(__file__).with_name("dishonest.py")))
HEAD = """\
quizkit: 1
deck: years
title: Years
language: en
licence: CC0-1.0
kinds:
  event:
    called: "the event {name}"
    says: "{name} was in {date}."
    roles:
      name: text
      date: {is: date, ask: ["In which year was {name}?", "{when} was {name} held?"]}
facts:
  event:
"""


class Killed(NamedTuple):
    """What was found after a kill.

    Attributes:
        shown: Answers that this run showed as saved.
        stored: Answers of this run that the store holds.
        changed: Events of before that are gone or changed.
        bad: Events whose hash does not prove them.
        reopen_s: How long opening the store took [s].
    """

    shown: int
    stored: int
    changed: int
    bad: int
    reopen_s: float

    @property
    def lost(self) -> int:
        """Answers that were shown as saved and are not there."""
        return max(0, self.shown - self.stored)


def saved(line: str) -> str | None:
    return line if line.startswith("Saved as") else None


def argv(folder: Path, command: Sequence[str], *more: str) -> list[str]:
    """Return a call of the command line on the store of a folder."""
    return [*command, "--log", str(folder / "log.db"), *more]


def killed(folder: Path, command: Sequence[str], kills: int, seed: str) -> Iterator[Killed]:
    """Yield what was found after each kill."""
    deck = folder / "years.yaml"
    rows = "".join(f"    - {{name: Fair {n}, date: {1900 + n}}}\n" for n in range(120))
    deck.write_text(HEAD + rows, encoding="utf-8")
    study = argv(folder, command, "study", str(deck), "--plain", "--minutes", "1000")
    events: list[Event] = []
    rng = Random(seed)
    for n in range(kills):
        now = datetime(2026, 6, 1, 8, tzinfo=UTC) + timedelta(days=n // A_DAY)
        env = {"XDG_STATE_HOME": str(folder / "state"), "QUIZKIT_NOW": now.isoformat()}
        responses = "".join(rng.choice(("1\n", "2\n", "3\n")) for _ in range(60))
        run = Kills(study, acknowledged=saved, first=responses, rng=rng, env=env, most=6)
        shown = len(run.once())
        before, events, seconds = events, *reopened(folder / "log.db")
        yield Killed(
            shown,
            answers(events[len(before) :]),
            sum(old != new for old, new in zip(before, events, strict=False))
            + max(0, len(before) - len(events)),
            sum(encode(verify(encode(e), e.id)) != encode(e) for e in events[len(before) :]),
            seconds,
        )


def reopened(path: Path) -> tuple[list[Event], float]:
    """Return the events of a store, and how long it took to open it for writing [s]."""
    began = time.perf_counter()
    with open_log(path) as log:
        log.memory()
        seconds = time.perf_counter() - began
        return list(log.events()), seconds


def answers(events: Sequence[Event]) -> int:
    """Return how many answers reviews belong to; several facets in one question are one."""
    reviews = [event for event in events if event.kind == "review"]
    return len(list(groupby(reviews, key=lambda e: (e.at, e.body["stem"], e.body["seed"]))))


@pytest.mark.slow
def test_no_answer_that_was_shown_is_lost(
    tmp_path: Path, size: str, figure: Callable[[str], None]
) -> None:
    found: list[Killed] = []
    doctor_s: list[float] = []
    for after in killed(tmp_path, HONEST, KILLS[size], "study"):
        found.append(after)
        assert (after.lost, after.changed, after.bad) == (0, 0, 0)
        assert after.stored <= after.shown + 1
        if len(found) % LOOKS == 0 or len(found) == KILLS[size]:
            began = time.perf_counter()
            assert [check for check in examine(tmp_path / "log.db") if not check.ok] == []
            doctor_s.append(time.perf_counter() - began)
    events, _ = reopened(tmp_path / "log.db")
    figure(
        f"kill -9, CLI: {len(found)} kills, {sum(each.shown for each in found)} answers shown, "
        f"{len(events)} events stored, lost 0, bad 0; reopened in at most "
        f"{max(each.reopen_s for each in found):.2f} s, examined in at most {max(doctor_s):.2f} s"
    )
    assert sum(each.shown for each in found) >= KILLS[size]
    assert doctor(tmp_path)["ok"] is True
    with open_log(tmp_path / "log.db") as log:
        assert fold(events) == log.memory()
    days = -(-KILLS[size] // A_DAY)
    assert sum(event.kind == "sitting" for event in events) == days


def doctor(folder: Path) -> dict[str, Any]:
    """Return what the doctor of the command line says."""
    done = subprocess.run(
        argv(folder, HONEST, "doctor", "--json"),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("mode", ["early", "late"])
def test_a_front_end_that_speaks_too_early_is_found_out(tmp_path: Path, mode: str) -> None:
    for after in killed(tmp_path, (*DISHONEST, mode), 40, mode):
        if after.lost or after.changed:
            return
    pytest.fail("40 kills noticed nothing")
