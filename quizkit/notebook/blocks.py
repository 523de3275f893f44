"""What a view says, in blocks: said once, written as text, as HTML and as Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.model import Image
from quizkit.notebook import markdown as md
from quizkit.notebook.marks import bundle
from quizkit.notebook.markup import Html, element, numbered, output, said, table
from quizkit.notebook.widget.pictures import picture
from quizkit.text import visible, width

_SMALL: Final = "font-size:smaller"


class Line(NamedTuple):
    """A line of text.

    Attributes:
        text: What it says, of a deck, a learner or quizkit.
        label: What quizkit says before it, such as "Hint".
        strong: It is what the view is about.
        small: It is beside the point.
        language: Language tag of the text, or "".
    """

    text: str
    label: str = ""
    strong: bool = False
    small: bool = False
    language: str = ""


class Choices(NamedTuple):
    """Texts with the sign that names each in an answer: a number, or a letter.

    Attributes:
        entries: Position [from 1] and text of each; positions may have gaps.
        letters: Signs are a, b, c instead of 1, 2, 3.
        language: Language tag of the texts, or "".
    """

    entries: tuple[tuple[int, str], ...]
    letters: bool = False
    language: str = ""

    def sign(self, position: int) -> str:
        """Return what names an entry."""
        return chr(ord("a") + position - 1) if self.letters else str(position)


class Grid(NamedTuple):
    """A table.

    Attributes:
        head: Names of the columns.
        rows: Their cells; what is no number is shown as text.
        row_heads: The first cell of a row says what the row is about.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    row_heads: bool = False


class Picture(NamedTuple):
    """A picture, with what it shows in words."""

    image: Image


Block = Line | Choices | Grid | Picture


def drawn(blocks: Iterable[Block]) -> dict[str, str]:
    """Return blocks as what IPython asks for: text, HTML, Markdown.

    >>> found = drawn([Line("Who led it?", strong=True), Choices(((1, "Ann"), (3, "Bo")))])
    >>> print(found["text/plain"])
    Who led it?
      1 Ann
      3 Bo
    """
    kept = list(blocks)
    return bundle(plain(kept), html(kept), markdown(kept))


def plain(blocks: Iterable[Block]) -> str:
    """Return blocks as lines of text."""
    return "\n".join(line for block in blocks for line in _in_text(block))


def html(blocks: Iterable[Block]) -> Html:
    """Return blocks as HTML."""
    return output(*map(_in_html, blocks))


def markdown(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown."""
    return "\n\n".join(map(_in_markdown, blocks))


def _in_text(block: Block) -> Iterator[str]:
    match block:
        case Line(text, label):
            yield visible(f"{label}: {text}" if label else text, keep_lines=True)
        case Choices(entries):
            yield from (f"  {block.sign(at)} {visible(text)}" for at, text in entries)
        case Grid(head, rows):
            yield from _columns([head, *rows])
        case Picture(image):
            yield visible(f"Picture: {_described(image)}")


def _columns(rows: Sequence[Sequence[object]]) -> Iterator[str]:
    cells = [[visible(str(cell)) for cell in row] for row in rows]
    wide = [max(map(width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (cell + " " * (size - width(cell)) for cell, size in zip(row, wide, strict=True))
        yield "  ".join(padded).rstrip()


def _in_html(block: Block) -> Html:
    match block:
        case Line(text, label, strong, small, language):
            told = said(text, language=language, tag="strong" if strong else "span")
            before = f"{label}: " if label else None
            return element("p", before, told, style=_SMALL if small else None)
        case Choices(entries, letters, language):
            rows = ((at, said(text, language=language)) for at, text in entries)
            return numbered(rows, kind="a" if letters else "1")
        case Grid(head, rows, row_heads):
            return table(head, (map(_cell, row) for row in rows), row_heads=row_heads)
        case Picture(image):
            return _drawing(image)


def _described(image: Image) -> str:
    credit = f" ({image.credit})" if image.credit else ""
    return f"{image.alt or 'not described'}{credit}"


def _drawing(image: Image) -> Html:
    """Return a picture as data; where its file cannot be sent, what it shows in words."""
    found = picture(image)
    if not found or not found["src"]:
        return element("p", f"Picture: {_described(image)}")
    credit = element("figcaption", image.credit, style=_SMALL) if image.credit else None
    shown = element("img", src=found["src"], alt=image.alt, style="max-width:100%")
    return element("figure", shown, credit, style="margin:.5em 0")


def _cell(value: object) -> str | int | float:
    return value if isinstance(value, str | int | float) else str(value)


def _in_markdown(block: Block) -> str:
    match block:
        case Line(text, label, strong):
            told = f"**{md.written(text)}**" if strong else md.written(text)
            return f"{md.written(label)}: {told}" if label else told
        case Choices(entries):
            rows = (f"- {block.sign(at)}\\. {md.written(text)}" for at, text in entries)
            return "\n".join(rows)
        case Grid(head, rows):
            return md.table(head, rows)
        case Picture(image):
            return md.written(f"Picture: {_described(image)}")
