"""The screens as a terminal gets them: opened, closed, killed, taken away, too small, broken."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizkit.settings.places import places
from tests.tui.crashing import SECRET
from tests.tui.learner import Learner, answers, keys_of
from tests.tui.terminal import QUIZKIT, ROOT, Terminal, environment

pytestmark = [
    pytest.mark.pty,
    pytest.mark.timeout(120),
    pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are a matter of POSIX"),
]

DECK = ROOT / "tests" / "data" / "decks" / "small.yaml"
STUDY = ["study", str(DECK), "--form", "choice", "--seed", "pty"]
CRASHING = (sys.executable, "-m", "tests.tui.crashing")
SLOW = [pytest.mark.slow, pytest.mark.fault]
SIGNALS = [
    pytest.param(signal.SIGTERM, 143),
    pytest.param(signal.SIGHUP, 129, marks=SLOW),
    pytest.param(signal.SIGINT, 130, marks=SLOW),
]
MISTAKES = [
    "press",
    "backend",
    *(pytest.param(w, marks=SLOW) for w in ("paint", "worker", "thread")),
]


@pytest.fixture
def study() -> Iterator[Learner]:
    """Return a learner before the first question of a sitting."""
    with Terminal(STUDY) as terminal:
        learner = Learner(terminal)
        learner.wait_question()
        yield learner


def log() -> Path:
    return places().log_file


def test_questions_right_and_wrong_and_two_lines_at_the_end(study: Learner) -> None:
    keys = keys_of(DECK)
    terminal = study.terminal
    seen: list[bool] = []
    while len(seen) < 5 or not any(seen):
        if seen:
            study.go_on()
            assert study.answered == len(seen)
        press = study.right(keys) if seen else "0"
        study.answer(press)
        seen.append(press != "0" and "✗" not in terminal.text)
    terminal.press("ctrl+q")
    assert terminal.ended() == 0
    assert terminal.is_restored
    first, second = terminal.afterwards.splitlines()
    assert f"{len(seen)} answers" in first
    assert "all saved" in first
    assert second.startswith("Known ")
    assert [bool(event.body["score"]) for event in answers(log())] == seen


@pytest.mark.parametrize(("number", "code"), SIGNALS, ids=lambda each: str(each))
def test_a_signal_gives_the_terminal_back(study: Learner, number: int, code: int) -> None:
    study.answer("1")
    study.terminal.signal(number)
    assert study.terminal.ended() == code
    assert study.terminal.is_restored
    assert len(answers(log())) == 1


def test_control_c_twice_ends_it(study: Learner) -> None:
    study.terminal.press("ctrl+c", "ctrl+c")
    assert study.terminal.ended() in {0, 130}
    assert study.terminal.is_restored


def test_a_closed_window_ends_it(study: Learner) -> None:
    study.answer("1")
    study.terminal.close()
    assert study.terminal.ended() == 129
    assert len(answers(log())) == 1


@pytest.mark.slow
@pytest.mark.fault
def test_a_closed_window_ends_it_even_if_hanging_up_is_ignored() -> None:
    deaf = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh", *QUIZKIT)
    with Terminal(STUDY, program=deaf) as terminal:
        learner = Learner(terminal)
        learner.wait_question()
        terminal.close()
        assert terminal.ended() == 129


@pytest.mark.parametrize("where", MISTAKES)
def test_a_mistake_is_one_friendly_line_and_a_file(where: str) -> None:
    with Terminal(STUDY, program=(*CRASHING, where), cwd=ROOT) as terminal:
        if where in {"press", "thread"}:
            Learner(terminal).wait_question()
            terminal.press("?")
        assert terminal.ended() == 70
        assert terminal.is_restored
        told = terminal.afterwards
        assert "quizkit made a mistake of its own (KeyError)" in told
        assert "Traceback" not in terminal.sent.decode(errors="replace")
        assert SECRET not in terminal.sent.decode(errors="replace")
        (file,) = places().state.glob("crash-*.txt")
        assert str(file) in told.replace("\n", "")
        text = file.read_text()
        assert file.stat().st_mode & 0o777 == 0o600
        assert SECRET not in text
        assert "builtins.KeyError" in text
        assert "80 x 24" in text
        assert "textual 8." in text
        assert " fail\n" in text
        if where == "press":
            assert re.search(r"^actions .*help$", text, re.MULTILINE)


def test_nothing_else_writes_on_the_screen() -> None:
    with Terminal(STUDY, program=(*CRASHING, "noise"), cwd=ROOT) as terminal:
        Learner(terminal).wait_question()
        terminal.press("?")
        terminal.wait_for("heard")
        assert b"NOISE" not in terminal.sent
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert b"NOISE" not in terminal.sent
        file = places().state / "quizkit.log"
        assert file.stat().st_mode & 0o777 == 0o600
        text = file.read_text()
        assert text.count("NOISE of a child") == 2
        assert {"NOISE of a library", "NOISE logged"} <= set(text.splitlines())
        assert "NOISE warned" in text


@pytest.mark.slow
@pytest.mark.fault
def test_no_colour_where_none_is_wanted() -> None:
    with Terminal(STUDY, env={"NO_COLOR": "1"}) as terminal:
        learner = Learner(terminal)
        learner.wait_question()
        learner.answer("1")
        assert re.findall(rb"\x1b\[[0-9;]*[34]8;[25];", terminal.sent) == []


@pytest.mark.slow
@pytest.mark.fault
def test_an_empty_wish_for_no_colour_is_none() -> None:
    with Terminal(STUDY, env={"NO_COLOR": "", "COLORTERM": "truecolor"}) as terminal:
        Learner(terminal).wait_question()
        assert re.search(rb"\x1b\[[0-9;]*[34]8;2;", terminal.sent)


LINES = [{"TERM": "dumb"}, {"TERM": None}, {"QUIZKIT_PLAIN": "1"}]


@pytest.mark.parametrize("wish", LINES, ids=str)
def test_lines_where_there_can_or_shall_be_no_screens(wish: dict[str, str | None]) -> None:
    with Terminal(STUDY, env=wish) as terminal:
        terminal.wait_for("Question 1, choice.")
        assert b"\x1b[?1049h" not in terminal.sent
        terminal.press("q", "enter")
        assert terminal.ended() == 0


@pytest.mark.slow
@pytest.mark.fault
def test_screens_that_cannot_be_say_why() -> None:
    with Terminal([*STUDY, "--tui"], env={"TERM": "dumb"}) as terminal:
        assert terminal.ended() == 4
        assert "TERM is dumb" in terminal.text
    done = subprocess.run(
        [*QUIZKIT, *STUDY, "--tui"], input=b"1\n", capture_output=True, env=environment({})
    )
    assert done.returncode == 4
    assert b"standard input is not a terminal" in done.stderr
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.fault
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_one_stream_elsewhere_means_lines(stream: str, tmp_path: Path) -> None:
    redirect = {"stdout": "", "stderr": "2"}[stream]
    sh = ("sh", "-c", f'file=$1; shift; exec "$@" {redirect}>"$file"', "sh", str(tmp_path / "out"))
    with Terminal(STUDY, program=(*sh, *QUIZKIT)) as terminal:
        terminal.press("q", "enter")
        assert terminal.ended() in {0, 4}
        assert b"\x1b[?1049h" not in terminal.sent
        assert b"\x1b[" not in (tmp_path / "out").read_bytes()


def test_the_question_survives_every_size(study: Learner) -> None:
    terminal = study.terminal
    options = dict(study.options)
    for width, height in ((40, 15), (24, 8), (80, 24)):
        terminal.resize(width, height)
        if width == 24:
            terminal.wait_for("24×8")
        else:
            terminal.wait_for(*options.values(), "? Help")
    assert study.options == options
    study.answer("1")


def test_home_opens_and_closes() -> None:
    with Terminal() as terminal:
        terminal.wait_for("quizkit", "? Help")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert terminal.is_restored
        assert terminal.afterwards == ""


def test_a_deck_that_is_not_there_opens_nothing() -> None:
    with Terminal(["study", "no-such-deck"]) as terminal:
        assert terminal.ended() == 3
        assert b"\x1b[?1049h" not in terminal.sent


def test_a_broken_deck_is_told_once_the_screens_are_closed(tmp_path: Path) -> None:
    deck = tmp_path / "broken.yaml"
    deck.write_text("quizkit: 1\ndeck: broken\ntitle: [\n")
    with Terminal(["study", str(deck)]) as terminal:
        assert terminal.ended() == 3
        assert terminal.is_restored
        assert "cannot be used" in terminal.afterwards


def test_a_quiz_ends_with_its_mark_and_keeps_it(tmp_path: Path) -> None:
    kept = tmp_path / "mark.jsonl"
    argv = ["quiz", str(DECK), "-n", "2", "--form", "choice", "--pass", "100", "-o", str(kept)]
    with Terminal(argv) as terminal:
        learner = Learner(terminal)
        learner.wait_question()
        learner.answer("0")
        learner.go_on()
        terminal.press("ctrl+q")
        assert terminal.ended() == 1
        assert terminal.is_restored
        assert "Mark: 0 of 2" in terminal.afterwards
        assert len(kept.read_text().splitlines()) == 1
        assert not log().exists()


@pytest.mark.slow
@pytest.mark.fault
def test_two_copies_at_once_lose_nothing(study: Learner) -> None:
    with Terminal(STUDY) as second:
        other = Learner(second)
        other.wait_question()
        for n in range(2):
            for learner in (study, other):
                learner.answer("1")
                if not n:
                    learner.go_on()
        for terminal in (study.terminal, second):
            terminal.press("ctrl+q")
            assert terminal.ended() == 0
    assert len(answers(log())) == 4


def test_a_window_that_is_too_small_at_first_may_grow() -> None:
    with Terminal(STUDY, size=(24, 8)) as terminal:
        terminal.wait_for("bigger", "24×8")
        terminal.resize(80, 24)
        Learner(terminal).wait_question()
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
