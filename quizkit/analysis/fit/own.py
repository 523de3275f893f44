"""A learner's own weights: from an open log to a `params` event, or to the reason for none."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.analysis.fit.change import newest_change, sentence
from quizkit.analysis.fit.fitting import Fit, Why, fit, judge
from quizkit.analysis.fit.history import History, histories, times
from quizkit.analysis.fit.process import fit_in_child, library_version, require_library
from quizkit.analysis.fit.rule import FEWEST, Tried, is_due, next_try
from quizkit.analysis.fit.training import Lesson, Weights
from quizkit.analysis.fit.tried import in_file, in_log, newest, note
from quizkit.memory.fsrs import DEFAULT_WEIGHTS
from quizkit.memory.reviews import MILLION
from quizkit.model import Draft, Event, Memory, Now
from quizkit.store.log import Log
from quizkit.store.rows import Row, in_time


class Past(NamedTuple):
    """What a log tells of a learner's memory.

    Attributes:
        known: The histories.
        moments: The live events that this version applies, with their times [ms], in order.
        scored: Derived times of the scored reviews, ascending [ms].
        kept: Derived times of the `params` events, live or not [ms].
    """

    known: tuple[History, ...]
    moments: tuple[tuple[int, Event], ...]
    scored: tuple[int, ...]
    kept: tuple[int, ...]


class Outcome(NamedTuple):
    """What `fit_log` did.

    Attributes:
        fit: What came of the fit.
        is_kept: A `params` event was written.
        next: From how many scored reviews, and not before when [ms], the next fit is due.
        before: The weights in force before.
        library: The version of the library that fitted, or "" where none did.
    """

    fit: Fit
    is_kept: bool
    next: Tried
    before: Weights = DEFAULT_WEIGHTS
    library: str = ""


NOTHING: Final = Outcome(Fit(0, Why.TOO_FEW), is_kept=False, next=next_try(None))
"""What comes of a fit where there is no log yet."""


def past(rows: Iterable[Row]) -> Past:
    """Return what the rows of one learner's log tell, in any order."""
    ours = sorted((row for row in rows if row.is_read), key=in_time)
    moments = tuple((row.t, row.event) for row in ours if row.live)
    known = histories(moments)
    kept = tuple(row.t for row in ours if row.event.kind == "params")
    return Past(known, moments, tuple(times(known)), kept)


def last_try(found: Past, learner: str, state: Path | None) -> Tried | None:
    """Return the newest try, kept or not.

    Args:
        found: What the log tells.
        learner: The learner's id.
        state: The state folder, or None.
    """
    noted = in_file(state, learner) if state else None
    return newest(in_log(found.kept, found.scored), noted)


def reminder(memory: Memory, found: Callable[[], Past], *, state: Path | None, now: Now) -> str:
    """Return a sentence if it is time for `quizkit fit`, else "".

    Args:
        memory: What the learner remembers; it tells most learners apart without reading the log.
        found: Reads the log (`past`); called only where there may be enough answers.
        state: The state folder, or None.
        now: The time.
    """
    if sum(max(0, facet.reviews - 1) for facet in memory.facets.values()) < FEWEST:
        return ""
    read = found()
    learner = read.moments[-1][1].learner if read.moments else ""
    if not is_due(len(read.scored), tried=last_try(read, learner, state), now=now.ms):
        return ""
    return "Enough answers for a memory model of your own: run `quizkit fit`."


def told(found: Past) -> str:
    """Return what the learner's own weights changed and how well they predict, or ""."""
    change = newest_change(found.known, found.moments)
    return sentence(change) if change else ""


def fit_log(
    log: Log,
    *,
    now: Now,
    state: Path | None = None,
    is_dry: bool = False,
    tick: Callable[[], None] = lambda: None,
) -> Outcome:
    """Fit weights to a learner's log and keep them if they predict better.

    Args:
        log: The learner's open log; for a dry run it may be read-only.
        now: The time.
        state: The state folder, where a try that was not kept is noted; None: nowhere.
        is_dry: Only say how well they would predict, due or not.
        tick: Called about ten times a second while the child process runs.

    Raises:
        MissingExtraError: If the library that fits is not installed.
        FitError: If the fit has no result.
        StoreError: If the log cannot be read or written; then nothing has changed.
        OSError: If the try cannot be noted; nothing else was written.
    """
    require_library()
    found, memory = past(log.entries()), log.memory()
    tried = last_try(found, log.learner, state)
    count, child = len(found.scored), _Child(tick)
    if is_dry:
        result = judge(found.known, memory.weights, fitter=child)
    elif count >= FEWEST and not is_due(count, tried=tried, now=now.ms):
        result = Fit(count, Why.NOT_YET)
    else:
        result = fit(found.known, memory.weights, fitter=child)
        if result.weights is not None:
            log.append([_params(memory, result.weights)], at=now.ms, off=now.off)
        elif state and result.why is not Why.TOO_FEW:
            note(state, log.learner, Tried(now.ms, count))
        if result.why is not Why.TOO_FEW:
            tried = Tried(now.ms, count)
    is_kept = result.weights is not None
    return Outcome(result, is_kept, next_try(tried), memory.weights, child.library)


class _Child:
    """Fits in a child process, and remembers which library did."""

    def __init__(self, tick: Callable[[], None]) -> None:
        self.library = ""
        self._tick = tick

    def __call__(self, given: Sequence[Lesson]) -> Weights:
        weights = fit_in_child(given, tick=self._tick)
        self.library = library_version()
        return weights


def _params(memory: Memory, weights: Weights) -> Draft:
    """Return the event that puts weights in force; the wanted retention stays."""
    wanted = memory.retention
    body = {
        "model": memory.model,
        "weights": [round(weight * MILLION) for weight in weights],
        "retention": None if wanted is None else round(wanted * MILLION),
    }
    return Draft("params", body)
