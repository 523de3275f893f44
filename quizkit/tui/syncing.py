"""Syncing from the screens: in a thread and with a connection of its own, so that nothing waits."""

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.errors import QuizkitError, SyncError
from quizkit.tui.backend import Backend
from quizkit.tui.text import shown

if TYPE_CHECKING:
    from textual.app import App

    from quizkit.practice.desk import Desk
    from quizkit.settings import Settings

UNSET: Final = (
    "Say once where to sync: quizkit config set sync FOLDER (or the address of your class)."
)
BUSY: Final = "Syncing already."


class _Done(NamedTuple):
    """What came of it.

    Attributes:
        said: In one line.
        is_error: The two sides differ.
        settings: Those in force now.
        is_other: Another learner writes here from now on.
    """

    said: str
    is_error: bool
    settings: "Settings"
    is_other: bool


def sync_now(app: Any) -> None:
    """Sync with what the setting names, and say what came of it in one line.

    Args:
        app: The app.
    """
    if not app.desk.settings.sync:
        _tell(app, UNSET)
    elif any(worker.group == "sync" and worker.is_running for worker in app.workers):
        _tell(app, BUSY)
    else:
        app.run_worker(_sync(app), group="sync")


async def _sync(app: Any) -> None:
    desk, runner = app.desk, app.runner
    is_studying = runner is not None and not runner.is_over
    thread = Backend()
    try:
        done = await thread.call(partial(synced, desk, is_studying=is_studying))
    except QuizkitError as error:
        _tell(app, str(error), is_error=True)
        return
    finally:
        thread.close(lambda: None, patience=0)
    if done.is_other:
        await app.backend.call(partial(_adopt, desk, done.settings))
    _tell(app, done.said, is_error=done.is_error)


def synced(desk: "Desk", *, is_studying: bool) -> _Done:
    """Sync a desk's log through a desk of its own; runs off the event loop.

    Args:
        desk: Whose log it is; only its settings, folders and clock are used.
        is_studying: A sitting is under way, which keeps its learner.

    Raises:
        SyncError: If it failed, or has to wait for the sitting's end.
        StoreError: If the log cannot be read or written.
    """
    from quizkit.practice import sync_words
    from quizkit.practice.desk import Desk
    from quizkit.practice.syncdesk import own_of
    from quizkit.practice.syncing import Place, Syncer
    from quizkit.practice.syncnote import noting
    from quizkit.store.handover import holding

    mine = Desk(desk.settings, desk.places, clock=desk.clock, environ=desk.environ)
    own = own_of(mine)
    if is_studying and not holding(own.path, own.learner or "").events:
        message = "the first sync waits for the end of this sitting"
        raise SyncError(message, mine.settings.sync)
    place = Place(mine.settings.sync, mine.settings.sync)
    with noting(mine.places.state):
        found = Syncer(own, may_bind=False).sync(place)
    sync_words.set_for(mine, found)
    differs = sync_words.differing(found)
    said = differs or " ".join((sync_words.summary(found), *sync_words.news(mine, found)))
    return _Done(said, bool(differs), mine.settings, found.learner != own.learner)


def _adopt(desk: "Desk", settings: "Settings") -> None:
    """Let the backend's desk open the log for the learner who writes now."""
    desk.close()
    desk.settings = settings


def _tell(app: "App[Any]", text: str, *, is_error: bool = False) -> None:
    app.notify(shown(text).plain, markup=False, severity="error" if is_error else "information")
