"""Events: made, verified, and read with one of three outcomes.

An event's bytes are the canonical form of its members without `id`; its id is their SHA-256.
Reading ends in one of three ways:

- refused: `verify` raises `EventError`, the bytes never become an event;
- kept, not applied: a well-formed event of another version, an unknown kind or a body outside the
  table; `unread` says why, the store keeps it;
- applied: `unread` returns "".
"""

import re
from collections.abc import Mapping
from json import loads
from typing import Any, Final, NamedTuple

from quizkit.model import Draft, Event, EventId
from quizkit.store.bodies import BODIES, cut
from quizkit.text import canonical, digest, read_canonical

VERSION: Final = 1
"""Schema version of the events that are written now."""

MAX_BYTES: Final = 32_768
"""Longest canonical form of an event [bytes]."""

DEVICE_ID: Final = re.compile(r"[0-9a-f]{32}")
"""What a device's id looks like."""

LEARNER: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""What a learner's id looks like."""

_MAX_AT: Final = 253_402_300_799_999
_MAX_OFF: Final = 960
_ID: Final = re.compile(r"[0-9a-f]{64}")
_KIND: Final = re.compile(r"[a-z][a-z0-9_]{0,31}")
_MEMBERS: Final = frozenset(Event._fields) - {"id"}


# A log is nearly all reviews. A text of this shape is in canonical form, and every member is of
# its type: what is left to look at are the ranges of a few numbers.
_INNER: Final = r'[^"\\\x00-\x1f]*+(?:\\["\\bfnrt][^"\\\x00-\x1f]*+)*+'
_PARTS: Final = {
    "inner": _INNER,
    "text": f'"{_INNER}"',
    "number": r"(?:0|[1-9][0-9]{0,14})",
    "hash": '(?:null|"([0-9a-f]{64})")',
}
_USUAL: Final = re.compile(
    r'{{"at":({number}),"body":{{"facet":"({inner})","form":"({inner})","hints":({number}),'
    r'"key":"({inner})","ms":({number}),"options":\[((?:{text}(?:,{text})*+)?+)\],'
    r'"override":null,"rating":({number}),'
    r'"response":(?:null|"({inner})"|\[((?:{number}(?:,{number})*+)?+)\]),"score":({number}),'
    r'"seed":"({inner})","sitting":{hash},"stem":"({inner})"}},"dev":"([0-9a-f]{{32}})",'
    r'"kind":"review","learner":"([A-Za-z0-9._-]{{1,64}})","off":(0|-?[1-9][0-9]{{0,2}}),'
    r'"prev":{hash},"seen":{hash},"seq":([1-9][0-9]{{0,14}}),"v":1}}'.format(**_PARTS)
)


class EventError(ValueError):
    """Raised when bytes are no event, or when an event that cannot stand is to be made."""


class StoredEventError(EventError):
    """Raised when what the store holds is no event any more."""


class Link(NamedTuple):
    """Where a new event stands in its device's chain.

    Attributes:
        dev: Device id, 32 hex digits.
        seq: 1, 2, 3 .. for each device.
        prev: Id of this device's event before, or None at seq 1.
        seen: Id of the newest event of another device of this learner, or None.
        learner: The learner's id.
    """

    dev: str
    seq: int
    prev: str | None
    seen: str | None
    learner: str


def make(draft: Draft, link: Link, *, at: int, off: int) -> tuple[Event, bytes]:
    """Return a new event of version 1 and its canonical bytes.

    Stems and options that are too long are cut and end in an ellipsis.

    Args:
        draft: Kind and body; tuples in it become lists.
        link: Its place in the device's chain.
        at: What the clock says [ms since 1970, UTC, 0..253402300799999].
        off: Zone offset [minutes east of UTC, -960..960].

    Raises:
        EventError: If the kind is unknown, or a member or the body is outside its range.

    >>> link = Link("5f0c1d2e3a4b59687786a5b4c3d2e1f0", 1, None, None, "mai")
    >>> draft = Draft("suspend", {"facet": "vietnam-us/kerry92#leader"})
    >>> event, data = make(draft, link, at=1767225600000, off=420)
    >>> event.id[:16], len(data)
    ('402488e91811d736', 187)
    """
    body = {name: _listed(value) for name, value in cut(draft.kind, draft.body).items()}
    members = {
        **link._asdict(),
        "v": VERSION,
        "at": at,
        "off": off,
        "kind": draft.kind,
        "body": body,
    }
    fault = _outside(members)
    if fault:
        raise EventError(fault)
    try:
        data = canonical(members)
    except ValueError as error:
        raise EventError(str(error)) from None
    if len(data) > MAX_BYTES:
        raise EventError(f"event: {len(data)} bytes, at most {MAX_BYTES}")
    event = Event(id=EventId(digest(data)), **members)
    fault = unread(event)
    if fault:
        raise EventError(fault)
    return event, data


def verify(data: bytes, claimed: str) -> Event:
    """Return the event that the bytes hold, proved by its id.

    Args:
        data: The canonical form of the event without `id`.
        claimed: The id under which it came, 64 hex digits.

    Raises:
        EventError: If the bytes are refused: too long, not canonical, not the id's content, or a
            member is missing or out of range.

    >>> verify(b"{}", "0" * 64)
    Traceback (most recent call last):
    quizkit.store.event.EventError: id: the bytes have another hash
    """
    if len(data) > MAX_BYTES:
        raise EventError(f"event: {len(data)} bytes, at most {MAX_BYTES}")
    if digest(data) != claimed:
        raise EventError("id: the bytes have another hash")
    try:
        usual = _usual(data.decode(), claimed)
        if usual is not None:
            return usual
        members = read_canonical(data)
    except ValueError:
        raise EventError("event: not in canonical form") from None
    fault = _outside(members)
    if fault:
        raise EventError(fault)
    return _event(members, claimed)


def _usual(text: str, claimed: str) -> Event | None:
    """Return the event that a text holds if it is a plain review, and nothing is outside."""
    found = _USUAL.fullmatch(text)
    if found is None:
        return None
    at, facet, form, hints, key, ms, options, rating, typed, picked, *others = found.groups()
    score, seed, sitting, stem, dev, learner, off, prev, seen, seq = others
    t, minutes, number = int(at), int(off), int(seq)
    is_outside = t > _MAX_AT or not -_MAX_OFF <= minutes <= _MAX_OFF
    if is_outside or (prev is None) != (number == 1):
        return None
    if "\\" in text:
        return _event(loads(text), claimed)
    body = {
        "facet": facet,
        "form": form,
        "hints": int(hints),
        "key": key,
        "ms": int(ms),
        "options": options[1:-1].split('","') if options else [],
        "override": None,
        "rating": int(rating),
        "response": typed if picked is None else _numbers(picked),
        "score": int(score),
        "seed": seed,
        "sitting": sitting,
        "stem": stem,
    }
    members = (VERSION, claimed, dev, number, prev, seen, t, minutes, learner, "review", body)
    return Event._make(members)


def _numbers(figures: str) -> list[int]:
    return [*map(int, figures.split(","))] if figures else []


def recall(data: bytes | str, claimed: str) -> Event:
    """Return the event of bytes that were verified when they were stored.

    Raises:
        StoredEventError: If they are not even the JSON of an event.
    """
    try:
        return _event(loads(data), claimed)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise StoredEventError("event: not readable") from None


def encode(event: Event) -> bytes:
    """Return the canonical form of an event without its id: what the id is the hash of."""
    members = event._asdict()
    del members["id"]
    return canonical(members)


def unread(event: Event) -> str:
    """Return why this version keeps an event without applying it, or "" if it is applied.

    >>> link = Link("5f0c1d2e3a4b59687786a5b4c3d2e1f0", 1, None, None, "mai")
    >>> event, _ = make(Draft("suspend", {"facet": "d/f#r"}), link, at=0, off=0)
    >>> unread(event), unread(event._replace(kind="dream"))
    ('', 'kind: "dream" is unknown')
    """
    if event.v != VERSION:
        return f"v: {event.v}, known is {VERSION}"
    members = BODIES.get(event.kind)
    if members is None:
        return f'kind: "{event.kind}" is unknown'
    return members.fault(event.body)


def is_id(text: str) -> bool:
    """Return whether a text looks like the id of an event."""
    return _ID.fullmatch(text) is not None


def facet_of(event: Event) -> str | None:
    """Return the facet or fact that an event's body names as its own, or None."""
    facet = event.body.get("facet")
    return facet if isinstance(facet, str) else None


def _event(members: Mapping[str, Any], claimed: str) -> Event:
    return Event(
        members["v"],
        EventId(claimed),
        members["dev"],
        members["seq"],
        members["prev"],
        members["seen"],
        members["at"],
        members["off"],
        members["learner"],
        members["kind"],
        members["body"],
    )


def _outside(members: object) -> str:
    if not isinstance(members, dict):
        return "event: not an object"
    missing = _MEMBERS - members.keys()
    if missing:
        return f"{min(missing)}: missing"
    if members["v"] == VERSION and len(members) != len(_MEMBERS):
        return f"{min(members.keys() - _MEMBERS)}: not a member of version {VERSION}"
    return _numbers_outside(members) or _texts_outside(members)


def _numbers_outside(members: Mapping[str, Any]) -> str:
    for name, low, high in (
        ("v", 1, 2**31 - 1),
        ("seq", 1, 2**53),
        ("at", 0, _MAX_AT),
        ("off", -_MAX_OFF, _MAX_OFF),
    ):
        value = members[name]
        if type(value) is not int or not low <= value <= high:
            return f"{name}: outside {low}..{high}"
    return ""


def _texts_outside(members: Mapping[str, Any]) -> str:
    for name, pattern in (("dev", DEVICE_ID), ("learner", LEARNER), ("kind", _KIND)):
        if not _fits(pattern, members[name]):
            return f"{name}: not of the form {pattern.pattern}"
    for name in ("prev", "seen"):
        if members[name] is not None and not _fits(_ID, members[name]):
            return f"{name}: not an id"
    if (members["prev"] is None) != (members["seq"] == 1):
        return "prev: null at seq 1 and only there"
    if not isinstance(members["body"], dict):
        return "body: not an object"
    return ""


def _fits(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
