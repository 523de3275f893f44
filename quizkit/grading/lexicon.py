"""All names and texts of a deck, so that a response is known for what it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from quizkit.grading.scope import Scope
from quizkit.grading.spellings import Dropped, Spelling
from quizkit.grading.value import Entry, Hit
from quizkit.model import (
    BEFORE,
    Deck,
    Fact,
    Kind,
    Name,
    Named,
    Number,
    Text,
    Value,
    Words,
)
from quizkit.text import fold
from quizkit.values.leaves import leaves_of
from quizkit.values.words import BUILTIN

__all__ = ["Entry", "Hit", "Lexicon", "Scope", "entry_of"]

_EVERY: Final = frozenset({"any", "list", "steps"})


class Lexicon:
    """The names and texts of a deck, looked up by type.

    Args:
        names: The deck's names, declared or not.
        texts: Type ("text", "enum") to the texts that roles of that type have.
        words: Languages whose articles and titles are left out.
        numbers: The numbers that the facts state.
        glossary: Text to language tag to its spelling there.

    >>> from quizkit.values.words import builtin
    >>> lexicon = Lexicon({"John Kerry": Name("John Kerry", "person")}, words=[builtin("en")])
    >>> [value.name for value in lexicon.read("Senator Kerry", "person")]
    ['John Kerry']
    """

    def __init__(
        self,
        names: Mapping[str, Name],
        texts: Mapping[str, Iterable[str]] | None = None,
        *,
        words: Sequence[Words] = (),
        numbers: Iterable[Number] = (),
        glossary: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._names = names
        self._texts = {type_: tuple(found) for type_, found in (texts or {}).items()}
        self.dropped = Dropped.of(*words)
        self.numbers = frozenset(numbers)
        self._glossary = {text: tuple(found.values()) for text, found in (glossary or {}).items()}
        self._origin = {said: text for text, found in self._glossary.items() for said in found}
        self._scopes: dict[str, Scope] = {}

    @classmethod
    def of(cls, deck: Deck) -> "Lexicon":
        """Return the lexicon of a deck: its names, and what stands in its facts.

        Titles and articles are left out in every language that is known: who reads about
        Vietnam in English may well write "ông Lê Đức Anh".
        """
        texts: dict[str, dict[str, None]] = {}
        numbers: set[Number] = set()
        for fact in deck.facts:
            for type_, value in _leaves(fact, deck.kinds.get(fact.kind)):
                if isinstance(value, Text):
                    texts.setdefault(type_, {})[value.text] = None
                else:
                    numbers.add(value)
                    units = deck.glossary.get(value.unit, {}).values()
                    numbers.update(value._replace(unit=unit) for unit in units)
        languages = {**BUILTIN, **deck.words}
        return cls(
            deck.names,
            texts,
            words=tuple(languages.values()),
            numbers=numbers,
            glossary=deck.glossary,
        )

    def scope(self, type_: str) -> Scope:
        """Return all entries of a type, those of narrower types included.

        Args:
            type_: A type, or "any" for everything.
        """
        if type_ not in self._scopes:
            entries = [entry for entry in self._entries() if _covers(type_, entry.type)]
            self._scopes[type_] = Scope(entries, self.dropped)
        return self._scopes[type_]

    def _entries(self) -> Iterator[Entry]:
        for name in self._names.values():
            yield entry_of(name)
        for type_, texts in self._texts.items():
            for text in texts:
                yield self._text(Text(text, member=type_ == "enum"), type_)

    def _text(self, value: Text, type_: str) -> Entry:
        main = self._origin.get(value.text, value.text)
        spellings = dict.fromkeys((main, *self._glossary.get(main, ())))
        return Entry(value, type_, tuple(spellings))

    def entry(self, value: Named | Text, type_: str) -> Entry:
        """Return the entry of a value, made on the spot if the deck's facts do not hold it."""
        if isinstance(value, Named):
            known = self._names.get(value.name)
            return entry_of(known) if known else Entry(value, type_, (value.name,))
        return self._text(value, type_)

    def shown(self, entry: Entry, language: str) -> str:
        """Return the spelling of an entry that learners see in a language.

        Args:
            entry: A value of this lexicon, or another.
            language: Language tag.
        """
        if isinstance(entry.value, Text):
            return entry.value.text
        known = self._names.get(entry.text)
        return known.spellings.get(language, entry.text) if known else entry.text

    def knows(self, entry: Entry, type_: str) -> bool:
        """Return whether a scope holds an entry."""
        if not _covers(type_, entry.type):
            return False
        if isinstance(entry.value, Named):
            return entry.value.name in self._names
        return entry.text in self._texts.get(entry.type, ())

    def read(self, response: str, type_: str) -> tuple[Named | Text, ...]:
        """Return the values of a type that a response names; several if it fits several."""
        spelling = Spelling(response, self.dropped)
        scope = self.scope(type_)
        hits = next(filter(None, scope.levels(spelling)), None) or scope.by_last_word(spelling)
        return tuple(dict.fromkeys(hit.entry.value for hit in hits))

    def near(self, response: str, type_: str, cutoff: int) -> tuple[Named | Text, ...]:
        """Return the values of a type within some typing errors of a response, nearest first."""
        hits = self.scope(type_).near(Spelling(response, self.dropped), cutoff)
        return tuple(hit.entry.value for hit in hits)


def entry_of(name: Name) -> Entry:
    """Return the entry of a name, with its aliases and its spellings in other languages."""
    spellings = tuple(dict.fromkeys((name.name, *name.aka, *name.spellings.values())))
    never = [fold(spelling) for spelling in name.never]
    never += [spelling.replace(" ", "") for spelling in never]
    return Entry(Named(name.name), name.type, spellings, frozenset(never))


def _covers(type_: str, narrower: str | None) -> bool:
    if type_ in _EVERY:
        return True
    while narrower is not None and narrower != type_:
        narrower = BEFORE.get(narrower)
    return narrower is not None


def _leaves(fact: Fact, kind: Kind | None) -> Iterator[tuple[str, Text | Number]]:
    """Yield the texts and numbers of a fact, texts with the type of their role."""
    for values in (fact.values.items(), _pairs(fact.wrong)):
        for role, value in values:
            known = kind.roles.get(role) if kind else None
            type_ = "enum" if known and "enum" in (known.type, known.of) else "text"
            for leaf in leaves_of(value):
                if isinstance(leaf, Text | Number):
                    yield type_, leaf


def _pairs(wrong: Mapping[str, tuple[Value, ...]]) -> Iterator[tuple[str, Value]]:
    return ((role, value) for role, values in wrong.items() for value in values)
