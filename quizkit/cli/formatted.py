"""The formats that may be named on the command line: quizkit's, and those of installed packages."""

from typing import Final

from quizkit.cli.options import Open
from quizkit.formats.formatlist import INSTALLED, READ, WRITTEN, is_format


def _is_written(name: str) -> bool:
    return is_format(name, reads=False)


def _is_read(name: str) -> bool:
    return is_format(name, reads=True)


def _names() -> tuple[str, ...]:
    return INSTALLED.names


WRITTEN_TO: Final = Open(WRITTEN, _is_written, _names)
READ_FROM: Final = Open(READ, _is_read, _names)
