"""Which stretches of a log were written by a wrong clock, and what would mend them.

A stretch is a run of one device's events that say a time after the present one, or one that lies
more than a day before what had already happened. Where no one knows better, its clock is taken to
have been set right just after its last event: the whole stretch is moved by one number of
milliseconds, so that the times within it stay as far apart as they were.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from quizkit.memory.timeline import Fixes, clock_fixes, live, timeline
from quizkit.model import DAY_MS, Draft, Event, EventId

SLACK_MS: Final = DAY_MS
"""What a clock may be off without being told of [ms]."""

MOST_MS: Final = 4 * 10**12
"""The largest mend that an event can hold [ms]."""


class Stretch(NamedTuple):
    """Events of one device that a wrong clock wrote.

    Attributes:
        device: Id of the device.
        first: Seq of the first of them.
        last: Seq of the last of them.
        since: What the clock said at the first [ms], mends counted.
        until: What it said at the last [ms].
        delta: What to add [ms].
    """

    device: str
    first: int
    last: int
    since: int
    until: int
    delta: int

    def ended(self, at: int) -> "Stretch":
        """Return the stretch with the mend after which its last event happened at `at` [ms]."""
        return self._replace(delta=max(-MOST_MS, min(MOST_MS, at - self.until)))

    @property
    def draft(self) -> Draft:
        """Return the `clock_fix` event that mends it."""
        body = {"device": self.device, "from": self.first, "to": self.last, "delta": self.delta}
        return Draft("clock_fix", body)


def wrong_stretches(
    events: Iterable[Event], now: int, *, unread: Container[EventId] = frozenset()
) -> tuple[Stretch, ...]:
    """Return the stretches that a wrong clock wrote, oldest first.

    First those of a clock that ran ahead; only where there are none those of one that was behind,
    since everything after a clock that ran ahead seems to be behind.

    Args:
        events: All events of one learner, in any order.
        now: The present [ms since 1970, UTC], by a clock that is right.
        unread: Ids of events that are kept but not applied.

    >>> def event(seq, at):
    ...     prev = f"e{seq - 1}" if seq > 1 else None
    ...     return Event(1, f"e{seq}", "d", seq, prev, None, at, 0, "mai", "sitting", {})
    >>> year = 365 * DAY_MS
    >>> log = [event(1, 0), event(2, year + 5), event(3, year + 9), event(4, 20)]
    >>> [(s.first, s.last, s.delta == 19 - year - 9) for s in wrong_stretches(log, now=30)]
    [(2, 3, True)]
    """
    known = {event.id: event for event in events}
    alive = live(known.values(), unread=unread)
    fixes = clock_fixes(known.values(), alive, unread=unread)
    said = {event.id: _said(event, fixes) for event in known.values()}
    ahead = {id_ for id_, at in said.items() if at > now + SLACK_MS}
    odd = ahead or _behind(known, said, fixes)
    found: list[Stretch] = []
    chains = sorted(known.values(), key=lambda event: (event.dev, event.seq, event.id))
    for _, chain in groupby(chains, key=lambda event: event.dev):
        found += _of_device(list(chain), said, odd, now)
    return tuple(sorted(found, key=lambda each: (each.since + each.delta, each.device)))


def _behind(
    known: Mapping[EventId, Event], said: Mapping[EventId, int], fixes: Fixes
) -> set[EventId]:
    """Return the events that say more than a day less than what came before them."""
    times = timeline(known.values(), fixes=fixes)
    return {id_ for id_, at in said.items() if at < times[id_] - SLACK_MS}


def _of_device(
    chain: Sequence[Event], said: Mapping[EventId, int], odd: Container[EventId], now: int
) -> list[Stretch]:
    found: list[Stretch] = []
    anchor = now
    for is_odd, run in groupby(reversed(chain), key=lambda event: event.id in odd):
        events = list(run)  # newest first
        first, last = events[-1], events[0]
        begun = said[first.id]
        if is_odd:
            stretch = Stretch(first.dev, first.seq, last.seq, begun, said[last.id], 0)
            found.append(stretch.ended(anchor - 1))
            begun += found[-1].delta
        anchor = min(anchor, begun)
    return found


def _said(event: Event, fixes: Fixes) -> int:
    mends = fixes.get(event.dev, ())
    return event.at + sum(fix.delta for fix in mends if fix.first <= event.seq <= fix.last)
