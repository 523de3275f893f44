"""The forms in which a spelling is compared, from the strictest to the most lenient."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final, NamedTuple
from unicodedata import normalize

from quizkit.model import Words
from quizkit.text import fold, nfc

MAX_LENGTH: Final = 500
"""Characters of a response that are read, before and after Unicode's compatibility form."""

_DIGIT: Final = re.compile(r"[0-9]")
_NOT_DIGITS: Final = re.compile(r"[^0-9]+")


class Dropped(NamedTuple):
    """Words that are left out at the start of a name, as folded words.

    Attributes:
        articles: Before any name.
        titles: Before a person's name.
        longest: Most words of a title.
    """

    articles: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    longest: int

    @classmethod
    def of(cls, *languages: Words) -> "Dropped":
        """Return what the given languages leave out."""
        titles = frozenset(tuple(title.split()) for words in languages for title in words.titles)
        articles = frozenset(article for words in languages for article in words.articles)
        return cls(articles, titles, max(map(len, titles), default=0))


class Loose(NamedTuple):
    """A spelling without articles, titles and blanks.

    Attributes:
        whole: With initials.
        bare: Without initials; "" where there are none.
        initials: The initials, in order.
        words: The folded words that are left, initials included.
    """

    whole: str
    bare: str
    initials: tuple[str, ...]
    words: tuple[str, ...]


class Spelling:
    """A text and the forms in which it is compared, each made at its first use.

    >>> from quizkit.values.words import builtin
    >>> dropped = Dropped.of(builtin("en"))
    >>> Spelling("President George H. W. Bush", dropped).person.bare
    'georgebush'
    """

    def __init__(self, text: str, dropped: Dropped) -> None:
        self.text = text
        self.dropped = dropped

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
        """Without case and punctuation."""
        return fold(self.text, accents=True)

    @cached_property
    def plain(self) -> str:
        """Without case, punctuation and accents."""
        return self.accented if self.accented.isascii() else fold(self.text)

    @cached_property
    def thing(self) -> Loose:
        """Without articles and blanks."""
        words = self._without_articles(tuple(self.plain.split()))
        return Loose(_tight(words), "", (), words)

    @cached_property
    def person(self) -> Loose:
        """Without articles, titles and blanks; and without initials, which stand before the end."""
        words = self._without_articles(tuple(self.plain.split()))
        words = self._without_titles(words)
        initials = tuple(word for word in words[:-1] if len(word) == 1 and word.isalpha())
        if not initials:
            return Loose(_tight(words), "", (), words)
        bare = (*(word for word in words[:-1] if word not in initials), words[-1])
        return Loose(_tight(words), _tight(bare), initials, words)

    def _without_articles(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return words[1:] if len(words) > 1 and words[0] in self.dropped.articles else words

    def _without_titles(self, words: tuple[str, ...]) -> tuple[str, ...]:
        length = self.dropped.longest
        while length:
            if len(words) > length and words[:length] in self.dropped.titles:
                words, length = words[length:], self.dropped.longest
            else:
                length -= 1
        return words

    def locked(self, strict: Iterable[str]) -> str:
        """Return the text folded, but with accents or case kept where they count."""
        return fold(self.text, accents="accents" in strict, case="case" in strict)


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


def errors_allowed(form: str) -> int:
    """Return how many typing errors a spelling forgives: 1 from 5 letters, 2 from 9.

    >>> [errors_allowed(word) for word in ("iraq", "kerry", "normalization")]
    [0, 1, 2]
    """
    letters = sum(map(str.isalpha, form))
    return 2 if letters >= 9 else 1 if letters >= 5 else 0


def misplaced_accents(response: Spelling, key: Spelling) -> bool:
    """Return whether a response has accents that the key has not; leaving them out is fine."""
    if response.accented == response.plain:
        return False
    given, wanted = response.accented.replace(" ", ""), key.accented.replace(" ", "")
    if len(given) != len(wanted):
        return False
    return any(a not in (b, fold(b)) for a, b in zip(given, wanted, strict=True))
