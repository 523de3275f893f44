"""Nouns of the engine: a sitting as a value, what is on the screen, a move and its outcome."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from quizkit.model import (
    AnyForm,
    Draft,
    Event,
    EventId,
    FacetId,
    FacetState,
    Grade,
    Memory,
    Now,
    Question,
    View,
)
from quizkit.session.diagnosis import NO_CARE, Care
from quizkit.session.own import NOBODY, Own
from quizkit.session.queue import Queue
from quizkit.session.rivals import Pair

IDLE_MS: Final = 60_000
"""Longest time between two actions that counts as used [ms]."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the learner wants of a sitting.

    Attributes:
        minutes: Time box [minutes, 0..1440]; 0: none.
        form: Always this form where a facet has it, or None; of a form of one's own its name.
        seed: Text that all chance of the sitting starts from, up to 80 characters.
        extra: "" or, to ask early, "weak" (all started), "missed" or "new".
        tags: Only facts with one of these tags; all if empty.
        only: These facets, each once and nothing else; if empty, what the day has.

    Raises:
        ValueError: If a value is outside its range.
    """

    minutes: int = 10
    form: AnyForm | None = None
    seed: str = ""
    extra: str = ""
    tags: frozenset[str] = frozenset()
    only: tuple[FacetId, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.minutes <= 1440:
            raise ValueError(f"minutes: {self.minutes}, want 0..1440")
        if len(self.seed) > 80:
            raise ValueError(f"seed: {len(self.seed)} characters, want at most 80")
        if self.extra not in {"", "weak", "missed", "new"}:
            raise ValueError(f'extra: "{self.extra}", want weak, missed or new')


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on the screen.

    Attributes:
        question: It.
        since: When it was shown [ms since 1970].
        why: One sentence: why it was asked.
        gone: Indexes of the options that hints took away.
        hint: What hints have shown.
        hints: Hints that the learner asked for [0..9].
        letters: Letters that were given from the start.
        revealed: A flip question whose answer is shown.
        before: What is shown before the question, for it never was learned, or "".
    """

    question: Question
    since: int
    why: str = ""
    gone: frozenset[int] = frozenset()
    hint: str = ""
    hints: int = 0
    letters: int = 0
    revealed: bool = False
    before: str = ""


class Response(NamedTuple):
    """A response read and graded.

    Attributes:
        grade: What it was judged.
        shown: As people read it; "" if given up.
        chosen: Indexes of the options chosen.
        stored: As the event holds it: a text, option numbers from 0, or None.
        parts: Of a question that asks several facets the response to each, as `Question.facets`.
    """

    grade: Grade
    shown: str
    chosen: tuple[int, ...]
    stored: str | list[int] | None
    parts: tuple["Response", ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """An answered question on the screen.

    A question that asks several facets has a part for each, with a body of its own; its own body
    then sums them up and is no event's.

    Attributes:
        asking: The question as it was asked.
        response: The answer and its grade.
        body: Body of the `review` event that holds it now.
        first: Body of the first one, as quizkit rated it.
        before: The facet's state before the answer.
        saved: Ids of the events that hold it now.
        parts: Each facet's answer, that of the question's own facet first; empty for one facet.
    """

    asking: Asking
    response: Response
    body: Mapping[str, Any]
    first: Mapping[str, Any]
    before: FacetState
    saved: tuple[EventId, ...] = ()
    parts: tuple["Judged", ...] = ()

    @property
    def each(self) -> tuple["Judged", ...]:
        """Return the answers that have an event each: the parts, or this one."""
        return self.parts or (self,)


@dataclass(frozen=True, slots=True)
class Paused:
    """A pause: what it hides, and when it began [ms since 1970]."""

    screen: Asking | Judged
    since: int


@dataclass(frozen=True, slots=True)
class Over:
    """The end: reason is "time", "done" or "stopped"."""

    reason: str


Screen = Asking | Judged | Paused | Over


class Encore(NamedTuple):
    """What the learner wanted at the end of the sitting, beyond its ordinary course.

    Attributes:
        box_ms: Time there is on the learner-day since more of it was wanted [ms], or 0.
        is_early: Whether what is not due yet is asked as well.
        todo: Facets to be asked once more, in their order.
        retried: Number of answers when that was wanted last.
        reason: With which the sitting ends again when nothing of it is left; "": it goes on.
    """

    box_ms: int = 0
    is_early: bool = False
    todo: tuple[FacetId, ...] = ()
    retried: int = 0
    reason: str = ""

    def without(self, facets: Collection[FacetId]) -> "Encore":
        """Return it without some facets, which were asked or are not wanted any more."""
        return self._replace(todo=tuple(facet for facet in self.todo if facet not in facets))


NO_ENCORE: Final = Encore()


@dataclass(frozen=True, slots=True)
class Sitting:
    """One run of study, as a value.

    Attributes:
        wish: What the learner wants of it.
        memory: The fold of the log.
        queue: What was asked, and what must come back.
        screen: What is on the screen.
        now: Moment of the last action.
        known: Facets known when it began.
        id: Its `sitting` event, or None before that is written.
        last: The newest answer, for a change of its rating; None after an undo.
        spent_ms: Time used on this learner-day [ms].
        began_ms: What of it was used before the sitting began [ms].
        order: The day's candidates, best first.
        order_day: The learner-day of that order.
        own: What is the learner's own, as it was when the sitting opened.
        care: The facets under treatment when the order was made.
        pairs: What may be set against each other, the most mixed up first.
        encore: What was wanted at its end.
    """

    wish: Wish
    memory: Memory
    queue: Queue
    screen: Screen
    now: Now
    known: float
    id: EventId | None = None
    last: Judged | None = None
    spent_ms: int = 0
    began_ms: int = 0
    order: tuple[FacetId, ...] = ()
    order_day: int = 0
    own: Own = NOBODY
    care: Care = NO_CARE
    pairs: tuple[Pair, ...] = ()
    encore: Encore = NO_ENCORE

    @property
    def box_ms(self) -> int:
        """Time there is on the learner-day [ms], or 0 without a time box."""
        return self.encore.box_ms or self.wish.minutes * 60_000

    @property
    def wanted(self) -> Wish:
        """What is asked: as the learner wished, or what is not due yet as well."""
        return replace(self.wish, extra="weak") if self.encore.is_early else self.wish


class Past(NamedTuple):
    """The log.

    Attributes:
        events: All the learner's events, in order.
        live: Ids of those that no live undo names.
    """

    events: tuple[Event, ...]
    live: frozenset[EventId]

    def after(self, targets: Iterable[EventId], written: Sequence[Event]) -> "Past":
        """Return the log with an undo written of some events, which were live."""
        gone = frozenset(targets)
        back = (
            EventId(target)
            for event in self.events
            if event.id in gone and event.kind == "undo"
            for target in event.body["targets"]
        )
        live = (self.live - gone).union(back, (event.id for event in written))
        return Past((*self.events, *written), live)


class Kept(NamedTuple):
    """A sitting to go on with: what cannot be read from its events.

    Attributes:
        id: Its `sitting` event.
        facet: The facet that was on the screen, or None.
        form: Its form, or None; of a form of one's own its name.
        hints: Hints taken for it.
        spent_ms: Time used on the learner-day [ms].
        skipped: What was put behind the others.
        began_ms: What of the time was used before the sitting began [ms].
        others: Facets that the question asks besides, in an order or a match.
        rival: The facet that the question set against its own, or None.
        told: Facets whose answer has been given away.
        not_today: What is not to be asked again on the learner-day.
        taken_ms: Time that the question had taken when the sitting was paused [ms].
        encore: What was wanted at the sitting's end.
    """

    id: EventId
    facet: FacetId | None
    form: AnyForm | None
    hints: int
    spent_ms: int
    skipped: tuple[FacetId, ...] = ()
    began_ms: int = 0
    others: tuple[FacetId, ...] = ()
    rival: FacetId | None = None
    told: tuple[FacetId, ...] = ()
    not_today: tuple[FacetId, ...] = ()
    taken_ms: int = 0
    encore: Encore = NO_ENCORE


class Step(NamedTuple):
    """What an action came to.

    Attributes:
        sitting: The sitting after it.
        view: What is to be shown.
        notice: One sentence to be shown with it ("Nothing to undo."), or "".
    """

    sitting: Sitting
    view: View
    notice: str = ""


class Move(NamedTuple):
    """What an action needs before it can be shown: events on disk.

    Attributes:
        drafts: What is to be committed, in one transaction; may be empty.
        then: Takes the committed events and the memory that holds them; returns the outcome.
            There is no view of an answer before that.
    """

    drafts: tuple[Draft, ...]
    then: Callable[[Sequence[Event], Memory], Step]


def still(step: Step) -> Move:
    """Return a move that needs no event."""

    def then(_: Sequence[Event], memory: Memory) -> Step:
        return step._replace(sitting=replace(step.sitting, memory=memory))

    return Move((), then)
