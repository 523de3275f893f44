"""The bytes of a deck file as text: size, encoding and characters checked before all else."""

from typing import Final

from quizkit.decks.report import Report, help_
from quizkit.decks.signs import without
from quizkit.model import Location
from quizkit.text import refused

MAX_FILE: Final = 16 * 1024 * 1024
"""Bytes of one file of a deck."""

MAX_REFUSED: Final = 20
"""Refused characters that are reported of one file."""

_HARMLESS: Final = bytes((9, 10, 13, *range(32, 127)))
"""ASCII that no deck is refused for, by the fastest test there is."""

_MARKS: Final = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def text_of(data: bytes, path: str, report: Report) -> str | None:
    r"""Return a file's text with line ends as \n and without byte order mark.

    Args:
        data: The whole file.
        path: Its path as problems show it.
        report: Takes QK002, QK014 and QK802.

    Returns:
        The text, or None if it cannot be used.

    >>> text_of(b"a\r\nb", "d.yaml", Report())
    'a\nb'
    """
    if len(data) > MAX_FILE:
        report.add(
            "QK014",
            Location(path),
            f"cannot read this file: it has more than {MAX_FILE // 2**20} MiB",
            notes=[help_("keep long lists in files of their own and name them under `include:`")],
        )
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _not_utf8(data, error.start, path, report)
        return None
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if text.isascii() and "\r" not in text and not data.translate(None, _HARMLESS):
        return text
    return None if _refused(text, path, report) else text


def _not_utf8(data: bytes, start: int, path: str, report: Report) -> None:
    name = _MARKS.get(data[:2], "")
    line = data.count(b"\n", 0, start) + 1
    begin = data.rfind(b"\n", 0, start) + 1
    column = len(data[begin:start].decode("utf-8", "replace")) + 1
    what = f"it is {name}, not UTF-8" if name else "a letter in it is not UTF-8"
    report.add(
        "QK002",
        Location(path, line, column),
        f"cannot read line {line}: {what}",
        label=f"byte {data[start]:02X}",
        notes=[help_("save the file as UTF-8 in your editor")],
    )


def _refused(text: str, path: str, report: Report) -> bool:
    found = False
    for count, (index, char) in enumerate(refused(text)):
        if count == MAX_REFUSED:
            break
        found = True
        line = text.count("\n", 0, index) + 1
        column = index - text.rfind("\n", 0, index)
        report.add(
            "QK802",
            Location(path, line, column),
            f"cannot take the character U+{ord(char):04X} in line {line}: it is not seen",
            label="here",
            notes=[help_("delete it, or type the text again")],
            fix=without(Location(path, line, column), text, index),
        )
    return found
