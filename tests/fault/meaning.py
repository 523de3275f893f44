"""What a log means, read off word by word, and slowly: the oracle of the properties.

`Meaning` shares no code with `memory.timeline`; `Product` asks quizkit. The others each break one
rule, and a property that does not notice that proves nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from quizkit.memory import timeline
from quizkit.memory.replay import fold_moments
from quizkit.model import Event, Memory
from quizkit.store.event import unread

Times = Mapping[str, int]


class Meaning:
    """The rules of a log: union, liveness, times, order."""

    def merge(self, *logs: Iterable[Event]) -> frozenset[str]:
        """Return the ids that several logs hold together."""
        return frozenset(event.id for log in logs for event in log)

    def live(self, events: Iterable[Event]) -> frozenset[str]:
        """Return the ids of events that no live undo names."""
        known = {event.id: event for event in events}
        undos = [event for event in known.values() if _applied(event, "undo")]
        dead: set[str] = set()
        while True:  # settled once the dead make just the same events dead
            again = {name for undo in undos if undo.id not in dead for name in undo.body["targets"]}
            if again == dead:
                return frozenset(known.keys() - dead)
            dead = again

    def times(self, events: Iterable[Event]) -> Times:
        """Return the derived time of each event [ms]."""
        known = {event.id: event for event in events}
        alive = self.live(known.values())
        mends = [e for e in known.values() if e.id in alive and _applied(e, "clock_fix")]
        times = {e.id: e.at + self.mended(e, mends) for e in known.values()}
        moved = True
        while moved:
            moved = False
            for event in known.values():
                causes = [times[name] + 1 for name in self.causes(event) if name in times]
                t = max([times[event.id], *causes])
                moved = moved or t != times[event.id]
                times[event.id] = t
        return times

    def order(self, events: Iterable[Event]) -> list[Event]:
        """Return the live events in the order in which they count."""
        known = {event.id: event for event in events}
        alive, times = self.live(known.values()), self.times(known.values())
        kept = [event for event in known.values() if event.id in alive]
        return sorted(kept, key=lambda e: (times[e.id], e.dev, e.seq, e.id))

    def memory(self, events: Iterable[Event]) -> Memory:
        """Return what the events add up to."""
        known = list(events)
        times = self.times(known)
        kept = frozenset(event.id for event in known if unread(event))
        return fold_moments([(times[e.id], e) for e in self.order(known)], unread=kept)

    def causes(self, event: Event) -> list[str]:
        """Return the ids of what came before an event for certain."""
        return [name for name in (event.prev, event.seen) if name is not None]

    def mended(self, event: Event, mends: Iterable[Event]) -> int:
        """Return what live mends add to an event's `at` [ms]."""
        return sum(
            fix.body["delta"]
            for fix in mends
            if fix.body["device"] == event.dev and fix.body["from"] <= event.seq <= fix.body["to"]
        )


def _applied(event: Event, kind: str) -> bool:
    return event.kind == kind and not unread(event)


class Product(Meaning):
    """What quizkit says."""

    def live(self, events: Iterable[Event]) -> frozenset[str]:
        """See `Meaning`."""
        known = list(events)
        return timeline.live(known, unread=_kept(known))

    def times(self, events: Iterable[Event]) -> Times:
        """See `Meaning`."""
        known = list(events)
        alive = timeline.live(known, unread=_kept(known))
        fixes = timeline.clock_fixes(known, alive, unread=_kept(known))
        return {str(name): t for name, t in timeline.timeline(known, fixes=fixes).items()}

    def order(self, events: Iterable[Event]) -> list[Event]:
        """See `Meaning`."""
        known = list(events)
        return [event for _, event in timeline.ordered(known, unread=_kept(known))]


def _kept(events: Iterable[Event]) -> Any:
    return frozenset(event.id for event in events if unread(event))


class NewestWins(Meaning):
    """Of what two logs say of a facet, only that of the newest `at` is kept."""

    def merge(self, *logs: Iterable[Event]) -> frozenset[str]:
        """See `Meaning`."""
        best: dict[str, tuple[int, frozenset[str]]] = {}
        for log in logs:
            of: dict[str, list[Event]] = {}
            for event in log:
                of.setdefault(str(event.body.get("facet", event.id)), []).append(event)
            for facet, events in of.items():
                newest = max(event.at for event in events)
                if facet not in best or newest > best[facet][0]:
                    best[facet] = newest, frozenset(event.id for event in events)
        return frozenset().union(*(ids for _, ids in best.values()))


class WithoutSeen(Meaning):
    """What another device had done does not count as a cause."""

    def causes(self, event: Event) -> list[str]:
        """See `Meaning`."""
        return [] if event.prev is None else [event.prev]


class ByClock(Meaning):
    """What the clocks said is believed."""

    def times(self, events: Iterable[Event]) -> Times:
        """See `Meaning`."""
        return {event.id: event.at for event in events}


class WithoutRedo(Meaning):
    """What was undone stays undone."""

    def live(self, events: Iterable[Event]) -> frozenset[str]:
        """See `Meaning`."""
        known = list(events)
        dead = {name for e in known if _applied(e, "undo") for name in e.body["targets"]}
        return frozenset(event.id for event in known) - dead


class MendsLater(Meaning):
    """A mended clock is right from the mend on, and what it said before stays wrong."""

    def mended(self, event: Event, mends: Iterable[Event]) -> int:
        """See `Meaning`."""
        later = [fix for fix in mends if fix.dev != event.dev or fix.seq < event.seq]
        return super().mended(event, later)
