"""Full-text search of a log: past questions, responses and flags.

The index is the store's table `search`, a cache: filled when somebody searches, in transactions of
its own, so that no answer waits for it. Where the store cannot be written the index is made in
memory and gone at the end. A row's number is that of its event.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from json import loads
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from quizkit.errors import StoreError
from quizkit.store.faults import guarded
from quizkit.store.query import phrases, spread, ways
from quizkit.store.rows import Row, by_ids, fetch, get_meta, last_n, set_meta
from quizkit.store.schema import connect, connect_readonly, transaction

CODE: Final = "1"
"""Raise it when other texts are searched, or texts are spread otherwise."""

MARK: Final = "search"
"""Key in `meta` of the code that made the index and the newest event that was looked at."""

KINDS: Final = ("review", "flag")
"""The kinds of events that hold what people search for."""

_BATCH: Final = 2_000
_PATIENCE_MS: Final = 1_000
_TEMPORARY: Final = """
CREATE VIRTUAL TABLE temp.search USING fts5(
  deck UNINDEXED, fact UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2')"""


class Answer(NamedTuple):
    """A question of the past that fits.

    Attributes:
        row: The newest answer to it, or the flag.
        times: How often its facet was answered or flagged, in whatever words.
    """

    row: Row
    times: int


class Kept(NamedTuple):
    """What the index keeps of an event: where it belongs, and its words."""

    deck: str
    fact: str
    words: str


def find_answers(
    path: Path, learner: str, words: Sequence[str], *, deck: str = "", most: int = 20
) -> tuple[Answer, ...]:
    """Return a learner's questions in which all words stand, newest first, one a facet.

    The stem, the options, the response and the reason of a flag are looked through; those that
    were taken back are found as well.

    Args:
        path: The store's file, which must be there.
        learner: The learner's id.
        words: Words, or phrases with blanks in them; signs in them mean nothing.
        deck: Only this deck, by its id; "" for all.
        most: How many at most.

    Raises:
        StoreError: If the store cannot be read.
    """
    asked = phrases(words)
    if not asked:
        return ()
    query = ways(asked, columns=("words",), longer=lambda _: None)
    connection = _filled(path)
    try:
        with guarded(str(path)):
            found: dict[tuple[str, str], Row] = {}
            for way in (query.said, query.begun):
                for row in _rows(connection, way, learner=learner, deck=deck, skip=found):
                    found[row.event.kind, row.event.body["facet"]] = row
                    if len(found) >= most:
                        break
                if found:
                    break
            return tuple(Answer(row, _times(connection, row)) for row in found.values())
    finally:
        connection.close()


def _rows(
    connection: apsw.Connection,
    query: str,
    *,
    learner: str,
    deck: str,
    skip: Container[tuple[str, str]],
) -> Iterator[Row]:
    """Yield the rows that fit, newest first, but for kinds and facets that need no other."""
    sql = (
        "SELECT lower(hex(e.id)), e.kind, e.facet FROM search s JOIN event e ON e.n = s.rowid "
        "WHERE s.search MATCH ? AND e.learner = ? AND (? = '' OR s.deck = ?) "
        "ORDER BY s.rowid DESC"
    )
    for id_, kind, facet in connection.execute(sql, (query, learner, deck, deck)):
        if (kind, facet) not in skip:
            yield from (row for row in by_ids(connection, (id_,)) if row.is_read)


def _times(connection: apsw.Connection, row: Row) -> int:
    sql = "SELECT count(*) FROM event WHERE learner = ? AND facet = ? AND kind = ?"
    event = row.event
    times: int = connection.execute(sql, (event.learner, event.body["facet"], event.kind)).get
    return times


def _filled(path: Path) -> apsw.Connection:
    """Return a connection to a store whose index is up to date, in the store or in memory."""
    with suppress(StoreError):  # then it is only read
        connection = connect(path, busy_ms=_PATIENCE_MS)
        with _closed_on_error(connection, path):
            fill(connection)
        return connection
    connection = connect_readonly(path)
    with _closed_on_error(connection, path):
        if done(connection) != last_n(connection)[0]:
            connection.execute(_TEMPORARY)
            _put(connection, "temp.search", kept(connection))
    return connection


@contextmanager
def _closed_on_error(connection: apsw.Connection, path: Path) -> Iterator[None]:
    try:
        with guarded(str(path)):
            yield
    except BaseException:
        connection.close()
        raise


def fill(connection: apsw.Connection) -> None:
    """Bring the store's index up to the newest event, some events a transaction."""
    while done(connection) != last_n(connection)[0]:
        with transaction(connection, "IMMEDIATE"):
            first = done(connection)
            if first is None:  # other code made it
                connection.execute("DELETE FROM search")
            last = min(last_n(connection)[0], (first or 0) + _BATCH)
            _put(connection, "search", kept(connection, first or 0, last))
            set_meta(connection, MARK, f"{CODE}:{last}")


def done(connection: apsw.Connection) -> int | None:
    """Return the newest event that the index has seen [n], or None if other code made it."""
    code, _, n = (get_meta(connection, MARK) or "").partition(":")
    return int(n) if code == CODE and n.isdecimal() else None


def kept(
    connection: apsw.Connection, after: int = 0, upto: int | None = None
) -> Iterator[tuple[int, Kept]]:
    """Yield what the index keeps of events, with their n.

    Args:
        connection: The store.
        after: Only of later events [n].
        upto: Of none later than this one [n]; None for the newest.
    """
    sql = "SELECT n, body FROM event WHERE n > ? AND n <= ? AND kind IN (?, ?) ORDER BY n"
    last = last_n(connection)[0] if upto is None else upto
    for n, event in fetch(connection, sql, (after, last, *KINDS)):
        body = loads(event)["body"]
        texts = [body.get(name) for name in ("stem", "options", "response", "reason")]
        deck, fact = _split(body.get("facet"))
        yield n, Kept(deck, fact, spread(" ".join(_texts(texts))))


def _split(facet: object) -> tuple[str, str]:
    """Return the deck and the fact of a facet."""
    deck, _, rest = facet.partition("/") if isinstance(facet, str) else ("", "", "")
    return deck, rest.rpartition("#")[0] or rest


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _put(connection: apsw.Connection, table: str, rows: Iterable[tuple[int, Kept]]) -> None:
    connection.executemany(
        f"INSERT INTO {table}(rowid, deck, fact, words) VALUES(?, ?, ?, ?)",
        ((n, *each) for n, each in rows),
    )
