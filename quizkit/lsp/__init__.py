"""A language server: what quizkit knows of a deck, in the editor where it is written.

`serve` speaks the Language Server Protocol on standard input and output. The extra `lsp` brings
the library for it, which is imported when serving begins.
"""

import logging
import sys
from typing import TYPE_CHECKING

from quizkit.errors import MissingExtraError

if TYPE_CHECKING:
    from quizkit.practice.desk import Desk

__all__ = ["serve"]


def serve(desk: "Desk") -> int:
    """Answer an editor until it ends, and return the exit code [0..1].

    Nothing but the protocol is written to standard output: what else would be goes to standard
    error.

    Args:
        desk: The settings in force.

    Returns:
        0, or 1 where the editor ends it without a word of warning before.

    Raises:
        MissingExtraError: If the library for it is not installed.
    """
    try:
        import pygls  # noqa: F401
    except ImportError:
        raise MissingExtraError("the language server needs the library pygls", "lsp") from None
    from quizkit.lsp.server import made

    logging.getLogger("pygls").addHandler(logging.NullHandler())
    logging.getLogger("pygls").propagate = False
    settings = desk.settings
    server = made(
        profile=settings.profile, language=settings.lang or "", options=settings.thresholds
    )
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        server.start_io(sys.stdin.buffer, out.buffer)
    finally:
        server.studio.close()
        sys.stdout = sys.stderr
    return int(server.left and not server.is_done)
