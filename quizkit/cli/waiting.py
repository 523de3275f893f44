"""A line on stderr while something takes long: only for a person, and gone at the end."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

_AFTER_S: Final = 0.5
_EVERY_S: Final = 0.1
_BAR: Final = 20
"""Cells of a bar."""

_Show = Callable[[Callable[[float], str]], None]
"""Shows what a function makes of the seconds that have passed."""


@contextmanager
def waiting(
    what: str, environ: Mapping[str, str], *, quiet: bool = False
) -> Iterator[Callable[[], None]]:
    """Hand out a function that shows how long something has taken, and erase its line at the end.

    Nothing is shown in the first half second, more than ten times a second, without a terminal,
    on a dumb one, or where quiet is wanted.

    Args:
        what: What takes long, one or two words.
        environ: The environment; TERM is looked at.
        quiet: Show nothing.
    """
    with _line(environ, quiet=quiet) as show:
        yield lambda: show(lambda seconds: f"{what} .. {seconds:.0f} s")


@contextmanager
def progressing(
    what: str, environ: Mapping[str, str], *, quiet: bool = False
) -> Iterator[Callable[[int, int], None]]:
    """Hand out a function that shows a bar: how many are done, and about how many there are.

    As `waiting` otherwise.

    Args:
        what: What takes long, one or two words.
        environ: The environment; TERM is looked at.
        quiet: Show nothing.
    """
    with _line(environ, quiet=quiet) as show:
        yield lambda done, total: show(lambda _: f"{what} {bar(done, total)}")


def bar(done: int, total: int) -> str:
    """Return a bar with its figures, in ASCII.

    >>> bar(500, 2000)
    '[#####...............] 500 of 2,000'
    """
    total = max(done, total, 1)
    filled = _BAR * done // total
    return f"[{'#' * filled}{'.' * (_BAR - filled)}] {done:,} of {total:,}"


@contextmanager
def _line(environ: Mapping[str, str], *, quiet: bool) -> Iterator[_Show]:
    begun = last = time.monotonic()
    widest = 0

    def show(text: Callable[[float], str]) -> None:
        nonlocal last, widest
        now = time.monotonic()
        if now - begun < _AFTER_S or now - last < _EVERY_S:
            return
        last, said = now, text(now - begun)
        sys.stderr.write(f"\r{said:<{widest}}")
        widest = len(said)
        sys.stderr.flush()

    is_silent = quiet or environ.get("TERM", "dumb") == "dumb" or not sys.stderr.isatty()
    try:
        yield (lambda _: None) if is_silent else show
    finally:
        if widest:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
