"""A new deck as text: small, commented, in the one layout."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.decks.layout import laid_out
from quizkit.formats.sheets.cells import Value, cell_of, typed
from quizkit.text import fold, width

TAGS: Final = ("en", "vi")
"""Languages in which a deck can be begun: those of the built-in kinds."""

LONGEST_TABLE: Final = 60_000
"""Characters of a table; longer ones are written with a fact a line."""

_WIDEST: Final = 88
"""Cells of a list of wordings on one line."""


class Group(NamedTuple):
    """Facts of one kind.

    Attributes:
        kind: Its name.
        rows: Values by role.
        notes: Comments above the facts.
        is_table: They are written as a table.
    """

    kind: str
    rows: Sequence[Mapping[str, Value]]
    notes: Sequence[str] = ()
    is_table: bool = False


class Draft(NamedTuple):
    """What a new deck says.

    Attributes:
        id: The deck's id.
        title: Its title.
        language: Its language's tag, one of `TAGS`.
        as_of: When its facts are true: YYYY-MM.
        groups: Its facts.
        kinds: Kinds of its own: fields by name.
        names: Names that need more than themselves: fields by name.
        sources: Sources: titles by id.
        notes: Comments at the top, below the first.
        cards: Cards: values by field.
    """

    id: str
    title: str
    language: str
    as_of: str
    groups: Sequence[Group]
    kinds: Mapping[str, Mapping[str, Value]] = {}
    names: Mapping[str, Mapping[str, Value]] = {}
    sources: Mapping[str, str] = {}
    notes: Sequence[str] = ()
    cards: Sequence[Mapping[str, Value]] = ()


def slug(text: str) -> str:
    """Return a deck's id made of a title or file name.

    >>> slug("Sông ngòi Việt Nam"), slug("Rivers (2024)"), slug("???")
    ('song-ngoi-viet-nam', 'rivers-2024', 'my-deck')
    """
    plain = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:64].strip("-")
    return plain or "my-deck"


def deck_text(draft: Draft, path: str) -> bytes:
    """Return a new deck's file.

    Args:
        draft: What it says.
        path: Its path, as its comments show it.

    >>> rows = ({"who": "Bill Clinton", "to": "Vietnam", "date": "2000"},)
    >>> draft = Draft("trips", "Trips", "en", "2026-11", (Group("visit", rows),))
    >>> text = deck_text(draft, "t.yaml")
    >>> print(text.decode().partition("facts:")[2])
    <BLANKLINE>
      visit:
        - {who: Bill Clinton, to: Vietnam, date: 2000}
    <BLANKLINE>
    """
    return laid_out("\n".join(_lines(draft, path)).encode(), path)


def _lines(draft: Draft, path: str) -> Iterator[str]:
    words = _SAID[draft.language]
    yield from (f"# {line}".rstrip() for line in words["top"].format(path=path).split("\n"))
    yield from (f"# {line}".rstrip() for line in draft.notes)
    yield ""
    head = [
        ("quizkit: 1", words["quizkit"]),
        (f"deck: {draft.id}", words["deck"]),
        (f"title: {typed(draft.title)}", words["title"]),
        (f"language: {draft.language}", words["language"]),
        (f"as of: {draft.as_of}", words["as of"]),
    ]
    column = max(width(line) for line, _ in head) + 2
    yield from (line + " " * (column - width(line)) + f"# {what}" for line, what in head)
    yield ""
    yield from _sources(draft)
    if draft.names:
        yield f"names:  # {words['names']}"
        yield from (f"  {typed(name)}: {_typed(dict(f))}" for name, f in draft.names.items())
        yield ""
    if draft.kinds:
        yield f"kinds:  # {words['kinds']}"
        for kind, fields in draft.kinds.items():
            yield f"  {typed(kind)}:"
            yield from _block(fields, "    ")
        yield ""
    if draft.groups:
        yield "facts:"
    for place, group in enumerate(draft.groups):
        yield from [""] * (place > 0)
        yield from _group(group)
    if draft.cards:
        yield "cards:"
    for card in draft.cards:
        lines = [f"{name}: {typed(value)}" for name, value in card.items()]
        yield f"  - {lines[0]}"
        yield from (f"    {line}" for line in lines[1:])


def _sources(draft: Draft) -> Iterator[str]:
    if draft.sources:
        yield "sources:"
        for name, title in draft.sources.items():
            yield f"  {name}: {{title: {typed(title)}}}"
    else:
        yield from (f"# {line}" for line in said(draft.language, "sources").split("\n"))
    yield ""


def _group(group: Group) -> Iterator[str]:
    yield f"  {typed(group.kind)}:"
    yield from (f"    # {note}" for note in group.notes)
    if group.is_table:
        table = list(_table(group.rows))
        if sum(map(len, table)) < LONGEST_TABLE:
            yield "    table: |"
            yield from (f"      {line}" for line in table)
            return
    yield from (f"    - {typed(dict(row))}" for row in group.rows)


def _table(rows: Sequence[Mapping[str, Value]]) -> Iterator[str]:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    yield " | ".join(columns)
    for row in rows:
        cells = (" ".join(cell_of(row.get(name, "")).split()) for name in columns)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _block(value: Mapping[str, Value], indent: str) -> Iterator[str]:
    for name, inner in value.items():
        line = f"{indent}{typed(name)}: {_typed(inner)}"
        if isinstance(inner, str) or _fits(inner, line):
            yield line
        elif isinstance(inner, list):
            yield f"{indent}{typed(name)}:"
            yield from (f"{indent}  - {typed(one)}" for one in inner)
        else:
            yield f"{indent}{typed(name)}:"
            yield from _block(inner, indent + "  ")


def _typed(value: Value) -> str:
    """Return a value on one line; flags stand without quotation marks."""
    if isinstance(value, dict):
        inner = (f"{typed(name)}: {_typed(one)}" for name, one in value.items())
        return "{" + ", ".join(inner) + "}"
    return typed(value, flag=isinstance(value, str))


def _fits(value: Value, line: str) -> bool:
    deep = isinstance(value, dict) and any(isinstance(one, dict) for one in value.values())
    return not deep and width(line) <= _WIDEST


_SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "top": "A deck for quizkit. What follows a # is for you; quizkit passes over it.\n\n"
        "  quizkit check {path}     tells what is wrong with it\n"
        "  quizkit preview {path}   shows the questions it asks\n"
        "  quizkit study {path}     asks them",
        "quizkit": "the version of this format",
        "deck": "the deck's id: leave it as it is once somebody has studied",
        "title": "what learners see",
        "language": "what the questions are written in",
        "as of": "when the facts below were last true",
        "sources": "Where your facts come from. Take the # off, and write `source: book p. 12` in "
        "a fact.\nsources:\n  book: {{title: The title of your book, author: Its author}}",
        "names": "names that need more than themselves: an article, other spellings",
        "kinds": "what the facts below are, and how they are asked",
        "replace": "These are examples: put your own facts in their place, one a line.",
        "like": "{kind}, for example: {like}",
        "leave": "What you do not know, leave out. `id` is what answers are kept under: "
        "`quizkit stamp` gives one\nto each new fact.",
        "date": "A date is 2000, 2000-11 or 2000-11-17.",
    },
    "vi": {
        "top": "Bộ câu hỏi cho quizkit. Phần sau dấu # là ghi chú cho bạn, quizkit bỏ qua.\n\n"
        "  quizkit check {path}     cho biết có gì sai\n"
        "  quizkit preview {path}   cho xem các câu hỏi\n"
        "  quizkit study {path}     để bắt đầu học",
        "quizkit": "phiên bản của định dạng này",
        "deck": "mã của bộ câu hỏi: đừng đổi khi đã có người học",
        "title": "tên mà người học nhìn thấy",
        "language": "ngôn ngữ của các câu hỏi",
        "as of": "thời điểm các dữ kiện dưới đây còn đúng",
        "sources": "Nguồn của các dữ kiện. Bỏ dấu # rồi viết `source: book p. 12` trong dữ kiện."
        "\nsources:\n  book: {{title: Tên sách, author: Tác giả}}",
        "names": "những tên cần thêm thông tin: cách viết khác",
        "kinds": "các dữ kiện dưới đây thuộc loại gì và được hỏi thế nào",
        "replace": "Đây là ví dụ: hãy thay bằng dữ kiện của bạn, mỗi dòng một dữ kiện.",
        "like": "{kind}, ví dụ: {like}",
        "leave": "Điều gì không biết thì bỏ trống. Câu trả lời được lưu theo `id`: "
        "`quizkit stamp` đặt id cho\ndữ kiện mới.",
        "date": "Ngày tháng viết là 2000, 2000-11 hoặc 2000-11-17.",
    },
}


def said(language: str, name: str) -> str:
    """Return a comment in a language."""
    return _SAID[language][name].replace("{{", "{").replace("}}", "}")
