"""Cards that ask the same of many things: the kind of facts that would replace them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

FEWEST: Final = 5
"""Cards that share a pattern before it is told."""

MOST: Final = 3
"""Patterns that are told."""

_LOOKED_AT: Final = 2_000
"""Stems among which patterns are looked for."""

_LONGEST: Final = 24
"""Words of a stem; longer ones share no pattern."""

_WIDEST: Final = 5
"""Words of what differs."""

_SAME: Final = 2
"""Words that must be the same."""

_TRIED: Final = 12
"""Beginnings of each length that are tried."""

_WORD: Final = re.compile(r"[^\s?.!,:;]+|[?.!,:;]")

Words = tuple[str, ...]

_KINDS: Final = (
    (r"what (?:is|was|are|were) the ([\w ]{1,30}?) of \.\.\.", "about"),
    (r"(?:what does \.\.\. mean|what is meant by \.\.\.|define \.\.\.)", "definition"),
    (r"what (?:is|does) \.\.\. (?:short|stand) for", "abbreviation"),
    (r"who (?:wrote|painted|composed|directed|made) \.\.\.", "work"),
    (r"who (?:discovered|invented|found) \.\.\.", "discovery"),
    (r"who founded \.\.\.", "founding"),
    (r"(?:when|where|in which year) was \.\.\. born", "birth"),
    (r"(?:when|where|in which year) did \.\.\. die", "death"),
    (r"(?:when|in which year) (?:was|did) \.\.\. (?:founded|begin|start)", "founding"),
)
"""Patterns in lower case, and the built-in kind that asks so."""


class Pattern(NamedTuple):
    """A stem that many cards share but for one part.

    Attributes:
        before: What stands before that part.
        after: What stands behind it.
        cards: How many share it.
    """

    before: str
    after: str
    cards: int

    @property
    def shown(self) -> str:
        """The stem with three dots for what differs."""
        gap = f"{self.before} ..." if self.before else "..."
        glue = "" if re.match(r"[?.!,:;]", self.after) else " "
        return f"{gap}{glue}{self.after}".strip()

    @property
    def advice(self) -> str:
        """What would replace the cards, as the end of a sentence."""
        for wording, kind in _KINDS:
            found = re.match(wording, self.shown.lower())
            if found and kind == "about":
                return f"as facts:  about: {{...: {{{found[1]}: ...}}}}"
            if found:
                return f"as facts of the kind {kind} they are checked and asked in every form"
        asks = self.shown.replace("...", "{what}")
        return f'as facts of a kind with  ask: "{asks}"  they are checked and asked in every form'


def patterns(stems: Iterable[str]) -> tuple[Pattern, ...]:
    """Return what many stems share, the commonest first.

    Args:
        stems: Questions; patterns are looked for among the first 2,000.

    >>> towns = ("France", "Italy", "Spain", "Costa Rica", "Peru", "Chad")
    >>> [found] = patterns(f"What is the capital of {town}?" for town in towns)
    >>> found.shown, found.cards, found.advice
    ('What is the capital of ...?', 6, 'as facts:  about: {...: {capital: ...}}')
    """
    every = [_words(stem) for stem in stems]
    left = every[:_LOOKED_AT]
    found: list[Pattern] = []
    while len(found) < MOST:
        best = max(_candidates(left), key=_worth, default=None)
        if best is None:
            break
        begin, end = _words(best.before), _words(best.after)
        rest = [words for words in every if not _has(words, begin, end)]
        found.append(best._replace(cards=len(every) - len(rest)))
        every = rest
        left = [words for words in left if not _has(words, begin, end)]
    return tuple(found)


def _candidates(left: Sequence[Words]) -> Iterator[Pattern]:
    """Yield patterns found by how stems begin, and by how they end."""
    begins = _shared(left, least=_SAME)
    for begin, group in begins.items():
        ends = _shared([words[::-1] for words in group], least=0)
        for end, inner in ends.items():
            yield from _pattern(begin, end[::-1], inner)
        yield from _pattern(begin, (), group)
    for end, group in _shared([words[::-1] for words in left], least=_SAME).items():
        yield from _pattern((), end[::-1], group)


def _shared(left: Sequence[Words], *, least: int) -> dict[Words, list[Words]]:
    """Return stems by what they begin with: for each number of words the commonest beginning."""
    best: dict[Words, list[Words]] = {}
    for size in range(max(1, least), _LONGEST):
        counts = Counter(words[:size] for words in left if len(words) > size)
        for begin, number in counts.most_common(_TRIED):
            if number >= FEWEST:
                best[begin] = []
    for words in left:
        for size in range(1, len(words)):
            if words[:size] in best:
                best[words[:size]].append(words)
    return best


def _pattern(begin: Words, end: Words, group: Sequence[Words]) -> Iterator[Pattern]:
    same = sum(word[0].isalnum() for word in (*begin, *end))
    size = len(begin) + len(end)
    cards = sum(size < len(words) <= size + _WIDEST for words in group)
    if cards >= FEWEST and same >= _SAME:
        yield Pattern(_joined(begin), _joined(end), cards)


def _worth(pattern: Pattern) -> tuple[int, str]:
    """Return how much a pattern says: long ones of few cards before short ones of many."""
    size = len(_words(pattern.before)) + len(_words(pattern.after))
    return pattern.cards * size * size, pattern.shown


def _has(words: Words, begin: Words, end: Words) -> bool:
    size = len(begin) + len(end)
    is_fit = size < len(words) <= size + _WIDEST
    return is_fit and words[: len(begin)] == begin and words[len(words) - len(end) :] == end


def _words(stem: str) -> Words:
    words = tuple(_WORD.findall(stem))
    return words if len(words) <= _LONGEST else ()


def _joined(words: Iterable[str]) -> str:
    return re.sub(r" ([?.!,:;])", r"\1", " ".join(words))
