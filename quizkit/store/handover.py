"""A learner's history handed over to another learner, who writes in this store from then on.

One transaction: a crash leaves all as it was before or as it is after, and to do it twice adds
nothing. The events of the one who wrote here before stay as they are; nobody writes them on.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from quizkit.errors import StoreError
from quizkit.store import cache, rows
from quizkit.store.event import verify
from quizkit.store.faults import guarded, is_there
from quizkit.store.images import images
from quizkit.store.marks import DEVICE, STORE
from quizkit.store.migrate import migrate
from quizkit.store.schema import BUSY_MS, connect, connect_readonly, transaction

_OF_LEARNER: Final = (
    "SELECT lower(hex(id)), CAST(body AS BLOB) FROM event WHERE learner = ? ORDER BY n"
)
_HELD: Final = "SELECT count(*), max(body ->> '$.at') FROM event WHERE learner = ?"

JOINED: Final = "joined:"
"""What a learner's id follows in the key of the one who writes in its place, in `meta`."""


class HandedOver(NamedTuple):
    """What handing over added.

    Attributes:
        events: Events that are new for the other learner [0..].
        answers: How many of them are answers [0..].
    """

    events: int = 0
    answers: int = 0


class Holding(NamedTuple):
    """What a place holds of a learner.

    Attributes:
        events: How many events [0..].
        newest: What the clock said at the newest of them [ms since 1970, UTC], or None.
    """

    events: int = 0
    newest: int | None = None


def holding(path: Path, learner: str) -> Holding:
    """Return what a store holds of a learner; nothing where there is no store.

    Raises:
        StoreError: If it cannot be read.
    """
    if not is_there(path):
        return Holding()
    with closing(connect_readonly(path)) as connection, guarded(str(path)):
        return Holding(*rows.fetch(connection, _HELD, (learner,))[0])


def successor(path: Path, learner: str) -> str:
    """Return who writes in a store in a learner's place; the same one where nobody does.

    Raises:
        StoreError: If it cannot be read.
    """
    if not is_there(path):
        return learner
    with closing(connect_readonly(path)) as connection, guarded(str(path)):
        joined = rows.meta_under(connection, JOINED)
    seen = {learner}
    while (after := joined.get(learner)) is not None and after not in seen:
        seen.add(after)
        learner = after
    return learner


def predecessors(path: Path, learner: str) -> tuple[str, ...]:
    """Return the learners of a store whose histories were given to a learner, sorted.

    Raises:
        StoreError: If it cannot be read.
    """
    with closing(connect_readonly(path)) as connection, guarded(str(path)):
        joined = rows.meta_under(connection, JOINED)
    found: set[str] = set()
    waiting = [learner]
    while waiting:
        after = waiting.pop()
        new = {old for old, by in joined.items() if by == after} - found - {learner}
        found |= new
        waiting += new
    return tuple(sorted(found))


def is_forgotten(path: Path, learner: str) -> bool:
    """Return whether a learner was deleted from a store, so that nothing comes back to it.

    Raises:
        StoreError: If it cannot be read.
    """
    if not is_there(path):
        return False
    with closing(connect_readonly(path)) as connection, guarded(str(path)):
        return sha256(learner.encode()).digest() in rows.forgotten(connection)


def hand_over(path: Path, *, old: str, new: str, busy_ms: int = BUSY_MS) -> HandedOver:
    """Give a learner's events to another one, and let that one write here instead.

    No window that has the log open for the one before can write on in it: it says so, and is to
    be opened again.

    Args:
        path: The store's file.
        old: Id of who wrote here so far; there need be no events.
        new: Id of the other learner.
        busy_ms: How long another program's write is waited for [ms].

    Raises:
        StoreError: If the store is locked, damaged, cannot be written, or the other learner was
            deleted from it; then nothing changed.
    """
    if old == new:
        return HandedOver()
    with (
        guarded(str(path)),
        closing(connect(path, busy_ms=busy_ms, upgrade=migrate)) as store,
        transaction(store, "IMMEDIATE"),
    ):
        if sha256(new.encode()).digest() in rows.forgotten(store):
            message = f"{new} was deleted from the log {path}; nothing comes back to it"
            raise StoreError(message, str(path))
        done = _give(store, dict(_bytes(store, old)), old, new)
        _let_write(store, old, new)
    return done


def _bytes(store: apsw.Connection, learner: str) -> Iterator[tuple[str, bytes]]:
    yield from store.execute(_OF_LEARNER, (learner,))


def _give(store: apsw.Connection, events: Mapping[str, bytes], old: str, new: str) -> HandedOver:
    """Insert what is not here yet, and make the other learner's caches anew."""
    was_stale = cache.is_stale(store)
    added = answers = 0
    for image in images(events, old=old, new=new):
        if not rows.is_here(store, image.id):
            event = verify(image.data, image.id)
            rows.insert(store, event, image.data)
            added += 1
            answers += event.kind == "review"
    if was_stale:
        cache.rebuild(store)
    elif added:
        cache.renew(store, new)
    return HandedOver(added, answers)


def _let_write(store: apsw.Connection, old: str, new: str) -> None:
    """Put one learner's device in the place of the other's; windows that are open notice it."""
    for gone in (DEVICE + old, JOINED + new):
        store.execute("DELETE FROM meta WHERE k = ?", (gone,))
    rows.set_meta(store, JOINED + old, new)
    if rows.get_meta(store, DEVICE + new) is None:
        rows.set_meta(store, DEVICE + new, rows.new_id())
    if rows.get_meta(store, STORE) is not None:
        rows.set_meta(store, STORE, rows.new_id())
