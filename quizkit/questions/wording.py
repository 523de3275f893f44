r"""Wordings: taking one apart, and printing it.

A wording is text with placeholders `{role}`, `{on role}`, `{it}`, `{when}`, `{count}`, `{scope}`,
`{view}`, `{step}`, `{earlier}`, `{later}` and with parts `[ .. ]` (printed only where needed) and
`[! .. ]` (printed whenever possible). `\[`, `\]`, `\{`, `\}` are the marks themselves.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from quizkit.model import NOWHERE, Location, Part, PartMode, Slot, Template

_WORDS = ("it", "when", "count", "scope", "view", "step", "earlier", "later")
_TOKEN = re.compile(r"\\([\[\]{}\\])|\[!|[\[\]]|\{([^{}\[\]]*)\}|[{}]")
_BEFORE_MARK = re.compile(r" +([,.;:?!)%…])(?![^\s,.;:?!)%…\"'\u2019\u201d\]])")
_BLANKS = re.compile(r"[ \t\n]+")
_MARKS = re.compile(r"([,;:])(?=[,.;:?!])")
_HOLD = 0xE000
"""Values stand as characters of private use, which no deck may hold, while blanks are closed up."""

_OPEN = re.compile(r"([(\u201c]) +")


class WordingFault(ValueError):
    """A wording that cannot be taken apart.

    Attributes:
        code: QK121.
        offset: Where in the text it goes wrong [characters from 0].
        width: How many characters are meant.
        message: One sentence.
    """

    def __init__(self, offset: int, width: int, message: str) -> None:
        super().__init__(message)
        self.code = "QK121"
        self.offset = offset
        self.width = width
        self.message = message


def parse(text: str, *, at: Location = NOWHERE) -> Template:
    """Take a wording apart.

    Args:
        text: As the author wrote it.
        at: Where it stands.

    Returns:
        Its parts in order; whether the roles exist is for the caller to see (`slots`).

    Raises:
        WordingFault: If a bracket or brace has no partner, stands inside another one, or is empty.

    >>> [part.mode.value for part in parse("Who led {it}[ in {place}]?").parts]
    ['bare', 'optional', 'bare']
    """
    return _Parser(text, at).template()


class _Parser:
    """One pass over a wording's tokens."""

    def __init__(self, text: str, at: Location) -> None:
        self.text, self.at = text, at
        self.parts: list[Part] = []
        self.pieces: list[str | Slot] = []
        self.opened: tuple[int, PartMode] | None = None

    def template(self) -> Template:
        end = 0
        for match in _TOKEN.finditer(self.text):
            self._text(self.text[end : match.start()])
            end = match.end()
            self._token(match)
        self._text(self.text[end:])
        if self.opened:
            raise WordingFault(self.opened[0], 1, "an opening bracket has no partner")
        self._close(PartMode.BARE)
        return Template(self.text, tuple(self.parts), self.at)

    def _token(self, match: re.Match[str]) -> None:
        mark = match.group()
        if match.group(1):
            self._text(match.group(1))
        elif match.group(2) is not None:
            self.pieces.append(_slot(match.group(2), match.start()))
        elif mark in ("[", "[!"):
            self._open(match.start(), mark)
        elif mark == "]":
            self._end(match.start())
        else:
            raise WordingFault(match.start(), 1, f"a brace `{mark}` has no partner")

    def _text(self, text: str) -> None:
        if text:
            self.pieces.append(text)

    def _open(self, offset: int, mark: str) -> None:
        if self.opened:
            raise WordingFault(offset, 1, "a bracket stands inside another one")
        self._close(PartMode.BARE)
        self.opened = (offset, PartMode.FORCED if mark == "[!" else PartMode.OPTIONAL)

    def _end(self, offset: int) -> None:
        if not self.opened:
            raise WordingFault(offset, 1, "a closing bracket has no partner")
        if not self.pieces:
            raise WordingFault(self.opened[0], offset - self.opened[0] + 1, "a part is empty")
        self._close(self.opened[1])
        self.opened = None

    def _close(self, mode: PartMode) -> None:
        if self.pieces:
            self.parts.append(Part(mode, tuple(self.pieces)))
            self.pieces = []


def _slot(inside: str, offset: int) -> Slot:
    name = inside.strip()
    if not name:
        raise WordingFault(offset, len(inside) + 2, "a placeholder is empty")
    if name in _WORDS:
        return Slot(name)
    if name.startswith("on "):
        return Slot("on", name[3:].strip())
    return Slot("role", name)


def slots(template: Template, *modes: PartMode) -> Iterator[Slot]:
    """Yield the placeholders in order; only those of parts with the given modes, if any are given.

    >>> [slot.role or slot.kind for slot in slots(parse("{when} did {leader} lead {it}?"))]
    ['when', 'leader', 'it']
    """
    for part in template.parts:
        if not modes or part.mode in modes:
            for piece in part.pieces:
                if isinstance(piece, Slot):
                    yield piece


def part_roles(part: Part) -> tuple[str, ...]:
    """Return the roles that a part prints, in order, each as often as it stands there."""
    return tuple(piece.role for piece in part.pieces if isinstance(piece, Slot) and piece.role)


def expand(template: Template, called: Template | None) -> Template:
    """Put what a kind is `called` in place of `{it}`.

    Inside an optional part `{it}` brings only what `called` prints bare.

    >>> whole = expand(parse("Who led {it}?"), parse("the [!{date} ]delegation"))
    >>> [part.mode.value for part in whole.parts]
    ['bare', 'bare', 'forced', 'bare', 'bare']
    """
    if called is None or all(slot.kind != "it" for slot in slots(template)):
        return template
    parts: list[Part] = []
    for part in template.parts:
        if part.mode is PartMode.BARE:
            parts.extend(_split(part, called))
        else:
            parts.append(_merge(part, called))
    return template._replace(parts=tuple(parts))


def _split(part: Part, called: Template) -> Iterator[Part]:
    pieces: list[str | Slot] = []
    for piece in part.pieces:
        if isinstance(piece, Slot) and piece.kind == "it":
            if pieces:
                yield Part(PartMode.BARE, tuple(pieces))
            yield from called.parts
            pieces = []
        else:
            pieces.append(piece)
    if pieces:
        yield Part(PartMode.BARE, tuple(pieces))


def _merge(part: Part, called: Template) -> Part:
    bare = [p for inner in called.parts if inner.mode is PartMode.BARE for p in inner.pieces]
    pieces: list[str | Slot] = []
    for piece in part.pieces:
        if isinstance(piece, Slot) and piece.kind == "it":
            pieces.extend(bare)
        else:
            pieces.append(piece)
    return Part(part.mode, tuple(pieces))


def names_one_thing(template: Template) -> bool:
    """Return whether the wording always speaks of one definite thing (`{it}`, not in brackets)."""
    return any(slot.kind == "it" for slot in slots(template, PartMode.BARE))


def render(
    template: Template, printed: Iterable[int], text_of: Callable[[Slot], str], *, end: str = ""
) -> str:
    """Print a wording.

    Args:
        template: The wording, `{it}` replaced.
        printed: Indexes of the optional and forced parts to print; bare ones always are.
        text_of: What stands for a placeholder.
        end: What goes before the final mark, such as ", according to a survey".

    Returns:
        One line; blanks and punctuation closed up around the values, which stay as they are; the
        first letter a capital.

    >>> render(parse("[{of} ]visit[ to {to}] , then?"), (), lambda slot: slot.role)
    'Visit, then?'
    """
    chosen = set(printed)
    values: list[str] = []
    pieces: list[str] = []
    for index, part in enumerate(template.parts):
        if index not in chosen and part.mode is not PartMode.BARE:
            continue
        for piece in part.pieces:
            text = piece if isinstance(piece, str) else text_of(piece)
            if isinstance(piece, Slot) and piece.role and text:
                values.append(text)
                text = chr(_HOLD + len(values) - 1)
            pieces.append(text)
    line = _with_end(_closed("".join(pieces)), end)
    for number, text in enumerate(values):
        mark = chr(_HOLD + number)
        if text.endswith(".") and line.endswith(f"{mark}."):
            line = line[:-1]
        line = line.replace(mark, text)
    return capital(line)


def _with_end(text: str, end: str) -> str:
    if not end:
        return text
    if text and text[-1] in ".?!":
        return f"{text[:-1].rstrip()}{end}{text[-1]}"
    return text + end


def tidy(text: str) -> str:
    """Close up blanks and punctuation, and make the first letter a capital.

    >>> tidy(" the  visit , of 1992 ?")
    'The visit, of 1992?'
    """
    return capital(_closed(text))


@lru_cache(maxsize=4096)
def _closed(text: str) -> str:
    """Close up blanks and punctuation; a wording is printed often with the same parts."""
    text = _BLANKS.sub(" ", text).strip(" ,;")
    text = _MARKS.sub("", _BEFORE_MARK.sub(r"\1", text))
    return _OPEN.sub(r"\1", text)


def capital(text: str) -> str:
    """Make the first letter a capital, unless its word has one already.

    >>> capital("the visit"), capital("eBay paid")
    ('The visit', 'eBay paid')
    """
    for index, char in enumerate(text):
        if char.isalnum():
            word = text[index:].split(" ", 1)[0]
            has_capital = any(letter.isupper() for letter in word)
            return text if has_capital else text[:index] + char.upper() + text[index + 1 :]
        if char not in "([\"'\u201c\u2018":
            return text
    return text
