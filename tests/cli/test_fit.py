import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from quizkit.analysis.fit import process
from quizkit.cli.waiting import waiting
from quizkit.settings.places import places
from quizkit.store.log import open_log
from tests.analysis.answered import write


@pytest.fixture
def answered(monkeypatch):
    """Return a function that writes the log of a learner and sets the clock to its end."""

    def make(seed: str, size: int) -> None:
        places().data.mkdir(parents=True)
        with open_log(places().log_file, learner="mai") as log:
            end = write(log, seed, size)
        now = datetime.fromtimestamp(end / 1000, UTC).isoformat()
        monkeypatch.setenv("QUIZKIT_NOW", now)

    return make


def test_weights_that_predict_better_are_kept_and_can_be_taken_back(call, answered) -> None:
    answered("2", 600)
    code, out, err = call("fit")
    assert (code, err) == (0, "")
    first, decided, meaning = out.splitlines()
    assert first.startswith("Fitted to 6")
    assert decided == "It is kept; `quizkit undo` takes it back."
    assert meaning.startswith("With a memory model of your own a fact is expected to last ")
    assert call("undo").code == 0
    with open_log(places().log_file, readonly=True) as log:
        assert log.last("params") == ()


def test_a_dry_run_changes_nothing(call, answered) -> None:
    answered("2", 600)
    code, out, err = call("fit", "--dry-run")
    assert (code, err) == (0, "")
    assert out.splitlines()[1] == "It would be kept; nothing was written."
    with open_log(places().log_file, readonly=True) as log:
        assert log.last("params") == ()


def test_json(call, answered) -> None:
    answered("2", 600)
    code, out, err = call("fit", "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert list(document) == [
        *("v", "reviews", "kept", "loss_before", "loss_after", "why", "remark", "held_out"),
        *("error", "weights", "next", "seed", "config", "library"),
    ]
    assert (document["v"], document["kept"], document["why"]) == (1, True, "better")
    assert len(document["weights"]) == 21


def test_too_few_answers_are_no_fault(call, answered) -> None:
    for argv in (["fit"], ["fit", "--dry-run"]):
        code, out, _ = call(*argv)
        assert (code, "you have 0." in out) == (0, True)
    answered("2", 50)
    code, out, _ = call("fit", "--json")
    document = json.loads(out)
    assert (code, document["kept"], document["why"]) == (0, False, "too few")
    assert document["next"] == {"reviews": 400, "day": None}


def test_a_second_try_waits(call, answered) -> None:
    answered("0", 1_000)
    assert "nothing has changed" in call("fit").out
    assert (places().state / "fit.json").exists()
    out = call("fit").out.splitlines()
    assert out[0].startswith("Nothing was fitted: ")
    assert out[1].startswith("The next try is from 1,2")


def test_without_the_library_the_code_is_2(call, answered, monkeypatch) -> None:
    monkeypatch.setattr(process, "find_spec", lambda name: None)
    code, out, err = call("fit")
    assert (code, out) == (2, "")
    assert err == (
        "error: fitting needs the library fsrs-rs-python; install it with: "
        'pip install "quizkit[fit]"\n'
    )


def test_a_fit_that_breaks_leaves_no_crash_file(call, answered, monkeypatch, tmp_path) -> None:
    answered("2", 450)
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit('broken')")
    monkeypatch.setattr(process.child, "__file__", str(broken))
    code, out, err = call("fit")
    assert (code, out) == (70, "")
    assert err == "error: the fit ended without a result (exit code 1): broken\n"


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_an_interrupt_ends_both_processes_and_changes_nothing(answered, tmp_path) -> None:
    answered("2", 450)
    slow = tmp_path / "slow.py"
    slow.write_text(f"import time; open({str(tmp_path / 'began')!r}, 'w'); time.sleep(60)")
    script = (
        "import sys; from quizkit.analysis.fit import child; from quizkit.cli.main import run;"
        f"child.__file__ = {str(slow)!r}; sys.exit(run(['fit']))"
    )
    running = subprocess.Popen([sys.executable, "-c", script], start_new_session=True)
    try:
        for _ in range(300):
            if (tmp_path / "began").exists():
                break
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=20) == 130
        assert _is_gone(running.pid)  # nobody of its group is left
    finally:
        running.kill()
    with open_log(places().log_file, readonly=True) as log:
        assert log.last("params") == ()


def _is_gone(group: int) -> bool:
    """Return whether a process group ends within some seconds; a killed child is reaped late."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


class Terminal:
    """A stderr that a person looks at."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(
    ("environ", "quiet", "passed", "expected"),
    [
        ({"TERM": "xterm"}, False, 2.4, "\rfitting .. 2 s\r\x1b[K"),
        ({"TERM": "xterm"}, False, 0.4, ""),
        ({"TERM": "xterm"}, True, 2.4, ""),
        ({"TERM": "dumb"}, False, 2.4, ""),
        ({}, False, 2.4, ""),
    ],
)
def test_waiting_is_shown_to_a_person_who_waits(
    monkeypatch, environ, quiet, passed, expected
) -> None:
    terminal, clock = Terminal(), iter([0.0, passed, passed + 0.05])
    monkeypatch.setattr("quizkit.cli.waiting.sys.stderr", terminal)
    monkeypatch.setattr("quizkit.cli.waiting.time.monotonic", lambda: next(clock))
    with waiting("fitting", environ, quiet=quiet) as tick:
        tick()
        tick()
    assert terminal.text == expected
