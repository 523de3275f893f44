"""Which format a stranger's file is: by its name, else by its first bytes."""

import re
from typing import Final, NamedTuple

from quizkit.errors import FormatError
from quizkit.formats.formatlist import FORMATS, INSTALLED, READ, own_of

HEAD: Final = 8192
"""Bytes of a text that are looked at."""

TAIL: Final = 65_536
"""Bytes of an archive's end that are looked at: its list of files stands there."""

_BY_NAME: Final = {
    ".xlsx": "xlsx", ".csv": "csv", ".tsv": "csv", ".gift": "gift", ".apkg": "anki",
    ".colpkg": "anki",
}  # fmt: skip
"""Endings that only one format has."""

_MEMBERS: Final = {
    b"collection.anki2": "anki", b"imsmanifest.xml": "qti", b"xl/workbook.xml": "xlsx",
}  # fmt: skip
"""Files of an archive that tell what it is."""

_ROOTS: Final = {"quiz": "moodle", "assessmentItem": "qti"}
_ELEMENT: Final = re.compile(r"<(?:[A-Za-z][\w.-]{0,20}:)?([A-Za-z][\w.-]{0,40})[\s>/]")
_BLOCK: Final = re.compile(r"^(?:[QC]: |[QC]:$)", re.MULTILINE)
_GIFT: Final = re.compile(r"^\$CATEGORY:|^::.{0,200}?::|\{[^{}]{0,300}[=~#][^{}]{0,300}\}|"
                          r"\{ ?(?:T|F|TRUE|FALSE) ?\}", re.MULTILINE)  # fmt: skip


_OFTEN: Final = 2
"""Of so many lines one must have a tab."""


class Guess(NamedTuple):
    """What a file is taken for.

    Attributes:
        format: The format.
        why: What in the file told it, for people; "" where its name did.
    """

    format: str
    why: str = ""


def guessed(name: str, data: bytes, *, is_folder: bool = False) -> Guess:
    r"""Return the format of a file that is to be imported.

    Args:
        name: Its name.
        data: The file, or its first `HEAD` bytes and its last `TAIL` bytes.
        is_folder: It is a folder.

    Raises:
        FormatError: If neither tells it.

    >>> guessed("words.tsv", b"").format, guessed("words.txt", b"chat\tcat\nchien\tdog\n")
    ('csv', Guess(format='quizlet', why='its lines have two sides with a tab between'))
    """
    if is_folder:
        return Guess("csv")
    lower = name.lower()
    for ending, format_ in _BY_NAME.items():
        if lower.endswith(ending):
            return Guess(format_)
    found = _archive(data) if data[:2] == b"PK" else _text(data[:HEAD].decode("utf-8", "replace"))
    if found is None and lower.endswith(".md"):
        found = Guess("hashcards")
    if found is None and (own := own_of(lower, reads=True)):
        found = Guess(own)
    if found is None:
        known = ", ".join((*READ, *INSTALLED.names))
        message = f"cannot tell the format of {name} by its name or its first lines; "
        message += f"say which with --from: {known}"
        raise FormatError(message, name)
    return found


def _archive(data: bytes) -> Guess | None:
    tail = data[-TAIL:]
    for member, format_ in _MEMBERS.items():
        if member in tail or member in data[:HEAD]:
            return Guess(format_, f"it holds {member.decode()}")
    return None


def _text(text: str) -> Guess | None:
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        return None
    if text.lstrip().startswith("<"):
        return _xml(text)
    if re.match(r"#(?:separator|html|notetype|deck|tags|columns|guid)[ :]", text):
        return Guess("csv", "it begins as Anki's text files do")
    if _BLOCK.search(text):
        return Guess("hashcards", "its blocks begin with Q: or C:")
    if _GIFT.search(text):
        return Guess("gift", "its questions have answers in braces")
    lines = [line for line in text.split("\n")[:20] if line.strip()]
    if 0 < len(lines) <= _OFTEN * sum("\t" in line for line in lines):
        return Guess("quizlet", "its lines have two sides with a tab between")
    return None


def _xml(text: str) -> Guess | None:
    first = _ELEMENT.search(text)
    if first is None:
        return None
    if first[1] in _ROOTS:
        format_ = _ROOTS[first[1]]
        return Guess(format_, f"it is {FORMATS[format_].says.partition(',')[0]}")
    return None
