"""GIFT, questions as text for Moodle: read line by line, each question by one walk over it.

Blank lines stand between questions; `//` begins a comment, in which `[id:..]` and `[tag:..]` may
stand; `$CATEGORY:` holds for what follows. A question that cannot be read is told with its line,
and the next blank line begins anew.
"""

import re
from collections.abc import Iterator, Mapping
from io import StringIO
from itertools import chain
from typing import Final, NamedTuple

from quizkit.decks.report import short
from quizkit.formats.book import NO_INTAKE, Draft, Intake
from quizkit.formats.cards.asked import Asked, Gapped, Short
from quizkit.formats.cards.rows import CardRows
from quizkit.formats.gift.read_answers import answers_of
from quizkit.formats.gift.read_text import GiftFault, cut, plain, split_format
from quizkit.formats.sheets.reading import not_taken
from quizkit.formats.strangers.plaintext import only, text_of
from quizkit.model import Location

SUFFIX: Final = ".gift"

MOST_LETTERS: Final = 64 * 1024
"""Letters of a question."""

_MARK: Final = re.compile(r"\[(id|tag):((?:[^\[\]\\]|\\.){1,300})\]", re.IGNORECASE)
_CATEGORY: Final = re.compile(r"\$CATEGORY:[ \t]*(.*)")
_ROOTS: Final = frozenset(("$course$", "$module$", "$system$", "$cat1$", "top", ""))


class _Block(NamedTuple):
    """A question's lines.

    Attributes:
        text: What stands there, comments left out.
        line: Its first line [from 1].
        category: Where it lies.
        id: What `[id:..]` says, or "".
        tags: What `[tag:..]` says.
    """

    text: str
    line: int
    category: str
    id: str
    tags: tuple[str, ...]


def held(text: str) -> str:
    """Return what the format holds of a text: all of it."""
    return text


def read(files: Mapping[str, bytes], path: str, intake: Intake = NO_INTAKE) -> Draft:
    """Return the questions of a GIFT file as cards.

    Args:
        files: Its bytes, by its name.
        path: What messages call it.
        intake: What is wished.

    Raises:
        FormatError: If it is no text, or holds no question at all.
    """
    rows = CardRows(path, intake)
    for block in _blocks(text_of(only(files, path), path)):
        try:
            _take(rows, block)
        except GiftFault as fault:
            at = Location(path, block.line)
            what = f"{_called(block)} is not taken: {fault}"
            rows.left_out(not_taken(what, at, fault.tip))
    return rows.draft()


def parts_of(category: str) -> tuple[str, ...]:
    """Return the parts of a category's path that say something.

    >>> parts_of("$course$/top/History/Km//h")
    ('History', 'Km/h')
    """
    parts = (part.replace("\0", "/").strip() for part in category.replace("//", "\0").split("/"))
    return tuple(part for part in parts if part not in _ROOTS)


def _blocks(text: str) -> Iterator[_Block]:
    category, id_ = "", ""
    tags: list[str] = []
    lines: list[str] = []
    first = 1
    for number, raw in enumerate(chain(StringIO(text, newline="\n"), ("",)), 1):
        line = raw.strip()
        found = _CATEGORY.match(line)
        if line.startswith("//"):
            for mark in _MARK.finditer(line):
                said = re.sub(r"\\(.)", r"\1", mark[2]).strip()
                if mark[1].lower() == "id":
                    id_ = said
                else:
                    tags.append(said)
            continue
        if found is not None and not lines:
            category, id_, tags = found[1].strip(), "", []
            continue
        if line:
            first = number if not lines else first
            lines.append(line)
        elif lines:
            yield _Block("\n".join(lines), first, category, id_, tuple(tags))
            id_ = ""
            tags, lines = [], []


def _take(rows: CardRows, block: _Block) -> None:
    if len(block.text) > MOST_LETTERS:
        raise GiftFault(f"it has more than {MOST_LETTERS:,} letters", "cut it into several")
    title, rest = _title(block.text)
    format_, rest = split_format(rest)
    before, braces = cut(rest, "{")
    if braces is None:
        raise GiftFault("it is a text without answers", "a question has its answers in { }")
    inner, after = cut(braces, "}")
    if after is None:
        raise GiftFault("its { has no }", "write \\{ for a brace that belongs to the text")
    if cut(after, "{")[1] is not None:
        raise GiftFault("it has several { }", "a question may have one gap; make several of it")
    found = answers_of(inner, rows=rows, line=block.line, format_=format_)
    after = after.rstrip()

    def said(text: str) -> str:
        return plain(text, format_, rows=rows, line=block.line)

    name = plain(title, "plain", rows=rows, line=block.line)
    asked = Asked(
        stem=said(before + " " * after[:1].isalnum() + after),
        answer=found.answer,
        line=block.line,
        origin=block.id,
        name=name,
        place=block.category,
        note=found.note,
        tags=(*parts_of(block.category), *block.tags),
    )
    if not asked.stem:
        raise GiftFault("it has answers, but asks nothing", "write the question before the {")
    if is_gap(before, after) and isinstance(found.answer, Short):
        lead = said(before) + " " * before[-1:].isspace()
        rest = " " * after[:1].isspace() + said(after)
        asked = asked._replace(answer=Gapped(lead, rest, found.answer))
    rows.add(asked)


def is_gap(before: str, after: str) -> bool:
    """Tell whether the answer stands inside a sentence."""
    has_words = re.search(r"\w", after) is not None
    return has_words or (bool(after) and not before.rstrip().endswith(("?", ":")))


def _called(block: _Block) -> str:
    """Return what a question is called, for people."""
    title = cut(block.text[2:], "::")[0] if block.text.startswith("::") else ""
    return f"`{short(title)}`" if title else "a question"


def _title(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    title, rest = cut(text[2:], "::")
    if rest is None:
        name = short(text[2:])
        raise GiftFault(f"its title `{name}` has no end", "a title stands between :: and ::")
    return title.strip(), rest.strip()
