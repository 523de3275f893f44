"""Nouns between the engine and whoever shows it: what is to be shown.

A view is what a front end is to paint. All texts in a view come from decks and logs: a front end
passes them through `text.visible`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from quizkit.model.learner import EventId, Outcome, Rating
from quizkit.model.question import FacetId, Form


class Now(NamedTuple):
    """A moment, as the clock says it.

    Attributes:
        ms: Since 1970, UTC [ms].
        off: Zone offset [minutes east of UTC].
        day: Number of the learner-day, which starts at 04:00 local time.
    """

    ms: int
    off: int
    day: int


class Draft(NamedTuple):
    """What happened, before it is an event: a kind and its body."""

    kind: str
    body: Mapping[str, Any]


class Progress(NamedTuple):
    """How far a sitting has come.

    Attributes:
        answered: Answers so far.
        total: Questions in all, or 0 where time is what ends it.
        spent_ms: Time used [ms].
        box_ms: Time there is [ms], or 0 without a time box.
    """

    answered: int
    total: int = 0
    spent_ms: int = 0
    box_ms: int = 0


class Image(NamedTuple):
    """A picture that came with a deck.

    Attributes:
        path: Its file: absolute once `practice` hands it on, else as the deck names it.
        alt: What it shows, in words, or "".
        credit: Whose it is, or "".
    """

    path: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question to be answered. There is no key in it, ever.

    Attributes:
        facet: What is asked.
        form: How.
        deck: Title of the deck.
        stem: The text that asks.
        options: Texts to choose from, numbered from 1; empty for open forms.
        gone: Indexes of the options that hints took away.
        several: Whether several options are to be chosen.
        hint: What hints have shown, or "".
        may_hint: Whether another hint can be had.
        progress: How far the sitting has come.
        why: One sentence: why this was asked.
        prompts: The sentences of a match, numbered from 1; its options are lettered from a.
        language: Tag of the language it is asked in.
        instead: Whether that is not the language wanted, in which it cannot be asked.
        before: What is to be read before the question, for it never was learned, or "".
        image: The picture of what is asked about, where it does not give the answer away.
    """

    facet: FacetId
    form: Form
    deck: str
    stem: str
    options: tuple[str, ...]
    gone: frozenset[int]
    several: bool
    hint: str
    may_hint: bool
    progress: Progress
    why: str = ""
    prompts: tuple[str, ...] = ()
    language: str = ""
    instead: bool = False
    before: str = ""
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class AskAgainView:
    """The response fits several names: nothing is counted, the same question stands.

    Attributes:
        question: The question, which still stands.
        response: What was given.
        candidates: The names that it fits.
    """

    question: QuestionView
    response: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PausedView:
    """A pause: the time stands still. Nothing of the question is in it.

    Attributes:
        deck: Title of the deck that is being asked.
        progress: How far the sitting has come.
    """

    deck: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class RevealView:
    """A flip question with its answer, before the learner rates it. Nothing is counted yet.

    Attributes:
        question: The question.
        key: The right answer as people read it.
        lines: What else there is to say, a sentence each.
        source: Where it is from, or "".
        note: The author's note, or "".
        image: The fact's picture where it was not shown with the question, or None.
    """

    question: QuestionView
    key: str
    lines: tuple[str, ...]
    source: str
    note: str
    image: Image | None = None


class Forecast(NamedTuple):
    """What a rating would do: asked again in so many days, 0 for the same day."""

    rating: Rating
    days: int


class PartView(NamedTuple):
    """One facet of a question that asks several, with what came of it.

    Attributes:
        facet: What was asked.
        text: Its sentence: of a match with the gap, of an order as it stood among the options.
        key: The right answer as people read it: what belongs in the gap, the date or number.
        given: What was put into the gap; "" if nothing was, and in an order.
        score: 0 wrong .. 1 right.
        rating: The rating that is saved; None where nothing is.
    """

    facet: FacetId
    text: str
    key: str
    given: str
    score: float
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """What came of an answer. It exists only once the store has acknowledged its event.

    Attributes:
        question: The question that was answered.
        response: What was given, as people read it; "" if the learner gave up.
        chosen: Indexes of the options that were chosen; of an order in the order given, of a match
            for each prompt, -1 where it was not known.
        outcome: What was found.
        score: 0 wrong .. 1 right.
        key: The right answer as people read it.
        keys: Indexes of the right options; of an order in the right order, of a match for each
            prompt.
        lines: Why: what differs, what the wrong option belongs to, what changed; a sentence each.
        statement: The fact in one sentence, or "".
        source: Where it is from, or "".
        note: The author's note, or "".
        rating: The rating that is saved; None where nothing is (a quiz). Of several facets the
            lowest; each has its own in `parts`.
        forecasts: What each rating would do, in their order; empty in a quiz.
        may_override: Whether "I was right" can be said.
        override: None, "grade" or "rating": whose word the rating is.
        siblings: The fact's other facets.
        saved: Ids of the events that hold the answer; empty in a quiz.
        parts: Of a question that asks several facets each of them, in the order of the prompts or
            in the right order; else empty.
        advice: A sentence about a facet that fails too often, or "".
        held: The ratings that would turn a wrong answer into a right one: a bare digit is not
            enough for them, the learner must mean it.
        image: The fact's picture where it was not shown with the question, or None.
    """

    question: QuestionView
    response: str
    chosen: tuple[int, ...]
    outcome: Outcome
    score: float
    key: str
    keys: tuple[int, ...]
    lines: tuple[str, ...]
    statement: str
    source: str
    note: str
    rating: Rating | None = None
    forecasts: tuple[Forecast, ...] = ()
    may_override: bool = False
    override: str | None = None
    siblings: tuple[FacetId, ...] = ()
    saved: tuple[EventId, ...] = ()
    parts: tuple[PartView, ...] = ()
    advice: str = ""
    held: frozenset[Rating] = frozenset()
    image: Image | None = None


class Missed(NamedTuple):
    """A question that was answered wrong, with its right answer."""

    stem: str
    key: str


class MixedUp(NamedTuple):
    """Two answers that were taken for one another, and how often."""

    one: str
    other: str
    times: int


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The end of a sitting.

    Attributes:
        reason: "time" (the minutes are used), "done" (nothing is left for today) or "stopped".
        answered: Answers given.
        ms: Time used [ms].
        right: Right answers, slips not counted.
        slips: Right with a slip.
        partly: Partly right.
        wrong: Wrong or given up.
        known: Facets known now: retrievability, summed.
        gained: How many more than before the sitting; may be negative.
        facets: Facets that can be asked.
        missed: Questions answered wrong, newest last.
        mixed_up: Answers taken for one another.
        next_days: Days until something is asked again, or None if nothing ever is.
        next_minutes: Minutes that this will take.
        stubborn: Questions found a second time to fail too often: they may be put aside.
        retry: Questions that `Retry` would ask; 0: it is not on offer.
        may_more: Whether `More` has anything to ask.
        contrast: The two answers that `Contrast` would set against each other, or None.
        may_undo: Whether an answer can be taken back.
    """

    reason: str
    answered: int
    ms: int
    right: int
    slips: int
    partly: int
    wrong: int
    known: float
    gained: float
    facets: int
    missed: tuple[Missed, ...] = ()
    mixed_up: tuple[MixedUp, ...] = ()
    next_days: int | None = None
    next_minutes: float = 0.0
    stubborn: tuple[str, ...] = ()
    retry: int = 0
    may_more: bool = False
    contrast: tuple[str, str] | None = None
    may_undo: bool = False


class Marked(NamedTuple):
    """One answer of a quiz.

    Attributes:
        facet: What was asked.
        form: How.
        stem: As shown.
        options: As shown.
        key: The right answer as people read it.
        response: As given; "" if given up.
        score: 0..1.
        why: What differs, or "".
        ms: Time taken [ms].
        prompts: The sentences of a match, as shown.
        language: Tag of the language it was asked in.
    """

    facet: FacetId
    form: Form
    stem: str
    options: tuple[str, ...]
    key: str
    response: str
    score: float
    why: str
    ms: int
    prompts: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class MarkView:
    """The end of a quiz.

    Attributes:
        seed: The quiz's seed.
        asked: Questions of the quiz; those not answered count as not known.
        right: Scores, summed.
        answers: Each answer given.
    """

    seed: str
    asked: int
    right: float
    answers: tuple[Marked, ...]

    @property
    def mark(self) -> float:
        """Return the share that was right [0..1]."""
        return self.right / self.asked if self.asked else 0.0


View = QuestionView | AskAgainView | RevealView | FeedbackView | PausedView | SummaryView | MarkView
