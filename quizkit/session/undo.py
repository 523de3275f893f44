"""What an undo takes back, and what a redo brings again: both read from the log alone.

A deed is what a learner can take back: an answer, a facet put aside or started anew, a plan, new
weights and so on: all but a sitting and an undo. What was written in one go (one review for each
facet of a question, several facets put aside) is one deed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.model import Draft, Event, EventId

_DEEDS: Final = frozenset(
    {"review", "suspend", "resume", "reset", "rename", "flag", "exam", "params", "clock_fix"}
)


class Deed(NamedTuple):
    """The events that an undo or a redo names, and those that thereby come or go.

    Attributes:
        targets: What the new `undo` event names, in ascending order.
        events: The deed's own events, oldest first.
    """

    targets: tuple[EventId, ...]
    events: tuple[Event, ...]

    @property
    def draft(self) -> Draft:
        """Return the `undo` event to be written."""
        return taken_back(self.targets)


def taken_back(targets: Collection[EventId]) -> Draft:
    """Return the draft of an `undo` event that names some events."""
    return Draft("undo", {"targets": sorted(targets)})


def deed_text(deed: Deed) -> str:
    """Return in a few words what a deed was, the facets it named included.

    >>> from quizkit.model import Event
    >>> body = {"old": "d/a", "new": "d/b"}
    >>> event = Event(1, EventId("e"), "dev", 1, None, None, 0, 0, "mai", "rename", body)
    >>> deed_text(Deed(("e",), (event,)))
    'd/a renamed to d/b'
    """
    event = deed.events[-1]
    body = event.body
    names = ", ".join(dict.fromkeys(e.body["facet"] for e in deed.events if "facet" in e.body))
    match event.kind:
        case "suspend":
            return f"{names} suspended"
        case "resume":
            return f"{names} asked again"
        case "reset":
            return f"{names} started anew"
        case "rename":
            return f"{body['old']} renamed to {body['new']}"
        case "flag":
            return f"{names} flagged for its author"
        case "exam":
            of = body["deck"] or "all decks"
            if not body["date"]:
                return f"the end of the exam plan of {of}"
            return f"exam of {of} on {body['date']}"
        case "params":
            return "new weights of the memory model"
        case "clock_fix":
            return f"the clock mended for {entries(sum(map(_span, deed.events)))}"
        case _:
            return f"the answer to {names}"


def entries(count: int) -> str:
    """Return a number of events as people read it.

    >>> entries(1), entries(3)
    ('1 entry of the log', '3 entries of the log')
    """
    return f"{count} {'entry' if count == 1 else 'entries'} of the log"


def _span(event: Event) -> int:
    """Return how many events a mended clock moves."""
    return int(event.body["to"]) - int(event.body["from"]) + 1


def deeds(events: Sequence[Event], live: Collection[EventId]) -> Iterator[Deed]:
    """Yield the live deeds, newest first.

    Args:
        events: The learner's log, in order.
        live: Ids of the events that no live undo names.
    """
    passed = set[EventId]()
    for index in range(len(events) - 1, -1, -1):
        event = events[index]
        if event.kind in _DEEDS and event.id in live and event.id not in passed:
            found = _together(events, index, live)
            passed.update(e.id for e in found)
            yield Deed(tuple(sorted(e.id for e in found)), found)


def last_deed(events: Sequence[Event], live: Collection[EventId]) -> Deed | None:
    """Return the newest live deed, or None if there is none.

    Args:
        events: The learner's log, in order.
        live: Ids of the events that no live undo names.
    """
    return next(deeds(events, live), None)


def sitting_of(deed: Deed, events: Sequence[Event]) -> EventId | None:
    """Return the sitting of a deed, or None if it belongs to none.

    Only a review names its sitting: for others it is that of the event before on their device.

    Args:
        deed: The deed.
        events: The learner's log, in order.
    """
    newest = deed.events[-1]
    before = (e for e in reversed(events) if e.dev == newest.dev and e.seq <= newest.seq)
    found = next((e for e in before if e.kind in {"sitting", "review"}), None)
    if found is None or found.kind == "sitting":
        return found and found.id
    sitting: EventId | None = found.body["sitting"]
    return sitting


def last_undo(events: Sequence[Event], live: Collection[EventId]) -> Deed | None:
    """Return the newest live undo of a deed, or None if something was done after it.

    Args:
        events: The learner's log, in order.
        live: Ids of the events that no live undo names.
    """
    by_id = {event.id: event for event in events}
    for index in range(len(events) - 1, -1, -1):
        event = events[index]
        if event.id not in live or event.kind not in {"undo", *_DEEDS}:
            continue
        if event.kind != "undo":
            return None
        found = _deeds(event, by_id)
        if found and not _overrules(events, index):
            return Deed((event.id,), found)
    return None


def _deeds(event: Event, by_id: Mapping[EventId, Event]) -> tuple[Event, ...]:
    """Return the deeds that an undo names; none if it is a redo, or they have not arrived."""
    named = (by_id.get(EventId(target)) for target in event.body["targets"])
    return tuple(found for found in named if found is not None and found.kind in _DEEDS)


def _together(events: Sequence[Event], index: int, live: Collection[EventId]) -> tuple[Event, ...]:
    """Return the live events up to index that were written with the one there: its deed."""
    newest = events[index]
    found = [newest]
    for event in reversed(events[:index]):
        if event.id != found[-1].prev or not _same_deed(event, newest) or event.id not in live:
            break
        found.append(event)
    return tuple(reversed(found))


def _same_deed(one: Event, other: Event) -> bool:
    """Return whether two events were written together: reviews for the same question."""
    if one.kind != other.kind or one.at != other.at:
        return False
    alike = ("sitting", "form", "seed", "ms") if one.kind == "review" else ()
    return all(one.body[name] == other.body[name] for name in alike)


def _overrules(events: Sequence[Event], index: int) -> bool:
    """Return whether an undo belongs to a changed rating: its own new reviews follow it."""
    last = undo = events[index]
    for event in events[index + 1 :]:
        if event.prev == last.id:
            if event.kind != "review" or event.at != undo.at:
                return False
            if event.body["override"] is not None:
                return True
            last = event
    return False
