"""A deck's own tables of words, laid over those that ship with quizkit."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from quizkit.decks.context import Context, where
from quizkit.decks.report import help_, short
from quizkit.decks.schema import OrdersIn, PrecisionsIn, ReadingIn, ValidIn, WordsIn
from quizkit.decks.tree import Map, Tree, walk
from quizkit.model import Reading, Words
from quizkit.text import fold
from quizkit.values.words import builtin

_FOLDED: Final = ("articles", "titles", "true", "false")

_OPTIONAL: Final = (
    "the",
    "articles",
    "titles",
    "short_months",
    "blank",
    "true_or_false",
    "match",
    "order",
    "valid",
    "remarks",
    "reading",
)


def table(tag: str, given: WordsIn, tree: Tree, context: Context) -> Words | None:
    """Return the words of a language, or None if the deck's table lacks an entry (QK136).

    Args:
        tag: Language tag.
        given: What the deck says.
        tree: The file it stands in.
        context: Takes QK136 and QK006.
    """
    said = {name: _entry(name, value) for name, value in given if value is not None}
    scales = said.get("scales")
    if scales is not None:
        said["scales"] = _scales(scales)
        if said["scales"] is None:
            _add(tag, tree, context, "QK006", "`scales` needs a figure for each word")
            return None
    base = builtin(tag)
    if base is not None:
        return replace(base, tag=tag, **said)
    empty: Mapping[str, Any] = {
        "the": "", "articles": (), "titles": (), "short_months": ((),) * 12, "blank": "____",
    }  # fmt: skip
    names = [field.name for field in fields(Words) if field.name != "tag"]
    lacking = [name for name in names if name not in said and name not in _OPTIONAL]
    if lacking:
        what = f"the words of `{short(tag)}` lack `{lacking[0].replace('_', ' ')}`"
        _add(tag, tree, context, "QK136", what)
        return None
    return Words(tag=tag, **{**empty, **said})


def _entry(name: str, value: Any) -> Any:
    if isinstance(value, PrecisionsIn):
        return (value.year, value.month, value.day)
    if isinstance(value, OrdersIn):
        return (value.time, value.size)
    if isinstance(value, ValidIn):
        return (value.between, value.from_, value.until)
    if isinstance(value, ReadingIn):
        return _reading(value)
    if name in _FOLDED:
        return _folded(value)
    if name == "short_months":
        return tuple(tuple(month) for month in value)
    return tuple(value) if isinstance(value, list) else value


def _reading(given: ReadingIn) -> Reading:
    return Reading(
        nouns={type_: _folded(words) for type_, words in given.nouns.items()},
        suffixes=_folded(given.suffixes),
        abbreviations={fold(short): fold(long) for short, long in given.abbreviations.items()},
        opposites=tuple((fold(one), fold(two)) for one, two in given.opposites),
        numerals={fold(word): int(figure) for word, figure in given.numerals.items()},
        halves=_folded(given.halves),
        bounds={fold(word): bound for word, bound in given.bounds.items()},
        dates=_folded(given.dates),
        one_order=given.one_order,
    )


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(word) for word in words)


def _scales(given: Mapping[str, str]) -> dict[str, int] | None:
    if not all(text.isdecimal() and len(text) < 16 for text in given.values()):
        return None
    return {word: int(text) for word, text in given.items()}


def _add(tag: str, tree: Tree, context: Context, code: str, what: str) -> None:
    node = walk(tree.root, ["words"]) if tree.root else None
    if isinstance(node, Map):
        tip = "see quizkit/values/words/en.py for what a table holds"
        context.report.add(code, where(tree.path, node.key(tag)), what, notes=[help_(tip)])
