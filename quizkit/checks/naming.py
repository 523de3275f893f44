"""Names beside each other: whose types agree, where they are used, which are near misspellings."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.checks.context import Context
from quizkit.model import BEFORE, Name, Named, Value
from quizkit.text import fold
from quizkit.values.leaves import leaves_of

SHORTEST: Final = 5
"""Letters of a word from which on one letter more or less is more likely a slip than a name."""

LONGEST: Final = 40
"""Letters of a word that is compared."""

MOST_LIKE: Final = 10
"""Words looked at that are the same but for one letter; more are a series."""

MOST: Final = 200
"""Characters of a spelling that is compared; longer ones are sentences."""

_ROMAN: Final = re.compile(r"[ivxlcdm]+")


class Near(NamedTuple):
    """A name that was probably misspelt, and the name that was probably meant.

    `once` tells that it stands in one place only, `same` that no letter differs, only case, marks
    or an article, `bare` that one of them is the other without accents.
    """

    name: Name
    meant: Name
    once: bool
    same: bool
    bare: bool = False


def alike(one: str, other: str) -> bool:
    """Return whether one of two types is the other, or a case of it.

    >>> alike("city", "place"), alike("city", "person")
    (True, False)
    """
    return other in _line(one) or one in _line(other)


def _line(type_: str) -> Iterator[str]:
    yield type_
    while type_ in BEFORE:
        type_ = BEFORE[type_]
        yield type_


def named_in(value: Value) -> Iterator[str]:
    """Yield the names that a value holds.

    >>> from quizkit.model import List
    >>> list(named_in(List((Named("Laos"), Named("Peru")))))
    ['Laos', 'Peru']
    """
    return (leaf.name for leaf in leaves_of(value) if isinstance(leaf, Named))


def uses(context: Context) -> Counter[str]:
    """Return how often each name stands in facts, in their wrong options, and in other names."""
    found: Counter[str] = Counter()
    for name in context.deck.names.values():
        found.update(name.within)
    for fact in context.deck.facts:
        for value in fact.values.values():
            if value.__class__ is Named:
                found[value.name] += 1
            else:
                found.update(named_in(value))
        for lures in (*fact.wrong.values(), *fact.never_wrong.values()):
            found.update(name for value in lures for name in named_in(value))
    return found


def near_names(context: Context) -> Iterator[Near]:
    """Yield undeclared names that stand once and are one letter away from another name.

    Those that differ in no letter, or in accents that one of them lacks, stand anywhere. Names
    that differ in one letter differ in one word, so only words are compared, of the same first
    letter, and not all pairs of these: two words are near only if they agree once a letter is
    taken out of one or both.
    """
    names = context.deck.names
    own = context.deck.words.get(context.deck.language)
    spelled = _Spelled(names.values(), articles=own.articles if own else ())
    pairs = sorted(set(spelled.pairs()), key=lambda two: (not names[two[1]].declared, two))
    counts = uses(context) if pairs else Counter()
    together = _neighbours(context, {name for name, _ in pairs}) if pairs else {}
    for one, other in pairs:
        same = spelled.plain(one) == spelled.plain(other)
        bare = _is_bare(one) is not _is_bare(other) and _letters(one) == _letters(other)
        longer = len(one) - len(other) if same else bare * (1 if _is_bare(one) else -1)
        name, meant = _judged(names[one], names[other], counts, longer=longer)
        once = counts[name.name] < 2
        told = once or same or bare
        if not name.declared and told and meant.name not in together.get(name.name, ()):
            yield Near(name, meant, once, same, bare)


def _judged(one: Name, other: Name, counts: Counter[str], *, longer: int = 0) -> tuple[Name, Name]:
    """Return two near names, the one that is rather the slip first.

    That is the undeclared one, the one with the article, the rarer, the later.
    """
    rank = (one.declared, -longer, counts[one.name]), (other.declared, 0, counts[other.name])
    first_is_slip = rank[0] < rank[1] or (rank[0] == rank[1] and one.at > other.at)
    return (one, other) if first_is_slip else (other, one)


def _neighbours(context: Context, doubtful: set[str]) -> dict[str, set[str]]:
    """Return with which names each doubtful one shares a fact: its author knew them apart."""
    found: dict[str, set[str]] = {}
    for fact in context.deck.facts:
        values = [*fact.values.values(), *(v for lures in fact.wrong.values() for v in lures)]
        here = [name for value in values for name in named_in(value)]
        for name in doubtful.intersection(here) if len(here) > 1 else ():
            found.setdefault(name, set()).update(here)
    return found


class _Spelled:
    """The spellings of names, folded, and which names each of them belongs to."""

    def __init__(self, names: Iterable[Name], *, articles: Collection[str] = ()) -> None:
        self.names = {name.name: name for name in names}
        self.owners: dict[str, list[str]] = {}
        self._articles = frozenset(articles)
        for name in self.names.values():
            for text in (name.name, *name.aka):
                if len(text) <= MOST:
                    self.owners.setdefault(self.plain(text), []).append(name.name)
        self.owners.pop("", None)

    def plain(self, text: str) -> str:
        """Return a spelling without case, marks and a leading article."""
        folded = fold(text, accents=True)
        first, _, rest = folded.partition(" ")
        return rest if rest and first in self._articles else folded

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield names of which one may be the other misspelt, in both directions.

        The first is undeclared; their types agree.
        """
        near = _near_words(dict.fromkeys(word for text in self.owners for word in text.split()))
        joined: dict[str, list[str]] = {}
        bare: dict[str, tuple[list[str], list[str]]] = {}
        for text, mine in self.owners.items():
            joined.setdefault(text.replace(" ", ""), []).extend(mine)
            plain, marked = bare.setdefault(_letters(text), ([], []))
            (plain if _is_bare(text) else marked).extend(mine)
            if near:
                yield from self._by_word(text, mine, near)
        for several in (*joined.values(), *self.owners.values()):
            if len(several) > 1:
                yield from self._agreeing(several, several)
        for plain, marked in bare.values():
            yield from self._agreeing(plain, marked)
            yield from self._agreeing(marked, plain)

    def _by_word(
        self, text: str, mine: Sequence[str], near: Mapping[str, Sequence[str]]
    ) -> Iterator[tuple[str, str]]:
        words = text.split()
        for at, word in enumerate(words):
            for other in near.get(word, ()):
                if len(words) == 1 and min(len(word), len(other)) < SHORTEST:
                    continue  # with no other word to agree in, short names are many
                changed = " ".join((*words[:at], other, *words[at + 1 :]))
                yield from self._agreeing(mine, self.owners.get(changed, ()))

    def _agreeing(self, some: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
        for one in some:
            if not self.names[one].declared:
                for other in others:
                    if one != other and alike(self.names[one].type, self.names[other].type):
                        yield one, other


def _near_words(words: Iterable[str]) -> dict[str, list[str]]:
    """Return for words those that differ from them as by a slip of the fingers.

    Short words, numerals and words with figures are told apart by a letter; so are two words whose
    first letters differ, and those of scripts without capitals, where a sign may be a word.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # 30 ms, needed by no other check

    left: dict[str, str] = {}  # what is left of a word, to the first that leaves it
    shared: dict[str, list[str]] = {}
    found: dict[str, list[str]] = {}
    for word in words:
        length = len(word)
        if not SHORTEST - 1 <= length <= LONGEST or not _has_case(word):
            continue
        near: set[str] = set()
        for key in {word, *(word[:at] + word[at + 1 :] for at in range(1, length))}:
            first = left.setdefault(key, word)
            if first is not word:
                here = shared.setdefault(key, [first])
                near.update(here[:MOST_LIKE])
                here.append(word)
        for other in near:
            numbered = _ROMAN.fullmatch(word) and _ROMAN.fullmatch(other)
            if max(length, len(other)) < SHORTEST or numbered:
                continue
            if OSA.distance(word, other, score_cutoff=1) < 2:
                found.setdefault(word, []).append(other)
                found.setdefault(other, []).append(word)
    return found


def _letters(text: str) -> str:
    """Return a spelling without case, marks, accents and blanks."""
    return fold(text).replace(" ", "")


def _is_bare(text: str) -> bool:
    """Return whether a spelling has no accents."""
    return fold(text, accents=True) == fold(text)


def _has_case(word: str) -> bool:
    """Return whether each sign of a word is a letter that has a capital."""
    return word.isalpha() and (word.isascii() or all(char.upper() != char for char in word))
