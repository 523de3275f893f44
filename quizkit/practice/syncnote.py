"""What the last sync left to be seen to: why it failed, kept until one succeeds."""

from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quizkit.errors import SyncError
from quizkit.practice.assigned import offered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizkit.model import Memory

NAME: Final = "sync-failed.txt"
_LONGEST: Final = 300


@contextmanager
def noting(state: Path) -> "Iterator[None]":
    """Keep why a sync failed, until another one succeeds.

    Args:
        state: The state folder; it is made if it is missing.
    """
    path = state / NAME
    try:
        yield
    except SyncError as error:
        with suppress(OSError):
            state.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_text(str(error), encoding="utf-8", errors="replace")
        raise
    with suppress(OSError):
        path.unlink()


def failure(state: Path) -> str:
    """Return why the last sync failed, in one line; "" if it did not.

    Args:
        state: The state folder.
    """
    try:
        with (state / NAME).open(encoding="utf-8", errors="replace") as file:
            text = " ".join(file.read(10 * _LONGEST).split())
    except OSError:
        return ""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def lines(state: Path, learner: str, memory: "Memory", *, today: int, minutes: int) -> list[str]:
    """Return what home says of syncing: what was set for the learner, why the last sync failed.

    Args:
        state: The state folder.
        learner: The learner's id.
        memory: The fold of the learner's log.
        today: Number of the learner-day.
        minutes: Minutes a day [1..1440].
    """
    found = offered(state, learner, memory, today=today)
    told = [f"{each.sentence}; accept it: {each.command(minutes)}" for each in found]
    if failed := failure(state):
        told.append(f"The last sync failed: {failed}")
    return told
