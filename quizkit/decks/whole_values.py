"""Values as they are typed in a deck, for the file that a deck is written to."""

from collections.abc import Iterator, Mapping
from typing import Final

from quizkit.decks.typed import measured
from quizkit.decks.whole_text import Node, Typed
from quizkit.model import Date, List, Named, Number, Other, Role, Text, Value, Views, Words
from quizkit.values.numbers import CURRENCIES, NumberFault, read_number

_OPEN: Final = Typed("...", "bare")
_FIGURE: Final = 6
"""Words of "more than 75 billion USD", and one: what is longer is no figure with its unit."""


def node_of(value: Value, role: Role, words: Words) -> Node:
    """Return a value as a deck has it.

    Args:
        value: The value.
        role: Its role, whose type says what needs quotation marks.
        words: The words with which numbers are read.

    >>> from quizkit.values.words import builtin
    >>> node_of(List((Named("Laos"),), complete=False), Role("of", "list"), builtin("en"))
    [Typed(text='Laos', mark=''), Typed(text='...', mark='bare')]
    """
    match value:
        case Views(word, entries):
            return {f"{word} {view}": node_of(inner, role, words) for view, inner in entries}
        case List(items, complete):
            listed = [node_of(item, role, words) for item in items]
            return listed if complete else [*listed, _OPEN]
        case Text(text):
            return Typed(text, "quoted" if _needs_marks(text, role) else "")
        case Named(text):
            return Typed(text, "quoted" if text == "other" else "")
        case Date(text):
            return Typed(text, "plain")
        case Number():
            is_any = role.type == "any"
            return Typed(number_text(value, words, is_any=is_any), "plain" if is_any else "")
        case Other():
            return Typed("other", "plain")


def _needs_marks(text: str, role: Role) -> bool:
    """Return whether a text would be another value without quotation marks."""
    if text == "other":
        return True
    has_figure = any(char.isdigit() for char in text) and len(text.split()) <= _FIGURE
    return role.type == "any" and has_figure


def number_text(number: Number, words: Words, *, is_any: bool = False) -> str:
    """Return a number with bound and unit as a deck has it; read again, it is the same.

    Args:
        number: The number.
        words: The words with which it is read.
        is_any: It stands where any type may, and must look like a number.

    >>> from quizkit.values.words import builtin
    >>> [number_text(read_number(text, builtin("en")), builtin("en"))
    ...  for text in ("over $75bn", "97 %", "about 4,350 km")]
    ['over 75bn USD', '97 %', 'about 4,350 km']
    """
    for text in _spellings(number):
        try:
            if read_number(text, words) == number and (not is_any or measured(text, words)):
                return text
        except NumberFault:
            continue
    return f"{number.bound} {number.value:f} {number.unit}".strip()


def _spellings(number: Number) -> Iterator[str]:
    yield f"{number.bound} {number.shown} {number.unit}".strip()
    for sign, unit in CURRENCIES.items():
        if unit == number.unit:
            yield f"{number.bound} {sign}{number.shown}".strip()


def by_role(
    given: Mapping[str, tuple[Value, ...]], roles: Mapping[str, Role], words: Words
) -> Node:
    """Return values listed by role, as `wrong` has them; a list's are single values."""
    return {
        name: [node_of(value, _single(roles[name]), words) for value in values]
        for name, values in given.items()
        if values
    }


def _single(role: Role) -> Role:
    return Role(role.name, role.of) if role.type in ("list", "steps") else role
