"""Whose answers a log holds."""

from pathlib import Path

from quizkit.store.faults import guarded
from quizkit.store.marks import DEVICE
from quizkit.store.rows import meta_under
from quizkit.store.schema import connect_readonly


def learners(path: Path) -> tuple[str, ...]:
    """Return the ids of the learners who write in a log, sorted; none if there is no log.

    Raises:
        StoreError: If the log cannot be read.
    """
    if not path.exists():
        return ()
    connection = connect_readonly(path)
    try:
        with guarded(str(path)):
            return tuple(sorted(meta_under(connection, DEVICE)))
    finally:
        connection.close()
