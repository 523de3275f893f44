"""Cards that ask the same of many things: the kind of facts that would replace them."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

FEWEST: Final = 5
"""Cards that share a pattern before it is told."""

MOST: Final = 3
"""Patterns that are told."""

_LOOKED_AT: Final = 5_000
"""Stems that are looked at."""

_LONGEST: Final = 24
"""Words of a stem; longer ones share no pattern."""

_WIDEST: Final = 5
"""Words of what differs."""

_SAME: Final = 2
"""Words that must be the same."""

Key = tuple[tuple[str, ...], tuple[str, ...]]

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
        stems: Questions; the first 5,000 are looked at.

    >>> towns = ("France", "Italy", "Spain", "Costa Rica", "Peru", "Chad")
    >>> [found] = patterns(f"What is the capital of {town}?" for town in towns)
    >>> found.shown, found.cards, found.advice
    ('What is the capital of ...?', 6, 'as facts:  about: {...: {capital: ...}}')
    """
    left = [words for _, words in zip(range(_LOOKED_AT), map(_words, stems), strict=False)]
    found: list[Pattern] = []
    while len(found) < MOST:
        sharing: dict[Key, int] = {}
        for words in left:
            for key in _keys(words):
                sharing[key] = sharing.get(key, 0) + 1
        sharing = {key: count for key, count in sharing.items() if count >= FEWEST}
        best = max(sharing, key=lambda key: (sharing[key] * _size(key), key), default=None)
        if best is None:
            break
        before, after = (_joined(part) for part in best)
        found.append(Pattern(before, after, sharing[best]))
        left = [words for words in left if best not in _keys(words)]
    return tuple(found)


def _words(stem: str) -> tuple[str, ...]:
    words = tuple(re.findall(r"[^\s?.!,:;]+|[?.!,:;]", stem))
    return words if len(words) <= _LONGEST else ()


def _keys(words: tuple[str, ...]) -> Iterator[Key]:
    """Yield what is left of a stem when a run of words is taken out."""
    for begin in range(len(words)):
        for end in range(begin + 1, min(len(words), begin + _WIDEST) + 1):
            same = sum(word[0].isalnum() for word in (*words[:begin], *words[end:]))
            if same >= _SAME and any(word[0].isalnum() for word in words[begin:end]):
                yield words[:begin], words[end:]


def _size(key: Key) -> int:
    return len(key[0]) + len(key[1])


def _joined(words: Iterable[str]) -> str:
    return re.sub(r" ([?.!,:;])", r"\1", " ".join(words))
