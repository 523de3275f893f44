"""Kinds that an import brings along, put into a deck's `kinds:`."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quizkit.decks.edits import applied
from quizkit.decks.files import Reading
from quizkit.errors import FormatError
from quizkit.formats.merging.entries import Stock
from quizkit.formats.merging.extents import MapAt
from quizkit.formats.sheets.cells import typed
from quizkit.model import Edit


class Head(NamedTuple):
    """The first file of a deck with kinds put in.

    Attributes:
        path: The file.
        data: Its new bytes.
        names: The kinds that were put in.
    """

    path: str
    data: bytes
    names: tuple[str, ...]


def section(kinds: Mapping[str, Sequence[str]], *, indent: int = 2) -> list[str]:
    """Return the lines of kinds, as they stand below `kinds:`.

    >>> section({"ordering": ("roles:", "  task: text")})
    ['  ordering:', '    roles:', '      task: text']
    """
    lead = " " * indent
    lines = []
    for name, inner in kinds.items():
        lines.append(f"{lead}{typed(name)}:")
        lines += [f"{lead}  {line}" for line in inner]
    return lines


def with_kinds(stock: Stock, reading: Reading, kinds: Mapping[str, Sequence[str]]) -> Head | None:
    """Return a deck's first file with the kinds that it lacks; None if it lacks none.

    Args:
        stock: The deck's entries.
        reading: What its files gave.
        kinds: Lines of each kind by its name.

    Raises:
        FormatError: If its `kinds:` cannot take them; the message has the text to add.
    """
    missing = {name: lines for name, lines in kinds.items() if name not in stock.deck.kinds}
    if not missing:
        return None
    file = next(iter(stock.files.values()))
    held = file.root.fields.get("kinds") if file.root else None
    if held is None:
        last = len(file.lines)
        lead = "\n\n" if file.lines[-1].strip() else "\n"
        at = (last, len(file.lines[-1]) + 1)
        text = lead + "\n".join(["kinds:", *section(missing)]) + "\n"
    elif isinstance(held.value, MapAt) and not held.value.flow:
        line = held.value.end[0]
        at = (line, len(file.lines[line - 1]) + 1)
        lines = section(missing, indent=held.value.begin[1] - 1)
        text = "".join(f"\n{one}" for one in lines)
    else:
        wanted = "\n".join(["kinds:", *section(missing)])
        message = f"cannot add a kind to {file.path}; write it there yourself:\n{wanted}"
        raise FormatError(message, file.path)
    edit = Edit(file.path, *at, *at, text)
    data = applied(reading.files, [edit])[file.path]
    return Head(file.path, data, tuple(missing))
