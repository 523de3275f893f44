"""The handle of a learner's log."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from quizkit.api import arguments
from quizkit.api.rows import Rows
from quizkit.model import Stats
from quizkit.practice import deeds, reports
from quizkit.practice.clock import Clock, moment

if TYPE_CHECKING:
    from quizkit.api.deck import Deck
    from quizkit.api.plots import Plots
    from quizkit.api.syncs import Synced


def open_log(path: str | Path, *, learner: str | None = None, copies: bool = False) -> "Log":
    """Open a learner's log. It is opened for reading until something is written.

    Args:
        path: The file; made at the first write if there is none.
        learner: The learner's id; None is the only one in the file, or a new one.
        copies: Keep a second copy of every answer, as text, in a folder `NAME-copies` beside the
            file; where that folder is, it is kept up in any case.

    >>> open_log("never-written.db")
    <Log never-written.db>
    """
    arguments.of_type("path", path, (str, Path), "the path of a log")
    arguments.of_type("learner", learner, (str, type(None)), "the learner's id, or None")
    return Log(path, learner=learner, copies=copies)


class Log:
    """A learner's answers. A context manager: leaving it closes the file.

    Made by `open_log`.

    Attributes:
        path: The file.

    >>> import quizkit as qk
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
    ...     feedback = session.answer("1")
    ...     summary = session.close()
    ...     with qk.open_log(f"{folder}/me.db") as log:
    ...         len(log.to_dicts()), len(log.memory())
    (1, 1)
    """

    def __init__(
        self, path: str | Path, *, learner: str | None = None, copies: bool = False
    ) -> None:
        self.path = Path(path)
        self._learner = learner
        self._copies = copies
        self._open: Any = None

    def writable(self) -> Any:
        """Return the store's log, open for writing.

        Raises:
            StoreError: If it cannot be opened for writing.
        """
        from quizkit.store.log import (
            open_log as open_store,  # yaml, pydantic and SQLite only when needed
        )

        if self._open is None or self._open.readonly:
            self.close()
            self._open = open_store(self.path, learner=self._learner, copies=self._copies)
        return self._open

    def readable(self) -> Any:
        """Return the store's log, open for reading.

        Raises:
            StoreError: If the file is not there or cannot be read.
        """
        from quizkit.store.log import (
            open_log as open_store,  # yaml, pydantic and SQLite only when needed
        )

        if self._open is None:
            self._open = open_store(self.path, learner=self._learner, readonly=True)
        return self._open

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return every answer as plain values, oldest first, those taken back included.

        `at` is in milliseconds since 1970, UTC; `day` the number of the learner-day.

        Raises:
            StoreError: If the file is not there or cannot be read.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     feedback = session.answer("1")
        ...     summary = session.close()
        ...     with qk.open_log(f"{folder}/me.db") as log:
        ...         [(row["response"], row["score"], row["undone"]) for row in log.to_dicts()]
        [('Herbert Spitzer', 1.0, False)]
        """
        return reports.history(self.readable())

    def to_frame(
        self,
        backend: str | None = None,
        *,
        deck: "Deck | Sequence[Deck] | None" = None,
    ) -> Any:
        """Return every answer as a data frame, oldest first; those taken back are left out.

        Columns: `at` (timestamp, UTC), `day` (the learner-day, which starts at 04:00; a date, in
        pandas a timestamp at midnight), `facet` (its present name), `deck`, `fact`, `role`,
        `kind`, `form`, `stem`, `response` (missing: given up), `score` [0..1], `rating` [1..4],
        `override` ("grade", "rating" or missing), `ms`, `hints`, `stability_days` (S after the
        answer), `retrievability_before` (R just before it [0..1]; missing for a first answer).

        Args:
            backend: "pandas", "polars", or another library that narwhals can write; None: pandas
                if it is installed, else polars.
            deck: One deck, or several, which tell the `kind` of each fact: a log does not know
                it. It is missing for facts of other decks.

        Raises:
            StoreError: If the file is not there or cannot be read.
            ArgumentError: If there is no such backend.
            MissingExtraError: If it is not installed, or narwhals is not; `to_dicts` does without.

        >>> from tempfile import TemporaryDirectory
        >>> import quizkit as qk
        >>> deck, folder = qk.load("spaced-learning"), TemporaryDirectory()
        >>> with qk.study(deck, Path(folder.name) / "me.db", seed="7") as session:
        ...     feedback = session.answer("1")
        >>> with qk.open_log(Path(folder.name) / "me.db") as log:
        ...     frame = log.to_frame("polars", deck=deck)
        >>> frame.shape, frame["retrievability_before"].to_list()
        ((1, 17), [None])
        >>> folder.cleanup()
        """
        from quizkit.api.deck import decks_of
        from quizkit.notebook.framed import framed
        from quizkit.notebook.log_rows import ANSWERS
        from quizkit.practice.answers import answers

        decks = [] if deck is None else decks_of(deck)
        rows = answers(self.readable(), [each.value for each in decks])
        return framed(rows, ANSWERS, backend)

    def memory(self, *, clock: Clock | None = None) -> Rows:
        """Return what is remembered of each facet today.

        A list of dicts: `facet`, `stability_days`, `difficulty` [1..10], `retrievability` [0..1],
        `due` (its day, YYYY-MM-DD, or None; in a frame a date), `reviews`, `lapses`, `suspended`.
        `.to_frame()` makes a data frame of it.

        Args:
            clock: What tells the time; the system's where not given.

        Raises:
            StoreError: If the file is not there or cannot be read.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     feedback = session.answer("1")
        ...     summary = session.close()
        ...     with qk.open_log(f"{folder}/me.db") as log:
        ...         [(row["reviews"], row["retrievability"]) for row in log.memory()]
        [(1, 1.0)]
        """
        from quizkit.notebook.log_rows import MEMORY

        found = reports.remembered(self.readable().memory(), arguments.clocked(clock))
        return Rows(found, MEMORY)

    def stats(self, deck: "Deck | Sequence[Deck]", *, clock: Clock | None = None) -> Stats:
        """Return what the answers about one deck, or several, add up to.

        Args:
            deck: One deck, or several.
            clock: What tells the time; the system's where not given.

        Returns:
            Figures as frozen values; `quizkit stats --json` prints the same.

        Raises:
            StoreError: If the file is not there or cannot be read.

        >>> from tempfile import TemporaryDirectory
        >>> import quizkit as qk
        >>> deck, folder = qk.load("spaced-learning"), TemporaryDirectory()
        >>> with qk.study(deck, Path(folder.name) / "me.db", seed="7") as session:
        ...     feedback = session.answer("1")
        >>> with qk.open_log(Path(folder.name) / "me.db") as log:
        ...     found = log.stats(deck)
        >>> found.answers, found.started, found.retention is None
        (1, 1, True)
        >>> folder.cleanup()
        """
        from quizkit.analysis.stats import stats  # the rest of the engine only when needed
        from quizkit.api.deck import decks_of

        decks = decks_of(deck)
        day = moment(arguments.clocked(clock)).day
        return stats(self.readable(), [each.asker for each in decks], today=day)

    @property
    def plot(self) -> "Plots":
        """The plots of these answers: `log.plot.curve()`, `.known()`, `.forecast()` and others.

        >>> open_log("new.db").plot.days().to_dicts()
        []
        """
        from quizkit.api.plots import Plots  # drawing only when needed

        return Plots(self)

    def undo(self, times: int = 1, *, clock: Clock | None = None) -> list[str]:
        """Take the last deeds back and return what they were about, newest first.

        Args:
            times: How many deeds [1..].
            clock: What tells the time; the system's where not given.

        Raises:
            StoreError: If it cannot be written.
            ArgumentError: If `times` is out of its range.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     feedback = session.answer("1")
        ...     summary = session.close()
        ...     with qk.open_log(f"{folder}/me.db") as log:
        ...         log.undo()
        ['spaced-learning/r9kqp#who']
        """
        arguments.whole("times", times, 1)
        done = deeds.undo(self.writable(), arguments.clocked(clock), times=int(times))
        return [each.facet or each.text for each in done]

    def sync(self, place: str | Path, *, join: bool = False) -> "Synced":
        """Make this log and a folder, or a class's server, hold the same answers.

        A class's teachers see the questions, answers and times of their pupils.

        Args:
            place: A folder, or an address such as "postgresql://mai@school.example/quiz".
            join: The answers of this log are those of the learner there, who has another id.

        Raises:
            SyncError: If the place cannot be used, or holds another learner and `join` is False.
            StoreError: If the log cannot be read or written.
            ArgumentError: If the place is none, or an address holds a password.
            MissingExtraError: If psycopg is not installed; folders do without.

        >>> from tempfile import TemporaryDirectory
        >>> import quizkit as qk
        >>> folder = TemporaryDirectory()
        >>> with qk.study(qk.load("spaced-learning"), f"{folder.name}/me.db", seed="7") as session:
        ...     feedback = session.answer("1")
        >>> qk.open_log(f"{folder.name}/me.db").sync(f"{folder.name}/stick")
        <Synced 2 sent, 0 received, 1 device, verified>
        >>> qk.open_log(f"{folder.name}/other.db").sync(f"{folder.name}/stick")
        <Synced 0 sent, 2 received, 1 device, verified>
        >>> folder.cleanup()
        """
        from quizkit.api.syncs import synced

        self.close()
        found = synced(self.path, place, learner=self._learner, join=join)
        self._learner = self._learner and found.learner
        return found

    def close(self) -> None:
        """Close the file; safe to call twice.

        >>> log = open_log("never-written.db")
        >>> log.close()
        >>> log.close()
        """
        if self._open is not None:
            self._open.close()
            self._open = None

    def __getstate__(self) -> tuple[Path, str | None, bool]:
        """Return what is copied and pickled: which log it is; the copy opens it anew."""
        return self.path, self._learner, self._copies

    def __setstate__(self, state: tuple[Path, str | None, bool]) -> None:
        """Take what was copied or pickled."""
        path, learner, copies = state
        Log.__init__(self, path, learner=learner, copies=copies)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        """Return one line: the file; of an open log also how many answers it holds."""
        from quizkit.notebook import log_view

        return log_view.one_line(self.path, self._open)

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, str]:
        """Return what a notebook shows: learner, answers, the day of the last one."""
        from quizkit.notebook import log_view
        from quizkit.notebook.blocks import drawn

        was_open = self._open is not None
        try:
            return drawn(
                log_view.blocks(self.path, self.readable() if self.path.exists() else None)
            )
        finally:
            if not was_open:
                self.close()
