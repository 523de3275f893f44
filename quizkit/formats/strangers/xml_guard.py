"""Strangers' XML looked over before anything reads it: no DOCTYPE, no depths, no faults."""

from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from quizkit.errors import FormatError

MAX_DEPTH: Final = 64
"""Elements inside each other."""

MAX_ELEMENTS: Final = 500_000
"""Elements of a file: those of some ten thousand questions."""


class _Refused(Exception):
    """Raised while reading, with the reason."""


class _Watch:
    """Counts elements, and how deep they lie in each other."""

    def __init__(self) -> None:
        self.depth = self.number = 0

    def begin(self, _name: str, _attributes: dict[str, str]) -> None:
        self.depth += 1
        self.number += 1
        if self.number > MAX_ELEMENTS:
            raise _Refused(f"it has more than {MAX_ELEMENTS:,} elements; cut it into several files")
        if self.depth > MAX_DEPTH:
            raise _Refused("its elements lie too deep in each other")

    def end(self, _name: str) -> None:
        self.depth -= 1

    def doctype(self, *_: object) -> None:
        raise _Refused("it brings a DOCTYPE, which could make it grow without end")


def look_over(data: bytes, path: str) -> None:
    """Return if XML may be read.

    Args:
        data: The file; its size is the caller's to limit.
        path: What messages call it.

    Raises:
        FormatError: If it has a DOCTYPE, too many elements or goes too deep, or is not well-formed.

    >>> look_over(b"<a><b/></a>", "a.xml")
    """
    watch = _Watch()
    parser = ParserCreate()
    parser.StartElementHandler = watch.begin
    parser.EndElementHandler = watch.end
    parser.StartDoctypeDeclHandler = watch.doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003  # expat takes no names
    except _Refused as refused:
        message = f"cannot use {path}: {refused}"
        raise FormatError(message, path) from None
    except (ExpatError, ValueError, LookupError):
        message = f"cannot read {path}: its XML is damaged in line {parser.ErrorLineNumber}"
        raise FormatError(message, path) from None
