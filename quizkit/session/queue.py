"""The queue of a sitting: what was asked in it, what must come back, what may come next.

A queue is a fold over the sitting's own answers, so that a killed sitting and an undone answer
give the same queue as if nothing had happened. Whose turn it is among the candidates is the
planner's matter; here is what may follow what.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from quizkit.model import EventId, FacetId, Rating

GAP: Final = 4
"""Other answers before a facet, or in tiny decks its sibling, may come again."""

MOST_WRONG: Final = 3
"""Wrong answers to a facet in one sitting after which it is put off until the next learner-day."""


class Asked(NamedTuple):
    """An answer of the sitting.

    Attributes:
        facet: What was asked.
        rating: As saved.
        score: 0..1.
        slip: Whether it was right with a slip.
        stem: As shown.
        mixed: The right answer and the wrong one given, as people read them, or None.
        saved: The events that hold it.
        rival: The facet that the question set against this one, or None.
    """

    facet: FacetId
    rating: Rating
    score: float
    slip: bool = False
    stem: str = ""
    mixed: tuple[str, str] | None = None
    saved: tuple[EventId, ...] = ()
    rival: FacetId | None = None


class Choice(NamedTuple):
    """The facet that comes next, why, and in a contrast what it is set against.

    Why is "order", "relearning", "alone" (after a contrast), "contrast", "skipped", "sibling",
    "retry" (wanted once more at the sitting's end), or "picked" (by the learner, alone).
    """

    facet: FacetId
    why: str
    rival: FacetId | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """What a sitting has asked and owes.

    Attributes:
        asked: Its live answers, oldest first.
        owed: Facets failed earlier on this learner-day, still without a right answer.
        skipped: Facets put behind the others, oldest first.
        barred: Facets whose answer has been given away.
        dropped: Facets that are not to be asked any more, whatever they owe.
        not_today: Facets that the learner has put off to another learner-day, whatever they owe.
        closing: Number of answers when the last round began, or None: from then on what is still
            wrong is asked once more and nothing else.
    """

    asked: tuple[Asked, ...] = ()
    owed: tuple[FacetId, ...] = ()
    skipped: tuple[FacetId, ...] = ()
    barred: frozenset[FacetId] = frozenset()
    dropped: frozenset[FacetId] = frozenset()
    not_today: frozenset[FacetId] = frozenset()
    closing: int | None = None

    def push(self, answer: Asked, *, leaks: frozenset[FacetId] = frozenset()) -> "Queue":
        """Return the queue after one more answer, whose text gave the answers of `leaks` away."""
        return replace(
            self,
            asked=(*self.asked, answer),
            skipped=tuple(facet for facet in self.skipped if facet != answer.facet),
            barred=self.barred | leaks,
        )

    def skip(self, facet: FacetId) -> "Queue":
        """Return the queue with a facet put behind all others."""
        rest = tuple(other for other in self.skipped if other != facet)
        return replace(self, skipped=(*rest, facet))

    def replace_last(self, *answers: Asked) -> "Queue":
        """Return the queue with its newest answers, those to one question, rated anew."""
        return replace(self, asked=(*self.asked[: -len(answers)], *answers))

    def drop(self, facet: FacetId) -> "Queue":
        """Return the queue with a facet that is not to be asked any more."""
        return replace(self, dropped=self.dropped | {facet})

    def later(self, facets: Iterable[FacetId]) -> "Queue":
        """Return the queue with facets that are not to be asked again on this learner-day."""
        return replace(self, not_today=self.not_today.union(facets))

    @property
    def shut(self) -> frozenset[FacetId]:
        """The facets that are not asked, whatever they owe: dropped, or not today."""
        return self.dropped | self.not_today

    @property
    def put_off(self) -> frozenset[FacetId]:
        """The facets that were wrong so often in the sitting that they wait for another day."""
        wrong = Counter(a.facet for a in self.asked if a.rating == Rating.AGAIN)
        return frozenset(facet for facet, times in wrong.items() if times >= MOST_WRONG)

    def relearning(self) -> tuple[tuple[FacetId, int], ...]:
        """Return the facets to be asked until right, each with the index of its last answer.

        One right answer is wanted, two if the facet failed twice in the sitting; after the third
        failure it is put off, and not asked again in the sitting. Both facets of a contrast are
        asked alone after it, unless the other one's answer was given away. The longest waiting
        comes first; a facet owed from before has the index -5.
        """
        wanted = dict.fromkeys(self.owed, 1)
        fails: dict[FacetId, int] = {}
        last = dict.fromkeys(self.owed, -GAP - 1)
        for index, answer in enumerate(self.asked):
            facet = answer.facet
            if answer.rating == Rating.AGAIN:
                fails[facet] = fails.get(facet, 0) + 1
                wanted[facet] = min(fails[facet], 2)
            elif facet in wanted and answer.rival is None:
                wanted[facet] -= 1
                if not wanted[facet]:
                    del wanted[facet]
            last[facet] = index
            for each in (answer.rival, facet) if answer.rival else ():
                wanted.setdefault(each, 1)
                last[each] = index
        told = self.barred.difference(self.owed, (answer.facet for answer in self.asked))
        closed = told | self.shut | self.put_off
        open_ = ((facet, last[facet]) for facet in wanted if facet not in closed)
        return tuple(sorted(open_, key=lambda entry: entry[1]))

    def is_alone(self, facet: FacetId) -> bool:
        """Return whether a facet that comes back does so only because of a contrast."""
        failed = {answer.facet for answer in self.asked if answer.rating == Rating.AGAIN}
        return facet not in failed and facet not in self.owed


Facts = Callable[[FacetId], frozenset[str]]
"""The facts that a facet asks about, as `deck/fact`."""


Test = Callable[[FacetId], bool]
"""Whether something holds for a facet."""


def _never(_: FacetId) -> bool:
    return False


def choose(
    queue: Queue,
    order: Sequence[FacetId],
    *,
    facts: Facts,
    closed: Test = _never,
    done: Test = _never,
    waits: Test = _never,
) -> Choice | None:
    """Return what comes next, or None if nothing may.

    First what was wrong, once 4 other answers lie between; then the candidates in their order, one
    facet of a fact; then those that wait for the others; then what was skipped; then, in decks so
    small that nothing else is left, siblings with 4 other answers between.

    Args:
        queue: The sitting so far.
        order: The day's candidates, best first.
        facts: What each facet asks about.
        closed: Whether a candidate may not start today, for a sibling was answered.
        done: Whether a candidate is not asked any more today, in whatever sitting.
        waits: Whether a candidate comes only when all others are asked.

    >>> facts = lambda facet: frozenset({facet.partition("#")[0]})
    >>> choose(Queue(), ["d/a#x", "d/b#x"], facts=facts)
    Choice(facet='d/a#x', why='order', rival=None)
    >>> choose(Queue((Asked("d/a#x", Rating.GOOD, 1.0),)), ["d/a#y", "d/b#x"], facts=facts)
    Choice(facet='d/b#x', why='order', rival=None)
    """
    back = _back(queue, gap=GAP)
    if back or queue.closing is not None:
        return back or last_round(queue)
    barred = (queue.barred | queue.shut).union(answer.facet for answer in queue.asked)
    later = barred.union(queue.skipped)
    to_come = (facet for facet, _ in queue.relearning())  # what is owed, or comes alone later
    met = _met((*(answer.facet for answer in queue.asked), *to_come), facts)
    held = met | _met(queue.skipped, facts)
    waiting = None
    for facet in order:
        if facet in later or facts(facet) & held or done(facet) or closed(facet):
            continue
        if not waits(facet):
            return Choice(facet, "order")
        waiting = waiting or facet
        held |= facts(facet)  # its siblings would give it away
    if waiting:
        return Choice(waiting, "order")
    for facet in queue.skipped:
        if facet not in barred and not facts(facet) & met and not done(facet):
            return Choice(facet, "skipped")
    return _sibling(queue, order, facts, closed=closed, done=done)


def last_round(queue: Queue) -> Choice | None:
    """Return what is still wrong and was not yet asked once more since the last round began."""
    return _back(queue, gap=0)


def _back(queue: Queue, *, gap: int) -> Choice | None:
    until = len(queue.asked) if queue.closing is None else queue.closing
    for facet, index in queue.relearning():
        if index < until and len(queue.asked) - index > gap:
            if not queue.is_alone(facet):
                return Choice(facet, "relearning")
            if queue.closing is None and gap:
                return Choice(facet, "alone")
    return None


def _sibling(
    queue: Queue,
    order: Sequence[FacetId],
    facts: Facts,
    *,
    closed: Test,
    done: Test,
) -> Choice | None:
    barred = (queue.barred | queue.shut).union(answer.facet for answer in queue.asked)
    is_early = len(queue.asked) < GAP
    recent = _met((answer.facet for answer in queue.asked[-GAP:]), facts)
    for facet in (*(f for f in order if f not in queue.skipped), *queue.skipped):
        if facet in barred or facts(facet) & recent or done(facet) or (is_early and closed(facet)):
            continue
        return Choice(facet, "sibling")
    return None


def _met(facets: Iterable[FacetId], facts: Facts) -> frozenset[str]:
    return frozenset[str]().union(*map(facts, facets))
