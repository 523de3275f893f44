"""The forgetting curve of one facet: through each answer, and on into the days to come."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.analysis.plotted.reading import outcome
from quizkit.memory.folding import Folding
from quizkit.memory.fsrs import Model
from quizkit.memory.replay import EMPTY, Moment, model_of
from quizkit.memory.reviews import MILLION
from quizkit.memory.timeline import learner_day
from quizkit.model import FacetState, Memory, State
from quizkit.session.exams import day_text

LEVEL: Final = 0.9
"""Retention that is looked for where the learner has wished for none [0..1]."""

MOST_ANSWERS: Final = 100
"""Newest answers that are drawn."""

_POINTS: Final = 160
_LONGEST: Final = 36_500
_SOON: Final = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75)
_NEW: Final = FacetState()


class CurvePoint(NamedTuple):
    """A place on the curve, or an answer.

    Attributes:
        day: Learner-days since the facet's first answer; between two days a fraction.
        date: The learner-day, YYYY-MM-DD.
        retrievability: Chance to know it there, before the answer [0..1]; None at the first
            answer and after a reset.
        answer: "right", "partly" or "wrong"; "" where nothing was asked.
        score: How right the answer was [0..1], or None.
        stability_days: Days until the chance falls to 0.9, after the answer [days]; or None.
        is_ahead: It is still to come.
    """

    day: float
    date: str
    retrievability: float | None
    answer: str = ""
    score: float | None = None
    stability_days: float | None = None
    is_ahead: bool = False


class Curve(NamedTuple):
    """What is known of a facet, from its first answer on.

    Attributes:
        facet: Its id.
        stem: As it was last asked.
        points: In their order; those of an answer lie on the curve that led to it.
        answers: How many there were.
        wrong: How many were less than half right.
        now: Chance to know it today [0..1]; None after a reset.
        then: Chance on the last day ahead, without another answer.
        level: Retention that is looked for [0..1].
        falls_on: First learner-day on which the chance is below it, YYYY-MM-DD; None: not in
            100 years, or there is no memory.
        is_below: The chance is below the level already.
    """

    facet: str
    stem: str
    points: tuple[CurvePoint, ...]
    answers: int
    wrong: int
    now: float | None
    then: float | None
    level: float
    falls_on: str | None
    is_below: bool = False


class _Turn(NamedTuple):
    """An answer or a reset: the state before, and after."""

    day: int
    answer: CurvePoint
    after: State | None


def curve(
    told: Sequence[Moment], memory: Memory, *, facet: str, today: int, ahead: int = 30
) -> Curve:
    """Return the forgetting curve of a facet.

    Time counts in learner-days, as in the memory model: answers of one day stand at one place.

    Args:
        told: The live events of the facet and of its fact, in their order (`reading.of_facet`).
        memory: The fold of the whole log: its model holds for all of the past.
        facet: Its present name.
        today: Number of the learner-day.
        ahead: Days to look ahead [>= 1].
    """
    turns = list(_turns(told, memory, facet))
    reviews = [turn for turn in turns if turn.answer.answer]
    level = memory.retention or LEVEL
    if not reviews:
        return Curve(facet, "", (), 0, 0, None, None, level, None)
    model, first, last = model_of(memory), reviews[0].day, turns[-1]
    today = max(today, last.day)
    now = then = falls = None
    if last.after is not None:
        now = model.recall(last.after, float(today - last.day))
        then = model.recall(last.after, float(today - last.day + ahead))
        falls = _falls(last.after, level, model)
    shown = turns[-MOST_ANSWERS:]
    return Curve(
        facet=facet,
        stem=memory.facets[facet].stem,
        points=tuple(_points(shown, model, first=first, today=today, ahead=ahead)),
        answers=len(reviews),
        wrong=sum(turn.answer.answer == "wrong" for turn in reviews),
        now=now,
        then=then,
        level=level,
        falls_on=None if falls is None else day_text(last.day + falls),
        is_below=falls is not None and last.day + falls <= today,
    )


def _turns(told: Sequence[Moment], memory: Memory, facet: str) -> Iterator[_Turn]:
    """Yield each answer and reset of a facet, folded as the whole log is."""
    start = EMPTY._replace(model=memory.model, weights=memory.weights, renames=memory.renames)
    folding, model, first = Folding(start), model_of(memory), None
    for t, event in told:
        before = folding.facets.get(facet, _NEW)
        folding.add(event, t)
        after = folding.facets.get(facet, _NEW)
        day = learner_day(t, event.off)
        if event.kind == "review" and after.t == t:
            first = day if first is None else first
            said = _said(before, after, model)
            score = event.body["score"] / MILLION
            stability = after.state.stability if after.state else None
            answer = CurvePoint(
                float(day - first), day_text(day), said, outcome(score), score, stability
            )
            yield _Turn(day, answer, after.state)
        elif event.kind == "reset" and before.state is not None and first is not None:
            yield _Turn(day, CurvePoint(float(day - first), day_text(day), None), None)


def _said(before: FacetState, after: FacetState, model: Model) -> float | None:
    """Return the chance that was predicted for the answer between two states."""
    if before.state is None:
        return None
    is_scored = bool(after.scored) and after.scored[-1].t == after.t
    return after.scored[-1].recall if is_scored else model.recall(before.state, 0.0)


def _points(
    turns: Sequence[_Turn], model: Model, *, first: int, today: int, ahead: int
) -> Iterator[CurvePoint]:
    count = max(2, min(24, _POINTS // len(turns)))
    for turn, following in zip(turns, (*turns[1:], None), strict=True):
        yield turn.answer
        if turn.after is None:
            continue
        end = today if following is None else following.day
        if following is not None and end == turn.day:
            continue
        yield _at(turn, 0.0, model, first=first)
        gap = float(end - turn.day)
        for step in range(1, count if gap else 0):
            yield _at(turn, gap * (step / count) ** 2, model, first=first)
        if following is None:
            if gap:
                yield _at(turn, gap, model, first=first)
            for later in _later(ahead, soon=not gap):
                yield _at(turn, gap + later, model, first=first)._replace(is_ahead=True)


def _later(ahead: int, *, soon: bool) -> Iterator[float]:
    """Yield up to 30 whole days ahead, the last one among them; parts of the first if `soon`."""
    yield from _SOON if soon else ()
    count = min(ahead, 30)
    yield from (float(round(ahead * step / count)) for step in range(1, count + 1))


def _at(turn: _Turn, elapsed: float, model: Model, *, first: int) -> CurvePoint:
    """Return the place on the curve some days after an answer."""
    state, day = turn.after, turn.day + elapsed
    return CurvePoint(
        day - first,
        day_text(int(day)),
        None if state is None else model.recall(state, elapsed),
        stability_days=None if state is None else state.stability,
    )


def _falls(state: State, level: float, model: Model) -> int | None:
    """Return after how many whole days the chance is below a level, or None in 100 years."""
    if model.recall(state, float(_LONGEST)) >= level:
        return None
    low, high = 0, 1
    while model.recall(state, float(high)) >= level:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if model.recall(state, float(middle)) >= level else (low, middle)
    return high
