"""A learner's events as those of another learner: the same history under the other's id.

Two computers that began apart have two learners; who joins them gives the events of one to the
other. What an event becomes follows from the event and the two ids alone: whoever joins, in
whatever order, however often and by whatever ways, gets the same events, and going back gives
those that were there before. So nothing is ever counted twice.

Device and stand-ins are therefore not hashed anew: the hashes of both learners' ids are laid over
them (exclusive or), which is the same by every way, and undone by going back.
"""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from json import loads
from typing import Any, Final

from quizkit.store.bodies import BODIES
from quizkit.store.event import DEVICE_ID, MAX_BYTES, VERSION, is_id
from quizkit.store.take import Offered
from quizkit.text import canonical, digest

_DEVICE_HEX: Final = 32

Members = dict[str, Any]


def images(events: Mapping[str, bytes], *, old: str, new: str) -> Iterator[Offered]:
    """Yield what a learner's events are as those of another one, causes before effects.

    Times, order, undos and marks are those of the events; only learner, device and the ids that
    follow from them are others. An event that is not here, though another one names it, gets the
    same stand-in on every computer. Those that would become too long are left out.

    Args:
        events: Id to canonical bytes of the learner's events, proved, in any order.
        old: The learner's id.
        new: The other learner's id.

    >>> from quizkit.model import Draft
    >>> from quizkit.store.event import Link, make, verify
    >>> link = Link("5f0c1d2e3a4b59687786a5b4c3d2e1f0", 1, None, None, "mai")
    >>> event, data = make(Draft("suspend", {"facet": "d/f#r"}), link, at=5, off=0)
    >>> other, = images({event.id: data}, old="mai", new="lan")
    >>> image = verify(other.data, other.id)
    >>> image.learner, image.at, image.dev == event.dev
    ('lan', 5, False)
    >>> back, = images({other.id: other.data}, old="lan", new="mai")
    >>> back.data == data
    True
    """
    shift = _Shift(old, new)
    done: dict[str, str] = {}
    for first in events:
        stack = [first]
        while stack:
            id_ = stack[-1]
            if id_ in done:
                stack.pop()
                continue
            members = loads(events[id_])
            waits = [each for each in _named(members) if each in events and each not in done]
            if waits:
                stack.extend(waits)
                continue
            stack.pop()
            data = canonical(_moved(members, new, shift, done))
            done[id_] = digest(data)
            if len(data) <= MAX_BYTES:
                yield Offered(done[id_], data)


class _Shift:
    """What is laid over ids that cannot be hashed anew."""

    def __init__(self, old: str, new: str) -> None:
        a, b = (sha256(f"quizkit:{each}".encode()).digest() for each in (old, new))
        self._over = bytes(x ^ y for x, y in zip(a, b, strict=True)).hex()

    def __call__(self, id_: str) -> str:
        """Return what stands for an id of 32 or 64 hex digits."""
        over = self._over[: len(id_)]
        return f"{int(id_, 16) ^ int(over, 16):0{len(id_)}x}"


def _named(members: Members) -> Iterator[str]:
    """Yield the ids that an event names."""
    for name in ("prev", "seen"):
        if members[name] is not None:
            yield members[name]
    if _is_read(members):
        body = members["body"]
        if members["kind"] == "undo":
            yield from body["targets"]
        elif members["kind"] == "review" and body["sitting"] is not None:
            yield body["sitting"]


def _moved(
    members: Members, new: str, shift: Callable[[str], str], done: Mapping[str, str]
) -> Members:
    """Return the members of an event as another learner's."""

    def renamed(id_: str | None) -> str | None:
        if id_ is None or not is_id(id_):
            return id_
        return done.get(id_) or shift(id_)

    found = {
        **members,
        "learner": new,
        "dev": shift(members["dev"]),
        "prev": renamed(members["prev"]),
        "seen": renamed(members["seen"]),
    }
    if _is_read(members):
        body = dict(members["body"])
        if members["kind"] == "undo":
            body["targets"] = sorted(map(str, map(renamed, body["targets"])))
        elif members["kind"] == "review":
            body["sitting"] = renamed(body["sitting"])
        elif members["kind"] == "clock_fix" and DEVICE_ID.fullmatch(body["device"]):
            body["device"] = shift(body["device"])
        found["body"] = body
    return found


def _is_read(members: Members) -> bool:
    """Return whether this version knows what the body names; what it does not stays as it is."""
    kind = BODIES.get(members["kind"])
    return members["v"] == VERSION and kind is not None and not kind.fault(members["body"])
