"""Signals, and a terminal that goes away: the screens close in order, or in time.

Each answer that was shown as saved is on disk, so nothing has to be rescued here. What can go
wrong is the closing itself: a terminal that takes no more bytes holds up whoever writes to it.
"""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

PATIENCE_S: Final = 3.0
"""How long closing in order may take before the process ends in any case [s]."""
_CODES: Final = {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": 130}
HUNG_UP: Final = _CODES["SIGHUP"]
_LEAVE: Final = (
    "\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Switches off what Textual switches on, in its order."""


@contextmanager
def handled(stop: Callable[[int], None]) -> Iterator[None]:
    """Close in order on SIGTERM, SIGHUP and SIGINT, inside a running event loop.

    A signal that is ignored stays ignored; handlers are as before behind the block. Windows has no
    such signals.

    Args:
        stop: Closes the screens with an exit code.
    """
    loop = asyncio.get_running_loop()
    last = Watchdog()
    before: dict[int, Any] = {}
    for name, code in _CODES.items():
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) == signal.SIG_IGN:
            continue
        with suppress(NotImplementedError):
            before[number] = signal.getsignal(number)
            loop.add_signal_handler(number, _stopped, code, stop, last)
    try:
        yield
    finally:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)
        last.call_off()


def _stopped(code: int, stop: Callable[[int], None], last: "Watchdog") -> None:
    last.arm(code)
    stop(code)


class Watchdog:
    """Ends the process in any case, once it was told to, if closing in order takes too long."""

    def __init__(self) -> None:
        self._done = threading.Event()
        self._terminal = terminal_modes()

    def arm(self, code: int) -> None:
        """Give the process its time to close, beginning now."""
        threading.Thread(target=self._wait, args=(code,), daemon=True).start()

    def call_off(self) -> None:
        """Closing in order has come to its end."""
        self._done.set()

    def _wait(self, code: int) -> None:
        if not self._done.wait(PATIENCE_S):
            threading.Thread(target=restore, args=(self._terminal,), daemon=True).start()
            self._done.wait(PATIENCE_S / 10)
            os._exit(code)


def terminal_modes() -> list[Any] | None:
    """Return how the terminal treats lines and characters, or None where that is not known."""
    if sys.platform == "win32":
        return None
    import termios

    try:
        return termios.tcgetattr(0)
    except termios.error:
        return None


def restore(modes: list[Any] | None) -> None:
    """Leave the painted screen without Textual; for when it cannot any more."""
    with suppress(OSError, ValueError):
        stream = sys.__stderr__
        if stream is not None:
            os.write(stream.fileno(), _LEAVE.encode())
    if modes is not None and sys.platform != "win32":
        import termios

        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, modes)


def is_gone() -> bool:
    """Return whether the terminal of standard input was taken away.

    A hung-up terminal gives no error when it is read, only nothing, again and again.
    """
    if sys.platform == "win32":
        return False
    import termios

    try:
        termios.tcgetattr(0)
    except termios.error:
        return True
    return False
