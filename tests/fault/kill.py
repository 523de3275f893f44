"""Kill a program at random moments, and see that what it acknowledged is still there.

The program is any command: it gets its presses through a pipe and says through another what it
has saved. A line counts as acknowledged once it was read whole, so a line that the kill cut off
promises nothing. Whether the promises were kept is for the caller to look up after each kill::

    kills = Kills([sys.executable, "-m", "quizkit", "study", ..], acknowledged=saved_line, ...)
    for promised in kills.run(200):
        assert set(promised) <= set(what_the_store_holds())
"""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]

SHORTEST_S = 1e-6
LONGEST_S = 0.1
"""How long after an acknowledgement the kill comes, drawn evenly over the orders of magnitude."""


class Kills:
    """A command, how it is talked to, and how its acknowledgements are told from other lines.

    Args:
        argv: The command.
        acknowledged: What a line of output promises (any text that the caller can look up), or
            None if it promises nothing.
        reply: What to write to the command after a line of its output, or None for nothing.
        first: What to write to it at the start.
        rng: Draws the moments.
        env: Variables of the environment, beside those of this process.
        most: The kill comes after 1 to this many acknowledgements.
        patience_s: How long the command may be silent before the harness gives up [s].
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        acknowledged: Callable[[str], str | None],
        reply: Callable[[str], str | None] = lambda line: None,
        first: str = "",
        rng: Random,
        env: Mapping[str, str] | None = None,
        most: int = 20,
        patience_s: float = 60.0,
    ) -> None:
        self.argv = list(argv)
        self.acknowledged = acknowledged
        self.reply = reply
        self.first = first
        self.rng = rng
        self.env = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
        self.most = most
        self.patience_s = patience_s
        self.errors = ""

    def run(self, kills: int) -> Iterator[tuple[str, ...]]:
        """Yield, after each kill, what that run had promised."""
        for _ in range(kills):
            yield self.once()

    def once(self) -> tuple[str, ...]:
        """Run the command, kill it, and return what it had promised.

        A command that ends by itself before it is killed must end with 0.
        """
        wanted = self.rng.randint(1, self.most)
        delay = SHORTEST_S * (LONGEST_S / SHORTEST_S) ** self.rng.random()
        process = subprocess.Popen(
            self.argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.env,
            start_new_session=True,
        )
        try:
            said = self._listen(process, wanted)
            until = time.perf_counter() + delay
            while time.perf_counter() < until:
                pass  # sleeping is too coarse for microseconds
        finally:
            _end(process)
        return said + self._rest(process)

    def _listen(self, process: subprocess.Popen[bytes], wanted: int) -> tuple[str, ...]:
        said: list[str] = []
        self._write(process, self.first)
        for line in _lines(process, self.patience_s):
            promise = self.acknowledged(line)
            if promise is not None:
                said.append(promise)
                if len(said) >= wanted:
                    break
            self._write(process, self.reply(line) or "")
        return tuple(said)

    def _rest(self, process: subprocess.Popen[bytes]) -> tuple[str, ...]:
        out, errors = process.communicate()
        self.errors = errors.decode(errors="replace")
        if process.returncode not in {0, -signal.SIGKILL}:
            raise AssertionError(f"ended with {process.returncode}: {self.errors}")
        whole = out.decode(errors="replace").split("\n")[:-1]
        return tuple(promise for line in whole if (promise := self.acknowledged(line)) is not None)

    @staticmethod
    def _write(process: subprocess.Popen[bytes], text: str) -> None:
        assert process.stdin is not None
        if text:
            with suppress(BrokenPipeError):  # it ended; what it said is in the other pipe
                process.stdin.write(text.encode())
                process.stdin.flush()


def _lines(process: subprocess.Popen[bytes], patience_s: float) -> Iterator[str]:
    """Yield whole lines as they come, byte by byte, so that none is read too far."""
    assert process.stdout is not None
    waiting = selectors.DefaultSelector()
    waiting.register(process.stdout, selectors.EVENT_READ)
    line = b""
    while True:
        if not waiting.select(patience_s):
            raise AssertionError(f"silent for {patience_s} s after {line!r}")
        byte = os.read(process.stdout.fileno(), 1)
        if not byte:
            return
        line += byte
        if byte == b"\n":
            yield line.decode(errors="replace").rstrip("\n")
            line = b""


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
