"""What answers take: the learner's own seconds, from the newest live reviews.

The seconds of a review are those until it was answered, at most 60, and those until the next
question of the sitting was shown, at most 30. All reviews of a facet on one learner-day are one
meeting. A meeting that opens right costs what its first answer took. One that opens wrong costs
what all of them took, for what follows is its relearning. So does the first meeting, whose first
answer is the facet's first.

A figure is a mean over the newest 200 of one form and outcome, with 20 made-up ones at the default
among them: it starts at the default and leaves it slowly.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from quizkit.memory.due import COSTS, FIRST_RATINGS, Costs
from quizkit.memory.renames import current
from quizkit.memory.timeline import learner_day
from quizkit.model import Event, Form, Memory, Rating

WINDOW: Final = 200
"""Newest meetings of one form and outcome that count."""

PRIOR: Final = 20
"""Made-up answers at the default."""

TAIL: Final = 2_000
"""Newest live reviews that tell all that should be told: older ones are of another learner."""

MOST_MS: Final = 60_000
"""Longest that one answer counts [ms]."""

MOST_GAP_MS: Final = 30_000
"""Longest that reading what comes after an answer counts [ms]."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """What answers take one learner.

    Attributes:
        forms: Name of a form to the seconds of its answers; of others the default.
        ratings: Shares [0..1] of Again, Hard, Good and Easy among first answers.

    >>> Tariff().of("typed") == COSTS
    True
    """

    forms: Mapping[str, Costs] = field(default_factory=dict)
    ratings: tuple[float, ...] = FIRST_RATINGS

    def of(self, form: Form | str | None) -> Costs:
        """Return what answers in a form take; of no form, or one never used, the default."""
        name = form.value if isinstance(form, Form) else form
        return self.forms.get(name, COSTS) if name else COSTS


class _Answer(NamedTuple):
    """A review, as far as its cost needs it."""

    facet: str
    day: int
    form: str
    rating: int
    seconds: float


class _Meeting(NamedTuple):
    """The reviews of one facet on one learner-day."""

    form: str
    rating: int
    seconds: float
    is_first: bool


def tariff(moments: Iterable[tuple[int, Event]], memory: Memory) -> Tariff:
    """Return what answers take a learner.

    Args:
        moments: The newest live events with their derived times [ms], oldest first, as
            `timeline.ordered` returns them, or the end of it; all that are no reviews are passed
            by. `TAIL` reviews are enough.
        memory: The fold of the whole log: it tells which reviews are a facet's first, and what
            facets are called now.

    >>> from quizkit.memory.replay import EMPTY
    >>> tariff([], EMPTY) == Tariff()
    True
    """
    reviews = [(t, event) for t, event in moments if event.kind == "review"]
    meetings = _meetings(_answers(reviews[-TAIL:], memory.renames), memory)
    forms = {meeting.form for meeting in meetings}
    return Tariff(
        {form: _costs([m for m in meetings if m.form == form]) for form in sorted(forms)},
        _shares([m.rating for m in meetings if m.is_first]),
    )


def _answers(reviews: Sequence[tuple[int, Event]], renames: Mapping[str, str]) -> list[_Answer]:
    """Return the answers, newest first.

    A question that asks several facets has a review for each, with an equal share of its time:
    it was shown when the first of them began.
    """
    found: list[_Answer] = []
    shown: dict[str, int] = {}
    after: dict[str, tuple[str, str, str]] = {}
    for t, event in reversed(reviews):
        body = event.body
        sitting, ms, gap = body["sitting"], body["ms"], 0
        if sitting is not None:
            question = body["form"], body["seed"], body["facet"]
            is_part = sitting in after and _is_part(question, after[sitting])
            gap = 0 if is_part else max(0, shown.get(sitting, t) - t)
            shown[sitting] = min(t, shown[sitting] if is_part else t) - ms
            after[sitting] = question
        seconds = (min(ms, MOST_MS) + min(gap, MOST_GAP_MS)) / 1000.0
        facet = current(body["facet"], renames) if renames else body["facet"]
        day = learner_day(t, event.off)
        found.append(_Answer(facet, day, body["form"], body["rating"], seconds))
    return found


def _is_part(question: tuple[str, str, str], after: tuple[str, str, str]) -> bool:
    """Return whether two reviews, given by form, seed and facet, answer one question."""
    return question[:2] == after[:2] and question[2] != after[2]


def _meetings(answers: Iterable[_Answer], memory: Memory) -> list[_Meeting]:
    """Return the meetings that the answers, newest first, add up to, newest first."""
    left = {}
    days: dict[tuple[str, int], list[_Answer]] = {}
    for answer in answers:
        days.setdefault((answer.facet, answer.day), []).append(answer)
    found = []
    for (facet, _), met in days.items():
        if facet not in left:
            known = memory.facets.get(facet)
            left[facet] = known.reviews if known else 0
        left[facet] -= len(met)
        opening = met[-1]
        is_wrong = opening.rating == Rating.AGAIN
        seconds = sum(answer.seconds for answer in met) if is_wrong else opening.seconds
        found.append(_Meeting(opening.form, opening.rating, seconds, left[facet] <= 0))
    return found


def _costs(meetings: Iterable[_Meeting]) -> Costs:
    """Return what meetings of one form, newest first, take [s]."""
    right: list[float] = []
    wrong: list[float] = []
    new: list[float] = []
    for meeting in meetings:
        is_wrong = meeting.rating == Rating.AGAIN
        kept = new if meeting.is_first else wrong if is_wrong else right
        kept.append(meeting.seconds)
    return Costs(_mean(right, COSTS.right), _mean(wrong, COSTS.wrong), _mean(new, COSTS.new))


def _mean(seconds: Sequence[float], default: float) -> float:
    """Return the mean of the newest, newest first, drawn towards the default."""
    newest = seconds[:WINDOW]
    return (sum(newest) + PRIOR * default) / (len(newest) + PRIOR)


def _shares(ratings: Sequence[int]) -> tuple[float, ...]:
    """Return the shares of the four ratings among the newest, drawn towards the default."""
    newest = ratings[:WINDOW]
    return tuple(
        (newest.count(rating) + PRIOR * share) / (len(newest) + PRIOR)
        for rating, share in zip(Rating, FIRST_RATINGS, strict=True)
    )
