"""Many fits one after the other in one other process, which may crash or hang without harm.

It is forked: it has what is to be fitted in its memory, and only weights come back. Where processes
cannot be forked the library runs here, and only its panics are caught.
"""

import json
import os
import selectors
import signal
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final, Protocol

from quizkit.analysis.fit import child
from quizkit.analysis.fit.process import fit_in_child, require_library
from quizkit.analysis.fit.training import Lesson, request
from quizkit.errors import FitError

LIMIT_S: Final = 60.0
"""Longest time that one fit may take [s]; 10,000 reviews take a fraction of a second."""

Result = list[float] | str
"""Weights, neither rounded nor checked; or why there are none."""

_PARDON: Final = (KeyboardInterrupt, SystemExit, GeneratorExit)


class Given(Protocol):
    """The lessons of each of some learners; they may be made when they are asked for."""

    def __len__(self) -> int:
        """Return how many learners there are."""

    def __getitem__(self, at: int, /) -> Sequence[Lesson]:
        """Return the lessons of one."""


def fit_many(given: Given, *, limit_s: float = LIMIT_S) -> list[Result]:
    """Return the weights that fit each of some learners' lessons.

    They are those of `fit_in_child`, to the bit: the same library with the same constants.

    Args:
        given: The lessons of each learner.
        limit_s: How long one fit may take [s].

    Raises:
        MissingExtraError: If the library is not installed.
    """
    require_library()
    found: list[Result] = []
    while len(found) < len(given):
        if not _can_fork():
            found.append(_fit(given[len(found)]))
            continue
        found += _forked(given, len(found), limit_s)
        if len(found) < len(given):
            found.append(_alone(given[len(found)], limit_s))
    return found


def _can_fork() -> bool:
    return hasattr(os, "fork") and sys.platform == "linux"


def _alone(lessons: Sequence[Lesson], limit_s: float) -> Result:
    """Return what comes of a fit that did not come back, tried once more in a fresh process."""
    try:
        return list(fit_in_child(lessons, limit_s=limit_s))
    except FitError as error:
        return str(error)


def _fit(lessons: Sequence[Lesson]) -> Result:
    try:
        return child.fit(request(lessons), review=_review)
    except _PARDON:
        raise
    except BaseException as error:  # a panic of the library is no Exception
        return f"the fit ended without a result: {type(error).__name__}"


@lru_cache(1 << 14)
def _review(rating: int, days: int) -> Any:  # the library has no types
    """Return a review of the library: few are different, and each takes long to make."""
    import fsrs_rs_python as library

    return library.FSRSReview(rating, days)


def _forked(given: Given, first: int, limit_s: float) -> list[Result]:
    """Return results from one on, up to the one that ends the process or takes too long."""
    source, target = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads are not used in the child
        process = os.fork()
    if not process:
        os.close(source)
        _serve(given, first, target)
    os.close(target)
    try:
        return _received(source, limit_s)
    finally:
        os.close(source)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def _serve(given: Given, first: int, target: int) -> None:
    """Fit and write a line each, then end without a word: nothing here is the child's to close."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        with os.fdopen(target, "wb", buffering=0) as out:
            for at in range(first, len(given)):
                out.write(json.dumps(_fit(given[at])).encode() + b"\n")
    finally:
        os._exit(0)


def _received(source: int, limit_s: float) -> list[Result]:
    """Return what the other process says until it ends, or is silent for too long."""
    data, found = b"", list[Any]()
    with selectors.DefaultSelector() as selector:
        selector.register(source, selectors.EVENT_READ)
        while selector.select(limit_s):
            more = os.read(source, 1 << 16)
            if not more:
                break
            *lines, data = (data + more).split(b"\n")
            found += map(json.loads, lines)
    return found
