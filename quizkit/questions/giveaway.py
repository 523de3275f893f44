"""Does a printed value give the answer away?"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from quizkit.model import Date, List, Name, Named, Number, Precision, Text, Value, Views, Words
from quizkit.text import fold
from quizkit.values.dates import known_at, parts

INSIDE: Final = re.compile(r"(?<=\d)[.,](?=\d)")
"""A mark inside a figure, which is then told as one word (`as_told`)."""

LONGEST_COMMON_MONTH = 5
"""A longer month's name is told by itself; "May" and "March" are words of other meanings too."""


KEPT: Final = 16_384
"""Spellings that are kept at once; of a bigger deck those seen last are what matters."""


class Giveaway:
    """Answers whether one value's words all stand, in order, in another's.

    >>> from quizkit.values.words import builtin
    >>> tells = Giveaway({"Kerry": Name("Kerry", "person", aka=("John Kerry",))}, builtin("en"))
    >>> tells(Named("Kerry"), Text("the John Kerry delegation"), None)
    True
    """

    def __init__(
        self,
        names: Mapping[str, Name],
        words: Words,
        *,
        glossary: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._names = names
        self._glossary = glossary or {}
        self._words = words
        self._held: dict[Value, str] = {}
        self._wanted: dict[tuple[Value, Precision | None], tuple[str, ...]] = {}

    def __call__(self, answer: Value, printed: Value, asked: Precision | None) -> bool:
        """Return whether the printed value gives the answer away.

        Args:
            answer: The right answer, or a list of them.
            printed: What the stem would print.
            asked: The precision asked for, for dates.
        """
        return self.holds(printed, self.answers(answer, asked))

    def holds(self, printed: Value, wanted: tuple[str, ...]) -> bool:
        """Return whether a printed value holds one of the answers, as `answers` returns them."""
        if isinstance(printed, Date | Number):
            return False
        held = self._held.get(printed)
        if held is None:
            if len(self._held) >= KEPT:
                self._held.clear()
            held = self._held[printed] = f" {' / '.join(self._shown(printed))} "
        return _stands_in(held, wanted)

    def in_text(self, answer: Value, text: str, asked: Precision | None) -> bool:
        """Return whether a text holds the answer as whole words."""
        return self.in_folded(answer, f" {as_told(text)} ", asked)

    def in_folded(self, answer: Value, folded: str, asked: Precision | None) -> bool:
        """Return the same for a text as it is told already, with a blank before and after."""
        return _stands_in(folded, self.answers(answer, asked))

    def answers(self, value: Value, asked: Precision | None) -> tuple[str, ...]:
        """Return the folded spellings of an answer, each with a blank before and after it."""
        found = self._wanted.get((value, asked))
        if found is None:
            if len(self._wanted) >= KEPT:
                self._wanted.clear()
            texts = (f" {text} " for text in self._answer_texts(value, asked) if text)
            found = self._wanted[value, asked] = tuple(texts)
        return found

    def _answer_texts(self, value: Value, asked: Precision | None) -> tuple[str, ...]:
        match value:
            case Date():
                return self._date_texts(value, asked)
            case Number():
                return (as_told(value.shown),)
            case Views(_, entries):
                return self._answer_texts(entries[0][1], asked)
            case List(items):
                return tuple(text for item in items for text in self._answer_texts(item, asked))
            case _:
                return self._spellings(value)

    def _date_texts(self, date: Date, asked: Precision | None) -> tuple[str, ...]:
        if asked is None or not known_at(date, asked):
            return ()
        year, month, day = parts(date)
        if asked is Precision.YEAR or month is None:
            return (str(year),)
        name = self._words.months[month - 1]
        if asked is Precision.MONTH:
            alone = (as_told(name),) if len(name) > LONGEST_COMMON_MONTH else ()
            return (as_told(f"{name} {year}"), *alone)
        return (as_told(f"{day} {name}"), as_told(f"{name} {day}"), f"{year} {month:02} {day:02}")

    def _shown(self, value: Value) -> tuple[str, ...]:
        """Return the folded spellings in which a stem may show a value: no aliases."""
        match value:
            case Named(name):
                entry = self._names.get(name)
                return tuple(map(as_told, (name, *(entry.spellings.values() if entry else ()))))
            case List(items):
                return tuple(text for item in items for text in self._shown(item))
            case _:
                return self._spellings(value)

    def _spellings(self, value: Value) -> tuple[str, ...]:
        match value:
            case Named(name):
                entry = self._names.get(name)
                texts = [name, *entry.aka, *entry.spellings.values()] if entry else [name]
                return tuple(dict.fromkeys(map(as_told, texts)))
            case Text(text):
                spelled = self._glossary.get(text, {}).values()
                return tuple(dict.fromkeys(map(as_told, (text, *spelled))))
            case List(items):
                return tuple(text for item in items for text in self._spellings(item))
            case _:
                return ()


@lru_cache(maxsize=8192)
def as_told(text: str) -> str:
    """Return a text folded, each figure as one word: "6.3.2" tells no 6, and "1,500" no 500.

    >>> as_told("Mnemosyne 6.3.2, of 2003.")
    'mnemosyne 6p3p2 of 2003'
    """
    return fold(INSIDE.sub("p", text))


def _stands_in(text: str, wanted: tuple[str, ...]) -> bool:
    if len(wanted) == 1:  # nearly always, and twice as fast
        return wanted[0] in text
    return any(each in text for each in wanted)
