"""A line on stderr while something takes long: only for a person, and gone at the end."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

_AFTER_S: Final = 0.5
_EVERY_S: Final = 0.1


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
    begun = last = time.monotonic()
    is_shown = False

    def tick() -> None:
        nonlocal last, is_shown
        now = time.monotonic()
        if now - begun < _AFTER_S or now - last < _EVERY_S:
            return
        last, is_shown = now, True
        sys.stderr.write(f"\r{what} .. {now - begun:.0f} s")
        sys.stderr.flush()

    is_silent = quiet or environ.get("TERM", "dumb") == "dumb" or not sys.stderr.isatty()
    try:
        yield (lambda: None) if is_silent else tick
    finally:
        if is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
