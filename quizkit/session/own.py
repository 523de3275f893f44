"""What is the learner's own: how far recall differs from the model's, what answers take.

It is worked out once when a sitting opens, from the log alone, and does not change in it: so the
day's order stays still, and what people are told of a facet changes only with that facet.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from quizkit.memory.calibration import newest, offset
from quizkit.memory.costs import Tariff, tariff
from quizkit.memory.due import Costs
from quizkit.memory.renames import current
from quizkit.memory.replay import Moment
from quizkit.memory.timeline import learner_day
from quizkit.model import FacetId, Form, Memory, Rating
from quizkit.session.queue import MOST_WRONG

VERSUS: Final = " versus "
"""Stands in the seed of a contrast question before the fact that is set against its own."""

AS: Final = " as "
"""Stands in the seed of a question in a form of one's own before that form's name."""


@dataclass(frozen=True, slots=True)
class Own:
    """One learner's figures; the defaults are those of somebody of whom nothing is known.

    Attributes:
        offset: a [logits]: how much more is recalled than the model says.
        tariff: Seconds of answers by form, and the shares of first ratings.
        begun: Facets all of whose reviews are among the newest, to the learner-day of the first.
        contrasts: Two facets that were set against each other, to the learner-day of the last time.
        put_off: Facets that were wrong so often in one sitting that they wait for another day, to
            the learner-day of the last answer that made it so.
    """

    offset: float = 0.0
    tariff: Tariff = field(default_factory=Tariff)
    begun: Mapping[FacetId, int] = field(default_factory=dict)
    contrasts: Mapping[frozenset[FacetId], int] = field(default_factory=dict)
    put_off: Mapping[FacetId, int] = field(default_factory=dict)

    def costs_of(self, form: Form | None) -> Costs:
        """Return what answers in a form take."""
        return self.tariff.of(form)

    @property
    def ratings(self) -> tuple[float, ...]:
        """The shares [0..1] of Again, Hard, Good and Easy among first answers."""
        return self.tariff.ratings


NOBODY: Final = Own()
"""The figures of somebody of whom nothing is known."""


def own(memory: Memory, reviews: Sequence[Moment] = ()) -> Own:
    """Return a learner's figures.

    Args:
        memory: The fold of the log.
        reviews: The newest live reviews, newest first; 2,000 tell all that can be told.

    >>> from quizkit.memory.replay import EMPTY
    >>> own(EMPTY) == NOBODY
    True
    """
    return Own(
        offset=offset(newest(memory.facets.values())),
        tariff=tariff(tuple(reversed(reviews)), memory),
        begun=_begun(memory, reviews),
        contrasts=_contrasts(memory, reviews),
        put_off=_put_off(memory, reviews),
    )


def rival(facet: FacetId, seed: str) -> FacetId | None:
    """Return the facet that a contrast question set against its own, or None if it was none.

    >>> rival(FacetId("d/kerry#leader"), "mai:d/kerry#leader:3 versus vessey")
    'd/vessey#leader'
    """
    _, is_contrast, fact = seed.rpartition(f":{facet}:")[2].partition(VERSUS)
    if not is_contrast:
        return None
    deck, role = facet.partition("/")[0], facet.rpartition("#")[2]
    return FacetId(f"{deck}/{fact}#{role}")


def in_own_form(seed: str, form: str) -> str:
    """Return the seed of a question in a form of one's own: the log alone tells which.

    >>> in_own_form("mai:d/kerry#leader:3", "anagram")
    'mai:d/kerry#leader:3 as anagram'
    """
    return f"{seed}{AS}{form}"


def own_form(facet: FacetId, seed: str) -> str:
    """Return the name of the form of one's own in which a question was asked, or "".

    >>> own_form(FacetId("d/kerry#leader"), "mai:d/kerry#leader:3 as anagram")
    'anagram'
    """
    return seed.rpartition(f":{facet}:")[2].partition(AS)[2]


def _begun(memory: Memory, reviews: Sequence[Moment]) -> dict[FacetId, int]:
    count: dict[FacetId, int] = {}
    first: dict[FacetId, int] = {}
    for t, event in reviews:
        facet = FacetId(current(event.body["facet"], memory.renames))
        count[facet] = count.get(facet, 0) + 1
        first[facet] = learner_day(t, event.off)
    return {
        facet: day
        for facet, day in first.items()
        if (state := memory.facets.get(facet)) and state.reviews == count[facet]
    }


def _contrasts(memory: Memory, reviews: Sequence[Moment]) -> dict[frozenset[FacetId], int]:
    found: dict[frozenset[FacetId], int] = {}
    for t, event in reversed(reviews):
        facet = FacetId(event.body["facet"])
        other = rival(facet, event.body["seed"])
        if other is not None:
            pair = (FacetId(current(each, memory.renames)) for each in (facet, other))
            found[frozenset(pair)] = learner_day(t, event.off)
    return found


def _put_off(memory: Memory, reviews: Sequence[Moment]) -> dict[FacetId, int]:
    wrong = Counter[tuple[str | None, FacetId]]()
    found: dict[FacetId, int] = {}
    for t, event in reversed(reviews):
        if event.body["rating"] != Rating.AGAIN:
            continue
        facet = FacetId(current(event.body["facet"], memory.renames))
        wrong[event.body["sitting"], facet] += 1
        if wrong[event.body["sitting"], facet] >= MOST_WRONG:
            found[facet] = learner_day(t, event.off)
    return found
