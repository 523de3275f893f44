"""One learner follows one policy for some days; what came of it."""

from math import log
from typing import NamedTuple

from quizkit.analysis.simulate.learner import (
    BREAK_DAYS,
    DRAWS,
    FIRST_SECONDS,
    REVIEW_SECONDS,
    Attendance,
    Learner,
    attends,
    first_rating,
    right_rating,
)
from quizkit.analysis.simulate.schedulers import Policy
from quizkit.analysis.simulate.truth import Kind, Truth, truth_of

LATER_DAYS = 60
"""How long after the last day it is looked again at what is left [days]."""


class Setting(NamedTuple):
    """What is to be learned, and in which time.

    Attributes:
        facts: How many [>= 1].
        days: Days of study [>= 1]; an exam would be on the day after the last one.
        minutes: Minutes of each day; the answer that crosses them is finished.
        is_exam: Whether there is an exam that a policy may know of.
        attendance: On which days the learner comes.
    """

    facts: int
    days: int
    minutes: float
    is_exam: bool = False
    attendance: Attendance = Attendance.FULL


class Outcome(NamedTuple):
    """What came of it.

    Attributes:
        exam: Share of all facts that is known on the day after the last one [0..1].
        later: The same, 60 days on.
        known: The same, mean of all days.
        minutes: Minutes of study, mean of all days.
        right: Share of later answers that were right [0..1]; 0 where there were none.
        loss: Log loss of the later answers, or None where the policy predicts nothing.
        back: Days from the end of a break until as much is known as before it; None without a
            break, or where that takes longer than there is time.
        error: How much more the policy believes to be known than is, share of what it started, or
            None.
        answers: How many answers there were.
        started: How many facts were started.
    """

    exam: float
    later: float
    known: float
    minutes: float
    right: float
    loss: float | None
    back: int | None
    error: float | None
    answers: int
    started: int


class _Tally:
    """What is counted on the way."""

    def __init__(self, facts: int) -> None:
        self.seconds = 0.0
        self.met = 0
        self.right = 0
        self.loss = 0.0
        self.predicted = 0
        self.answers = [0] * facts


def simulate(learner: Learner, kind: Kind, policy: Policy, setting: Setting) -> Outcome:
    """Let a learner follow a policy.

    Args:
        learner: Who; drawn for as many facets as there are facts.
        kind: Which truth.
        policy: A policy that has seen nothing yet.
        setting: What is to be learned, and when.

    Returns:
        What came of it; the same for the same arguments.
    """
    truth, tally = truth_of(kind, learner), _Tally(setting.facts)
    known = [0.0]
    for day, comes in enumerate(attends(learner.seed, setting.attendance, setting.days)):
        if comes:
            _study(learner, truth, policy, day, setting.minutes * 60.0, tally)
        known.append(truth.known(day + 1))
    answers, last = sum(tally.answers), setting.days
    belief = policy.belief(last)
    reviews = answers - tally.met
    return Outcome(
        exam=known[-1] / setting.facts,
        later=truth.known(last + LATER_DAYS) / setting.facts,
        known=sum(known[1:]) / last / setting.facts,
        minutes=tally.seconds / 60.0 / last,
        right=tally.right / reviews if reviews else 0.0,
        loss=tally.loss / tally.predicted if tally.predicted else None,
        back=_back(known) if setting.attendance is Attendance.BREAK else None,
        error=None if belief is None else (belief - known[-1]) / max(1, tally.met),
        answers=answers,
        started=tally.met,
    )


def _study(
    learner: Learner, truth: Truth, policy: Policy, day: int, seconds: float, tally: _Tally
) -> None:
    """Ask until the day's time is used.

    Time goes by what is known: a lucky guess takes as long as a wrong answer, for what was not
    known is to be learned all the same.
    """
    draws, counts, spent = learner.draws, tally.answers, 0.0
    size = len(draws)
    for facet in policy.open(day):
        guess = policy.guess(facet)
        at = (facet * DRAWS + 2 * counts[facet]) % size
        if counts[facet]:
            is_known = draws[at] < truth.recall(facet, day, spent)
            rating = right_rating(draws[at + 1]) if is_known else 1
            truth.answer(facet, day, spent, rating)
            spent += REVIEW_SECONDS[rating]
            shown = _shown(rating, guess, draws[at + 1])
            _score(tally, policy.learn(facet, day, shown, guess), shown > 1, guess)
        else:
            rating = first_rating(draws[at])
            truth.meet(facet, day, spent, rating)
            spent += FIRST_SECONDS[rating]
            policy.learn(facet, day, _shown(rating, guess, draws[at + 1]), guess)
            tally.met += 1
        counts[facet] += 1
        if spent >= seconds:
            break
    tally.seconds += spent


def _shown(rating: int, guess: float, u: float) -> int:
    """Return the rating that an answer gets: a choice may be right by luck, and is never easy."""
    if not guess:
        return rating
    if rating == 1:
        return 3 if u < guess else 1
    return min(rating, 3)


def _score(tally: _Tally, known: float | None, is_right: bool, guess: float) -> None:  # noqa: FBT001
    tally.right += is_right
    if known is not None:
        right = guess + (1.0 - guess) * known
        tally.loss -= log(max(1e-9, right if is_right else 1.0 - right))
        tally.predicted += 1


def _back(known: list[float]) -> int | None:
    """Return after how many days from the end of a break as much is known as before it."""
    away = (len(known) - 1) // 3
    back = away + BREAK_DAYS
    for day in range(back, len(known)):
        if known[day] >= known[away]:
            return day - back
    return None
