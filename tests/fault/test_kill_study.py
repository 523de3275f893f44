"""kill -9 in mid-session, through the real command line: no answer that was shown is lost."""

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from quizkit.memory.replay import fold
from quizkit.store.event import encode, verify
from quizkit.store.log import open_log
from tests.fault.kill import Kills

pytestmark = [
    pytest.mark.fault,
    pytest.mark.timeout(7200),
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX"),
]

KILLS = {"quick": 6, "ci": 200, "release": 2_000}
A_DAY = 20
"""So many kills before the clock goes on to the next day, which has new facets to ask."""
HONEST = (sys.executable, "-m", "quizkit")
EAGER = (sys.executable, str(Path(__file__).with_name("eager.py")))
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


def saved(line: str) -> str | None:
    return line if line.startswith("Saved as") else None


def answer(line: str) -> str | None:
    """Answer each question once it stands there as a whole; wrong and right in turn by chance."""
    return "2\n" if line.startswith("  3 ") or ", typed." in line or ", cloze." in line else None


def killed(
    folder: Path, command: Sequence[str], kills: int, seed: str = "study"
) -> Iterator[tuple[int, int]]:
    """Yield, after each kill, how many answers were shown as saved so far, and how many are."""
    deck = folder / "years.yaml"
    rows = "".join(f"    - {{name: Fair {n}, date: {1900 + n}}}\n" for n in range(120))
    deck.write_text(HEAD + rows, encoding="utf-8")
    path = folder / "log.db"
    argv = [*command, "--log", str(path), "study", str(deck), "--plain", "--minutes", "1000"]
    shown = 0
    rng = Random(seed)
    for start in range(0, kills, A_DAY):
        now = datetime(2026, 6, 1, 8, tzinfo=UTC) + timedelta(days=start // A_DAY)
        env = {"XDG_STATE_HOME": str(folder / "state"), "QUIZKIT_NOW": now.isoformat()}
        runs = Kills(argv, acknowledged=saved, reply=answer, rng=rng, env=env, most=6)
        for promised in runs.run(min(A_DAY, kills - start)):
            shown += len(promised)
            with open_log(path) as log:
                yield shown, sum(event.kind == "review" for event in log.events())


@pytest.mark.parametrize("half", ["first", "second"])
def test_no_answer_that_was_shown_is_lost(tmp_path: Path, size: str, half: str) -> None:
    kills = KILLS[size] // 2
    told = list(killed(tmp_path, HONEST, kills, half))
    assert len(told) == kills
    assert all(shown <= stored for shown, stored in told)
    assert told[-1][0] >= kills
    with open_log(tmp_path / "log.db") as log:
        events = tuple(log.events())
        assert all(verify(encode(event), event.id) == event for event in events)
        assert fold(events) == log.memory()
        days = -(-kills // A_DAY)
        assert sum(event.kind == "sitting" for event in events) == days


def test_a_front_end_that_speaks_too_early_is_found_out(tmp_path: Path) -> None:
    assert any(shown > stored for shown, stored in killed(tmp_path, EAGER, 40))
