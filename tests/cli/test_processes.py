"""The real program in processes of its own: killed, interrupted, in a pipe, on a terminal."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(120)

PROGRAM = [sys.executable, "-m", "quizkit"]
NOW = "2026-06-01T08:00:00+07:00"


@pytest.fixture(autouse=True)
def _real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZKIT_NOW", NOW)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


@contextmanager
def studying(*argv: str) -> Iterator[subprocess.Popen[str]]:
    """Run a sitting whose input stays open."""
    program = subprocess.Popen(
        [*PROGRAM, "study", "rivers.yaml", *argv],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with program:
        yield program
        program.kill()


def answer(program: subprocess.Popen[str], count: int) -> None:
    """Answer so many questions, and wait until each is said to be saved."""
    for _ in range(count):
        program.stdin.write("1\n")
        program.stdin.flush()
        read_to(program, "Saved as ")


def read_to(program: subprocess.Popen[str], start: str) -> str:
    """Read until a line that starts so, and return it."""
    return next(line for line in program.stdout if line.startswith(start))


def history() -> list[dict]:
    done = subprocess.run(
        [*PROGRAM, "history", "--json"], capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGKILL, -9)],
)
def test_what_was_said_to_be_saved_is_saved(rivers, number, code) -> None:
    with studying() as program:
        answer(program, 3)
        program.send_signal(number)
        assert program.wait(timeout=30) == code
        assert "Traceback" not in program.stderr.read()
    assert len(history()) == 3


def test_a_killed_sitting_goes_on_with_the_same_question(rivers) -> None:
    with studying() as program:
        answer(program, 2)
        stem = read_to(program, "Question 3, ")
        program.kill()
    with studying() as program:
        assert program.stdout.readline().startswith("Going on: 2 answered, ")
        assert program.stdout.readline() == stem


def test_a_new_sitting_can_be_asked_for(rivers) -> None:
    with studying() as program:
        answer(program, 1)
        program.kill()
    with studying("--fresh") as program:
        assert program.stdout.readline() == "10 minutes. ? help, :q stop.\n"


def test_a_reader_that_goes_away_is_no_fault(rivers) -> None:
    with studying() as program:
        answer(program, 1)
        program.stdout.close()
        program.stdin.write("1\n" * 3)
        program.stdin.close()
        assert program.wait(timeout=30) == 0
        assert program.stderr.read() == ""


def test_output_that_is_not_utf8_is_ascii(rivers) -> None:
    rivers.write_text(rivers.read_text().replace("North Sea", "Biển Bắc"))
    environ = {**os.environ, "PYTHONIOENCODING": "ascii"}
    argv = [*PROGRAM, "preview", "rivers.yaml", "-n", "all"]
    text = subprocess.run(argv, capture_output=True, check=True, env=environ).stdout
    assert b"Answer: Bien Bac" in text
    data = subprocess.run([*argv, "--json"], capture_output=True, check=True, env=environ).stdout
    assert "Biển Bắc" in [q["key"] for q in json.loads(data)["questions"]]


@pytest.mark.pty
def test_on_a_terminal_it_prompts_and_waits(rivers) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.execv(PROGRAM[0], [*PROGRAM, "study", "rivers.yaml", "--plain", "--form", "choice"])
    seen = until(terminal, "> ")
    assert "10 minutes. ? help, :q stop." in seen
    os.write(terminal, b"1\n")
    assert "Saved as " in until(terminal, "> ")
    os.write(terminal, b"\n")
    assert "Question 2, " in until(terminal, "> ")
    os.write(terminal, b":q\n")
    assert re.search(r"\bKnown [01] of 14\b", until(terminal, "> "))
    os.write(terminal, b"\n")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.pty
def test_interrupted_on_a_terminal_it_says_that_all_is_saved(rivers) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.execv(PROGRAM[0], [*PROGRAM, "study", "rivers.yaml", "--plain", "--form", "choice"])
    until(terminal, "> ")
    os.write(terminal, b"\x03")
    assert "Every answer so far is saved." in until(terminal, "saved.")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130


def until(terminal: int, *ends: str) -> str:
    """Read what the terminal shows until one of the texts is there."""
    seen, limit = "", time.monotonic() + 30
    while not any(end in seen for end in ends) and time.monotonic() < limit:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            seen += os.read(terminal, 4096).decode()
        except OSError:
            break
    return seen
