"""All names and texts of a deck, so that a response is known for what it is.

Each spelling is folded once, per type of value and at the first response of that type.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.grading.spellings import Dropped, Spelling, digits
from quizkit.model import BEFORE, Deck, Fact, Kind, List, Name, Named, Text, Value, Views, Words
from quizkit.text import fold

_EVERY: Final = frozenset({"any", "list", "steps"})


class Entry(NamedTuple):
    """A value that a response may mean.

    Attributes:
        value: A name or a text.
        type: Its type.
        spellings: All right spellings, the main one first.
        never: Folded spellings that belong to something else, with and without blanks.
    """

    value: Named | Text
    type: str
    spellings: tuple[str, ...]
    never: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The main spelling."""
        return self.spellings[0]


class Hit(NamedTuple):
    """An entry that a response fits, by which spelling, and how many typing errors away.

    `form` is what the errors were counted against.
    """

    entry: Entry
    spelling: Spelling
    errors: int = 0
    form: str = ""


class _Forms(NamedTuple):
    """Forms that are searched for typing errors, side by side with what they stand for.

    The initials are None where a name has some and the form leaves them out.
    """

    texts: list[str]
    initials: list[tuple[str, ...] | None]
    hits: list[Hit]

    def add(self, text: str, initials: tuple[str, ...] | None, hit: Hit) -> None:
        if text:
            self.texts.append(text)
            self.initials.append(initials)
            self.hits.append(hit)


class Scope:
    """The entries of one type, in tables: one look for each degree of leniency."""

    def __init__(self, entries: Iterable[Entry], dropped: Dropped) -> None:
        self.entries = tuple(entries)
        self._dropped = dropped
        self._tables: dict[tuple[str, str], list[Hit]] = defaultdict(list)
        self._words: dict[str, dict[str, Entry]] = defaultdict(dict)
        self._people, self._things = _Forms([], [], []), _Forms([], [], [])
        for entry in self.entries:
            for spelling in entry.spellings:
                self._add(Hit(entry, Spelling(spelling, dropped)))
        self._tables.default_factory = None
        self._words.default_factory = None
        for entry in self.entries:
            word = self._own_last_word(entry)
            if word:
                self._people.add(word, None, Hit(entry, self._last_word(entry, word)))

    def _add(self, hit: Hit) -> None:
        entry, spelling = hit.entry, hit.spelling
        loose = spelling.person if entry.type == "person" else spelling.thing
        if spelling.text == entry.text:
            self._put("same", spelling.same, hit)
            self._put("main", spelling.light, hit)
        self._put("light", spelling.light, hit)
        self._put("accented", spelling.accented, hit)
        self._put("plain", spelling.plain, hit)
        self._put("person" if entry.type == "person" else "thing", loose.whole, hit)
        self._put("bare", loose.bare, hit)
        if isinstance(entry.value, Named):
            for word in loose.words:
                self._words[word][entry.text] = entry
        self._forms(entry).add(loose.whole, loose.initials, hit)
        self._forms(entry).add(loose.bare, None, hit)

    def _put(self, level: str, form: str, hit: Hit) -> None:
        if form:
            self._tables[level, form].append(hit)

    def _forms(self, entry: Entry) -> _Forms:
        return self._people if entry.type == "person" else self._things

    def levels(self, response: Spelling) -> Iterator[list[Hit]]:
        """Yield what a response fits, from the strictest comparison to the most lenient."""
        look = self._tables.get
        for level, form in (
            ("same", response.same),
            ("main", response.light),
            ("light", response.light),
            ("accented", response.accented),
            ("plain", response.plain),
        ):
            yield self._kept(look((level, form), []), response)
        thing, person = response.thing.whole, response.person
        yield self._kept(look(("thing", thing), []) + look(("person", person.whole), []), response)
        # Initials may be missing on one side; where both have them, they must agree.
        key = ("person", person.bare) if person.initials else ("bare", person.whole)
        yield self._kept(look(key, []), response)

    @staticmethod
    def _kept(hits: list[Hit], response: Spelling) -> list[Hit]:
        return [hit for hit in hits if not (hit.entry.never and _belongs_elsewhere(hit, response))]

    def by_last_word(self, response: Spelling) -> list[Hit]:
        """Return the names that have a response of one word as last word.

        Those that have it in another place come along, if one has it last: a word that stands
        in two names tells neither.
        """
        words = response.person.words
        if len(words) != 1 or len(words[0]) < 2 or not words[0].isalpha():
            return []
        holders = self._words.get(words[0], {}).values()
        hits = [Hit(entry, self._last_word(entry, words[0])) for entry in holders]
        hits = self._kept(hits, response)
        return hits if any(hit.spelling.plain == words[0] for hit in hits) else []

    def _last_word(self, entry: Entry, word: str) -> Spelling:
        """Return the last word if it is the given one and tells the name, else the whole name.

        The last word of a long title ("Joint Statement on Defense Relations") tells nothing.
        """
        main = Spelling(entry.text, self._dropped)
        last = main.text.split()[-1]
        tells = entry.type == "person" or len(main.thing.words) <= 2
        return Spelling(last, self._dropped) if tells and fold(last) == word else main

    def _own_last_word(self, entry: Entry) -> str:
        """Return the last word of a person if no other name here has it, else ""."""
        words = fold(entry.text).split()
        if len(words) < 2 or entry.type != "person" or not words[-1].isalpha():
            return ""
        return words[-1] if len(self._words.get(words[-1], ())) == 1 else ""

    def near(self, response: Spelling, cutoff: int) -> list[Hit]:
        """Return all that lies within some typing errors of a response, nearest first.

        Digits and initials are no typing errors.

        Args:
            response: What was written.
            cutoff: Most errors (letters put in, left out, changed, or neighbours exchanged).
        """

        def distance(hit: Hit) -> tuple[int, int]:
            return hit.errors, abs(len(hit.spelling.text) - len(response.text))

        found: dict[str, Hit] = {}
        for person in (True, False):
            for hit in self._search(response, cutoff, person=person):
                known = found.get(hit.entry.text)
                if known is None or distance(hit) < distance(known):
                    found[hit.entry.text] = hit
        return sorted(self._kept(list(found.values()), response), key=distance)

    def _search(self, response: Spelling, cutoff: int, *, person: bool) -> Iterator[Hit]:
        from rapidfuzz import process  # noqa: PLC0415  # 30 ms, needed for misspelt responses only
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        forms = self._people if person else self._things
        loose = response.person if person else response.thing
        for text, initials in ((loose.whole, loose.initials), (loose.bare, ())):
            if not (text and forms.texts):
                continue
            allowed = (initials,) if loose.initials else (initials, None)
            for near, errors, index in process.extract(
                text, forms.texts, scorer=OSA.distance, score_cutoff=cutoff, limit=None
            ):
                agree = forms.initials[index] in allowed
                if agree and digits(near) == digits(text):
                    yield forms.hits[index]._replace(errors=int(errors), form=near)


def _belongs_elsewhere(hit: Hit, response: Spelling) -> bool:
    """Return whether a response is one of the spellings that the name never has."""
    never = hit.entry.never
    if response.plain in never or response.plain == hit.spelling.plain:
        return response.plain in never
    return response.thing.whole in never or response.person.whole in never


class Lexicon:
    """The names and texts of a deck, looked up by type.

    Args:
        names: The deck's names, declared or not.
        texts: Type ("text", "enum") to the texts that roles of that type have.
        words: Languages whose articles and titles are left out.

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
    ) -> None:
        self._names = names
        self._texts = {type_: tuple(found) for type_, found in (texts or {}).items()}
        self.dropped = Dropped.of(*words)
        self._scopes: dict[str, Scope] = {}

    @classmethod
    def of(cls, deck: Deck) -> "Lexicon":
        """Return the lexicon of a deck: its names, and the texts that stand in its facts."""
        texts: dict[str, dict[str, None]] = {}
        for fact in deck.facts:
            for type_, text in _texts(fact, deck.kinds.get(fact.kind)):
                texts.setdefault(type_, {})[text] = None
        language = deck.words.get(deck.language)
        return cls(deck.names, texts, words=(language,) if language else ())

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
                yield Entry(Text(text, member=type_ == "enum"), type_, (text,))

    def entry(self, value: Named | Text, type_: str) -> Entry:
        """Return the entry of a value, made on the spot if the deck's facts do not hold it."""
        if isinstance(value, Named):
            known = self._names.get(value.name)
            return entry_of(known) if known else Entry(value, type_, (value.name,))
        return Entry(value, type_, (value.text,))

    def shown(self, entry: Entry, language: str) -> str:
        """Return the spelling of an entry that learners see in a language.

        Args:
            entry: A value of this lexicon, or another.
            language: Language tag.
        """
        known = self._names.get(entry.text) if isinstance(entry.value, Named) else None
        return known.spellings.get(language, entry.text) if known else entry.text

    def knows(self, entry: Entry, type_: str) -> bool:
        """Return whether a scope holds an entry."""
        if not _covers(type_, entry.type):
            return False
        if isinstance(entry.value, Named):
            return entry.value.name in self._names
        return entry.value.text in self._texts.get(entry.type, ())

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


def _texts(fact: Fact, kind: Kind | None) -> Iterator[tuple[str, str]]:
    for values in (fact.values.items(), _pairs(fact.wrong)):
        for role, value in values:
            known = kind.roles.get(role) if kind else None
            type_ = "enum" if known and "enum" in (known.type, known.of) else "text"
            for text in _flat(value):
                yield type_, text


def _pairs(wrong: Mapping[str, tuple[Value, ...]]) -> Iterator[tuple[str, Value]]:
    return ((role, value) for role, values in wrong.items() for value in values)


def _flat(value: Value) -> Iterator[str]:
    match value:
        case Text(text):
            yield text
        case List(items):
            for item in items:
                yield from _flat(item)
        case Views(_, entries):
            for _, entry in entries:
                yield from _flat(entry)
        case _:
            return
