"""Streams that are closed or full, and arguments that are no text: one sentence, never a crash."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizkit.settings.places import places

PROGRAM = f"{sys.executable} -m quizkit"
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")


@pytest.fixture(autouse=True)
def _path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def shell(line: str) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        f"{PROGRAM} {line}", shell=True, capture_output=True, check=False, input=b"1\n1\n"
    )
    return done.returncode, done.stdout, done.stderr


def test_a_closed_input_is_no_answer(rivers) -> None:
    code, _, err = shell("study rivers.yaml <&-")
    assert code == 4
    assert err == b"error: the input ended before the first answer\n"
    assert not list(places().state.glob("crash*"))


@pytest.mark.parametrize("line", ["--help", "config", "due rivers.yaml", "study rivers.yaml"])
def test_a_closed_output_is_silent(rivers, line) -> None:
    assert shell(f"{line} >&-") == (0, b"", b"")


def test_the_log_never_stands_in_the_place_of_a_stream(rivers) -> None:
    assert shell("study rivers.yaml >&- 2>&-")[0] == 0
    code, out, _ = shell("history --json")
    assert (code, out.count(b"\n")) == (0, 2)
    assert shell("doctor")[0] == 0


@needs_full
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "line", ["--help", "config", "due --json rivers.yaml", "study rivers.yaml", "explain QK301"]
)
def test_a_full_disk_is_one_sentence(rivers, monkeypatch, line, unbuffered) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    code, _, err = shell(f"{line} > /dev/full")
    assert (code, err) == (3, b"error: cannot write the output: No space left on device\n")
    assert not list(places().state.glob("crash*"))


@needs_full
def test_where_nothing_can_be_said_the_code_still_tells(rivers) -> None:
    assert shell("check nothing.yaml 2> /dev/full")[0] == 3
    assert shell("study rivers.yaml > /dev/full 2>&1")[0] == 3


@pytest.mark.parametrize(
    "argv",
    [
        ["--log", b"a\xff.db", "study", "rivers.yaml"],
        ["study", "rivers.yaml", "--seed", b"\xff"],
        ["preview", b"\xff.yaml"],
    ],
)
def test_an_argument_that_is_no_text_is_2_and_one_sentence(rivers, argv) -> None:
    argv = [sys.executable, "-m", "quizkit", *argv]
    done = subprocess.run(argv, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.endswith(b"is not UTF-8\n")
    assert done.stderr.count(b"\n") == 1


def test_a_variable_that_is_no_text_is_3_and_one_sentence(rivers) -> None:
    environ = {**os.environb, b"QUIZKIT_LOG": b"a\xff.db"}
    argv = [sys.executable, "-m", "quizkit", "due"]
    done = subprocess.run(argv, capture_output=True, check=False, env=environ)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("command", ["study", "quiz", "preview", "stamp"])
def test_a_seed_has_80_characters_at_most(call, rivers, command) -> None:
    argv = (command, "rivers.yaml", "--seed")
    assert call(*argv, "x" * 80, stdin="1\n" * 40).code == 0
    code, out, err = call(*argv, "x" * 81, stdin="1\n")
    assert (code, out) == (2, "")
    assert err.endswith("81 characters, want at most 80\n")
