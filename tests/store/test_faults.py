"""Every fault of SQLite and of the system becomes a StoreError that says what to do."""

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.store.event import StoredEventError
from quizkit.store.faults import damaged, explain, guarded

SAYS = [
    (apsw.BusyError(), "is locked by another program; close it or wait, then try again"),
    (apsw.LockedError(), "is locked by another program; close it or wait, then try again"),
    (apsw.FullError(), "cannot grow, the disk is full; make room, then try again"),
    (apsw.ReadOnlyError(), "cannot be written; give yourself the right"),
    (PermissionError(), "cannot be written; give yourself the right"),
    (apsw.CantOpenError(), "cannot be opened; see that its folder exists"),
    (FileNotFoundError(), "cannot be opened; see that its folder exists"),
    (apsw.NotADBError(), "is not a log of quizkit; name another file"),
    (apsw.CorruptError(), "is damaged; run `quizkit doctor`"),
    (apsw.SQLError(), "is damaged; run `quizkit doctor`"),
    (StoredEventError(), "is damaged; run `quizkit doctor`"),
    (apsw.IOError(), "the disk reports a fault; check the disk, then try again"),
    (apsw.ConstraintError(), "refused the change; run `quizkit doctor`"),
    (apsw.NoMemError("no memory"), "failed: no memory; try again"),
]


@pytest.mark.parametrize(("fault", "says"), SAYS, ids=lambda value: type(value).__name__)
def test_a_fault_is_told_with_path_and_advice(fault: Exception, says: str) -> None:
    with pytest.raises(StoreError) as caught, guarded("/data/me.db"):
        raise fault
    assert str(caught.value).startswith("the log /data/me.db ")
    assert says in str(caught.value)
    assert caught.value.path == "/data/me.db"


def test_every_error_of_apsw_is_explained() -> None:
    kinds = [kind for kind in vars(apsw).values() if isinstance(kind, type)]
    for kind in kinds:
        if issubclass(kind, apsw.Error):
            assert isinstance(explain(kind(), "me.db"), StoreError)


def test_mistakes_of_the_caller_pass() -> None:
    with pytest.raises(ValueError, match="mine"), guarded("me.db"):
        raise ValueError("mine")


def test_damage_is_an_error_to_raise() -> None:
    assert "is damaged" in str(damaged("me.db"))
