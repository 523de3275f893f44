"""Completion: what can be typed where the cursor stands, ready to be put in."""

from collections.abc import Iterator
from typing import Final

from lsprotocol.types import CompletionItem, CompletionItemKind, CompletionList, Range, TextEdit

from quizkit.checks.quoting import typed
from quizkit.lsp.cursor import Cursor, cursor_at
from quizkit.lsp.known import CODE, FIELD, SLOT, THING, VALUE, Known, Word, settled
from quizkit.lsp.positions import Ruler
from quizkit.model import Deck
from quizkit.text import fold, visible

MOST: Final = 200
"""So many words are offered at once; more come as more is typed."""

TRIGGERS: Final = ("{", " ", "[", ",", "|", ":", "-")
"""Signs after which an editor asks by itself."""

_SIGNS: Final = {
    FIELD: CompletionItemKind.Property,
    VALUE: CompletionItemKind.EnumMember,
    THING: CompletionItemKind.Reference,
    CODE: CompletionItemKind.Constant,
    SLOT: CompletionItemKind.Variable,
}


def completions(deck: Deck | None, ruler: Ruler, line: int, column: int) -> CompletionList:
    """Return what can be typed at a place.

    Args:
        deck: The deck as it was when it last could be read, or None.
        ruler: The text, as it is now, and how its places are counted.
        line: The line [from 1].
        column: The column before which the cursor stands [from 1].
    """
    cursor = settled(cursor_at(ruler.lines, line, column))
    words = Known(deck, ruler.lines).words(cursor)
    prefix, begin = _prefix(cursor)
    fitting = list(_fitting(words, cursor, prefix))
    fitting.sort(key=lambda word: not _begins(word, prefix))
    found = [_item(word, cursor, prefix, ruler, (line, begin, column)) for word in fitting[:MOST]]
    for rank, item in enumerate(found):
        item.sort_text = f"{rank:04}"
    return CompletionList(is_incomplete=bool(prefix) or len(fitting) > MOST, items=found)


def _begins(word: Word, prefix: str) -> bool:
    return word.text.lower().startswith(prefix.lower())


def _prefix(cursor: Cursor) -> tuple[str, int]:
    """Return what is typed of the word, and the column where that begins."""
    text = cursor.typed.rpartition("\n")[2]
    if cursor.slot is not None:
        return cursor.slot, cursor.column + len(text) - len(cursor.slot)
    if cursor.path[-1:] == ("table",):
        cell = text.rpartition("|")[2]
        word = cell.lstrip()
        return word, cursor.column + len(text) - len(word)
    return text, cursor.column


def _fitting(words: Iterator[Word], cursor: Cursor, prefix: str) -> Iterator[Word]:
    """Yield the words that what is typed may be meant for, each once."""
    wanted, seen = fold(prefix), set()
    for word in words:
        is_there = word.sort == FIELD and cursor.is_key and word.text in cursor.siblings
        if word.text not in seen and not is_there and wanted in fold(word.text):
            seen.add(word.text)
            yield word


def _item(  # a word, and where it goes
    word: Word,
    cursor: Cursor,
    prefix: str,
    ruler: Ruler,
    at: tuple[int, int, int],
) -> CompletionItem:
    line, begin, end = at
    rest = ruler.lines[line - 1][end - 1 :]
    range_ = Range(ruler.position(line, begin), ruler.position(line, end))
    return CompletionItem(
        label=visible(word.text),
        kind=_SIGNS[word.sort],
        detail=visible(word.detail) or None,
        filter_text=word.text if _begins(word, prefix) else f"{prefix} {word.text}",
        text_edit=TextEdit(range_, _typed(word, cursor, rest)),
    )


def _typed(word: Word, cursor: Cursor, rest: str) -> str:
    """Return a word as it is put in."""
    space = " " if cursor.needs_space else ""
    if word.sort == SLOT:
        return word.text if rest.startswith("}") else f"{word.text}}}"
    if cursor.quote:
        doubled = word.text.replace("'", "''")
        return doubled if cursor.quote == "'" else word.text.replace('"', '\\"')
    if cursor.path[-1:] == ("table",):
        return word.text.replace("|", "\\|")
    colon = ": " if cursor.is_key and not rest.lstrip().startswith(":") else ""
    is_flag = word.sort == VALUE and word.text in ("yes", "no")
    return f"{space}{word.text if is_flag else typed(word.text)}{colon}"
