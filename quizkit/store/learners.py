"""Whose answers a log holds, and who writes in it here."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

import apsw

from quizkit.errors import StoreError
from quizkit.store import cache, rows
from quizkit.store.event import DEVICE_ID, LEARNER
from quizkit.store.faults import damaged, guarded, is_there
from quizkit.store.marks import DEVICE, is_settled, settle
from quizkit.store.schema import connect_readonly, transaction

_NAMED: Final = 5
"""How many learners an error names."""


def learners(path: Path) -> tuple[str, ...]:
    """Return the ids of the learners who write in a log, sorted; none if there is no log.

    Raises:
        StoreError: If the log cannot be read.
    """
    if not is_there(path):
        return ()
    connection = connect_readonly(path)
    try:
        with guarded(str(path)):
            return tuple(sorted(known(connection)))
    finally:
        connection.close()


def known(connection: apsw.Connection) -> Collection[str]:
    """Return the learners who write here, or whose events came here before anybody wrote."""
    return rows.meta_under(connection, DEVICE) or rows.learners(connection)


def choose(ids: Collection[str], learner: str | None, path: Path) -> str:
    """Return the learner's id: the one that was named, the only one, or a new one.

    Raises:
        ValueError: If the one that was named cannot be an id.
        StoreError: If there are several and none was named.
    """
    if learner is not None:
        if not LEARNER.fullmatch(learner):
            raise ValueError(f"learner is {learner!r}, want 1 to 64 of the characters A-Za-z0-9._-")
        return learner
    if len(ids) > 1:
        some = ", ".join(sorted(ids)[:_NAMED]) + (", .." if len(ids) > _NAMED else "")
        message = f"the log {path} holds {len(ids)} learners; name one: {some}"
        raise StoreError(message, str(path))
    return next(iter(ids), None) or rows.new_id()


def settle_learner(
    connection: apsw.Connection, learner: str | None, *, path: Path, marks: Path | None
) -> tuple[str, str]:
    """Return the learner and the device that writes here; make what is not there yet.

    Raises:
        ValueError: If the one that was named cannot be an id.
        StoreError: If there are several and none was named, or the store is damaged.
    """
    chosen = choose(known(connection), learner, path)
    device = rows.get_meta(connection, DEVICE + chosen)
    if device is None or not is_settled(connection, path, marks) or cache.is_stale(connection):
        with transaction(connection, "IMMEDIATE"):
            chosen = choose(known(connection), learner, path)
            settle(connection, path, marks)
            if rows.get_meta(connection, DEVICE + chosen) is None:
                rows.set_meta(connection, DEVICE + chosen, rows.new_id())
            if cache.is_stale(connection):
                cache.rebuild(connection)
        device = rows.get_meta(connection, DEVICE + chosen)
    if device is None or not DEVICE_ID.fullmatch(device):
        raise damaged(str(path))
    return chosen, device
