"""No room for an answer while somebody studies on the screen: told, not shown as saved, exit 5."""

import os
import sys
from pathlib import Path

import pytest

from quizkit.store.doctor import examine
from tests.bench.deck_load import made_deck
from tests.tui.learner import GUARD_S, Learner, answers
from tests.tui.terminal import ROOT, Terminal

pytestmark = [
    pytest.mark.fault,
    pytest.mark.pty,
    pytest.mark.timeout(180),
    pytest.mark.skipif(os.name != "posix", reason="limits are a matter of POSIX"),
]

LIMITED = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}));"
    "from quizkit.__main__ import main; sys.exit(main())"
)
LIMIT = 150_000
"""Room for a log, and for a few answers more [bytes]."""


@pytest.mark.slow
def test_an_answer_without_room_is_not_shown_as_saved(tmp_path: Path) -> None:
    deck, log = tmp_path / "deck.yaml", tmp_path / "log.db"
    deck.write_text(made_deck(60), encoding="utf-8")
    argv = ["--log", str(log), "study", str(deck), "--form", "choice", "--minutes", "1000"]
    program = (sys.executable, "-c", LIMITED.format(LIMIT))
    told = 0
    with Terminal(argv, program=program, cwd=ROOT) as terminal:
        learner = Learner(terminal)
        learner.wait_question()
        while told < 60:
            terminal.press("1")
            terminal.wait_until(
                lambda: learner.is_told or "Try again" in terminal.text, "feedback or trouble"
            )
            if not learner.is_told:
                break
            told += 1
            learner.go_on()
        assert 0 < told < 60
        assert "saved as" not in terminal.text
        terminal.idle(GUARD_S)
        terminal.press("r")
        terminal.wait_for("Try again")
        terminal.idle(GUARD_S)
        terminal.press("q")
        assert terminal.ended() == 5
        assert terminal.is_restored
    assert len(answers(log)) == told
    assert [check for check in examine(log) if not check.ok] == []
