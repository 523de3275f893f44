"""A test-wise solver: it sees only stem and options, and guesses by one cue at a time.

It knows no deck, only how often each option's text stands in the paper before it. How well it does
is counted in `cue_rates`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import normalize

from quizkit.text import fold

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_POINTS: Final = re.compile(r"[.,](?=\d{3}(?!\d))|[.,](?=.*[.,])")
_ARTICLE: Final = re.compile(r"\b(an?)\W*(?:_+\W*)?$", re.IGNORECASE)
_ASKED: Final = re.compile(r"\b(?:which|what) (\w+)", re.IGNORECASE)


class Sheet(NamedTuple):
    """A choice question as a solver sees it, and what it does not see.

    Attributes:
        stem: The question.
        options: The texts shown.
        key: Index of the right one; not seen.
        facet: What is asked; not seen.
        paper: The questions of one paper are seen together; how often an option stands in them
            is a cue.
    """

    stem: str
    options: tuple[str, ...]
    key: int
    facet: str = ""
    paper: str = ""


Counts = Mapping[str, int]
"""How often each option's text stands in a paper."""

Scores = Sequence[float]
"""A number for each option: the larger, the likelier, or for the opposite cue the unlikelier."""


def _length(_stem: str, options: Sequence[str], _seen: Counts) -> Scores:
    return [len(option) for option in options]


def _stem_words(stem: str, options: Sequence[str], _seen: Counts) -> Scores:
    words = telling(stem)
    return [len(words & telling(option)) for option in options]


def _size(_stem: str, options: Sequence[str], _seen: Counts) -> Scores:
    numbers = [found[0] for option in options if (found := _NUMBER.search(option))]
    if len(numbers) < len(options):
        return [0] * len(options)
    return [float(_POINTS.sub("", number).replace(",", ".")) for number in numbers]


def _middle_size(stem: str, options: Sequence[str], seen: Counts) -> Scores:
    return _middle(_size(stem, options, seen))


def _odd(_stem: str, options: Sequence[str], _seen: Counts) -> Scores:
    scores = [0.0] * len(options)
    for look in zip(*map(_look, options), strict=True):
        counts = Counter(look)
        if len(counts) == 2 and min(counts.values()) == 1 < max(counts.values()):
            scores[look.index(min(counts, key=counts.__getitem__))] += 1
    return scores


def _frequency(_stem: str, options: Sequence[str], seen: Counts) -> Scores:
    return [seen.get(option, 0) for option in options]


def _position(_stem: str, options: Sequence[str], _seen: Counts) -> Scores:
    return [-index for index in range(len(options))]


def _middle_position(_stem: str, options: Sequence[str], _seen: Counts) -> Scores:
    return _middle(range(len(options)))


def _grammar(stem: str, options: Sequence[str], _seen: Counts) -> Scores:
    article, asked = _ARTICLE.search(stem), _ASKED.search(stem)
    if article:
        vowel = article[1].lower() == "an"
        return [(option[:1].lower() in "aeiou") is vowel for option in options]
    if asked and asked[1][-1:].isalpha():
        return [_is_plural(asked[1]) is _is_plural(option) for option in options]
    return [0] * len(options)


def _convergence(_stem: str, options: Sequence[str], _seen: Counts) -> Scores:
    words = [_words(option) for option in options]
    return [sum(len(one & two) for two in words) - len(one) for one in words]


def _alphabet(_stem: str, options: Sequence[str], _seen: Counts) -> Scores:
    ranked = sorted(options, key=_folded)
    return [-ranked.index(option) for option in options]


def _middle_alphabet(stem: str, options: Sequence[str], seen: Counts) -> Scores:
    return _middle(_alphabet(stem, options, seen))


_SCORES: Final[Mapping[tuple[str, str], Callable[..., Scores]]] = {
    ("longest option", "shortest option"): _length,
    ("shares a word with the stem", "shares no word with the stem"): _stem_words,
    ("largest number", "smallest number"): _size,
    ("middle number", "outer number"): _middle_size,
    ("odd form out", "common form"): _odd,
    ("most frequent option", "rarest option"): _frequency,
    ("first position", "last position"): _position,
    ("middle position", "outer position"): _middle_position,
    ("agrees with article or number", "disagrees with article or number"): _grammar,
    ("shares most with the others", "shares least with the others"): _convergence,
    ("first in the alphabet", "last in the alphabet"): _alphabet,
    ("middle of the alphabet", "ends of the alphabet"): _middle_alphabet,
}

CUES: Final = tuple(name for pair in _SCORES for name in pair)
"""Every cue, and its opposite, by name."""


def guesses(sheet: Sheet, seen: Counts) -> dict[str, frozenset[int]]:
    """Return for each cue the options between which it cannot decide; all where it says nothing.

    Args:
        sheet: The question; its key is not looked at.
        seen: How often each option's text stands in the paper.

    >>> sheet = Sheet("Who led the talks?", ("Al", "Barbara", "Bo"), key=1)
    >>> sorted(guesses(sheet, {})["shortest option"])
    [0, 2]
    """
    found = {}
    for (most, least), score in _SCORES.items():
        scores = score(sheet.stem, sheet.options, seen)
        for name, best in ((most, max(scores)), (least, min(scores))):
            found[name] = frozenset(n for n, each in enumerate(scores) if each == best)
    return found


def frequencies(sheets: Iterable[Sheet]) -> dict[str, Counter[str]]:
    """Return for each paper how often each option's text stands in it."""
    found: dict[str, Counter[str]] = {}
    for sheet in sheets:
        found.setdefault(sheet.paper, Counter()).update(sheet.options)
    return found


def shape(options: Sequence[str]) -> str:
    """Return what kind of options these are, by their look alone.

    >>> shape(("1994", "1995", "2001")), shape(("Hanoi", "Hue", "Vinh"))
    ('3 numbers', '3 names')
    """
    if all(_NUMBER.search(option) for option in options):
        look = "numbers"
    elif all(option[:1].isupper() for option in options):
        look = "names"
    else:
        look = "texts"
    return f"{len(options)} {look}"


@lru_cache(maxsize=10_000)
def telling(text: str) -> frozenset[str]:
    """Return the words of at least four letters, folded, and the numbers.

    >>> sorted(telling("Who led the talks of 1995?"))
    ['1995', 'talks']
    """
    return frozenset(word for word in _words(text) if len(word) > 3 or word.isdecimal())


@lru_cache(maxsize=10_000)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _middle(scores: Scores) -> Scores:
    """Return how near each option's rank is to the middle."""
    ranked = sorted(set(scores))
    return [-abs(ranked.index(score) - (len(ranked) - 1) / 2) for score in scores]


@lru_cache(maxsize=10_000)
def _look(option: str) -> tuple[object, ...]:
    """Return what an option looks like, feature by feature."""
    plain = normalize("NFKD", option).isascii()
    marks = tuple(mark in option for mark in ",()'\"-.")
    digit = any(sign.isdigit() for sign in option)
    return (option[:1].isupper(), digit, len(option.split()), plain, *marks)


def _is_plural(text: str) -> bool:
    folded = text.lower()
    return " and " in folded or (folded.endswith("s") and not folded.endswith("ss"))
