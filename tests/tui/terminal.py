"""A terminal for tests: a real pseudo-terminal, with pyte as its screen.

Nothing here sleeps: every wait is for something that the program sends, or for its end, and has a
limit. `Terminal.sent` holds each byte that came, for whoever asks what a terminal would have got::

    with Terminal(["study", "vietnam-us"], env=env) as terminal:
        terminal.wait_for("? Help")
        terminal.press("1")
        terminal.resize(40, 15)
        terminal.signal(signal.SIGTERM)
        assert terminal.ended() == 143
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pyte

ROOT = Path(__file__).parents[2]
QUIZKIT = (sys.executable, "-m", "quizkit")
PATIENCE_S = 30.0

PRESSES = {
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "tab": "\t",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
} | {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"}
"""What a terminal sends for a press; any other press is sent as it is written."""

_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]")
"""Sequences that pyte would print: the keyboard protocol is one."""

MODES = {
    "alternate screen": (b"\x1b[?1049h", b"\x1b[?1049l"),
    "mouse": (b"\x1b[?1000h", b"\x1b[?1000l"),
    "mouse moves": (b"\x1b[?1003h", b"\x1b[?1003l"),
    "paste": (b"\x1b[?2004h", b"\x1b[?2004l"),
    "focus": (b"\x1b[?1004h", b"\x1b[?1004l"),
    "hidden cursor": (b"\x1b[?25l", b"\x1b[?25h"),
}
"""What a program that paints a screen switches on, and how it switches it off."""


class Terminal:
    """A program on a pseudo-terminal of its own.

    Args:
        argv: What stands behind the program's name.
        program: The program, and what comes before `argv`.
        size: Columns and rows.
        env: Variables beside those of this process; None takes one away.
        cwd: The working folder.
        patience_s: How long any wait may take [s].

    Attributes:
        sent: Every byte the program sent.
        came_at: When the last of them came, by `time.perf_counter` [s].
        process: The program.
    """

    def __init__(
        self,
        argv: Sequence[str] = (),
        *,
        program: Sequence[str] = QUIZKIT,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self.patience_s = patience_s
        self.sent = b""
        self.came_at = time.perf_counter()
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._master, slave = pty.openpty()
        self._put_size(slave, size)
        self.before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [*program, *argv],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment(env or {}),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_own_terminal,
        )
        self._slave: int | None = slave

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        self.close()

    def close(self) -> None:
        """Take the terminal away from under the program, as a closed window does."""
        for descriptor in (self._slave, self._master):
            if descriptor is not None and descriptor >= 0:
                os.close(descriptor)
        self._slave, self._master = None, -1

    @property
    def rows(self) -> list[str]:
        """The screen's rows."""
        return [row.rstrip() for row in self._screen.display]

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self.rows)

    def read(self, timeout_s: float = 0.0) -> bool:
        """Take in what the program sends; return whether anything came in time.

        Args:
            timeout_s: How long to wait for the first byte [s].
        """
        if self._master < 0 or not select.select([self._master], [], [], timeout_s)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # Linux says that nobody holds the other end any more in this way
            return False
        self.came_at = time.perf_counter()
        self.sent += data
        self._feed(data)
        return bool(data)

    def wait_until(self, is_so: Callable[[], bool], what: str) -> float:
        """Read until something is so; return how long that took [s].

        Raises:
            AssertionError: If it does not come in time, or the program ends before it does.
        """
        began = time.perf_counter()
        while not is_so():
            left = self.patience_s - (time.perf_counter() - began)
            came = self.read(min(max(left, 0.0), 0.2))
            if not came and (left <= 0 or self.process.poll() is not None):
                if self.read() or is_so():
                    continue
                state = f"ended with {self.process.returncode}" if left > 0 else "too late"
                raise AssertionError(f"no {what} ({state}) on:\n{self.text}")
        return max(0.0, self.came_at - began)

    def wait_for(self, *texts: str) -> float:
        """Read until all these texts are on the screen; return how long that took [s]."""
        return self.wait_until(lambda: all(text in self.text for text in texts), repr(texts))

    def wait_gone(self, text: str) -> float:
        """Read until a text has left the screen; return how long that took [s]."""
        return self.wait_until(lambda: text not in self.text, f"screen without {text!r}")

    def idle(self, seconds: float) -> None:
        """Take in what comes for so long: for what the program itself measures in time [s]."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self.read(left)

    def press(self, *presses: str) -> None:
        """Send presses: names as in `PRESSES`, or what is to be typed."""
        data = "".join(PRESSES.get(press, press) for press in presses).encode()
        while data:
            data = data[os.write(self._master, data) :]

    def resize(self, width: int, height: int) -> None:
        """Make the window another size; the program is told by a signal."""
        self._screen.resize(height, width)
        self._put_size(self._master, (width, height))

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def ended(self) -> int:
        """Read to the end, and return the exit code; that of a signal is negative."""
        began = time.perf_counter()
        while self.process.poll() is None:
            if time.perf_counter() - began > self.patience_s:
                raise AssertionError(f"does not end:\n{self.text}")
            if not self.read(0.02) and self._master < 0:
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(0.05)
        while self.read():
            pass
        return self.process.returncode

    @property
    def left_on(self) -> list[str]:
        """Which modes of the terminal the program has switched on and not off again."""
        return [
            name for name, (on, off) in MODES.items() if self.sent.rfind(on) > self.sent.rfind(off)
        ]

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was: its modes, and how it treats lines."""
        assert self._slave is not None
        return not self.left_on and termios.tcgetattr(self._slave) == self.before

    @property
    def afterwards(self) -> str:
        """What stands below the painted screen once it was left: plain text, without controls."""
        _, _, rest = self.sent.rpartition(MODES["alternate screen"][1])
        plain = re.sub(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]", b"", rest)
        return plain.decode(errors="replace").replace("\r\n", "\n").strip()

    def _feed(self, data: bytes) -> None:
        """Give pyte what it knows; a sequence cut in two waits for its other half."""
        data = _UNKNOWN_TO_PYTE.sub(b"", self._rest + data)
        at = data.rfind(b"\x1b[")
        cut = at >= 0 and len(data) - at < 12 and not re.search(rb"[@-~]", data[at + 2 :])
        self._rest = data[at:] if cut else b""
        self._stream.feed(data[:at] if cut else data)

    def _put_size(self, descriptor: int, size: tuple[int, int]) -> None:
        width, height = size
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))


def _own_terminal() -> None:
    """Make standard input the terminal that controls the new session."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def environment(more: Mapping[str, str | None]) -> dict[str, str]:
    """Return this process's variables, fit for a program on the terminal, with some changed."""
    found: dict[str, str | None] = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    for name in ("COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE", "NO_COLOR", "QUIZKIT_PLAIN"):
        found[name] = None
    return {name: value for name, value in {**found, **more}.items() if value is not None}
