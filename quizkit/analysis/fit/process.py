"""The child process that fits: started, waited for, and ended whatever happens."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from threading import Thread
from typing import Final

from quizkit.analysis.fit import child
from quizkit.analysis.fit.training import Lesson, request
from quizkit.errors import FitError, MissingExtraError

LIMIT_S: Final = 600.0
"""Longest time that a fit may take [s]; 10,000 reviews take a fraction of a second."""

_TICK_S: Final = 0.1

_QUIET: Final[Callable[[], None]] = lambda: None  # noqa: E731  # a default, not a function to call


def require_library() -> None:
    """Raise a MissingExtraError if the library that fits is not installed."""
    if find_spec("fsrs_rs_python") is None:
        raise MissingExtraError("fitting needs the library fsrs-rs-python", "fit")


def library_version() -> str:
    """Return the version of the library that fits."""
    from importlib.metadata import version  # noqa: PLC0415  # slow, and few want to know

    return version("fsrs-rs-python")


def fit_in_child(
    given: Sequence[Lesson], *, limit_s: float = LIMIT_S, tick: Callable[[], None] = _QUIET
) -> tuple[float, ...]:
    """Return the weights that fit, neither rounded nor checked, from a child process.

    Args:
        given: What to learn from.
        limit_s: How long it may take [s].
        tick: Called about ten times a second while the child runs. If it raises, or a signal
            does, the child is killed.

    Raises:
        MissingExtraError: If the library is not installed.
        FitError: If the child ends without a result, or not in time.
    """
    require_library()
    if child.__file__ is None:
        raise FitError("quizkit is not installed as files, which a fit in a child process needs")
    process = subprocess.Popen(  # noqa: S603  # this interpreter, and a file of our own
        [sys.executable, "-P", child.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    said: list[tuple[bytes, bytes]] = []
    talk = Thread(target=_talk, args=(process, json.dumps(request(given)).encode(), said))
    talk.start()
    try:
        for _ in range(max(1, int(limit_s / _TICK_S))):
            talk.join(_TICK_S)
            if not talk.is_alive():
                break
            tick()
        else:
            raise FitError(f"the fit has no result after {limit_s:g} seconds and was stopped")
    finally:
        if process.poll() is None:
            process.kill()
        talk.join()
    return _read(process.returncode, *said[0])


def _talk(process: subprocess.Popen[bytes], data: bytes, said: list[tuple[bytes, bytes]]) -> None:
    """Hand over the request, and keep what the child says until it ends."""
    said.append(process.communicate(data))


def _read(code: int, out: bytes, err: bytes) -> tuple[float, ...]:
    """Return what the child wrote."""
    try:
        if code:
            raise ValueError
        found = json.loads(out)
        return tuple(map(float, found["weights"]))
    except (ValueError, TypeError, KeyError):
        said = err.decode(errors="replace").strip().splitlines()
        why = f": {said[-1]}" if said else ""
        raise FitError(f"the fit ended without a result (exit code {code}){why}") from None
