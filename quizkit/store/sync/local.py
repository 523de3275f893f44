"""The own side of an exchange: the learner's open log."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager

import apsw

from quizkit.store.faults import guarded
from quizkit.store.log import Log
from quizkit.store.schema import connect_readonly
from quizkit.store.sync import held
from quizkit.store.sync.side import Standing
from quizkit.store.take import Offered, Taken


class LocalSide:
    """An open log as a side. It states, gives and takes events of the log's learner only.

    Of a learner who was forgotten here it states and gives nothing.

    Args:
        log: The log; it stays open, and others may write in it meanwhile.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from quizkit.model import Draft
    >>> from quizkit.store.log import open_log
    >>> folder = TemporaryDirectory()
    >>> with open_log(Path(folder.name) / "me.db", learner="mai") as log:
    ...     event, = log.append([Draft("suspend", {"facet": "d/f#r"})], at=0, off=0)
    ...     LocalSide(log).standings()[log.device].highest
    1
    >>> folder.cleanup()
    """

    def __init__(self, log: Log) -> None:
        self._log = log

    def standings(self) -> Mapping[str, Standing]:
        """See `Side`."""
        with self._reading() as connection:
            if held.is_forgotten(connection, self._log.learner):
                return {}
            return held.standings(connection, self._log.learner)

    def ids(self, dev: str) -> Collection[str]:
        """See `Side`."""
        with self._reading() as connection:
            if held.is_forgotten(connection, self._log.learner):
                return frozenset()
            return held.ids(connection, self._log.learner, dev)

    def above(self, dev: str, seq: int) -> Iterator[Offered]:
        """See `Side`."""
        with self._reading() as connection:
            if not held.is_forgotten(connection, self._log.learner):
                yield from held.above(connection, self._log.learner, dev, seq)

    def chosen(self, dev: str, ids: Collection[str]) -> Iterator[Offered]:
        """See `Side`."""
        wanted = frozenset(ids)
        if wanted:
            yield from (each for each in self.above(dev, 0) if each.id in wanted)

    def add(self, offered: Iterable[Offered]) -> Taken:
        """See `Side`; what is of no use to the log's learner never came, so it is refused there."""
        return self._log.take(offered)

    @contextmanager
    def _reading(self) -> Iterator[apsw.Connection]:
        with guarded(str(self._log.path)), closing(connect_readonly(self._log.path)) as connection:
            yield connection
