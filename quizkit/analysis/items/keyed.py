"""What the right answers are, where answers alone have to tell it.

A log keeps what was shown and chosen and how right that was, but of the right answer only a
fingerprint: it is what anybody chose with a full score, in the same facet under the same
fingerprint, unless that score was the learner's own word.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from quizkit.analysis.items.answers import Answer
from quizkit.analysis.items.confused import commonest

UNKNOWN: Final = "?"
"""Stands for a right answer that nobody has given."""

SINGLE: Final = frozenset({"choice", "match"})
"""Forms in which the option that was chosen is the whole answer."""


class Key(NamedTuple):
    """A right answer of a facet.

    Attributes:
        text: As people read it, or "?".
        options: Texts of options that are right.
    """

    text: str
    options: frozenset[str]


class Current(NamedTuple):
    """What a deck says now of a facet.

    Attributes:
        fingerprint: Of its right answer.
        text: The right answer as people read it.
    """

    fingerprint: str
    text: str


NONE: Final = Key(UNKNOWN, frozenset())


class Keys:
    """The right answers, gathered answer by answer.

    Args:
        deck: What the deck says of its facets, where one is at hand.

    >>> keys = Keys()
    >>> keys.add(Answer("mai", "d/f#r", "choice", "1 + 1?", ("1", "2"), ("2",), "", 1.0))
    >>> keys.of("d/f#r", "").text, keys.of("d/f#r", "other").text
    ('2', '?')
    """

    def __init__(self, deck: Mapping[str, Current] = MappingProxyType({})) -> None:
        self._deck = deck
        self._single: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._all: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._written: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add(self, answer: Answer) -> None:
        """Learn what an answer tells."""
        place = answer.facet, answer.fingerprint
        if answer.key:
            self._written[place][answer.key] += 1
        if answer.score == 1 and answer.chosen and not answer.is_own:
            self._all[place].update(answer.chosen)
            if answer.form in SINGLE:
                self._single[place][answer.chosen[0]] += 1

    def of(self, facet: str, fingerprint: str) -> Key:
        """Return the right answer of a facet.

        What is written of it goes before what a deck says, and that before what answers tell.
        """
        place = facet, fingerprint
        options = frozenset(self._all.get(place, ()))
        now = self._deck.get(facet)
        if now and now.fingerprint == fingerprint and now.text and place not in self._written:
            return Key(now.text, options | {now.text})
        for told in (self._written, self._single):
            if place in told:
                return Key(commonest(told[place]), options)
        return Key(", ".join(sorted(options)) or UNKNOWN, options)


def is_key(text: str, answer: Answer, keys: Mapping[tuple[str, str], Key]) -> bool:
    """Return whether an option of an answer's question is right, as far as it is known."""
    if answer.keys:
        return text in answer.keys
    return text in keys.get((answer.facet, answer.fingerprint), NONE).options
