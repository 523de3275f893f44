"""The child process: killed, broken, too slow, missing."""

import json
import subprocess
import sys
import time

import pytest

from quizkit.analysis.fit import child, process
from quizkit.analysis.fit.process import fit_in_child, library_version
from quizkit.analysis.fit.training import lessons, request
from quizkit.errors import FitError, MissingExtraError
from quizkit.memory.fsrs import Fsrs6
from tests.analysis.test_fit_training import known

LESSONS = lessons(known("2", 450), Fsrs6())


@pytest.fixture
def instead(monkeypatch, tmp_path):
    """Return a function that puts another program in the child's place."""

    def put(text: str) -> None:
        path = tmp_path / "other_child.py"
        path.write_text(text)
        monkeypatch.setattr(child, "__file__", str(path))

    return put


@pytest.fixture
def started(monkeypatch) -> list[subprocess.Popen]:
    """Return the child processes that were started."""
    found: list[subprocess.Popen] = []
    real = subprocess.Popen

    def popen(*args, **options):
        found.append(real(*args, **options))
        return found[-1]

    monkeypatch.setattr(process.subprocess, "Popen", popen)
    return found


def test_the_child_gives_what_the_library_gives_here() -> None:
    found = fit_in_child(LESSONS)
    assert found == tuple(child.fit(request(LESSONS)))
    assert library_version() == "0.9.3"


def test_the_parent_never_loads_the_library() -> None:
    code = (
        "import sys; from quizkit.analysis.fit.process import fit_in_child as f;"
        "from quizkit.analysis.fit.training import Lesson;"
        "f([Lesson(((3, 0), (3, 3)), ((1, 3),))]);"
        "print([m for m in sys.modules if 'fsrs_rs' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_child_that_takes_too_long_is_killed(instead, started) -> None:
    instead("import time; time.sleep(60)")
    begun = time.monotonic()
    with pytest.raises(FitError, match=r"no result after 0\.3 seconds"):
        fit_in_child(LESSONS, limit_s=0.3)
    assert time.monotonic() - begun < 10
    assert started[0].poll() is not None


def test_an_interrupt_kills_the_child(instead, started) -> None:
    instead("import time; time.sleep(60)")

    def tick() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit_in_child(LESSONS, tick=tick)
    assert started[0].poll() is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("raise SystemExit('no memory left')", "exit code 1): no memory left"),
        ("import os; os.kill(os.getpid(), 9)", "exit code -9)"),
        ("print('not json')", "exit code 0)"),
        ("print('{}')", "exit code 0)"),
        ("print('[]')", "exit code 0)"),
    ],
)
def test_a_child_without_a_result_is_told(instead, text, said) -> None:
    instead(text)
    with pytest.raises(FitError, match="ended without a result") as caught:
        fit_in_child(LESSONS)
    assert said in str(caught.value)


def test_a_child_that_reads_nothing_does_not_block(instead) -> None:
    instead("import sys; sys.stdin.close(); print('{\"weights\": []}')")
    assert fit_in_child(LESSONS * 20) == ()


def test_a_request_that_is_larger_than_a_pipe_arrives_at_a_slow_reader(instead) -> None:
    instead(
        "import json, sys, time; time.sleep(0.5); found = json.load(sys.stdin)\n"
        "print(json.dumps({'weights': [len(found['lessons'])]}))"
    )
    given = LESSONS * 200
    assert len(json.dumps(request(given))) > 1_000_000
    assert fit_in_child(given) == (len(given),)


def test_without_the_library_the_extra_is_named(monkeypatch) -> None:
    monkeypatch.setattr(process, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r'pip install "quizkit\[fit\]"'):
        fit_in_child(LESSONS)
