"""The spellings of answers, folded: whether two questions want the same."""

from collections.abc import Iterable, Iterator

from quizkit.checks.context import Context
from quizkit.model import Date, Named, Number, Text, Value
from quizkit.text import fold
from quizkit.values.relations import plain


def spellings(context: Context, values: Iterable[Value]) -> frozenset[str]:
    """Return the spellings of some answers, a name's aliases among them, folded.

    Args:
        context: The deck.
        values: The answers.
    """
    return frozenset(key for value in values for key in _keys(context, value))


def _keys(context: Context, value: Value) -> Iterator[str]:
    match value:
        case Named(text):
            name = context.deck.names.get(text)
            yield from map(fold, (text, *(name.aka if name else ())))
        case Number():
            yield fold(f"{value.shown} {value.unit}")
        case Date() | Text():
            yield fold(value.text)
        case _:
            yield str(plain(value))
