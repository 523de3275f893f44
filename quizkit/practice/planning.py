"""Plans of a learner: decks, log and clock joined to what `memory` forecasts."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Final, NamedTuple

from quizkit.memory import backlog as returning
from quizkit.memory import exam as planned
from quizkit.memory.exam import OPEN_DAYS, TARGET, Tick
from quizkit.memory.forecast import RUNS, Basis, Future, Subject
from quizkit.memory.learners import CANDIDATES, Answered
from quizkit.memory.renames import current, split
from quizkit.memory.replay import Moment, fold
from quizkit.memory.reviews import MILLION, guess_of
from quizkit.memory.timeline import learner_day
from quizkit.model import Backlog, Draft, ExamPlan, FacetId, Form, Memory, OpenPlan
from quizkit.practice.clock import Clock, moment
from quizkit.practice.study import figures, used_ms
from quizkit.practice.told import Tells
from quizkit.questions.ask import Asker
from quizkit.session.scope import Scope
from quizkit.session.standing import Standing
from quizkit.store.log import Log

MOST_REPLAYED: Final = 4_000
"""Newest answers that possible learners are judged by and replayed from."""

SAMPLED: Final = 60
"""Facets that stand for all where the newest answers do not hold the histories of most."""

ROUGH_RUNS: Final = 4
"""Futures that a first figure rests on."""

GLANCE_RUNS: Final = 20
"""Futures that the outlook beside statistics rests on."""

_LIKELY: Final = (Form.CHOICE, Form.CHOICE, Form.CLOZE, Form.TYPED)


class Scene(NamedTuple):
    """A learner before a plan.

    Attributes:
        standing: Where the learner stands today.
        future: What may come.
        used: What is used of today's minutes [minutes].
        seed: What all chance starts from.
    """

    standing: Standing
    future: Future
    used: float
    seed: str

    @property
    def known(self) -> float:
        """Return how many of the facets looked at are known now, which is no forecast."""
        wrong = frozenset(self.standing.owed())
        facets = (each.facet for each in self.future.subjects)
        return sum(self.standing.chance(each) or 0.0 for each in facets if each not in wrong)

    @property
    def rough(self) -> "Scene":
        """Return the same with few futures: a first figure, soon there and soon replaced."""
        future = self.future
        fewer = min(ROUGH_RUNS, future.runs)
        return self._replace(
            future=Future(future.subjects, future.basis, seed=self.seed, runs=fewer)
        )

    def reach(self, minutes: int) -> tuple[int, int]:
        """Return days and minutes a day until the nearest exam, or 30 days without one.

        Args:
            minutes: Minutes a day without an exam.
        """
        exams, today = self.standing.exams, self.standing.day
        return (max(1, exams[0].day - today), exams[0].minutes) if exams else (OPEN_DAYS, minutes)

    @property
    def roles(self) -> Mapping[FacetId, str]:
        """Kind and role of each facet, "visit.date"."""
        scope = self.standing.scope
        return {
            each.facet: f"{scope.glance(each.facet).kind}.{split(each.facet)[1]}"
            for each in self.future.subjects
        }


def look(  # noqa: PLR0913  # whose plan, over what, until when
    askers: Sequence[Asker],
    log: Tells | None,
    clock: Clock,
    *,
    tags: Collection[str] = (),
    exam: int | None = None,
    runs: int = RUNS,
    candidates: int = CANDIDATES,
    is_told: bool = True,
) -> Scene:
    """Return where a learner stands, and what may come.

    Args:
        askers: One for each deck.
        log: The learner's log or what stands for it, or None where there is none yet.
        clock: What tells the time.
        tags: Only facts with one of these; all if empty.
        exam: Learner-day of an exam that asks all of them; None: the exams that were saved.
        runs: How many futures can be looked at.
        candidates: How many learners are looked at who may be the real one [>= 16].
        is_told: Whether the answers given are looked at, to find out who learns.
    """
    now = moment(clock)
    memory = log.memory() if log else fold(())
    standing = Standing(Scope(askers), memory, now.day, own=figures(log, memory))
    wanted = frozenset(tags)
    facets = [
        facet
        for facet in standing.scope.introduction
        if not wanted or wanted.intersection(standing.scope.row(facet).tags)
    ]
    told = _histories(standing, log, facets) if log and is_told else {}
    subjects = [
        _subject(standing, facet, exam)._replace(history=told.get(facet, ())) for facet in facets
    ]
    basis = Basis(now.day, standing.model, standing.own.ratings, standing.own.offset)
    seed = _seed(log)
    used = used_ms(log, now) / 60_000 if log else 0.0
    future = Future(subjects, basis, seed=seed, runs=runs, candidates=candidates)
    return Scene(standing, future, used, seed)


def exam_plan(
    scene: Scene, exam: int, minutes: int, *, target: float = TARGET, tick: Tick = lambda: None
) -> ExamPlan:
    """Return what minutes a day bring until an exam.

    Args:
        scene: Where the learner stands, looked at with this exam.
        exam: Learner-day of the exam, today or later.
        minutes: Minutes a day [>= 1].
        target: The score wanted [0..1].
        tick: Called after each future.
    """
    found = planned.exam_plan(
        scene.future,
        exam=exam,
        minutes=minutes,
        used=scene.used,
        target=target,
        roles=scene.roles,
        tick=tick,
    )
    return found if found.days else _on_the_day(found, scene.known / found.facets)


def _on_the_day(plan: ExamPlan, share: float) -> ExamPlan:
    """Return a plan for today, when what is known is all that can be expected."""
    return replace(
        plan,
        expected=share,
        low=min(plan.low, share),
        high=max(plan.high, share),
        without_study=share,
        reached=float(share >= plan.target),
    )


def open_plan(
    scene: Scene, minutes: int, *, days: int = OPEN_DAYS, tick: Tick = lambda: None
) -> OpenPlan:
    """Return what minutes a day bring over some days, and how to come back after a break.

    Args:
        scene: Where the learner stands.
        minutes: Minutes a day [>= 1].
        days: How many [>= 1].
        tick: Called after each future.
    """
    found = outlook(scene, minutes, days=days, tick=tick)
    return replace(found, backlog=_back(scene, minutes))


def outlook(
    scene: Scene, minutes: int, *, days: int = OPEN_DAYS, tick: Tick = lambda: None
) -> OpenPlan:
    """Return what minutes a day bring over some days, without a word on how to come back.

    Args:
        scene: Where the learner stands.
        minutes: Minutes a day [>= 1].
        days: How many [>= 1].
        tick: Called after each future.
    """
    found = planned.open_plan(scene.future, minutes=minutes, used=scene.used, days=days, tick=tick)
    known = scene.known
    today = found.known[0]._replace(known=known, low=known, high=known)
    return replace(found, known=(today, *found.known[1:]))


def backlog(
    askers: Sequence[Asker],
    log: Log | None,
    clock: Clock,
    *,
    minutes: int,
    tags: Collection[str] = (),
) -> Backlog | None:
    """Return how to come back after a break, or None where nobody is behind.

    Quick where nobody is: only then it is worth a forecast.

    Args:
        askers: One for each deck.
        log: The learner's log, or None.
        clock: What tells the time.
        minutes: Minutes a day; 0: no plan.
        tags: Only facts with one of these; all if empty.

    Returns:
        The plan, its `sentence` for people.
    """
    if log is None or not minutes:
        return None
    scene = look(askers, log, clock, tags=tags, is_told=False)
    if not returning.is_behind(scene.future, minutes):
        return None
    return _back(look(askers, log, clock, tags=tags), minutes)


def _back(scene: Scene, minutes: int) -> Backlog | None:
    """Return how to come back: the same for the same log, whoever asks."""
    subjects, basis = scene.future.subjects, scene.future.basis
    future = Future(subjects, basis, seed=scene.seed, runs=returning.RUNS)
    return returning.backlog(future, minutes, offset=scene.standing.own.offset)


def save(
    log: Log,
    clock: Clock,
    *,
    decks: Sequence[str] = (),
    tags: Sequence[str] = (),
    date: str | None = None,
    minutes: int = 1,
) -> None:
    """Write an exam down, or take it back.

    Args:
        log: The learner's open log.
        clock: What tells the time.
        decks: Ids of its decks; none: all.
        tags: Only facts with one of these; all if empty.
        date: Its day, YYYY-MM-DD; None: no exam any more.
        minutes: Minutes a day [1..1440].

    Raises:
        StoreError: If it cannot be written.
    """
    now = moment(clock)
    body = {"tags": list(tags), "date": date, "minutes": minutes}
    drafts = [Draft("exam", {"deck": deck, **body}) for deck in decks or ("",)]
    log.append(drafts, at=now.ms, off=now.off)


def _seed(log: Tells | None) -> str:
    """Return what chance starts from: the newest answer, so that only answers change a plan."""
    if log is None:
        return ""
    newest = log.newest("review")
    return f"{log.learner}:{newest[0][1].id if newest else ''}"


def saved(memory: Memory, decks: Sequence[str] = ()) -> Iterator[tuple[str, str, int]]:
    """Yield deck, date and minutes of each exam that is saved for some decks, or for all."""
    for deck in decks or ("",):
        if deck in memory.exams:
            _, date, minutes = memory.exams[deck]
            yield deck, date, minutes


def _subject(standing: Standing, facet: FacetId, exam: int | None) -> Subject:
    state, own = standing.planned(facet), standing.own
    if exam is None and standing.exams:
        nearest = standing.exam(facet)
        exam = nearest and nearest.day
    costs = [own.tariff.of(form) for form in _LIKELY]
    costs[standing.rung(facet)] = standing.costs(facet)
    is_ready = state.state is not None or not (standing.missing(facet) or standing.closed_by(facet))
    return Subject(facet, state, exam, tuple(costs), is_ready=is_ready)


def _histories(
    standing: Standing, log: Tells, facets: Sequence[FacetId]
) -> dict[FacetId, list[Answered]]:
    """Return the answers to facets all of whose answers are among the newest, oldest first.

    Where that is hardly any, a sample of the facets stands for all. Facets whose memory was
    emptied or whose answer has changed are left out.
    """
    memory, wanted = standing.memory, frozenset(facets)
    found: dict[FacetId, list[Answered]] = defaultdict(list)
    for each in reversed(log.newest("review", MOST_REPLAYED)):
        facet = FacetId(current(each[1].body["facet"], memory.renames))
        if facet in wanted:
            found[facet].append(_answered(each))
    if standing.started and not _is_whole(found, standing):
        for facet in Random(f"{log.learner}:sample").sample(
            standing.started, min(SAMPLED, len(standing.started))
        ):
            moments = log.moments_of(facet)
            found[facet] = [_answered(each) for each in moments if each[1].kind == "review"]
    emptied = {current(event.body["facet"], memory.renames) for event in log.last("reset", -1)}
    return {
        facet: answers
        for facet, answers in found.items()
        if len(answers) == standing.state(facet).reviews
        and emptied.isdisjoint((facet, split(facet)[0]))
        and standing.planned(facet) is standing.state(facet)
    }


def _is_whole(found: Mapping[FacetId, Sequence[Answered]], standing: Standing) -> bool:
    """Return whether most started facets were found with all their answers."""
    whole = sum(len(answers) == standing.state(facet).reviews for facet, answers in found.items())
    return 2 * whole >= len(standing.started)


def _answered(moment: Moment) -> Answered:
    t, event = moment
    body = event.body
    day, score = learner_day(t, event.off), body["score"] / MILLION
    return Answered(day, body["rating"], guess_of(body), score)
