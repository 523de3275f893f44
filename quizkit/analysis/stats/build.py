"""All figures of a learner together."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from quizkit.analysis.stats.figures import calibration, due_answers, paces, retention, transfer
from quizkit.analysis.stats.past import Answer, Past, past
from quizkit.analysis.stats.slices import Belonging, belonging, chances, slices
from quizkit.model import DayCount, FacetId, KnownOn, Memory, Pair, Stats, Troubled
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm
from quizkit.session.exams import EPOCH, day_text
from quizkit.session.own import own
from quizkit.session.scope import Scope
from quizkit.session.standing import Standing
from quizkit.store.log import Log
from quizkit.store.rows import Row, in_time

SHOWN_DAYS: Final = 30
"""Newest learner-days that are told one by one."""

_OWN: Final = 2_000
_LOOKED_AT: Final = 200
_PAIRS: Final = 12
_LEAST: Final = 0.5


class Ground(NamedTuple):
    """What decks and memory say today: plain values, so that the log can be read in any thread.

    Attributes:
        today: Number of the learner-day.
        memory: The fold of the learner's log.
        chances: Each facet with the chance to know it now [0..1]; None if it is new.
        belonging: What each facet belongs to.
        started: Facets that were ever started.
        known: Sum of the chances.
        offset: How much more or less is recalled than the model says [logits].
        confusions: Mixed-up pairs, worst first.
        leeches: Facets that fail more often than can be explained.
    """

    today: int
    memory: Memory
    chances: Mapping[FacetId, float | None]
    belonging: Belonging
    started: int
    known: float
    offset: float
    confusions: tuple[Pair, ...]
    leeches: tuple[Troubled, ...]


def stats(
    log: Log,
    askers: Sequence[Asker],
    *,
    today: int,
    since: date | None = None,
    tick: Callable[[], object] = lambda: None,
) -> Stats:
    """Return what a learner's answers add up to.

    Args:
        log: The learner's open log.
        askers: One for each deck that is looked at.
        today: Number of the learner-day.
        since: Count answers from this learner-day on; what is known is that of today in any case.
        tick: Called now and then, so that somebody who waits can be told.

    Raises:
        StoreError: If the log cannot be read.
    """
    found = ground(log, askers, today=today)
    return summed(found, walked(log, found, tick=tick), since=since)


def ground(log: Log, askers: Sequence[Asker], *, today: int) -> Ground:
    """Return what decks and memory say today; quick beside the walk through the log.

    Args:
        log: The learner's open log.
        askers: One for each deck that is looked at.
        today: Number of the learner-day.

    Raises:
        StoreError: If the log cannot be read.
    """
    with calm():
        memory, scope = log.memory(), Scope(askers)
        standing = Standing(scope, memory, today, own=own(memory, log.newest("review", _OWN)))
        return Ground(
            today=today,
            memory=memory,
            chances=chances(standing),
            belonging=belonging(scope),
            started=len(standing.started),
            known=standing.known(),
            offset=standing.own.offset,
            confusions=_pairs(standing),
            leeches=tuple(_leeches(standing)),
        )


def walked(log: Log, found: Ground, *, tick: Callable[[], object] = lambda: None) -> Past:
    """Return what the whole log tells, walked through once; the slow part.

    Args:
        log: The same learner's open log; another handle will do.
        found: What decks and memory say.
        tick: Called twice for each event.

    Raises:
        StoreError: If the log cannot be read.
    """
    with calm():
        rows = sorted((row for row in _ticked(log.entries(), tick) if row.live), key=in_time)
        moments = [(row.t, row.event) for row in rows if row.is_read]
        return past(moments, found.memory, facets=found.chances, today=found.today, tick=tick)


def summed(found: Ground, told: Past, *, since: date | None = None) -> Stats:
    """Return the figures.

    Args:
        found: What decks and memory say.
        told: What the log tells.
        since: Count answers from this learner-day on; what is known is that of today in any case.
    """
    today = found.today
    first = -(10**9) if since is None else since.toordinal() - EPOCH
    answers = [answer for answer in told.answers if answer.day >= first]
    due = due_answers(answers, today)
    return Stats(
        day=day_text(today),
        facets=len(found.chances),
        started=found.started,
        known=found.known,
        answers=len(answers),
        offset=found.offset,
        retention=retention(due),
        due_answers=len(due),
        calibration=calibration(answers),
        by=slices(answers, found.chances, found.belonging),
        time=paces(answers),
        confusions=found.confusions,
        transfer=transfer(answers),
        leeches=found.leeches,
        days=_days(answers, today),
        history=_history(told.known, found),
        elsewhere=told.elsewhere,
    )


def _ticked(rows: Iterator[Row], tick: Callable[[], object]) -> Iterator[Row]:
    for row in rows:
        tick()
        yield row


def _history(known: Sequence[tuple[int, float]], found: Ground) -> tuple[KnownOn, ...]:
    """Return what was known at the start of some days, and of today what is known now."""
    told = ((day, found.known if day == found.today else then) for day, then in known)
    return tuple(KnownOn(day_text(day), then, then, then) for day, then in told)


def _pairs(standing: Standing) -> tuple[Pair, ...]:
    """Return the answers that are taken for each other, both ways together, worst first."""
    confusions, scope = standing.memory.confusions, standing.scope
    weighed = sorted(
        ((w, at) for at, w in confusions.items() if FacetId(at[0]) in scope), reverse=True
    )
    found: dict[tuple[str, str], float] = defaultdict(float)
    for weight, (name, given) in weighed[:_LOOKED_AT]:
        facet = FacetId(name)
        other = scope.rivals.meant(facet, given)
        if other is not None:
            one, two = sorted((scope.answer(facet), scope.text(facet, other)))
            found[one, two] += weight
    pairs = [Pair(*names, weight) for names, weight in found.items() if weight >= _LEAST]
    return tuple(sorted(pairs, key=lambda pair: (-pair.weight, pair))[:_PAIRS])


def _leeches(standing: Standing) -> Iterator[Troubled]:
    for facet in standing.leeches:
        found = standing.finding(facet)
        if found is not None and found.is_open:
            state = standing.state(facet)
            yield Troubled(facet, state.stem, state.lapses, found.trouble.value)


def _days(answers: Sequence[Answer], today: int) -> tuple[DayCount, ...]:
    """Return the newest learner-days, oldest first; none before the first answer."""
    count: dict[int, int] = defaultdict(int)
    seconds: dict[int, float] = defaultdict(float)
    for answer in answers:
        count[answer.day] += 1
        seconds[answer.day] += answer.seconds
    first = max(min(count, default=today), today - SHOWN_DAYS + 1)
    return tuple(
        DayCount(day_text(day), count.get(day, 0), seconds.get(day, 0.0) / 60.0)
        for day in range(first, today + 1)
    )
