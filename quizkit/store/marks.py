"""Marks in the state folder, by which a copied store is told from one that was always here.

A device's chain may go on in one place only. A store that comes from another computer, or is a
copy beside its original, therefore takes new device ids before it writes.
"""

from pathlib import Path

import apsw

from quizkit.store.rows import get_meta, meta_under, new_id, set_meta

STORE = "store"
"""Key of the store's id in `meta`."""

DEVICE = "device:"
"""What a learner's id follows in the key of the device that writes for it here."""


def settle(connection: apsw.Connection, path: Path, marks: Path | None) -> None:
    """Give a new store its id, and a copied one a new id and new devices; leave a mark.

    Must run inside a write transaction. Without a folder for marks no copy is noticed.
    """
    store = get_meta(connection, STORE)
    if store is None or (marks is not None and is_copy(path, marks / f"store-{store}")):
        store = new_id()
        set_meta(connection, STORE, store)
        _renew_devices(connection)
    if marks is not None:
        _leave(marks / f"store-{store}", path)


def is_settled(connection: apsw.Connection, path: Path, marks: Path | None) -> bool:
    """Return whether `settle` has nothing to do."""
    store = get_meta(connection, STORE)
    if store is None:
        return False
    return marks is None or _named(marks / f"store-{store}") == str(path.resolve())


def is_copy(path: Path, mark: Path) -> bool:
    """Return whether the store is not the one that the mark was left for.

    A moved store is none, as nothing is left where it was.
    """
    named = _named(mark)
    if not named:
        return True
    original = Path(named)
    if original == path.resolve():
        return False
    try:
        return original.exists() and not original.samefile(path)
    except PermissionError:
        return True  # there, perhaps, in the folder of somebody else


def _named(mark: Path) -> str:
    try:
        return mark.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _leave(mark: Path, path: Path) -> None:
    mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark.touch(mode=0o600)
    mark.write_text(str(path.resolve()), encoding="utf-8", errors="surrogateescape")


def _renew_devices(connection: apsw.Connection) -> None:
    for learner in meta_under(connection, DEVICE):
        set_meta(connection, DEVICE + learner, new_id())
