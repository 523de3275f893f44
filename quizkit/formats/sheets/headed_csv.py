"""Lines with which other programs begin their CSV: `#separator:tab`, `#html:true`, `sep=;`."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.formats.strangers.markup import reduced

_LINE: Final = re.compile(r"#([a-z ]{1,20}):(.{0,400})")
_SIGNS: Final = {
    "tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " ",
}  # fmt: skip
_OUT: Final = ("guid column", "deck column", "notetype column", "tags column")


class Head(NamedTuple):
    """What the first lines of a text say.

    Attributes:
        mark: What stands between cells, or "".
        columns: Names of the columns, or ().
        is_html: Cells are HTML.
        left_out: Places of columns that say nothing of a card [from 0].
        size: How many lines they are.
    """

    mark: str = ""
    columns: tuple[str, ...] = ()
    is_html: bool = False
    left_out: frozenset[int] = frozenset()
    size: int = 0


def head_of(text: str) -> Head:
    r"""Return what the first lines of a text say of the rest.

    >>> head_of("#separator:tab\n#html:true\n#tags column:3\na\tb\tc\n")[:4]
    ('\t', (), True, frozenset({2}))
    >>> head_of("sep=;\na;b").size, head_of("#1 hit;Artist\n").size
    (1, 0)
    """
    first = text.partition("\n")[0].strip()
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return Head(mark=first[-1], size=1)
    said: dict[str, str] = {}
    size = 0
    for line in text.split("\n", 20)[:20]:
        found = _LINE.match(line.rstrip("\r"))
        if found is None:
            break
        said[found[1]] = found[2]
        size += 1
    mark = said.get("separator", "")
    mark = _SIGNS.get(mark.lower(), mark[:1])
    columns = tuple(said["columns"].split(mark or "\t")) if "columns" in said else ()
    out = frozenset(_place(said.get(name, "")) for name in _OUT) - {-1}
    is_html = said.get("html", "").lower() == "true"
    return Head(mark, columns, is_html, out, size)


def _place(text: str) -> int:
    return int(text) - 1 if text.isascii() and text.isdigit() and len(text) <= 3 else -1


def rows_below(head: Head, rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield the rows below such lines, their columns' names before them.

    Args:
        head: What the lines say.
        rows: What stands below them.
    """
    if head.columns:
        yield _kept(head, list(head.columns), is_header=True)
    for row in rows:
        yield _kept(head, row)


def _kept(head: Head, row: Sequence[str], *, is_header: bool = False) -> list[str]:
    cells = []
    for place, cell in enumerate(row):
        if place not in head.left_out:
            cells.append(reduced(cell).text if head.is_html and not is_header else cell)
    return cells
