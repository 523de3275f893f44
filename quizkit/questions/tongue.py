"""What of a deck can be said in another language than its own, so that no sentence mixes two."""

from collections.abc import Iterator, Mapping
from typing import Final

from quizkit.model import (
    BEFORE,
    Date,
    Deck,
    Fact,
    List,
    Named,
    Number,
    Other,
    Plan,
    Printed,
    Text,
    Value,
    Views,
)
from quizkit.text import fold
from quizkit.values.leaves import leaves_of
from quizkit.values.show import scale_in

SYMBOLS: Final = frozenset(
    ["m", "mm", "cm", "km", "m²", "km²", "ha", "kg", "g", "mg", "t", "l", "ml", "s", "h", "°C"]
)
"""Units that are written alike everywhere, besides codes in capitals and signs."""

LONGEST_CODE: Final = 3
"""So many letters at most has a text that is a code or symbol: "VN", "He", "USD"."""


class Tongue:
    """Answers whether values, plans and facts of a deck can be said in a language.

    Names of persons are the same in all languages unless the deck spells them otherwise; all
    other names and texts need a spelling in that language, codes and symbols excepted.

    Args:
        deck: The deck.
        language: Another language than the deck's own.
    """

    def __init__(self, deck: Deck, language: str) -> None:
        self._deck = deck
        self._language = language
        self._foreign = frozenset(
            other
            for name in deck.names.values()
            for other in (name.name, *name.aka)
            if language in name.spellings
        )
        self._said: dict[Value, bool] = {}
        self._homonyms = _homonyms(deck, language)

    def says(self, value: Value) -> bool:
        """Return whether a value can be printed in the language."""
        said = self._said.get(value)
        if said is None:
            said = self._says(value) and self._homonyms.isdisjoint(_texts(value))
            self._said[value] = said
        return said

    def says_plan(self, plan: Plan) -> bool:
        """Return whether all that a plan prints, and its answers, can be said."""
        return all(map(self._says_printed, plan.printed)) and all(map(self.says, plan.accepted))

    def missing(self, plan: Plan) -> str:
        """Return the first name, text or unit of a plan that has no spelling, or ""."""
        lacking = [item.value for item in plan.printed if not self._says_printed(item)]
        lacking += [value for value in plan.accepted if not self.says(value)]
        return self._unsaid(lacking[0]) if lacking else ""

    def _unsaid(self, value: Value) -> str:
        """Return what of a value that cannot be said has no spelling."""
        match value:
            case Named(text) | Text(text):
                return text
            case Number():
                return value.shown if self._says_unit(value.unit) else value.unit
            case List(items):
                return next(self._unsaid(item) for item in items if not self.says(item))
            case Views(_, entries):
                parts = (part for view, entry in entries for part in (entry, Text(view)))
                return next((self._unsaid(p) for p in parts if not self.says(p)), entries[0][0])
            case _:
                return "other"

    def _says_printed(self, item: Printed) -> bool:
        return self._says_view(item.value) if item.role == "view" else self.says(item.value)

    def says_fact(self, fact: Fact) -> bool:
        """Return whether all that a fact gives can be said."""
        told = [Text(text) for text in (fact.according_to, fact.at_time_of) if text]
        return all(map(self.says, (*fact.values.values(), *told)))

    def _says(self, value: Value) -> bool:
        match value:
            case Named(name):
                return self._says_name(name)
            case Text(text):
                return self._says_text(text)
            case Number():
                return self._says_number(value)
            case List(items):
                return all(map(self.says, items))
            case Views(_, entries):
                return all(self.says(entry) and self._says_words(view) for view, entry in entries)
            case Date():
                return True
            case Other():
                return False

    def _says_name(self, name: str) -> bool:
        entry = self._deck.names.get(name)
        if entry is None:
            return False
        return self._language in entry.spellings or _is_person(entry.type)

    def _says_text(self, text: str) -> bool:
        if self._language in self._deck.glossary.get(text, {}):
            return True
        return _is_code(text) and text not in self._foreign

    def _says_view(self, value: Value) -> bool:
        """Return whether a viewpoint can be said: its first word is the language's own."""
        if not isinstance(value, Text):
            return False
        for word in self._deck.words[self._language].views:
            if value.text.startswith(f"{word} "):
                return self._says_words(value.text[len(word) + 1 :])
        return False

    def _says_words(self, text: str) -> bool:
        return self._says_text(text) or (text in self._deck.names and self._says_name(text))

    def _says_number(self, number: Number) -> bool:
        words, own = self._deck.words[self._language], self._deck.words[self._deck.language]
        return scale_in(number.shown, own, words) is not None and self._says_unit(number.unit)

    def _says_unit(self, unit: str) -> bool:
        return _is_sign(unit) or self._language in self._deck.glossary.get(unit, {})


def _homonyms(deck: Deck, language: str) -> frozenset[str]:
    """Return the names and texts that are spelled like another value of their role, folded."""
    spelled: dict[tuple[str, str, str], set[str]] = {}
    for fact in deck.facts:
        for role, value in fact.values.items():
            for text in _texts(value):
                entry = deck.names.get(text)
                known = entry.spellings if entry else deck.glossary.get(text, {})
                at = (fact.kind, role, fold(known.get(language, text)))
                spelled.setdefault(at, set()).add(text)
    return frozenset(one for alike in spelled.values() if len(alike) > 1 for one in alike)


def _texts(value: Value) -> Iterator[str]:
    for leaf in leaves_of(value):
        if isinstance(leaf, Named):
            yield leaf.name
        elif isinstance(leaf, Text):
            yield leaf.text


def _is_person(type_: str) -> bool:
    while type_ and type_ != "person":
        type_ = BEFORE.get(type_, "")
    return bool(type_)


def _is_code(text: str) -> bool:
    letters = sum(char.isalpha() for char in text)
    return letters == 0 or (letters <= LONGEST_CODE and " " not in text and text[0].isupper())


def _is_sign(unit: str) -> bool:
    return unit in SYMBOLS or unit.isupper() or not any(char.isalpha() for char in unit)


def spelled(value: Value, deck: Deck, language: str) -> Value:
    """Return a value with its texts and units as a language spells them; names as they are."""
    glossary: Mapping[str, Mapping[str, str]] = deck.glossary
    match value:
        case Text(text, member) if language in glossary.get(text, {}):
            return Text(glossary[text][language], member)
        case Number(unit=unit) if language in glossary.get(unit, {}):
            return value._replace(unit=glossary[unit][language])
        case Views(word, entries):
            return Views(word, tuple((at, spelled(each, deck, language)) for at, each in entries))
        case List(items):
            return value._replace(items=tuple(spelled(item, deck, language) for item in items))
        case _:
            return value
