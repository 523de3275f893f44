"""Answers of the past that another program kept, taken into the log as reviews.

The answers of a month are a device of their own, whose id follows from all of them: taken again,
here or on another computer, they are the same events, and logs that both have them merge into one
that has them once. (A device a card would do, too, but a log keeps three files a device.)
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple, Protocol

from quizkit.memory.reviews import MILLION
from quizkit.model import DAY_MS, Draft, FacetId, Form, Rating
from quizkit.questions.ask import Asker
from quizkit.store.event import Link, make
from quizkit.store.log import Log
from quizkit.store.take import Offered
from quizkit.text import canonical, digest

_LONGEST: Final = 200
"""Characters of a facet's id in an event."""

_MAX_MS: Final = 3_600_000


class Past(Protocol):
    """An answer that another program kept, as `quizkit.formats.book.Answered` has it."""

    @property
    def row(self) -> str:
        """Id of the fact or card."""

    @property
    def role(self) -> str:
        """The role asked for; of a card "card", of a gap its number."""

    @property
    def at(self) -> int:
        """When [milliseconds since 1970, UTC]."""

    @property
    def ms(self) -> int:
        """How long it took [milliseconds]."""

    @property
    def rating(self) -> int:
        """1 Again, 2 Hard, 3 Good, 4 Easy."""


class Joined(NamedTuple):
    """What became of answers of the past.

    Attributes:
        added: Reviews that are new in the log.
        known: Those that the log had already.
        unasked: Those of what the deck does not ask.
        impossible: Those from before 1970 or from times to come, and those without a rating.
    """

    added: int = 0
    known: int = 0
    unasked: int = 0
    impossible: int = 0


class _Review(NamedTuple):
    """An answer as it goes into the log, in order of time."""

    at: int
    facet: FacetId
    rating: int
    ms: int
    key: str


def take_answers(log: Log, asker: Asker, past: Iterable[Past], *, now: int, off: int) -> Joined:
    """Write answers of the past into a learner's log, and return what became of them.

    A review of form flip is written for each: the learner rated it, what was shown is not known.
    One that the log has, for it was taken before, is left out.

    Args:
        log: The learner's log.
        asker: What asks the deck's questions.
        past: The answers, in any order.
        now: What the clock says [ms since 1970, UTC]; answers of a day later are impossible.
        off: Offset of the zone in which they were given [minutes east of UTC].

    Raises:
        StoreError: If the log cannot be written; all can be taken again then.
    """
    counts: Counter[str] = Counter()
    wanted: dict[tuple[str, int], _Review] = {}
    for one in past:
        facet = FacetId(f"{asker.deck.id}/{one.row}#{one.role}")
        if not (0 <= one.at <= now + DAY_MS and Rating.AGAIN <= one.rating <= Rating.EASY):
            counts["impossible"] += 1
        elif facet not in asker.survey or len(facet) > _LONGEST:
            counts["unasked"] += 1
        else:
            ms = max(0, min(one.ms, _MAX_MS))
            key = asker.survey[facet].key
            wanted.setdefault((facet, one.at), _Review(one.at, facet, one.rating, ms, key))
    there = _there(log) if wanted else set()
    new = sorted(one for place, one in wanted.items() if place not in there)
    made = [each for month in _by_month(new) for each in _chain(month, log.learner, off=off)]
    taken = log.take(made) if made else None
    added = taken.added if taken else 0
    return Joined(added, len(wanted) - added, counts["unasked"], counts["impossible"])


def _there(log: Log) -> set[tuple[str, int]]:
    """Return facet and time of the reviews that a log has, undone ones too."""
    reviews = (event for event in log.events() if event.kind == "review")
    return {(str(event.body.get("facet")), event.at) for event in reviews}


def _by_month(reviews: Iterable[_Review]) -> Iterator[list[_Review]]:
    """Yield answers by months of thirty days, so that one more answer leaves all others alike."""
    for _, group in groupby(reviews, key=lambda one: one.at // (30 * DAY_MS)):
        yield list(group)


def _chain(reviews: Sequence[_Review], learner: str, *, off: int) -> Iterator[Offered]:
    """Yield the events of a device that follows from all that was answered on it."""
    device = digest(canonical([learner, off, *map(list, reviews)]))[:32]
    before: str | None = None
    for seq, one in enumerate(reviews, 1):
        link = Link(device, seq, before, None, learner)
        event, data = make(Draft("review", _body(one)), link, at=one.at, off=off)
        before = event.id
        yield Offered(event.id, data)


def _body(one: _Review) -> dict[str, Any]:
    return {
        "sitting": None,
        "facet": one.facet,
        "form": Form.FLIP.value,
        "seed": "",
        "stem": "",
        "options": [],
        "response": None,
        "score": MILLION * (one.rating > Rating.AGAIN),
        "rating": one.rating,
        "override": None,
        "ms": one.ms,
        "hints": 0,
        "key": one.key,
    }
