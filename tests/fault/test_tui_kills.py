"""kill -9 while somebody studies on the screen: what was told as feedback is in the log, once.

The next start goes on with the sitting: the same question stands there again, unless its answer
was saved in the moment of the kill. All kills hit one store.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from quizkit.store.doctor import examine
from tests.bench.deck_load import made_deck
from tests.tui.learner import Learner, answers
from tests.tui.terminal import QUIZKIT, ROOT, Terminal

pytestmark = [
    pytest.mark.fault,
    pytest.mark.pty,
    pytest.mark.timeout(7_200),
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX"),
]

KILLS = {"quick": 2, "ci": 6, "full": 100, "release": 1_000}
A_DAY = 10
"""So many kills before the clock goes on to the next day, which has new facets to ask."""
DISHONEST = (sys.executable, str(ROOT / "tests" / "fault" / "dishonest.py"), "late")
SHORTEST_S, LONGEST_S = 1e-6, 0.1
"""How long after the feedback the kill comes, drawn evenly over the orders of magnitude [s]."""


class Killed(NamedTuple):
    """What was found after a kill.

    Attributes:
        told: Answers whose feedback this run showed.
        stored: Answers of this run that the log holds.
        doubled: Facets that this run asked and stored twice.
        is_resumed: The run began with the question that the one before had left, or after it.
    """

    told: int
    stored: int
    doubled: int
    is_resumed: bool


def killed(folder: Path, program: Sequence[str], kills: int, seed: str) -> Iterator[Killed]:
    """Yield what was found after each kill."""
    deck, log = folder / "deck.yaml", folder / "log.db"
    deck.write_text(made_deck(200), encoding="utf-8")
    argv = ["--log", str(log), "study", str(deck), "--form", "choice", "--minutes", "1000"]
    rng = Random(seed)
    left, stored, today = "", 0, 0
    for n in range(kills):
        today = 0 if n % A_DAY == 0 else today
        now = datetime(2026, 6, 1, 8, tzinfo=UTC) + timedelta(days=n // A_DAY)
        env = {"XDG_STATE_HOME": str(folder / "state"), "QUIZKIT_NOW": now.isoformat()}
        with Terminal(argv, program=program, env=env, cwd=ROOT) as terminal:
            learner = Learner(terminal)
            learner.wait_question()
            is_resumed = learner.answered == today and (not today or left in {"", stem(terminal)})
            told, is_open = told_of(learner, rng)
            terminal.process.kill()
            terminal.process.wait()
            while terminal.read():
                pass
            asked = stem(terminal) if is_open else ""
        found = answers(log) if log.exists() else ()
        run = [event.body["facet"] for event in found[stored:]]
        left = asked if len(run) == told else ""
        stored, today = len(found), today + len(run)
        yield Killed(told, len(run), len(run) - len(set(run)), is_resumed)


def told_of(learner: Learner, rng: Random) -> tuple[int, bool]:
    """Answer up to three questions, then wait until the moment of the kill.

    Returns:
        How many were answered and told, and whether a question stands there that was not.
    """
    wanted, is_open = rng.randint(1, 3), rng.random() < 0.5
    for n in range(wanted):
        learner.answer(rng.choice("123"))
        if n < wanted - 1 or is_open:
            learner.go_on()
    if is_open and rng.random() < 0.7:
        learner.terminal.press(rng.choice("123"))  # no feedback is waited for
    until = time.perf_counter() + SHORTEST_S * (LONGEST_S / SHORTEST_S) ** rng.random()
    while time.perf_counter() < until:
        pass  # sleeping is too coarse for microseconds
    return wanted, is_open


def stem(terminal: Terminal) -> str:
    """Return the line of the screen that asks."""
    return next((row.strip() for row in terminal.rows if row.strip().endswith("?")), "")


@pytest.mark.slow
def test_no_answer_that_was_told_is_lost_or_doubled(
    tmp_path: Path, size: str, figure: Callable[[str], None]
) -> None:
    found: list[Killed] = []
    for after in killed(tmp_path, QUIZKIT, KILLS[size], "tui"):
        found.append(after)
        assert after.told <= after.stored <= after.told + 1
        assert after.doubled == 0
        assert after.is_resumed
    assert [check for check in examine(tmp_path / "log.db") if not check.ok] == []
    figure(
        f"kill -9, screens: {len(found)} kills, {sum(each.told for each in found)} answers told, "
        f"{sum(each.stored for each in found)} stored, lost 0, doubled 0, all resumed"
    )


def test_a_store_that_saves_too_late_is_found_out(tmp_path: Path) -> None:
    for after in killed(tmp_path, DISHONEST, 5, "late"):
        if after.stored < after.told:
            return
    pytest.fail("5 kills noticed nothing")
