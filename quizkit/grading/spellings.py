"""The forms in which a spelling is compared, from the strictest to the most lenient."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple
from unicodedata import normalize

from quizkit.model import Words
from quizkit.text import fold, nfc

MAX_LENGTH: Final = 500
"""Characters of a response that are read, before and after Unicode's compatibility form."""

_DIGIT: Final = re.compile(r"[0-9]")
_NOT_DIGITS: Final = re.compile(r"[^0-9]+")
_ROMAN: Final = re.compile(r"[ivx]+")

# Vietnamese writes some syllables in two ways: hoà and hòa, kì and kỳ.
_ONE_WAY: Final = {
    vowel + toned: marked + bare
    for vowel, bare, both in (
        ("o", "a", zip("àáảãạ", "òóỏõọ", strict=True)),
        ("o", "e", zip("èéẻẽẹ", "òóỏõọ", strict=True)),
        ("u", "y", zip("ỳýỷỹỵ", "ùúủũụ", strict=True)),
    )
    for toned, marked in both
} | {
    start + y: start + i
    for start in "hklmst"
    for y, i in zip("ỳýỷỹỵ", "ìíỉĩị", strict=True)
}  # fmt: skip
_TWO_WAYS: Final = re.compile(r"[ou][àáảãạèéẻẽẹỳýỷỹỵ]|\b[hklmst][ỳýỷỹỵ]\b")
_WRITTEN_I: Final = {f"{start}y": f"{start}i" for start in "hklmst"}


class Dropped(NamedTuple):
    """Words that are left out when spellings are compared, as folded words.

    Attributes:
        articles: Before any name.
        titles: Before a person's name.
        longest: Most words of what is left out before a name.
        nouns: Type to what is left out before a value of it.
        inner: Inside of what is no person's name, with accents: "the", "and".
        suffixes: After a person's name, where one side has none.
        abbreviations: Short word to what it stands for.
        opposites: Beginnings that turn a word into its opposite.
    """

    articles: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    longest: int
    nouns: Mapping[str, frozenset[tuple[str, ...]]] = {}
    inner: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    abbreviations: Mapping[str, str] = {}
    opposites: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, *languages: Words) -> "Dropped":
        """Return what the given languages leave out."""
        titles = frozenset(_split(title) for words in languages for title in words.titles)
        articles = frozenset(article for words in languages for article in words.articles)
        nouns: dict[str, frozenset[tuple[str, ...]]] = {}
        for words in languages:
            for type_, said in words.reading.nouns.items():
                nouns[type_] = nouns.get(type_, frozenset()) | frozenset(map(_split, said))
        joining = (word for words in languages for word in (words.the, words.join) if word)
        inner = {fold(word, accents=True) for word in joining}
        longest = max((len(one) for some in (titles, *nouns.values()) for one in some), default=0)
        return cls(
            articles,
            titles,
            longest,
            nouns,
            frozenset(inner | ({"&"} if inner else set())),
            frozenset(suffix for words in languages for suffix in words.reading.suffixes),
            {a: b for words in languages for a, b in words.reading.abbreviations.items()},
            tuple(pair for words in languages for pair in words.reading.opposites),
        )

    def family(self, type_: str) -> str:
        """Return the name for what is left out of values of a type: several types share one."""
        return type_ if type_ == "person" or type_ in self.nouns else "thing"


class Loose(NamedTuple):
    """A spelling without articles, titles and blanks.

    Attributes:
        whole: With initials.
        bare: Without initials; "" where there are none.
        initials: The initials, in order.
        words: The folded words that are left, initials included, a person's suffix not.
        suffix: What stood after a person's name: "jr", or "".
    """

    whole: str
    bare: str
    initials: tuple[str, ...]
    words: tuple[str, ...]
    suffix: str = ""


class Spelling:
    """A text and the forms in which it is compared, each made at its first use.

    >>> from quizkit.values.words import builtin
    >>> dropped = Dropped.of(builtin("en"))
    >>> Spelling("President George H. W. Bush", dropped).person.bare
    'georgebush'
    >>> Spelling("the city of Paris", dropped).loose("city").whole
    'paris'
    """

    def __init__(self, text: str, dropped: Dropped) -> None:
        self.text = text
        self.dropped = dropped
        self._loose: dict[str, Loose] = {}

    @cached_property
    def same(self) -> str:
        """The text itself, composed, blanks closed up."""
        return " ".join(nfc(self.text).split())

    @cached_property
    def light(self) -> str:
        """Without case and compatibility forms; accents and punctuation stay."""
        if self.same.isascii():
            return self.same.lower()
        return " ".join(normalize("NFKC", normalize("NFKC", self.same).casefold()).split())

    @cached_property
    def accented(self) -> str:
        """Without case and punctuation; tone marks stand where the older rule puts them."""
        return _one_way(fold(self.text, accents=True))

    @cached_property
    def plain(self) -> str:
        """Without case, punctuation and accents."""
        return self.accented if self.accented.isascii() else fold(self.text)

    @property
    def thing(self) -> Loose:
        """Without articles, blanks, and words that join others."""
        return self.loose("thing")

    @property
    def person(self) -> Loose:
        """Without articles, titles and blanks; and without initials, which stand before the end."""
        return self.loose("person")

    def loose(self, family: str) -> Loose:
        """Return what is left for values of a family of types (`Dropped.family`)."""
        found = self._loose.get(family)
        if found is None:
            found = self._person() if family == "person" else self._thing(family)
            self._loose[family] = found
        return found

    def _without_inner(self) -> list[str]:
        words, inner = self.plain.split(), self.dropped.inner
        if len(words) < 2:
            return words
        accented = self.accented.split()
        if len(accented) != len(words):
            return words
        return [word for word, full in zip(words, accented, strict=True) if full not in inner]

    def _thing(self, family: str) -> Loose:
        nouns = self.dropped.nouns.get(family)
        words = _split(" ".join(self._without_inner()) or self.plain)
        words = words[1:] if len(words) > 1 and words[0] in self.dropped.articles else words
        if nouns:
            words = _without_start(words, nouns, self.dropped.longest)
        short = self.dropped.abbreviations
        words = tuple(short.get(word, word) for word in words)
        return Loose(_tight(words), "", (), words)

    def _person(self) -> Loose:
        words = _split(self.plain)
        # "A. Johnson" begins with no article.
        if len(words) > 1 and len(words[0]) > 1 and words[0] in self.dropped.articles:
            words = words[1:]
        words = _without_start(words, self.dropped.titles, self.dropped.longest)
        suffix = words[-1] if len(words) > 1 and words[-1] in self.dropped.suffixes else ""
        if suffix:
            words = words[:-1]
        initials = tuple(word for word in words[:-1] if len(word) == 1 and word.isalpha())
        whole = _tight((*words, suffix) if suffix else words)
        if not initials:
            return Loose(whole, "", (), words, suffix)
        bare = (*(word for word in words[:-1] if word not in initials), words[-1])
        return Loose(whole, _tight(bare), initials, words, suffix)

    def locked(self, strict: Iterable[str]) -> str:
        """Return the text folded, but with accents or case kept where they count."""
        text = fold(self.text, accents="accents" in strict, case="case" in strict)
        return _one_way(text) if "accents" in strict else text


def _split(text: str) -> tuple[str, ...]:
    """Return the words of a folded text, Vietnamese ones in one of their two writings."""
    return tuple(_WRITTEN_I.get(word, word) for word in text.split())


def _without_start(
    words: tuple[str, ...], starts: frozenset[tuple[str, ...]], longest: int
) -> tuple[str, ...]:
    """Leave out all that stands in a table at the start, as long as a word is left."""
    length = longest
    while length:
        if len(words) > length and words[:length] in starts:
            words, length = words[length:], longest
        else:
            length -= 1
    return words


def _one_way(text: str) -> str:
    """Write what Vietnamese writes in two ways in one: hoà is hòa, kì is kỳ; and ð is đ."""
    if text.isascii():
        return text
    text = _TWO_WAYS.sub(lambda found: _ONE_WAY.get(found.group(), found.group()), text)
    return text.replace("\xf0", "đ")


def _tight(words: tuple[str, ...]) -> str:
    # Blanks between digits count: "1 2" is not 12.
    folded = " ".join(words)
    return folded if _DIGIT.search(folded) else folded.replace(" ", "")


def digits(text: str) -> str:
    """Return the groups of digits of a text: what a typing error may not change.

    >>> digits("resolution 1973, part 2")
    '1973 2'
    """
    return _NOT_DIGITS.sub(" ", text).strip()


def fixed(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words that a typing error may not change: single letters and Roman numbers.

    >>> fixed(("vitamin", "b")), fixed(("louis", "xiv"))
    (('b',), ('xiv',))
    """
    return tuple(word for word in words if len(word) == 1 or _ROMAN.fullmatch(word))


def are_opposite(one: str, other: str, opposites: Iterable[tuple[str, str]]) -> bool:
    """Return whether two spellings differ by the beginning of a word that changes its meaning.

    Args:
        one: Folded words.
        other: Folded words.
        opposites: Pairs of beginnings, one of which may be "".

    >>> are_opposite("exploded mines", "unexploded mines", [("", "un")])
    True
    """
    start = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        start += 1
    start = one.rfind(" ", 0, start) + 1
    one, other = one[start:], other[start:]
    return any(
        x.startswith(a) and y.startswith(b) and x[len(a) :] == y[len(b) :]
        for x, y in ((one, other), (other, one))
        for a, b in opposites
    )


def errors_allowed(form: str) -> int:
    """Return how many typing errors a spelling forgives: 1 from 5 letters, 2 from 9.

    >>> [errors_allowed(word) for word in ("iraq", "kerry", "normalization")]
    [0, 1, 2]
    """
    letters = sum(map(str.isalpha, form))
    return 2 if letters >= 9 else 1 if letters >= 5 else 0


def most_errors(response: str) -> int:
    """Return how many typing errors any spelling near a response may forgive.

    A spelling that forgives two has nine letters, so that seven must be left.

    >>> [most_errors(word) for word in ("irq", "kery", "thalnd", "singapur")]
    [0, 1, 1, 2]
    """
    return 2 if len(response) >= 7 else 1 if len(response) >= 4 else 0


def misplaced_accents(response: Spelling, key: Spelling) -> bool:
    """Return whether a response has accents that the key has not; leaving them out is fine.

    Words before those of the key, titles for one, are not looked at.
    """
    if response.accented == response.plain:
        return False
    given, wanted = response.accented.replace(" ", ""), key.accented.replace(" ", "")
    if len(given) > len(wanted):
        given = "".join(response.accented.split()[-len(key.accented.split()) :])
    if len(given) != len(wanted) or fold(given) != fold(wanted):
        return False
    return any(a not in (b, fold(b)) for a, b in zip(given, wanted, strict=True))
