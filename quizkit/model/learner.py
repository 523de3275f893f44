"""Nouns of what a learner did: grade, rating, event, memory."""

from collections.abc import Mapping
from enum import Enum, IntEnum
from typing import Any, Final, NamedTuple, NewType

from quizkit.model.deck import Value

EventId = NewType("EventId", str)
LearnerId = NewType("LearnerId", str)

DAY_MS: Final = 86_400_000
"""Milliseconds of a day."""


class Outcome(Enum):
    """What grading found."""

    RIGHT = "right"
    SLIP = "slip"
    PARTLY = "partly"
    WRONG = "wrong"
    UNCLEAR = "which one"


class Grade(NamedTuple):
    """A response judged.

    Attributes:
        outcome: What was found; UNCLEAR asks back and counts nothing.
        score: 0 wrong .. 1 right.
        given: The value that the response was taken for, or None.
        detail: What differs, for people: "you wrote "Kery", it is "Kerry"", or "".
        candidates: For UNCLEAR: the names that the response fits.
    """

    outcome: Outcome
    score: float
    given: Value | None = None
    detail: str = ""
    candidates: tuple[str, ...] = ()


class Rating(IntEnum):
    """How well it was known.

    >>> Rating.GOOD > Rating.HARD, int(Rating.AGAIN)
    (True, 1)
    """

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Event(NamedTuple):
    """One line of the log: immutable, named by the hash of its content.

    The members keep their meaning for ever. `id` is the SHA-256, in hex, of the canonical form of
    all the others.
    """

    v: int
    id: EventId
    dev: str
    seq: int
    prev: str | None
    seen: str | None
    at: int
    off: int
    learner: str
    kind: str
    body: Mapping[str, Any]


class State(NamedTuple):
    """What a memory model keeps of a facet: stability [days], difficulty [1..10]."""

    stability: float
    difficulty: float


class Scored(NamedTuple):
    """A review that tested the memory: not on the learner-day of the facet's review before.

    Attributes:
        t: Its derived time [ms].
        recall: R [0..1] that the model in force predicts for it.
        guess: Chance to be right without knowing [0..1].
        score: How right it was [0..1].
        given: The wrong answer as it was shown or typed; "" if right, given up or not one value.
    """

    t: int
    recall: float
    guess: float
    score: float
    given: str = ""


class FacetState(NamedTuple):
    """A facet's memory and history, folded from the log.

    Attributes:
        state: None before the first answer and after a reset.
        day: Learner-day number of the newest live review, or None.
        t: Derived time of the newest live review [ms], or None.
        reviews: Live reviews.
        lapses: Scored reviews with a score below 0.5.
        suspended: Not asked.
        key: Fingerprint of the key at the newest review, or "".
        stem: Stem shown at the newest review, or "".
        form: Form of the newest review, or "".
        failed_rung: Rung on which the newest lapse happened, until the next right answer; else -1.
        scored: The newest scored reviews since the last reset, oldest first, at most 32.
    """

    state: State | None = None
    day: int | None = None
    t: int | None = None
    reviews: int = 0
    lapses: int = 0
    suspended: bool = False
    key: str = ""
    stem: str = ""
    form: str = ""
    failed_rung: int = -1
    scored: tuple[Scored, ...] = ()


class Memory(NamedTuple):
    """The fold of one learner's log.

    Attributes:
        facets: Facet id to its state.
        confusions: (facet, wrong answer as given) to weight, as of the newest live review's day.
        speeds: Form to the log-latencies of the last 200 right answers, oldest first.
        model: Id of the memory model in force.
        weights: Its weights.
        retention: Desired retention in force, or None.
        exams: Deck id ("" for all) to (tags, date, minutes).
        last: Derived time of the newest live event [ms], or None.
        renames: Old name to new one, of facets and facts: the live renames.
    """

    facets: Mapping[str, FacetState]
    confusions: Mapping[tuple[str, str], float]
    speeds: Mapping[str, tuple[float, ...]]
    model: str
    weights: tuple[float, ...]
    retention: float | None = None
    exams: Mapping[str, tuple[tuple[str, ...], str, int]] = {}
    last: int | None = None
    renames: Mapping[str, str] = {}
