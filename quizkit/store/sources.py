"""Events of one or many learners, from a store, a folder of line files, or a class's server.

One learner at a time is in memory. Nothing is written, and what is damaged is told and left out.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import apsw

from quizkit.errors import ArgumentError, StoreError, SyncError
from quizkit.store.faults import guarded
from quizkit.store.schema import connect_readonly, transaction
from quizkit.store.server.address import is_server
from quizkit.store.server.connect import connected, place_of
from quizkit.store.server.pupils import events_of, pupils
from quizkit.store.sourcefolder import folder_stories
from quizkit.store.story import Story, prove, story_of
from quizkit.store.sync.trouble import reading
from quizkit.store.take import Offered
from quizkit.text import visible

Tick = Callable[[int, int], None]
"""Is called after each learner with how many are done, and how many there are."""

_NAMED: Final = 5
"""How many learners a message names."""

_BYTES: Final = """
SELECT n, lower(hex(id)), CAST(body AS BLOB) FROM event WHERE n BETWEEN ? AND ? ORDER BY n"""


def stories(
    place: str | Path,
    *,
    learner: str | None = None,
    class_: str | None = None,
    password: Callable[[str], str] | None = None,
    tick: Tick | None = None,
) -> Iterator[Story]:
    """Yield what the learners at a place did, one after the other, ascending by id.

    Args:
        place: The file of a store; a folder of line files (a synced folder, the copies beside a
            store, an export of the log), which may hold many learners, conflict copies and
            damaged lines; or `postgresql://LOGIN@HOST/DATABASE`, as a teacher or a learner.
        learner: Only this one; None: all there are.
        class_: Of a server only the pupils of this class.
        password: Asks for the server's password, and is told database and host.
        tick: Is told of the progress.

    Raises:
        StoreError: If the store cannot be read, or does not hold the learner.
        SyncError: If the folder or server cannot be read, holds no events, or not the learner.
        MissingExtraError: If a server is named and psycopg is not installed.
        ArgumentError: If a class is named and the place is no server.

    >>> from tempfile import TemporaryDirectory
    >>> from quizkit.model import Draft
    >>> from quizkit.store.log import open_log
    >>> folder = TemporaryDirectory()
    >>> path = Path(folder.name) / "me.db"
    >>> with open_log(path, learner="mai") as log:
    ...     _ = log.append([Draft("suspend", {"facet": "d/f#r"})], at=0, off=0)
    >>> [(story.learner, len(story.moments), story.damaged) for story in stories(path)]
    [('mai', 1, 0)]
    >>> folder.cleanup()
    """
    told = tick or (lambda _done, _total: None)
    if isinstance(place, str) and is_server(place):
        return _of_server(place, learner, class_, password=password, tick=told)
    if class_ is not None:
        raise ArgumentError("class is given, and only a server has classes", "class_")
    path = Path(place)
    with reading(path):
        is_folder, is_missing = path.is_dir(), not path.exists()
    if is_folder:
        return folder_stories(path, learner, tick=told)
    if is_missing and not path.suffix:
        shown = visible(str(path))
        raise SyncError(f"there is no folder and no log at {shown}; name another", str(path))
    return _of_store(path, learner, tick=told)


def _of_store(path: Path, learner: str | None, *, tick: Tick) -> Iterator[Story]:
    with (
        closing(connect_readonly(path)) as connection,
        guarded(str(path)),
        transaction(connection, "DEFERRED"),
    ):
        found = _runs(connection)
        if learner is not None:
            if learner not in found:
                raise StoreError(_nobody(f"the log {path}", learner, found), str(path))
            found = {learner: found[learner]}
        for done, who in enumerate(sorted(found), 1):
            yield story_of(who, prove(_stored(connection, found[who], path.name), who))
            tick(done, len(found))


def _runs(connection: apsw.Connection) -> dict[str, list[tuple[int, int]]]:
    """Return where each learner's events lie: first and last n of each run, in order.

    The table has no index by learner; looked through once, it needs none.
    """
    found: dict[bytes, list[tuple[int, int]]] = {}
    for n, who in connection.execute("SELECT n, CAST(learner AS BLOB) FROM event ORDER BY n"):
        runs = found.setdefault(who, [])
        if runs and runs[-1][1] == n - 1:
            runs[-1] = runs[-1][0], n
        else:
            runs.append((n, n))
    return {who.decode(): runs for who, runs in found.items()}


def _stored(
    connection: apsw.Connection, runs: list[tuple[int, int]], name: str
) -> Iterator[Offered]:
    for run in runs:
        for n, id_, data in connection.execute(_BYTES, run):
            yield Offered(id_, data, f"{name}: event {n}")


def _of_server(
    address: str,
    learner: str | None,
    class_: str | None,
    *,
    password: Callable[[str], str] | None,
    tick: Tick,
) -> Iterator[Story]:
    with connected(address, password=password) as connection:
        there = {each.learner for each in pupils(connection, class_) if each.learner is not None}
        if learner is not None and learner not in there:
            place = place_of(connection)
            raise SyncError(_nobody(place, learner, there), place)
        chosen = sorted(there if learner is None else {learner})
        for done, who in enumerate(chosen, 1):
            yield story_of(who, prove(events_of(connection, who), who))
            tick(done, len(chosen))


def _nobody(place: str, learner: str, there: Collection[str]) -> str:
    names = sorted(there)
    some = ", ".join(names[:_NAMED]) + (", .." if len(names) > _NAMED else "")
    return f"{place} holds no answers of {visible(learner)}; it has {some or 'nobody'}"
