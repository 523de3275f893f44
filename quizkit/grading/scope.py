"""All values of one type that a response may mean, in tables: one look for each leniency.

Each spelling is folded once, per type of value, and each table made when it is first needed.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from quizkit.grading import persons
from quizkit.grading.misspelt import Forms
from quizkit.grading.spellings import Dropped, Loose, Spelling
from quizkit.grading.value import Entry, Hit
from quizkit.model import Named
from quizkit.text import fold

_Table = dict[str, list[Hit]]


class _Strict(NamedTuple):
    """Tables of whole spellings, from the strictest on."""

    same: _Table
    main: _Table
    light: _Table
    accented: _Table
    plain: _Table


class _People(NamedTuple):
    """Tables of the names of persons, by their words.

    Attributes:
        ends: Last word and first letter to the words of the names.
        unsuffixed: Names that have a suffix, without it.
        bare: Names that have initials, without them and without blanks.
        tails: Last words of names, two at least.
    """

    ends: dict[tuple[str, str], list[tuple[persons.Parts, Hit]]]
    unsuffixed: _Table
    bare: _Table
    tails: _Table


class Scope:
    """The entries of one type, in tables: one look for each degree of leniency."""

    def __init__(self, entries: Iterable[Entry], dropped: Dropped) -> None:
        self.entries = tuple(entries)
        self._dropped = dropped
        self._mains: dict[str, Loose] = {}
        self._lasts: dict[tuple[str, str], Spelling] = {}
        self._hits = [
            Hit(entry, Spelling(spelling, dropped))
            for entry in self.entries
            for spelling in entry.spellings
        ]

    def _loose(self, hit: Hit) -> Loose:
        return hit.spelling.loose(self._dropped.family(hit.entry.type))

    @cached_property
    def _strict(self) -> _Strict:
        tables = _Strict({}, {}, {}, {}, {})
        for hit in self._hits:
            spelling = hit.spelling
            forms = [
                (tables.light, spelling.light),
                (tables.accented, spelling.accented),
                (tables.plain, spelling.plain),
            ]
            if spelling.text == hit.entry.text:
                forms += [(tables.same, spelling.same), (tables.main, spelling.light)]
            for table, form in forms:
                if form:
                    table.setdefault(form, []).append(hit)
        return tables

    @cached_property
    def _families(self) -> dict[str, _Table]:
        found: dict[str, _Table] = {}
        for hit in self._hits:
            table = found.setdefault(self._dropped.family(hit.entry.type), {})
            if whole := self._loose(hit).whole:
                table.setdefault(whole, []).append(hit)
        return found

    @cached_property
    def _people(self) -> _People:
        people = _People({}, {}, {}, {})
        for hit in self._hits:
            if hit.entry.type != "person":
                continue
            loose = self._loose(hit)
            words = loose.words
            if loose.bare:
                people.bare.setdefault(loose.bare, []).append(hit)
            if len(words) > 1:
                people.ends.setdefault((words[-1], words[0][0]), []).append((words, hit))
                if loose.suffix:
                    people.unsuffixed.setdefault(" ".join(words), []).append(hit)
            for tail in persons.tails(words):
                people.tails.setdefault(" ".join(tail), []).append(hit)
        return people

    @cached_property
    def _words(self) -> dict[str, dict[str, Entry]]:
        """Each word of the names to the names, by their main spelling."""
        found: dict[str, dict[str, Entry]] = {}
        for hit in self._hits:
            if isinstance(hit.entry.value, Named):
                for word in self._loose(hit).words:
                    found.setdefault(word, {})[hit.entry.text] = hit.entry
        return found

    @cached_property
    def _forms(self) -> dict[str, Forms]:
        found: dict[str, Forms] = {}
        for hit in self._hits:
            family = self._dropped.family(hit.entry.type)
            forms = found.setdefault(family, Forms(family))
            loose = self._loose(hit)
            forms.add(loose.whole, loose.initials, hit)
            forms.add(loose.bare, None, hit)
        for entry in self.entries:
            word = self._own_last_word(entry)
            if word:
                found["person"].add(word, None, Hit(entry, self._last_word(entry, word)))
        return found

    def levels(self, response: Spelling) -> Iterator[list[Hit]]:
        """Yield what a response fits, from the strictest comparison to the most lenient."""
        for hits in self._levels(response):
            yield [hit for hit in hits if not (hit.entry.never and _elsewhere(hit, response))]

    def _levels(self, response: Spelling) -> Iterator[list[Hit]]:
        strict = self._strict
        yield strict.same.get(response.same, [])
        yield strict.main.get(response.light, [])
        yield strict.light.get(response.light, [])
        yield strict.accented.get(response.accented, [])
        yield strict.plain.get(response.plain, [])
        yield [
            hit
            for family, table in self._families.items()
            for hit in table.get(response.loose(family).whole, [])
        ]
        if "person" in self._families:
            yield from self._as_person(response.person)

    def _as_person(self, response: Loose) -> Iterator[list[Hit]]:
        """Yield the persons whose name a response gives in another way."""
        people, together = self._people, " ".join(response.words)
        if not response.suffix:
            yield people.unsuffixed.get(together, [])
        yield from self._alike(response.words, response.suffix)
        # Initials that stand together may all be somebody's, or it is a first name.
        yield next(self._alike(persons.spelt_out(response.words), response.suffix))
        # A name without blanks has no words that could be compared.
        yield people.bare.get(response.whole, []) if len(response.words) == 1 else []
        yield people.tails.get(together, []) if not response.suffix else []

    def _alike(self, words: persons.Parts, suffix: str) -> Iterator[list[Hit]]:
        ranked: tuple[list[Hit], list[Hit]] = ([], [])
        if len(words) > 1:
            for known, hit in self._people.ends.get((words[-1], words[0][0]), []):
                rank = persons.alike(words, known)
                if rank is not None and suffix in {"", hit.spelling.person.suffix}:
                    ranked[rank].append(hit)
        yield from ranked

    def turned(self, response: Spelling) -> list[Hit]:
        """Return the persons whose name a response gives with the first or last word moved."""
        given = response.person
        table = self._families.get("person", {})
        if given.suffix:
            return []
        return [
            hit
            for words in persons.turned(given.words)
            for hit in table.get("".join(words), [])
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
        found = self._mains.get(entry.text)
        if found is None:
            found = Spelling(entry.text, self._dropped).loose(self._dropped.family(entry.type))
            self._mains[entry.text] = found
        return found

    def _last_word(self, entry: Entry, word: str) -> Spelling:
        """Return the last word if it is the given one and tells the name, else the whole name.

        The last word of a long title ("Joint Statement on Defense Relations") tells nothing.
        """
        known = self._lasts.get((entry.text, word))
        if known is None:
            main = self._main(entry)
            text = entry.text
            if main.words[-1:] == (word,) and (entry.type == "person" or len(main.words) <= 2):
                tokens = reversed(text.split())
                text = next((token for token in tokens if fold(token) == word), word)
            known = self._lasts[entry.text, word] = Spelling(text, self._dropped)
        return known

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
        for family, forms in self._forms.items():
            for hit in forms.near(response.loose(family), cutoff):
                known = found.get(hit.entry.text)
                if known is None or distance(hit) < distance(known):
                    found[hit.entry.text] = hit
        kept = (h for h in found.values() if not (h.entry.never and _elsewhere(h, response)))
        return sorted(kept, key=distance)


def is_last_word(hit: Hit, word: str) -> bool:
    """Return whether a hit of `Scope.by_last_word` has the word last, and is told by it."""
    return hit.spelling.plain == word


def _elsewhere(hit: Hit, response: Spelling) -> bool:
    """Return whether a response is one of the spellings that the name never has."""
    never = hit.entry.never
    if response.plain in never or response.plain == hit.spelling.plain:
        return response.plain in never
    return response.thing.whole in never or response.person.whole in never
