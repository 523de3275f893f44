"""What a class fails together: facts that most lapse in, and wrong answers that many agree on.

One pupil's lapse says something of the pupil; that of six in ten says something of the fact: it is
taught badly, asked badly, or wrong in the deck.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.memory.confusions import confused
from quizkit.model import FacetId, FacetState, Form, Memory
from quizkit.session.scope import Scope
from quizkit.text import words as folded

SHARED: Final = 0.6
"""Share of the pupils from which on it is no longer the pupils [0..1]."""

FEWEST: Final = 4
"""Pupils who must have answered before anything is said of a fact."""

SEVERAL: Final = 2
"""Pupils who must fail a fact for it to be listed."""

_MOSTLY: Final = 0.5

_Words = tuple[str, ...]


class Failing(NamedTuple):
    """A facet that several pupils fail.

    Attributes:
        facet: Its id.
        stem: As it was last asked; of a whole list as it asks for all of it.
        answer: The right answer, as people read it.
        asked: Pupils who answered it at all.
        tested: Pupils who answered it again on a later day.
        lapsed: Those of them who were wrong in at least half of these answers.
        other: The one wrong answer that most pupils gave, or "".
        agreed: Pupils who gave it.
    """

    facet: FacetId
    stem: str
    answer: str
    asked: int
    tested: int
    lapsed: int
    other: str = ""
    agreed: int = 0

    @property
    def lapse_share(self) -> float:
        """Share of the pupils who lapse, of those who were tested [0..1]."""
        return self.lapsed / self.tested if self.tested else 0.0

    @property
    def agreed_share(self) -> float:
        """Share of the pupils who gave the one other answer, of those who were asked [0..1]."""
        return self.agreed / self.asked if self.asked else 0.0

    @property
    def is_lapsed_by_most(self) -> bool:
        """Whether so many lapse that the fact itself is to be looked at."""
        return self.tested >= FEWEST and self.lapse_share >= SHARED

    @property
    def is_mixed_up_by_most(self) -> bool:
        """Whether so many give one other answer that the pair, or the deck, is to be looked at."""
        return self.asked >= FEWEST and self.agreed_share >= SHARED

    @property
    def is_fault(self) -> bool:
        """Whether the deck may be at fault: most lapse, or agree on one other answer."""
        return self.is_lapsed_by_most or self.is_mixed_up_by_most


def failing(
    scope: Scope, facets: Iterable[FacetId], memories: Sequence[Memory]
) -> tuple[Failing, ...]:
    """Return what at least two of a class fail, the most shared first.

    Args:
        scope: The decks.
        facets: Those that are looked at.
        memories: What each pupil remembers.
    """
    found = [each for facet in facets if (each := _failing(scope, facet, memories))]
    return tuple(sorted(found, key=_shared))


def _shared(each: Failing) -> tuple[bool, float, int, str]:
    worst = max(each.lapse_share, each.agreed_share)
    return (not each.is_fault, -worst, -max(each.lapsed, each.agreed), each.facet)


def _failing(scope: Scope, facet: FacetId, memories: Sequence[Memory]) -> Failing | None:
    told = [(m, state) for m in memories if (state := m.facets.get(facet)) and state.reviews]
    tested = [state for _, state in told if state.scored]
    lapsed = sum(map(_lapses, tested))
    other, agreed = _agreed(_others(scope, facet, memory) for memory, _ in told)
    if agreed < SEVERAL:
        other, agreed = "", 0
    if max(lapsed, agreed) < SEVERAL:
        return None
    newest = max((state for _, state in told), key=lambda state: state.t or 0)
    stem, answer = _stem(scope, facet, newest.stem), scope.answer(facet)
    return Failing(facet, stem, answer, len(told), len(tested), lapsed, other, agreed)


def _stem(scope: Scope, facet: FacetId, shown: str) -> str:
    """Return what was asked; of a whole list what asks for all of it, not for one of its ends."""
    if not scope.glance(facet).whole:
        return shown
    asker = scope.asker(facet)
    question = asker.first(facet, (Form.SELECT, Form.TYPED), seed="")
    return question.stem if question else shown


def _lapses(state: FacetState) -> bool:
    """Return whether a pupil was wrong in at least half of the answers on later days."""
    wrong = sum(2 * each.score < 1 for each in state.scored)
    return wrong >= _MOSTLY * len(state.scored)


def _agreed(others: Iterable[Mapping[_Words, str]]) -> tuple[str, int]:
    """Return the wrong answer that most pupils gave, and how many they are."""
    texts: dict[_Words, str] = {}
    count = Counter[_Words]()
    for mine in others:
        count.update(mine.keys())
        for words, text in mine.items():
            texts.setdefault(words, text)
    if not count:
        return "", 0
    words, times = min(count.items(), key=lambda each: (-each[1], each[0]))
    return texts[words], times


def _others(scope: Scope, facet: FacetId, memory: Memory) -> Mapping[_Words, str]:
    """Return the wrong answers that a pupil gave, each once, as values of the deck if they are."""
    texts: dict[_Words, str] = {}
    for given in sorted(confused(memory.confusions, facet)):
        text = scope.meant(facet, given) or given
        texts.setdefault(folded(text), text)
    return texts
