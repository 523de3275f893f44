"""The full-text index of decks: a file in the cache folder, made again whenever it is missing.

It holds what decks say and nothing of a learner, so it is no part of the log: the log stays as
small as its answers, a search needs no log and no right to write one, and all learners of a
computer share it. A row's number begins with the length of its sentence: FTS5 yields rows by
number, so the shortest, which the words asked for cover best, come first without being sorted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self, TypeVar

import apsw

from quizkit.store.query import COMPLETIONS, TOKENIZER, Ways, phrases, quoted, spread, ways
from quizkit.store.rows import fetch
from quizkit.store.schema import BUSY_MS, pragma, roll_back

CODE: Final = 1
"""Raise it when texts are spread otherwise or rows are numbered otherwise."""

_APPLICATION: Final = 0x715A4B46
_LONGEST: Final = 1023
_DECK_BITS: Final = 20
_ROW_BITS: Final = 24
_MANY: Final = 10_000
"""Facts from which on it pays to put the index in order after they were put in."""
_FEW: Final = 20_000
"""Facts with one of the words up to which those where they stand together come first: FTS5 then
compares all their places."""

_SCHEMA: Final = f"""
CREATE TABLE deck(
  number INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE, maker TEXT NOT NULL) STRICT;
CREATE TABLE source(
  deck INTEGER NOT NULL, path TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY(deck, path)) STRICT, WITHOUT ROWID;
CREATE TABLE fact(
  n INTEGER PRIMARY KEY, deck TEXT NOT NULL, id TEXT NOT NULL, says TEXT NOT NULL,
  path TEXT NOT NULL, line INTEGER NOT NULL) STRICT;
CREATE TABLE word(word TEXT PRIMARY KEY, facts INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
  says, more, place, content = '', contentless_delete = 1, prefix = '1 2 3',
  tokenize = "{TOKENIZER}");
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {CODE}"""

T = TypeVar("T")


class _OutdatedError(Exception):
    """Raised when a file is no index of this version, or does not hold what it should."""


_SPOILT: Final = (
    _OutdatedError,
    apsw.CorruptError,
    apsw.NotADBError,
    apsw.MismatchError,
    apsw.ConstraintError,
    apsw.SQLError,
    UnicodeDecodeError,
)


class Entry(NamedTuple):
    """A fact or card, as it is kept for searching.

    Attributes:
        deck: The deck's id.
        id: The fact's or card's id.
        says: Its sentence.
        path: The file it stands in.
        line: The line where it begins, from 1.
        more: What else it can be found by: other spellings, notes, tags.
    """

    deck: str
    id: str
    says: str
    path: str
    line: int
    more: str = ""


class FactIndex:
    """An open index. A context manager: leaving it closes the file.

    Args:
        path: Its file, made if it is missing; None for an index in memory.

    Raises:
        apsw.Error: From every method, if the file is no index of this version, is damaged, or
            cannot be written. `searched` answers that with a new one.
    """

    def __init__(self, path: Path | None) -> None:
        self._connection = _opened(path)

    def sources(self, place: str, maker: str) -> Mapping[str, str] | None:
        """Return the hash of each file that was read for a deck, by path; None if it is not in.

        Args:
            place: Where the deck is.
            maker: Names the code that made its sentences; another's do not count.
        """
        sql = "SELECT number FROM deck WHERE place = ? AND maker = ?"
        number = self._connection.execute(sql, (place, maker)).get
        if number is None:
            return None
        sql = "SELECT path, hash FROM source WHERE deck = ?"
        return dict(fetch(self._connection, sql, (number,)))

    def put(
        self, place: str, entries: Iterable[Entry], *, sources: Mapping[str, str], maker: str
    ) -> None:
        """Keep a deck, in place of what was kept of it before.

        Args:
            place: Where the deck is.
            entries: Its facts and cards.
            sources: The hash of each file that was read for it, by path.
            maker: Names the code that made its sentences.
        """
        with self._changing() as connection:
            self._forget(place)
            sql = "INSERT INTO deck(place, maker) VALUES(?, ?)"
            connection.execute(sql, (place, maker))
            number = connection.last_insert_rowid()
            connection.executemany(
                "INSERT INTO source(deck, path, hash) VALUES(?, ?, ?)",
                ((number, path, hash_) for path, hash_ in sources.items()),
            )
            self._fill(number, entries)

    def drop(self, place: str) -> None:
        """Take a deck out, if it is in."""
        with self._changing():
            self._forget(place)

    def find(
        self, words: Sequence[str], *, places: Sequence[str], most: int = 20
    ) -> tuple[Entry, ...]:
        """Return the facts in which all words stand, best first.

        First those that say the words together as asked, then those whose sentence has them
        all, then those that have them elsewhere, then those in which the last word is only
        begun; among these the shortest sentence first.

        Args:
            words: Words, or phrases with blanks in them; signs in them mean nothing.
            places: The decks that are looked through.
            most: How many facts at most.
        """
        asked, scope = phrases(words), self._scope(places)
        if not asked or scope is None:
            return ()
        ways_ = ways(asked, columns=("says", "more"), longer=self._longer)
        found: dict[int, None] = {}
        if ways_.together and self._are_few(asked):
            self._look(ways_.together + scope, found, most)
        if len(found) < most:
            self._look(ways_.said + scope, found, most)
        if len(found) < most:
            self._look_elsewhere(ways_, scope, found, most)
        return tuple(map(self._entry, list(found)[:most]))

    def close(self) -> None:
        """Close the file; safe to call twice."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _changing(self) -> Iterator[apsw.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            roll_back(self._connection)
            raise

    def _forget(self, place: str) -> None:
        number = self._connection.execute("SELECT number FROM deck WHERE place = ?", (place,)).get
        if number is None:
            return
        sql = "SELECT n FROM fact WHERE (n >> ?) & ? = ?"
        rows = self._connection.execute(sql, (_ROW_BITS, (1 << _DECK_BITS) - 1, number)).fetchall()
        self._connection.executemany("DELETE FROM search WHERE rowid = ?", rows)
        self._connection.executemany("DELETE FROM fact WHERE n = ?", rows)
        self._connection.execute("DELETE FROM source WHERE deck = ?", (number,))
        self._connection.execute("DELETE FROM deck WHERE number = ?", (number,))

    def _fill(self, number: int, entries: Iterable[Entry]) -> None:
        rows = []
        for row, entry in enumerate(entries):
            says = spread(entry.says)
            length = min(says.count(" "), _LONGEST)
            n = (length << _DECK_BITS | number) << _ROW_BITS | row
            rows.append((n, entry, says, spread(entry.more)))
        rows.sort(key=itemgetter(0))  # the order in which FTS5 takes them in one go
        counts = Counter(
            chain.from_iterable({*says.split(), *more.split()} for _, _, says, more in rows)
        )
        self._connection.executemany(
            "INSERT INTO fact(n, deck, id, says, path, line) VALUES(?, ?, ?, ?, ?, ?)",
            ((n, *entry[:5]) for n, entry, _, _ in rows),
        )
        self._connection.executemany(
            "INSERT INTO search(rowid, says, more, place) VALUES(?, ?, ?, ?)",
            ((n, says, more, f"p{number}") for n, _, says, more in rows),
        )
        self._connection.executemany(
            "INSERT INTO word(word, facts) VALUES(?, ?) "
            "ON CONFLICT DO UPDATE SET facts = facts + excluded.facts",
            sorted(counts.items()),
        )
        if len(rows) > _MANY:
            self._connection.execute("INSERT INTO search(search) VALUES('optimize')")

    def _scope(self, places: Sequence[str]) -> str | None:
        """Return what keeps a query to some decks; "" if these are all, None if none is in."""
        known = dict(fetch(self._connection, "SELECT place, number FROM deck"))
        wanted = {known[place] for place in places if place in known}
        if not wanted:
            return None
        if len(wanted) == len(known):
            return ""
        return f" AND place : ({' OR '.join(quoted(f'p{number}') for number in sorted(wanted))})"

    def _are_few(self, asked: Sequence[str]) -> bool:
        """Return whether words are in so few facts that it is soon told where they meet."""
        sql = "SELECT facts FROM word WHERE word = ?"
        words = " ".join(asked).split()
        return sum(self._connection.execute(sql, (word,)).get or 0 for word in words) <= _FEW

    def _look(self, query: str, found: dict[int, None], most: int) -> None:
        sql = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"
        for (n,) in self._connection.execute(sql, (query, most + len(found))):
            found.setdefault(n)

    def _look_elsewhere(self, way: Ways, scope: str, found: dict[int, None], most: int) -> None:
        last = dict(found)
        self._look(way.begun + scope, last, most)
        if len(last) > len(found):
            self._look(way.there + scope, found, most)
        for n in last:
            found.setdefault(n)

    def _longer(self, begin: str) -> list[str] | None:
        sql = "SELECT word FROM word WHERE word >= ? AND word < ? LIMIT ?"
        bound = (begin, f"{begin}\U0010ffff", COMPLETIONS + 1)
        words = [str(word) for (word,) in self._connection.execute(sql, bound)]
        return words if len(words) <= COMPLETIONS else None

    def _entry(self, n: int) -> Entry:
        sql = "SELECT deck, id, says, path, line FROM fact WHERE n = ?"
        row = self._connection.execute(sql, (n,)).get
        if row is None:
            raise _OutdatedError
        return Entry(*row)


def searched(path: Path, job: Callable[[FactIndex], T]) -> T:
    """Return what a job finds in the index at a path, whatever state that file is in.

    A file that is damaged or of another version is made anew without a word; where nothing can
    be written, or another program holds it, the index is in memory and gone at the end.

    Args:
        path: The index's file.
        job: Fills the index as needed and searches it; called again with an empty one.
    """
    for _ in range(2):
        with suppress(apsw.Error, OSError):
            try:
                with FactIndex(path) as index:
                    return job(index)
            except _SPOILT:
                path.unlink()
                continue
        break
    with FactIndex(None) as index:
        return job(index)


def _opened(path: Path | None) -> apsw.Connection:
    if path is None:
        connection = apsw.Connection(":memory:")
    else:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        connection.set_busy_timeout(BUSY_MS)
        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        connection.execute("PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY")
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: apsw.Connection) -> None:
    """Make the tables of a new file; of another file, see that it is of this version."""
    if _marks(connection) == (0, 0):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _marks(connection) == (0, 0):  # another process may have been first
                connection.execute(_SCHEMA)
            connection.execute("COMMIT")
        except BaseException:
            roll_back(connection)
            raise
    if _marks(connection) != (_APPLICATION, CODE):
        raise _OutdatedError


def _marks(connection: apsw.Connection) -> tuple[int, int]:
    return pragma(connection, "application_id"), pragma(connection, "user_version")
