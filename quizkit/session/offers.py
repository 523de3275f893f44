"""What is on offer at the end of a sitting: what was missed, more of the day, a contrast."""

from dataclasses import replace

from quizkit.model import FacetId, Rating
from quizkit.session.contrast import wished
from quizkit.session.rivals import Pair
from quizkit.session.rules import next_choice
from quizkit.session.sitting import Sitting
from quizkit.session.standing import Standing


def missed(sitting: Sitting, standing: Standing) -> tuple[FacetId, ...]:
    """Return what was answered wrong, in the order in which it was.

    Once that was asked again, only what was wrong since then; never what was put off, aside or
    was wrong so often that it waits for another day.

    Args:
        sitting: The sitting.
        standing: Where the learner stands now.
    """
    queue = sitting.queue
    closed = queue.shut | queue.put_off
    answers = queue.asked[sitting.encore.retried :]
    wrong = dict.fromkeys(a.facet for a in answers if a.rating == Rating.AGAIN)
    return tuple(
        facet
        for facet in wrong
        if facet not in closed and facet in standing.scope and not standing.state(facet).suspended
    )


def longer(sitting: Sitting, standing: Standing) -> Sitting | None:
    """Return the sitting as it goes on after its end, or None if there is nothing more to ask.

    What the day has left comes first; without any, what is not due yet.

    Args:
        sitting: The sitting.
        standing: Where the learner stands now.
    """
    encore = sitting.encore._replace(todo=(), reason="")
    plain = replace(sitting, queue=replace(sitting.queue, closing=None), encore=encore)
    if next_choice(plain, standing):
        return plain
    early = replace(plain, encore=encore._replace(is_early=True))
    early = replace(early, order=standing.order(early.wanted))
    return early if next_choice(early, standing) else None


def pair(sitting: Sitting, standing: Standing) -> Pair | None:
    """Return the two answers that are mixed up most, to be set against each other, or None.

    Args:
        sitting: The sitting.
        standing: Where the learner stands now.
    """
    return wished(standing, sitting.queue.asked, closed=sitting.queue.shut)
