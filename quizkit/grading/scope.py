"""All values of one type that a response may mean, in tables: one look for each leniency.

Each spelling is folded once, per type of value and at the first response of that type.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizkit.grading import persons
from quizkit.grading.spellings import Dropped, Loose, Spelling, digits, fixed
from quizkit.model import Named, Text
from quizkit.text import fold


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
        self._ends: dict[tuple[str, str], list[tuple[persons.Parts, Hit]]] = defaultdict(list)
        self._words: dict[str, dict[str, Entry]] = defaultdict(dict)
        self._forms: dict[str, _Forms] = {}
        for entry in self.entries:
            for spelling in entry.spellings:
                self._add(Hit(entry, Spelling(spelling, dropped)))
        self._tables.default_factory = None
        self._ends.default_factory = None
        self._words.default_factory = None
        for entry in self.entries:
            word = self._own_last_word(entry)
            if word:
                self._forms["person"].add(word, None, Hit(entry, self._last_word(entry, word)))

    def _add(self, hit: Hit) -> None:
        entry, spelling = hit.entry, hit.spelling
        family = self._dropped.family(entry.type)
        loose = spelling.loose(family)
        if spelling.text == entry.text:
            self._put("same", spelling.same, hit)
            self._put("main", spelling.light, hit)
        self._put("light", spelling.light, hit)
        self._put("accented", spelling.accented, hit)
        self._put("plain", spelling.plain, hit)
        self._put(family, loose.whole, hit)
        if family == "person":
            self._add_person(hit, loose)
        if isinstance(entry.value, Named):
            for word in loose.words:
                self._words[word][entry.text] = entry
        forms = self._forms.setdefault(family, _Forms([], [], []))
        forms.add(loose.whole, loose.initials, hit)
        forms.add(loose.bare, None, hit)

    def _add_person(self, hit: Hit, loose: Loose) -> None:
        words = loose.words
        self._put("bare", loose.bare, hit)
        if len(words) > 1:
            self._ends[words[-1], words[0][0]].append((words, hit))
            if loose.suffix:
                self._put("without suffix", " ".join(words), hit)
        for tail in persons.tails(words):
            self._put("tail", " ".join(tail), hit)

    def _put(self, level: str, form: str, hit: Hit) -> None:
        if form:
            self._tables[level, form].append(hit)

    def levels(self, response: Spelling) -> Iterator[list[Hit]]:
        """Yield what a response fits, from the strictest comparison to the most lenient."""
        for hits in self._levels(response):
            yield [hit for hit in hits if not (hit.entry.never and _elsewhere(hit, response))]

    def _levels(self, response: Spelling) -> Iterator[list[Hit]]:
        look = self._tables.get
        yield look(("same", response.same), [])
        yield look(("main", response.light), [])
        yield look(("light", response.light), [])
        yield look(("accented", response.accented), [])
        yield look(("plain", response.plain), [])
        found: list[Hit] = []
        for family in self._forms:
            found += look((family, response.loose(family).whole), [])
        yield found
        if "person" in self._forms:
            yield from self._as_person(response.person)

    def _as_person(self, response: Loose) -> Iterator[list[Hit]]:
        """Yield the persons whose name a response gives in another way."""
        look = self._tables.get
        together = " ".join(response.words)
        if not response.suffix:
            yield look(("without suffix", together), [])
        yield from self._alike(response.words, response.suffix)
        # Initials that stand together may all be somebody's, or it is a first name.
        yield next(self._alike(persons.spelt_out(response.words), response.suffix))
        # A name without blanks has no words that could be compared.
        yield look(("bare", response.whole), []) if len(response.words) == 1 else []
        yield look(("tail", together), []) if not response.suffix else []

    def _alike(self, words: persons.Parts, suffix: str) -> Iterator[list[Hit]]:
        ranked: tuple[list[Hit], list[Hit]] = ([], [])
        if len(words) > 1:
            for known, hit in self._ends.get((words[-1], words[0][0]), []):
                rank = persons.alike(words, known)
                if rank is not None and suffix in {"", hit.spelling.person.suffix}:
                    ranked[rank].append(hit)
        yield from ranked

    def turned(self, response: Spelling) -> list[Hit]:
        """Return the persons whose name a response gives with the first or last word moved."""
        given = response.person
        if "person" not in self._forms or given.suffix:
            return []
        look = self._tables.get
        return [
            hit
            for words in persons.turned(given.words)
            for hit in look(("person", "".join(words)), [])
            if not (hit.entry.never and _elsewhere(hit, response))
        ]

    def by_last_word(self, response: Spelling) -> list[Hit]:
        """Return the names that have a response of one word as last word.

        Those that have it in another place come along, if one has it last: a word that stands
        in two names tells neither. Where it is the last of long titles only, it fits them if
        there are several.
        """
        words, suffix = response.person.words, response.person.suffix
        if suffix or len(words) != 1 or len(words[0]) < 2 or not words[0].isalpha():
            return []
        word = words[0]
        holders = self._words.get(word, {}).values()
        hits = [Hit(entry, self._last_word(entry, word)) for entry in holders]
        hits = [hit for hit in hits if not (hit.entry.never and _elsewhere(hit, response))]
        if any(is_last_word(hit, word) for hit in hits):
            return hits
        ends = [hit for hit in hits if self.ends_in(hit.entry, word)]
        return ends if len(ends) > 1 else []

    def ends_in(self, entry: Entry, word: str) -> bool:
        """Return whether the main spelling of an entry has a folded word last."""
        return self._main(entry).words[-1:] == (word,)

    def _main(self, entry: Entry) -> Loose:
        return Spelling(entry.text, self._dropped).loose(self._dropped.family(entry.type))

    def _last_word(self, entry: Entry, word: str) -> Spelling:
        """Return the last word if it is the given one and tells the name, else the whole name.

        The last word of a long title ("Joint Statement on Defense Relations") tells nothing.
        """
        main = self._main(entry)
        tells = entry.type == "person" or len(main.words) <= 2
        if not (tells and main.words[-1:] == (word,)):
            return Spelling(entry.text, self._dropped)
        tokens = entry.text.split()
        return Spelling(
            next((token for token in reversed(tokens) if fold(token) == word), word), self._dropped
        )

    def _own_last_word(self, entry: Entry) -> str:
        """Return the last word of a person if no other name here has it, else ""."""
        if entry.type != "person" or not isinstance(entry.value, Named):
            return ""
        words = self._main(entry).words
        if len(words) < 2 or not words[-1].isalpha():
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
        for family in self._forms:
            for hit in self._search(response, cutoff, family=family):
                known = found.get(hit.entry.text)
                if known is None or distance(hit) < distance(known):
                    found[hit.entry.text] = hit
        kept = (h for h in found.values() if not (h.entry.never and _elsewhere(h, response)))
        return sorted(kept, key=distance)

    def _search(self, response: Spelling, cutoff: int, *, family: str) -> Iterator[Hit]:
        from rapidfuzz import process  # noqa: PLC0415  # 30 ms, needed for misspelt responses only
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        forms, loose = self._forms[family], response.loose(family)
        for text, initials in ((loose.whole, loose.initials), (loose.bare, ())):
            if not text:
                continue
            allowed = (initials,) if loose.initials else (initials, None)
            for near, errors, index in process.extract(
                text, forms.texts, scorer=OSA.distance, score_cutoff=cutoff, limit=None
            ):
                hit = forms.hits[index]
                agree = forms.initials[index] in allowed and digits(near) == digits(text)
                if agree and _as_fixed(loose, hit.spelling.loose(family), family):
                    yield hit._replace(errors=int(errors), form=near)


def is_last_word(hit: Hit, word: str) -> bool:
    """Return whether a hit of `Scope.by_last_word` has the word last, and is told by it."""
    return hit.spelling.plain == word


def _as_fixed(given: Loose, known: Loose, family: str) -> bool:
    """Return whether what is no typing error agrees: short words, numbers, a suffix."""
    if family != "person":
        return fixed(given.words) == fixed(known.words)
    # Initials are compared apart.
    return given.suffix == known.suffix and fixed(given.words[-1:]) == fixed(known.words[-1:])


def _elsewhere(hit: Hit, response: Spelling) -> bool:
    """Return whether a response is one of the spellings that the name never has."""
    never = hit.entry.never
    if response.plain in never or response.plain == hit.spelling.plain:
        return response.plain in never
    return response.thing.whole in never or response.person.whole in never
