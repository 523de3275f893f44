"""What is wrong with a facet that fails too often, and what is done about it.

`memory.leeches` finds it; here its lapses and wrong answers tell why. The first
that fits holds: a pair that is mixed up, a spelling, or else what was never learned. That a facet
fails for everybody, a fault of the deck, only the log of a class can tell: not found here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Final, NamedTuple

from quizkit.memory.leeches import FEWEST, leech
from quizkit.model import FacetId, FacetState, Form, Scored
from quizkit.text import fold

Meant = Callable[[str], str]
"""Returns the other value that a wrong answer names, as people read it, or ""."""

LAPSES: Final = 10
"""Newest lapses that are looked at."""

_TYPED_GUESS: Final = 0.1
"""A review with a smaller chance to guess was typed."""

_CHOSEN_GUESS: Final = 0.25
"""A review with at least this chance to guess was a choice of up to four."""

_CHOICES: Final = 4
"""Newest choices, of which all but one must be right where only the spelling fails."""


class Trouble(Enum):
    """Why a facet fails, with the right scored answers after which its treatment is over."""

    CONFUSION = "confusion"
    SPELLING = "spelling"
    NEVER_LEARNED = "never learned"

    @property
    def rights(self) -> int:
        """Return after how many right answers the treatment is over."""
        return len(LETTERS) if self is Trouble.SPELLING else 1


SHARE: Final = 10
"""At most one answer of so many is to a facet under treatment, as long as others are left."""

MOST_SHOWN: Final = 3
"""Facets a day whose evidence is shown before the question."""


LETTERS: Final = ((Form.CLOZE, 2), (Form.TYPED, 2), (Form.TYPED, 3))
"""Form and rung of each step of the treatment of a spelling: a cloze, a first letter, free."""


class Finding(NamedTuple):
    """What was found about a facet.

    Attributes:
        trouble: What is wrong.
        times: How often it was found to fail too often [>= 1]; from the second time on it is
            offered to put it aside.
        rights: Right scored answers since; the steps of the treatment that are done.
        is_fresh: Its newest scored review is the lapse by which it was found.
        other: The wrong answer of a confusion, as it was given; else "".
        given: How often that was given.
    """

    trouble: Trouble
    times: int
    rights: int
    is_fresh: bool
    other: str = ""
    given: int = 0

    @property
    def is_open(self) -> bool:
        """Return whether the treatment goes on."""
        return self.rights < self.trouble.rights


class Care(NamedTuple):
    """The facets under treatment when the day's order was made.

    Attributes:
        treated: All of them.
        shown: Those whose evidence is shown before they are next asked.
        seen: How many were shown so today already.
    """

    treated: frozenset[FacetId] = frozenset()
    shown: frozenset[FacetId] = frozenset()
    seen: int = 0

    def is_over(self, asked: Iterable[FacetId]) -> bool:
        """Return whether enough was shown today, the sitting's answers included."""
        return self.seen + len(self.shown.intersection(asked)) >= MOST_SHOWN

    def may_follow(self, asked: int, treated: int) -> bool:
        """Return whether a facet under treatment may come next.

        Args:
            asked: Answers of the sitting so far.
            treated: Those among them to facets under treatment.

        >>> [Care().may_follow(asked, 0) for asked in (0, 8, 9)], Care().may_follow(9, 1)
        ([False, False, True], False)
        """
        return SHARE * (treated + 1) <= asked + 1


NO_CARE: Final = Care()
"""Nothing is under treatment."""


def finding(
    state: FacetState, answer: str, *, meant: Meant = str, offset: float = 0.0
) -> Finding | None:
    """Return what is wrong with a facet, or None if it does not fail too often.

    Args:
        state: Its history.
        answer: Its right answer as people read it.
        meant: Returns the other value that a wrong answer names, as people read it, or "".
        offset: The learner's offset [logits].

    >>> fails = tuple(Scored(n, 0.9, 0.0, 0.0, "Vessey") for n in range(4))
    >>> found = finding(FacetState(lapses=4, scored=fails), "Kerry")
    >>> found.trouble.value, found.other, found.given, found.is_open
    ('confusion', 'Vessey', 4, True)
    """
    scored = state.scored
    if state.lapses < FEWEST or len(scored) < FEWEST:
        return None
    found = leech(scored, offset=offset)
    if not found.times:
        return None
    rights = sum(each.score >= 0.5 for each in scored[found.since :])
    trouble, other, count = _diagnosed(scored[: found.since], answer, meant)
    return Finding(trouble, found.times, rights, found.since == len(scored), other, count)


def _diagnosed(scored: Sequence[Scored], answer: str, meant: Meant) -> tuple[Trouble, str, int]:
    lapses = [each for each in scored if each.score < 0.5][-LAPSES:]
    named = Counter(filter(None, (meant(each.given) for each in lapses if each.given)))
    most, count = named.most_common(1)[0] if named else ("", 0)
    if count > 1 and 2 * count >= len(lapses):
        return Trouble.CONFUSION, most, count
    misspelt = [each.given for each in lapses if _is_typed(each) and not meant(each.given)]
    if _is_chosen_right(scored) and 2 * sum(_is_near(g, answer) for g in misspelt) >= len(lapses):
        return Trouble.SPELLING, "", 0
    return Trouble.NEVER_LEARNED, "", 0


def _is_typed(review: Scored) -> bool:
    return review.guess < _TYPED_GUESS and bool(review.given)


def _is_chosen_right(scored: Sequence[Scored]) -> bool:
    """Return whether at least three of the last four choices were right."""
    chosen = [each for each in scored if each.guess >= _CHOSEN_GUESS][-_CHOICES:]
    return sum(each.score >= 0.5 for each in chosen) >= _CHOICES - 1


def _is_near(given: str, answer: str) -> bool:
    """Return whether a wrong answer is the right one, badly spelled."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # 30 ms, needed for what fails often only

    one, two = fold(given), fold(answer)
    most = max(2, len(two) // 3)
    return bool(one) and OSA.distance(one, two, score_cutoff=most) <= most
