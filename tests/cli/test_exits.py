import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from quizkit.cli import main
from quizkit.cli.exits import NoInput, NotFound, Stopped, code_of, signals
from quizkit.cli.out import Out
from quizkit.errors import (
    DeckError,
    FormatError,
    QuestionError,
    ResponseError,
    SettingsError,
    StoreError,
)
from quizkit.model import Location, Problem, Severity
from quizkit.settings.places import places

OUT = Out("never", {})
SECRET = "Le Duc Anh"


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (DeckError("no deck here"), 3, "error: no deck here\n"),
        (FormatError("no zip file", "x.zip"), 3, "error: no zip file\n"),
        (SettingsError("a; b", ["a", "b"]), 3, "error: a\nerror: b\n"),
        (QuestionError("cannot be asked"), 3, "error: cannot be asked\n"),
        (ResponseError("not a number"), 2, "error: not a number\n"),
        (StoreError("the log is locked"), 5, "error: the log is locked\n"),
        (click.UsageError("no such option"), 2, "error: no such option\n"),
        (NotFound("no such code"), 3, "error: no such code\n"),
        (NoInput("nobody answers"), 4, "error: nobody answers\n"),
        (click.Abort(), 130, ""),
        (KeyboardInterrupt(), 130, ""),
        (Stopped(143), 143, ""),
    ],
)
def test_each_error_has_one_code(capsys, error, code, said) -> None:
    assert code_of(error, OUT) == code
    assert tuple(capsys.readouterr()) == ("", said)


def test_a_broken_deck_shows_its_frames(capsys, tmp_path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("quizkit: 2\n")
    problem = Problem("QK009", Severity.FATAL, "too new", Location(str(path), 1, 10), label="here")
    assert code_of(DeckError("1 problem", [problem]), OUT) == 3
    err = capsys.readouterr().err
    assert "error[QK009]: too new\n" in err
    assert "1 | quizkit: 2\n  |          ^ here\n" in err


def fail() -> None:
    answer = SECRET
    raise KeyError(answer)


def test_a_mistake_of_ours_is_one_friendly_line_and_a_file(capsys, monkeypatch) -> None:
    monkeypatch.setattr(main.quizkit, "invoke", lambda _ctx: fail())
    assert main.run(["decks"]) == 70
    out, err = capsys.readouterr()
    (file,) = places().state.iterdir()
    assert out == ""
    assert "KeyError" in err
    assert str(file) in err.replace("\n", "")
    assert "Traceback" not in err
    assert SECRET not in err


def test_a_crash_file_is_private_and_quotes_nobody(monkeypatch) -> None:
    monkeypatch.setattr(main.quizkit, "invoke", lambda _ctx: fail())
    main.run(["decks"])
    (file,) = places().state.iterdir()
    text = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert SECRET not in text
    assert "builtins.KeyError" in text
    assert "python 3." in text
    assert " fail\n" in text
    assert str(Path.home()) not in text


def test_without_a_place_for_the_crash_file_the_line_is_still_said(capsys, monkeypatch) -> None:
    monkeypatch.setattr(main.quizkit, "invoke", lambda _ctx: fail())
    places().state.parent.mkdir(parents=True, exist_ok=True)
    places().state.write_text("a file in the way")
    assert main.run(["decks"]) == 70
    assert "KeyError" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_signal_ends_in_order(monkeypatch, name, code) -> None:
    def kill(_ctx: object) -> None:
        os.kill(os.getpid(), getattr(signal, name))
        signal.pause()

    monkeypatch.setattr(main.quizkit, "invoke", kill)
    assert main.run(["decks"]) == code


def test_an_ignored_signal_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with signals():
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("argv", [["--help"], ["config", "list"], ["explain"]])
def test_a_closed_pipe_is_silent(argv) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "quizkit", *argv], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--colour", "never"], "Did you mean"),
        (["config", "set"], "Missing argument 'NAME'"),
        (["config", "set", "minutes", "many"], "a whole number of minutes"),
        (["--color", "red", "config"], "'red' is not one of"),
        (["paper", "d", "--lang", "vi"], "--lang stands before the command: quizkit --lang .. pa"),
    ],
)
def test_usage_errors_say_what_is_wanted(capsys, argv, said) -> None:
    assert main.run(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "--help' for help" in err


def test_hostile_arguments_are_shown_clean(capsys) -> None:
    assert main.run(["\x1b[2Jstudy"]) == 2
    assert "\x1b" not in capsys.readouterr().err
