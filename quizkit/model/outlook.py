"""Nouns of what is to come and of what was: forecasts, plans, statistics. Data without verbs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class PlanDay(NamedTuple):
    """A day of a plan, as means over all futures.

    Attributes:
        day: The learner-day, YYYY-MM-DD.
        minutes: Time of study [minutes].
        new: Facets started.
        old: Started facets asked.
    """

    day: str
    minutes: float
    new: float
    old: float


class LeftOut(NamedTuple):
    """A role whose facets a plan does not get to.

    Attributes:
        role: Kind and role, "visit.date".
        facets: About how many.
    """

    role: str
    facets: int


class KnownOn(NamedTuple):
    """What is known at the start of a day: a mean or median with 90 % of all futures around it.

    Attributes:
        day: The learner-day, YYYY-MM-DD.
        known: Facets.
        low: 5 % of the futures are below.
        high: 5 % are above.
    """

    day: str
    known: float
    low: float
    high: float


class Backlog(NamedTuple):
    """How to come back after a break.

    Attributes:
        known: Facets known now.
        started: Facets that were ever started.
        minutes: Minutes a day [minutes].
        days: Days of study until nothing is below the level to keep; None: not in sight.
        new_again: Day, counted from 1, on which new facets start again; None: not in sight, or
            there are none.
        sentence: It in words.
    """

    known: float
    started: int
    minutes: int
    days: int | None
    new_again: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """What comes of minutes a day until an exam. Scores are shares of the facets in scope.

    Attributes:
        exam: The day of the exam, YYYY-MM-DD.
        days: Days of study until then, today included, the exam's not.
        minutes: Minutes a day.
        facets: Facets in scope.
        expected: Score to be expected on the day [0..1].
        low: 5 % of the futures end below it.
        high: 5 % end above it.
        without_study: Score without more study [0..1].
        fewer: 0.6 times the minutes, and the score they bring.
        more: 1.6 times the minutes, and the score they bring.
        target: The score wanted [0..1].
        reached: Share of the futures that reach it [0..1].
        needed: Minutes a day that would, or None where not even a whole evening a day would.
        missed_day: What one missed day changes the score by, negative where it costs.
        kept_60_days: Score 60 days after the exam, without study from then on [0..1].
        left_out: What is never started, by role, most first.
        plan: Each day of study.
        runs: Futures that were looked at.
    """

    exam: str
    days: int
    minutes: int
    facets: int
    expected: float
    low: float
    high: float
    without_study: float
    fewer: tuple[int, float]
    more: tuple[int, float]
    target: float
    reached: float
    needed: int | None
    missed_day: float
    kept_60_days: float
    left_out: tuple[LeftOut, ...]
    plan: tuple[PlanDay, ...]
    runs: int

    @property
    def is_on_track(self) -> bool:
        """Return whether at least 0.7 of the futures reach the target."""
        return self.reached >= ON_TRACK


ON_TRACK = 0.7
"""Share of the futures that must reach the target [0..1]."""


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """What comes of minutes a day without an exam.

    Attributes:
        minutes: Minutes a day.
        facets: Facets in scope.
        known: Today and some days to come: what is known then.
        without_study: What is known on the last of them without more study.
        plan: Each day of study.
        backlog: How to come back, where too much is being forgotten, else None.
        runs: Futures that were looked at.
    """

    minutes: int
    facets: int
    known: tuple[KnownOn, ...]
    without_study: float
    plan: tuple[PlanDay, ...]
    backlog: Backlog | None
    runs: int


class Proportion(NamedTuple):
    """How often something was so.

    Attributes:
        share: How often [0..1].
        low: Lower end of the 95 % interval (Wilson) [0..1].
        high: Upper end [0..1].
        n: Of how many.
    """

    share: float
    low: float
    high: float
    n: int


class Retention(NamedTuple):
    """How often what was due was known.

    Attributes:
        right: Of the answers on or after a facet's due day.
        predicted: The mean prediction for them [0..1].
    """

    right: Proportion
    predicted: float


class Bin(NamedTuple):
    """Predictions of about the same size, and what came true.

    Attributes:
        low: Where the bin begins [0..1].
        high: Where it ends [0..1].
        said: Mean prediction [0..1].
        was: Share that was right [0..1].
        n: Answers.
    """

    low: float
    high: float
    said: float
    was: float
    n: int


class Calibration(NamedTuple):
    """How good the predictions are. Guesses are counted in.

    Attributes:
        bins: By size, lowest first; empty ones are left out.
        n: Scored answers.
        said: Mean prediction [0..1].
        was: Share that was right [0..1].
        log_loss: Mean log loss [nats].
        brier: Mean squared error.
        constant_log_loss: Log loss of always predicting `was`.
        constant_brier: Brier score of always predicting `was`.
        error: Standard error of `was - said`.
    """

    bins: tuple[Bin, ...]
    n: int
    said: float
    was: float
    log_loss: float
    brier: float
    constant_log_loss: float
    constant_brier: float
    error: float


class Slice(NamedTuple):
    """The answers that have something in common.

    Attributes:
        name: What they have in common.
        answers: How many.
        right: Share that was right [0..1].
        seconds: Median time to answer [s].
        known: Mean chance that its started facets are known now [0..1], or None.
        started: Its started facets.
        facets: Its facets that can be asked; 0 where that has no meaning.
    """

    name: str
    answers: int
    right: float
    seconds: float
    known: float | None = None
    started: int = 0
    facets: int = 0


class Pace(NamedTuple):
    """Seconds by form and outcome.

    Attributes:
        form: The form.
        outcome: "right", "partly" or "wrong".
        seconds: Median time to answer [s].
        n: Answers.
    """

    form: str
    outcome: str
    seconds: float
    n: int


class Pair(NamedTuple):
    """Two answers that are mixed up.

    Attributes:
        one: As people read it.
        other: As people read it.
        weight: How much, both ways together; a typed mix-up of today weighs 1.
    """

    one: str
    other: str
    weight: float


class Transfer(NamedTuple):
    """Answers to wordings seen before of the same facet, and to wordings that were new.

    Attributes:
        same: Share right where the wording was seen before, or None where there were none.
        same_said: What was predicted for them [0..1].
        new: Share right where the wording was new.
        new_said: What was predicted for them.
    """

    same: Proportion | None
    same_said: float
    new: Proportion | None
    new_said: float


class Troubled(NamedTuple):
    """A facet that fails more often than can be explained.

    Attributes:
        facet: Its id.
        stem: As it was last asked.
        lapses: How often it failed.
        diagnosis: What is wrong with it, or "".
    """

    facet: str
    stem: str
    lapses: int
    diagnosis: str = ""


class DayCount(NamedTuple):
    """What was done on a learner-day.

    Attributes:
        day: YYYY-MM-DD.
        answers: Answers.
        minutes: Time to answer, summed [minutes].
    """

    day: str
    answers: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Stats:
    """What a learner's answers add up to.

    Attributes:
        day: Today, YYYY-MM-DD.
        facets: Facets that can be asked.
        started: Those that were ever started.
        known: Sum of the chances to know each now.
        answers: Live answers.
        offset: How much more or less is recalled than the model says [logits].
        retention: How often what was due was known; None under 20 such answers.
        due_answers: Answers on or after a due day in the last 30 learner-days.
        calibration: How good the predictions are, or None where there are no scored answers.
        by: Dimension ("kind", "role", "form", "tag", "deck") to its slices, most answers first.
        time: Seconds by form and outcome.
        confusions: Mixed-up pairs, worst first.
        transfer: Wordings seen before against new ones.
        leeches: Facets that fail more often than can be explained.
        days: The newest learner-days, oldest first, those without an answer included.
        history: What was known at the start of days past.
        elsewhere: Answers about decks that are not looked at.
    """

    day: str
    facets: int
    started: int
    known: float
    answers: int
    offset: float
    retention: Retention | None
    due_answers: int
    calibration: Calibration | None
    by: Mapping[str, tuple[Slice, ...]]
    time: tuple[Pace, ...]
    confusions: tuple[Pair, ...]
    transfer: Transfer
    leeches: tuple[Troubled, ...]
    days: tuple[DayCount, ...]
    history: tuple[KnownOn, ...]
    elsewhere: int = 0
