"""The store's SQL, and the checks that a file passes before anything in it is believed.

Order of opening: SQLite's version, `application_id`, `user_version`, the objects in the schema,
and only then the pragmas and the first change. A file that fails stays as it was.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import apsw

from quizkit.errors import StoreError
from quizkit.store.faults import damaged, guarded
from quizkit.store.files import FILES

APPLICATION: Final = 0x715A4B31
"""`application_id` of a store: "qZK1"."""

VERSION: Final = 1
"""`user_version` of the stores that are written now."""

MIN_SQLITE: Final = (3, 51, 3)
"""Older SQLite can damage a WAL store when two connections write or checkpoint at one moment."""

BUSY_MS: Final = 10_000
"""How long another program's write is waited for [ms]."""

OBJECTS: Final[dict[tuple[str, str], str]] = {
    ("table", "event"): """
CREATE TABLE event(
  n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK(length(id) = 32),
  dev BLOB NOT NULL CHECK(length(dev) = 16), seq INTEGER NOT NULL CHECK(seq > 0),
  learner TEXT NOT NULL, kind TEXT NOT NULL, facet TEXT,
  body TEXT NOT NULL) STRICT""",
    ("index", "event_dev"): "CREATE INDEX event_dev ON event(dev, seq)",
    ("index", "event_facet"): """
CREATE INDEX event_facet ON event(learner, facet) WHERE facet IS NOT NULL""",
    ("trigger", "event_keep"): """
CREATE TRIGGER event_keep BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events never change'); END""",
    ("trigger", "event_stay"): """
CREATE TRIGGER event_stay BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events never go'); END""",
    ("table", "timeline"): """
CREATE TABLE timeline(
  n INTEGER PRIMARY KEY REFERENCES event(n), t INTEGER NOT NULL, live INTEGER NOT NULL) STRICT""",
    ("table", "state"): """
CREATE TABLE state(
  learner TEXT NOT NULL, facet TEXT NOT NULL, stability REAL, difficulty REAL, t INTEGER,
  reviews INTEGER NOT NULL, lapses INTEGER NOT NULL, suspended INTEGER NOT NULL,
  PRIMARY KEY(learner, facet)) STRICT, WITHOUT ROWID""",
    ("table", "forgotten"): """
CREATE TABLE forgotten(
  learner BLOB PRIMARY KEY CHECK(length(learner) = 32)) STRICT, WITHOUT ROWID""",
    (
        "table",
        "meta",
    ): "CREATE TABLE meta(k TEXT PRIMARY KEY, v TEXT NOT NULL) STRICT, WITHOUT ROWID",
    ("table", "search"): """
CREATE VIRTUAL TABLE search USING fts5(
  deck UNINDEXED, fact UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2')""",
}
"""Type and name of each object to the statement that makes it."""

RELEASED: Final[dict[int, dict[tuple[str, str], str]]] = {1: OBJECTS}
"""Version to the objects of its stores, of every version that was ever released."""

_SHADOWS: Final = frozenset(
    {"search_data", "search_idx", "search_content", "search_docsize", "search_config"}
)

_PRAGMAS: Final = (
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "journal_size_limit=1048576",
)


Upgrade = Callable[[apsw.Connection, Path], None]
"""What brings an older store to this version."""


def connect(
    path: Path,
    *,
    vfs: str | None = None,
    busy_ms: int = BUSY_MS,
    upgrade: Upgrade | None = None,
) -> apsw.Connection:
    """Return a checked connection for writing; a file that does not exist yet is made.

    Args:
        path: The store's file. A missing folder is made with mode 0700, the file with 0600.
        upgrade: What brings an older store to this version; None: an older one is refused.
        vfs: Name of the SQLite file layer to use, for tests.
        busy_ms: How long another program's write is waited for [ms].

    Raises:
        StoreError: If the file is locked, newer, foreign, damaged or cannot be written.
    """
    _check_sqlite(str(path))
    with guarded(str(path)):
        _refuse_folder(path)
        _touch(path)
        flags = apsw.SQLITE_OPEN_READWRITE
        connection = apsw.Connection(str(path), flags=flags, vfs=vfs)
    try:
        with guarded(str(path)):
            _harden(connection, busy_ms=busy_ms)
            if _is_empty(connection):
                _tune(connection, path)
                _create(connection)
            version = _check(connection, str(path), may_be_older=upgrade is not None)
            _tune(connection, path)
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)
            if upgrade is not None and version < VERSION:
                upgrade(connection, path)
                _check(connection, str(path))
    except BaseException:
        connection.close()
        raise
    return connection


def connect_readonly(
    path: Path, *, vfs: str | None = None, busy_ms: int = BUSY_MS
) -> apsw.Connection:
    """Return a checked connection that only reads, also in a folder that may not be written.

    A file that was made and never filled is read as a store without events.

    Raises:
        StoreError: If there is no store, it is newer, foreign or damaged, or its newest answers
            stand in a `-wal` file that cannot be read here.
    """
    _check_sqlite(str(path))
    with guarded(str(path)):
        if not path.exists():
            raise StoreError(f"no log at {path}; study a deck first, or name another", str(path))
        _refuse_folder(path)
        try:
            return _open_readonly(path, vfs=vfs, busy_ms=busy_ms, immutable=False)
        except (apsw.CantOpenError, apsw.ReadOnlyError):
            wal = path.with_name(path.name + "-wal")
            if wal.exists() and wal.stat().st_size:  # `immutable` would hide what is in it
                raise StoreError(
                    f"the log {path} was not closed, and its folder cannot be written; "
                    f"copy {path.name} and {path.name}-wal to a folder of your own",
                    str(path),
                ) from None
        return _open_readonly(path, vfs=vfs, busy_ms=busy_ms, immutable=True)


def connect_foreign(path: Path) -> apsw.Connection:
    """Return a checked connection to a store that may be anybody's work: a backup.

    It is opened read-only and immutable, so that nothing in it acts and nothing of it changes.
    Stores of older versions are let in: their events are what those of this version are.

    Raises:
        StoreError: If it is no closed store of quizkit, or newer, or damaged.
    """
    _check_sqlite(str(path))
    with guarded(str(path)):
        _refuse_folder(path)
        wal = path.with_name(path.name + "-wal")
        if wal.exists() and wal.stat().st_size:  # `immutable` would hide what is in it
            raise StoreError(
                f"{path} was not closed: {wal.name} lies beside it; close quizkit, and copy a "
                "log with `quizkit backup FILE` only",
                str(path),
            )
        return _open_readonly(path, vfs=None, busy_ms=0, immutable=True, is_foreign=True)


def _open_readonly(
    path: Path, *, vfs: str | None, busy_ms: int, immutable: bool, is_foreign: bool = False
) -> apsw.Connection:
    name = f"file:{quote(str(path.absolute()))}" + ("?immutable=1" if immutable else "")
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    connection = apsw.Connection(name, flags=flags, vfs=vfs)
    try:
        _harden(connection, busy_ms=busy_ms)
        if _is_empty(connection) and not is_foreign:
            connection.close()
            return _blank()
        _check(connection, str(path), may_be_older=is_foreign)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _blank() -> apsw.Connection:
    """Return a store without events, in memory."""
    connection = apsw.Connection(":memory:")
    _create(connection)
    return connection


def is_blank(connection: apsw.Connection) -> bool:
    """Return whether a connection for reading found a file that was never filled."""
    return not connection.filename


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a log; name a file", str(path))


def _check_sqlite(path: str) -> None:
    found = apsw.sqlite_lib_version()
    if tuple(map(int, found.split("."))) < MIN_SQLITE:
        wanted = ".".join(map(str, MIN_SQLITE))
        raise StoreError(
            f"the log {path} is not opened: SQLite {found} can damage it, {wanted} is needed; "
            "run `pip install -U apsw`",
            path,
        )


def _touch(path: Path) -> None:
    FILES.make_folder(path.parent)
    if not path.exists():
        path.touch(mode=0o600)


def _harden(connection: apsw.Connection, *, busy_ms: int) -> None:
    connection.set_busy_timeout(busy_ms)
    # Until the file is known to be ours, closing must not move its WAL into it.
    for option, value in (
        (apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1),
        (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
        (apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
        (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
    ):
        connection.config(option, value)


def _tune(connection: apsw.Connection, path: Path) -> None:
    mode = pragma(connection, "journal_mode=WAL")
    if mode != "wal":
        raise StoreError(
            f"the log {path} cannot be kept safely here (journal mode {mode}); "
            "keep it on a local disk, not in a network folder",
            str(path),
        )
    for setting in _PRAGMAS:
        connection.execute(f"PRAGMA {setting}")


def pragma(connection: apsw.Connection, name: str) -> Any:
    """Return the first value that a pragma answers."""
    return connection.execute(f"PRAGMA {name}").get


def _is_empty(connection: apsw.Connection) -> bool:
    marks = pragma(connection, "application_id"), pragma(connection, "user_version")
    return marks == (0, 0) and not connection.execute("SELECT 1 FROM sqlite_schema").get


def _create(connection: apsw.Connection) -> None:
    with transaction(connection, "IMMEDIATE"):
        if _is_empty(connection):  # another process may have been first
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
            for statement in RELEASED[VERSION].values():
                connection.execute(statement)


@contextmanager
def transaction(connection: apsw.Connection, mode: str) -> Iterator[None]:
    """Run a block in one transaction; if anything fails, nothing of it stays.

    Args:
        connection: The store.
        mode: "IMMEDIATE" to write, "DEFERRED" to read only.
    """
    connection.execute(f"BEGIN {mode}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def roll_back(connection: apsw.Connection) -> None:
    """End a transaction that failed, if SQLite has not ended it already."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _check(connection: apsw.Connection, path: str, *, may_be_older: bool = False) -> int:
    """Return the version of a store that is as quizkit made it; refuse all others."""
    if pragma(connection, "application_id") != APPLICATION:
        raise StoreError(f"{path} is not a log of quizkit; name another file", path)
    with connection:  # both in one look: another process may be bringing it up to date
        version: int = pragma(connection, "user_version")
        there: list[Any] = [*connection.execute("SELECT type, name, sql FROM sqlite_schema")]
    if version > VERSION:
        raise StoreError(
            f"the log {path} is newer (version {version}, this quizkit knows {VERSION}); "
            "install a newer quizkit",
            path,
        )
    if version not in RELEASED:
        raise damaged(path)
    if version < VERSION and not may_be_older:
        raise StoreError(
            f"the log {path} is older (version {version}, this quizkit has {VERSION}); "
            "`quizkit study` brings it up to date, after a backup",
            path,
        )
    found = {
        (kind, name): sql for kind, name, sql in there if not _is_made_by_sqlite(kind, name, sql)
    }
    odd = _differing(found, RELEASED[version])
    if odd:
        name = " ".join(min(odd))
        raise StoreError(
            f"{path} is not a log as quizkit makes it (see its {name}); name another file", path
        )
    return version


def _differing(
    found: Mapping[tuple[str, str], str | None], wanted: Mapping[tuple[str, str], str]
) -> set[tuple[str, str]]:
    return {
        key
        for key in found.keys() | wanted.keys()
        if key not in found or _folded(found[key] or "") != _folded(wanted.get(key, ""))
    }


def _is_made_by_sqlite(kind: str, name: str, sql: str | None) -> bool:
    if kind == "index":
        return sql is None and name.startswith("sqlite_autoindex_")
    return kind == "table" and name in _SHADOWS


@lru_cache(maxsize=64)
def _folded(sql: str) -> str:
    return re.sub(r"""[\s"'`\[\]]+""", "", sql).lower()
