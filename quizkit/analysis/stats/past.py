"""A log walked through once: each answer with its prediction, and what was known when."""

from collections import deque
from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple

from quizkit.memory.calibration import WINDOW, chance, offset
from quizkit.memory.due import is_over
from quizkit.memory.folding import Folding
from quizkit.memory.renames import current
from quizkit.memory.replay import EMPTY, Moment, model_of
from quizkit.memory.reviews import MILLION
from quizkit.memory.timeline import learner_day
from quizkit.model import Event, FacetState, Memory, Scored

LOOKS: Final = 60
"""Days past at which it is looked what was known, at most."""

DUE_DAYS: Final = 30
"""Newest learner-days of whose answers it is told whether they were due: the search takes long."""

_LONGEST_MS: Final = 60_000
_NEW: Final = FacetState()


class Answer(NamedTuple):
    """A live answer.

    Attributes:
        facet: Its present name.
        form: How it was asked.
        day: Its learner-day.
        score: How right it was [0..1].
        seconds: Time to answer, at most 60 [s].
        said: Predicted chance to be right, guesses counted in [0..1]; None if it is not scored.
        is_due: The facet's due day had come; False for answers older than 30 learner-days.
        is_seen: The facet was asked in this very wording before.
    """

    facet: str
    form: str
    day: int
    score: float
    seconds: float
    said: float | None
    is_due: bool
    is_seen: bool

    @property
    def is_right(self) -> bool:
        """Return whether it was at least half right."""
        return self.score >= 0.5


class Past(NamedTuple):
    """What a log holds.

    Attributes:
        answers: All that were looked for, oldest first.
        known: Learner-day and what was known at its start.
        elsewhere: Answers about other decks.
    """

    answers: tuple[Answer, ...]
    known: tuple[tuple[int, float], ...]
    elsewhere: int


def past(
    moments: Sequence[Moment],
    memory: Memory,
    *,
    facets: Collection[str],
    today: int,
    tick: Callable[[], object] = lambda: None,
) -> Past:
    """Walk through a log.

    Args:
        moments: The live events that are read, with their derived times [ms], in their order.
        memory: What they add up to: its model and its renames hold for all of the past.
        facets: All that can be asked of the decks that are looked at.
        today: Number of the learner-day.
        tick: Called after each event.
    """
    walk = _Walk(memory, frozenset(facets), since=today - DUE_DAYS)
    first = next((learner_day(t, e.off) for t, e in moments if e.kind == "review"), today)
    looks = deque(_looks(first, today))
    for t, event in moments:
        if looks and event.kind == "review":
            day = learner_day(t, event.off)
            while looks and looks[0] <= day:
                walk.look(looks.popleft())
        walk.take(t, event)
        tick()
    while looks:
        walk.look(looks.popleft())
    return Past(tuple(walk.answers), tuple(walk.known), walk.elsewhere)


def _looks(first: int, today: int) -> list[int]:
    """Return up to 60 days after the first one, evenly spread, the last one today."""
    step = max(1, -(-(today - first) // LOOKS))
    return list(range(today, first, -step))[::-1]


class _Walk:
    """The walk under way."""

    def __init__(self, memory: Memory, facets: frozenset[str], *, since: int) -> None:
        self._since = since
        self.answers: list[Answer] = []
        self.known: list[tuple[int, float]] = []
        self.elsewhere = 0
        self._facets, self._renames = facets, memory.renames
        self._decks = {facet.partition("/")[0] for facet in facets}
        self._model = model_of(memory)
        self._folding = Folding(
            EMPTY._replace(model=memory.model, weights=memory.weights, renames=memory.renames)
        )
        self._scored: deque[Scored] = deque(maxlen=WINDOW)
        self._stems: set[tuple[str, str]] = set()

    def take(self, t: int, event: Event) -> None:
        """Take in one event."""
        if event.kind != "review":
            self._folding.add(event, t)
            return
        body = event.body
        facet = current(body["facet"], self._renames) if self._renames else body["facet"]
        before = self._folding.facets.get(facet, _NEW)
        self._folding.add(event, t)
        after = self._folding.facets[facet]
        scored = after.scored[-1] if after.scored and after.scored[-1].t == t else None
        if scored is not None:
            self._scored.append(scored)
        if facet.partition("/")[0] not in self._decks:
            self.elsewhere += 1
            return
        day, stem = learner_day(t, event.off), (facet, body["stem"])
        is_told = scored is not None and day > self._since
        is_due = is_told and is_over(facet, before, day, model=self._model)
        said = scored and scored.guess + (1.0 - scored.guess) * scored.recall
        seconds = min(body["ms"], _LONGEST_MS) / 1000.0
        score, is_seen = body["score"] / MILLION, stem in self._stems
        self._stems.add(stem)
        self.answers.append(Answer(facet, body["form"], day, score, seconds, said, is_due, is_seen))

    def look(self, day: int) -> None:
        """Note what is known at the start of a day."""
        recall, shift = self._model.recall, offset(self._scored)
        known = 0.0
        for facet, state in self._folding.facets.items():
            if state.state is not None and facet in self._facets:
                elapsed = float(max(0, day - (state.day or 0)))
                known += chance(recall(state.state, elapsed), shift)
        self.known.append((day, known))
