"""Strangers' XML read piece by piece: each piece is freed before the next one is made."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder, tostring
from xml.parsers.expat import ParserCreate

from quizkit.errors import FormatError
from quizkit.formats.strangers.xml_guard import look_over

MOST_BYTES: Final = 16 * 2**20
"""Largest XML file of another program."""

_CHUNK: Final = 2**20
"""Bytes that are parsed at a time: of a giant attribute all of it is looked at again each time."""


class Piece(NamedTuple):
    """An element of a file with all that is in it, and the line that it begins in [from 1]."""

    element: Element
    line: int


class _Gatherer:
    """Builds each element that lies right inside the root."""

    def __init__(self) -> None:
        self.root = ""
        self.done: list[Piece] = []
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._depth = 0
        self._line = 0
        self._builder = TreeBuilder()

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self.root = plain_name(name)
            return
        if self._depth == 2:  # right inside the root
            self._line = self.parser.CurrentLineNumber
            self._builder = TreeBuilder()
        self._builder.start(plain_name(name), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._depth:
            self._builder.end(plain_name(name))
        if self._depth == 1:
            self.done.append(Piece(self._builder.close(), self._line))

    def _text(self, text: str) -> None:
        if self._depth > 1:
            self._builder.data(text)


def plain_name(name: str) -> str:
    """Return an element's name without what stands for its namespace.

    >>> plain_name("qti:itemBody"), plain_name("quiz")
    ('itemBody', 'quiz')
    """
    return name.rpartition(":")[2]


def pieces(data: bytes, path: str, *, root: str) -> Iterator[Piece]:
    """Return the elements right inside the root of a file, one after the other.

    Args:
        data: The file.
        path: What messages call it.
        root: The name that the root must have.

    Raises:
        FormatError: If it is too large, has a DOCTYPE, is damaged, or has another root.

    >>> [piece.element.tag for piece in pieces(b"<a><b/><c/></a>", "a.xml", root="a")]
    ['b', 'c']
    """
    checked(data, path)
    gatherer = _Gatherer()
    for begin in range(0, len(data), _CHUNK):
        end = begin + _CHUNK
        gatherer.parser.Parse(data[begin:end], end >= len(data))
        if gatherer.root and gatherer.root != root:
            message = f"cannot use {path}: it begins with <{gatherer.root[:40]}>, want <{root}>"
            raise FormatError(message, path)
        yield from gatherer.done
        gatherer.done.clear()


def checked(data: bytes, path: str) -> None:
    """Return if XML may be read at all.

    Raises:
        FormatError: If it is too large, has a DOCTYPE, goes too deep, or is damaged.
    """
    if len(data) > MOST_BYTES:
        message = f"cannot use {path}: its XML has more than {MOST_BYTES // 2**20} MiB; "
        raise FormatError(message + "export it in several parts", path)
    look_over(data, path)


def tree(data: bytes, path: str) -> Element:
    """Return a whole file, its names without what stands for namespaces.

    Raises:
        FormatError: If it is too large, has a DOCTYPE, goes too deep, or is damaged.
    """
    checked(data, path)
    builder = TreeBuilder()
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: builder.start(
        plain_name(name), {plain_name(key): text for key, text in attributes.items()}
    )
    parser.EndElementHandler = lambda name: builder.end(plain_name(name))
    parser.CharacterDataHandler = builder.data
    parser.Parse(data, True)  # noqa: FBT003  # expat takes no names
    return builder.close()


def html_of(element: Element | None) -> str:
    """Return what an element holds as HTML: its text, which markup may be part of.

    >>> from xml.etree.ElementTree import XML
    >>> html_of(XML("<text>&lt;b&gt;b&lt;/b&gt;</text>")), html_of(XML("<text><b>b</b> c</text>"))
    ('<b>b</b>', '<b>b</b> c')
    """
    if element is None:
        return ""
    inner = (tostring(each, encoding="unicode") for each in element)
    return (element.text or "") + "".join(inner)
