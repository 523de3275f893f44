"""hashcards Markdown: `Q:` and `A:` are a card, `C:` is a text with its gaps in brackets."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from quizkit.errors import FormatError
from quizkit.formats.book import NO_INTAKE, Draft, Intake
from quizkit.formats.cards.asked import Asked, Gapped, Short
from quizkit.formats.cards.rows import CardRows
from quizkit.formats.sheets.reading import chosen, not_taken
from quizkit.formats.strangers.plaintext import text_of
from quizkit.model import Location

SUFFIX: Final = ".md"

_END: Final = "---"
_TAG: Final = re.compile(r"([QAC]):(?:[ \t]+|$)(.*)")
_PICTURE: Final = re.compile(r"!\[([^\[\]]{0,500})\]\([^()\s]{1,500}(?:[ \t]+\"[^\"]{0,200}\")?\)")
_LINK: Final = re.compile(r"\[([^\[\]]{1,500})\]\([^()\s]{1,500}\)")
_BOLD: Final = re.compile(r"\*\*([^*\n]{1,500})\*\*")
_GAP: Final = re.compile(r"\\.|\[([^\[\]\\]{1,1000}(?:\\.[^\[\]\\]{0,1000}){0,50})\]", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\([\[\]])")
_BLOCK_FORMULA: Final = re.compile(r"\$\$[ \t\n]*([^$]{1,2000}?)[ \t\n]*\$\$")
MOST_GAPS: Final = 500
"""Gaps of a card: each makes a card with the whole text."""

_LONGEST: Final = 64 * 1024


class _Block(NamedTuple):
    """A card's lines: the first, the sides by their letters."""

    line: int
    sides: Mapping[str, str]


def held(text: str) -> str:
    """Return what the format holds of a text: all of it."""
    return text


def read(files: Mapping[str, bytes], path: str, intake: Intake = NO_INTAKE) -> Draft:
    r"""Return the cards of a Markdown file, or of the files of a folder.

    Args:
        files: Bytes by name; of a folder those that end in `.md` are read.
        path: What messages call the file or folder.
        intake: What is wished.

    Raises:
        FormatError: If there is none, or one is no text.

    >>> from quizkit.formats.sheets.cells import value_of
    >>> draft = read({"a.md": b"Q: Who?\nA: Me\n\nC: [One] and [two]\n"}, "a.md")
    >>> [value_of(line.cells.get("cloze", "")) for line in draft.book.sheets[0].lines]
    ['', '[[One]] and two', 'One and [[two]]']
    """
    found = chosen(files, SUFFIX) if len(files) > 1 else dict(files)
    if not found:
        message = f"cannot use {path}: there is no file in it that ends in {SUFFIX}"
        raise FormatError(message, path)
    rows = CardRows(path, intake, unit="cards")
    for name, data in found.items():
        where = path if len(found) == 1 else f"{path}/{name}"
        tags = () if len(found) == 1 else (PurePosixPath(name).stem,)
        for block in _blocks(text_of(data, where)):
            _take(rows, block, where, tags)
    return rows.draft()


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the cards; what stands before the first, or between `---` at the top, is no card."""
    sides: dict[str, list[str]] = {}
    first, current = 1, ""
    lines = text.split("\n")
    head = _head_of(lines)
    for number, line in enumerate(lines[head:], head + 1):
        tag = _TAG.match(line)
        is_end = line.rstrip() == _END
        if is_end or (tag is not None and tag[1] in ("Q", "C")):
            if sides:
                yield _Block(first, {name: _joined(inner) for name, inner in sides.items()})
            sides, current = {}, ""
        if is_end:
            continue
        if tag is not None and (tag[1] != "A" or sides):
            first = number if not sides else first
            current = tag[1]
            sides[current] = [*sides.get(current, ()), tag[2]]
        elif current:
            sides[current].append(line)
    if sides:
        yield _Block(first, {name: _joined(inner) for name, inner in sides.items()})


def _head_of(lines: list[str]) -> int:
    """Return how many lines the settings at the top take."""
    if lines[0].rstrip() != _END:
        return 0
    ends = (number for number, line in enumerate(lines[1:], 2) if line.rstrip() == _END)
    return next(ends, 0)


def _joined(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip()


def _take(rows: CardRows, block: _Block, path: str, tags: tuple[str, ...]) -> None:
    why, tip = "", "write `A:` and the answer below the question"
    if max(map(len, block.sides.values())) > _LONGEST:
        why, tip = f"it has more than {_LONGEST:,} letters", "cut it into several cards"
    elif block.sides.get("C", "").count("[") > MOST_GAPS:
        why, tip = f"it may have more than {MOST_GAPS} gaps", "cut it into several cards"
    elif "C" in block.sides:
        asked = list(_gaps(rows, block, tags))
        if asked:
            for one in asked:
                rows.add(one)
            return
        why, tip = "its text has no gap", "write what is asked for in [brackets]"
    else:
        stem, key = (_plain(rows, block.sides.get(side, ""), block.line) for side in ("Q", "A"))
        if stem and key:
            rows.add(Asked(stem=stem, answer=Short(key), line=block.line, tags=tags))
            return
        why = "it has no answer" if stem else "it has no question"
    at = Location(path, block.line)
    rows.left_out(not_taken(f"a card is not taken: {why}", at, tip))


def _gaps(rows: CardRows, block: _Block, tags: tuple[str, ...]) -> Iterator[Asked]:
    """Yield a question for each gap; the others are filled in."""
    text = _dropped(rows, block.sides["C"], block.line)
    pieces: list[str] = [""]
    for found in _pieces(text):
        if isinstance(found, str):
            pieces[-1] += found
        else:
            pieces += [found[1], ""]
    said = [_ESCAPE.sub(r"\1", piece) for piece in pieces]
    said[1::2] = [piece.strip() for piece in said[1::2]]
    whole = rows.seen("".join(said), line=block.line)
    for place in range(1, len(said), 2):
        before, after = "".join(said[:place]), "".join(said[place + 1 :])
        key = rows.seen(said[place], line=block.line)
        lead, rest = before.lstrip(), after.rstrip()
        if key:
            answer = Gapped(lead, rest, Short(key))
            yield Asked(stem=whole, answer=answer, line=block.line, tags=tags)


def _pieces(text: str) -> Iterator[str | re.Match[str]]:
    """Yield what stands outside gaps, and the gaps."""
    begin = 0
    for found in _GAP.finditer(text):
        if found[1] is not None:
            yield text[begin : found.start()]
            yield found
            begin = found.end()
    yield text[begin:]


def _plain(rows: CardRows, text: str, line: int) -> str:
    said = _LINK.sub(r"\1", _dropped(rows, text, line))
    return rows.seen(_ESCAPE.sub(r"\1", said), line=line)


def _dropped(rows: CardRows, text: str, line: int) -> str:
    """Return Markdown without what no card holds, which is counted."""
    text, pictures = _PICTURE.subn(r"\1", text)
    if pictures:
        rows.dropped("picture", line)
    text, marks = _BOLD.subn(r"\1", text)
    if marks:
        rows.dropped("formatting", line)
    text, formulas = _BLOCK_FORMULA.subn(r"$\1$", text)
    if formulas:
        rows.dropped("formula of its own line", line)
    return text
