"""All figures of a learner together."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from quizkit.analysis.stats.figures import calibration, due_answers, paces, retention, transfer
from quizkit.analysis.stats.past import Answer, past
from quizkit.analysis.stats.slices import slices
from quizkit.model import DayCount, FacetId, KnownOn, Pair, Stats, Troubled
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
    with calm():
        return _stats(log, askers, today=today, since=since, tick=tick)


def _stats(
    log: Log,
    askers: Sequence[Asker],
    *,
    today: int,
    since: date | None,
    tick: Callable[[], object],
) -> Stats:
    memory = log.memory()
    rows = sorted((row for row in _ticked(log.entries(), tick) if row.live), key=in_time)
    moments = [(row.t, row.event) for row in rows if row.is_read]
    scope = Scope(askers)
    standing = Standing(scope, memory, today, own=own(memory, log.newest("review", _OWN)))
    found = past(moments, memory, facets=scope.facets, today=today, tick=tick)
    first = -(10**9) if since is None else since.toordinal() - EPOCH
    answers = [answer for answer in found.answers if answer.day >= first]
    due = due_answers(answers, today)
    return Stats(
        day=day_text(today),
        facets=len(scope.facets),
        started=len(standing.started),
        known=standing.known(),
        answers=len(answers),
        offset=standing.own.offset,
        retention=retention(due),
        due_answers=len(due),
        calibration=calibration(answers),
        by=slices(answers, standing),
        time=paces(answers),
        confusions=_pairs(standing),
        transfer=transfer(answers),
        leeches=tuple(_leeches(standing)),
        days=_days(answers, today),
        history=_history(found.known, standing),
        elsewhere=found.elsewhere,
    )


def _ticked(rows: Iterator[Row], tick: Callable[[], object]) -> Iterator[Row]:
    for row in rows:
        tick()
        yield row


def _history(known: Sequence[tuple[int, float]], standing: Standing) -> tuple[KnownOn, ...]:
    """Return what was known at the start of some days, and of today what is known now."""
    now = standing.known()
    told = ((day, now if day == standing.day else then) for day, then in known)
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
