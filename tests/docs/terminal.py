"""A terminal for a page: its commands typed in this process, and all that they print, in order."""

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import SimpleNamespace

from quizkit.cli import clock, plain
from quizkit.cli.main import run
from quizkit.store import rows
from tests.docs.blocks import ROOT

SECONDS = 6.0
"""What a reader of a page takes for each answer [s]."""

TOOLS = frozenset({"cat", "cp", "head", "ls", "mkdir", "mv", "rm", "sort", "tail", "wc"})
"""Programs that a page may call beside quizkit."""


class Terminal:
    """Types commands; the time stands still but while an answer is awaited.

    Args:
        folder: Where the reader is.
        home: The reader's home.
        patch: pytest's `monkeypatch`.
    """

    def __init__(self, folder: Path, home: Path, patch) -> None:  # type: ignore[no-untyped-def]
        self._folder = folder
        self._home = home
        self._patch = patch
        self._elapsed = 0.0
        self.code = 0
        patch.setattr(clock, "time", SimpleNamespace(monotonic=self._time))
        patch.setattr(plain.time, "sleep", lambda _: None)
        numbers = count(1)
        patch.setattr(rows, "token_hex", lambda size: f"{next(numbers):0{2 * size}x}")
        for name, value in {"TERM": "dumb", "COLUMNS": "84", "TZ": "Asia/Ho_Chi_Minh"}.items():
            patch.setenv(name, value)
        self.now("2026-06-01T08:00:00+07:00")

    def now(self, time: str) -> None:
        """Set the reader's clock."""
        self._elapsed = 0.0
        self._patch.setenv("QUIZKIT_NOW", time)

    def typed(self, line: str, answers: Sequence[str] | None = None) -> str:
        """Type a command, with what is answered; None: nobody sits there. Return what it prints."""
        if line == "echo $?":
            return f"{self.code}\n"
        command, _, path = line.partition(" > ")
        first, *rest = command.split(" | ")
        only_data = bool(path or rest)
        shown, data = self._first(first, answers)
        for each in rest:
            data = self._tool(each, data)
        if path:
            (self._folder / path.strip()).write_text(data, encoding="utf-8")
            data = ""
        return self._named(data if only_data else shown)

    def _first(self, command: str, answers: Sequence[str] | None) -> tuple[str, str]:
        words = shlex.split(command)
        settings = [word.split("=", 1) for word in words if "=" in word and word[0].isupper()]
        words = words[len(settings) :]
        if words[0] != "quizkit":
            data = self._tool(command, "")
            return data, data
        with self._patch.context() as patch:
            for name, value in settings:
                patch.setenv(name, value)
            return self._quizkit(words[1:], answers)

    def _quizkit(self, words: Sequence[str], answers: Sequence[str] | None) -> tuple[str, str]:
        both, data = io.BytesIO(), io.BytesIO()
        out = _Stream(both, data, is_terminal=answers is not None)
        err = _Stream(both, is_terminal=answers is not None)
        given = _Answers(answers, out, self._wait)
        with _streams(given, out, err):
            self.code = run(words)
        assert self.code != 70, f"a mistake of quizkit's own: {words}"
        cut = both.getvalue() if given.cut is None else both.getvalue()[: given.cut]
        return cut.decode(), data.getvalue().decode()

    def _tool(self, command: str, given: str) -> str:
        words = shlex.split(command)
        assert words[0] in TOOLS, f"a page calls {words[0]}"
        done = subprocess.run(
            words, input=given, cwd=self._folder, capture_output=True, text=True, check=False
        )
        self.code = done.returncode
        return done.stdout + done.stderr

    def _named(self, text: str) -> str:
        """Put a reader's folders in place of those of this test."""
        for place, name in (
            (self._folder, "~/school"),
            (self._home / "xdg_data_home", "~/.local/share"),
            (self._home / "xdg_config_home", "~/.config"),
            (self._home, "~"),
            (ROOT, "~/quizkit"),
        ):
            text = text.replace(str(place), name)
        return text

    def _time(self) -> float:
        return self._elapsed

    def _wait(self) -> None:
        self._elapsed += SECONDS


class _Stream(io.TextIOWrapper):
    """A stream that keeps what is written in one or two places, in order."""

    def __init__(self, *places: io.BytesIO, is_terminal: bool) -> None:
        super().__init__(_Tee(places), encoding="utf-8", write_through=True, newline="")
        self.places = places
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


class _Tee(io.RawIOBase):
    def __init__(self, places: Sequence[io.BytesIO]) -> None:
        super().__init__()
        self._places = places

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:  # type: ignore[no-untyped-def]
        for place in self._places:
            place.write(bytes(data))
        return len(data)


class _Answers:
    """Standard input: each answer is echoed, as a terminal does."""

    def __init__(self, answers: Sequence[str] | None, out: _Stream, wait) -> None:  # type: ignore[no-untyped-def]
        self._left = list(answers or ())
        self._out = out
        self._wait = wait
        self._is_terminal = answers is not None
        self.cut: int | None = None

    def isatty(self) -> bool:
        return self._is_terminal

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self) -> str:
        if not self._left:
            if self._is_terminal:
                self.cut = len(self._out.places[0].getvalue())
            return ""
        self._wait()
        line = self._left.pop(0) + "\n"
        self._out.write(line)
        return line

    def read(self) -> str:
        return ""


@contextmanager
def _streams(given: _Answers, out: _Stream, err: _Stream) -> Iterator[None]:
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = given, out, err  # type: ignore[assignment]
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept


def home_of_this_test() -> Path:
    """Return the home that `conftest` made."""
    return Path(os.environ["HOME"])
