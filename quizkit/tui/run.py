"""From a call of the command line to screens and back: the event loop, and what comes of it."""

import asyncio

from quizkit.practice.desk import Desk
from quizkit.practice.opening import Closed, Opening
from quizkit.tui import crash, signals
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens.shell import Shell
from quizkit.tui.streams import Streams


class _Opened(QuizkitApp):
    """The app as it begins on a terminal: with a frame that costs little."""

    DEFAULT_MODE = "_default"

    def get_default_screen(self) -> Shell:
        """Return the first frame; a screen of a mode would have its styles made twice."""
        return Shell()


def run(desk: Desk, opening: Opening) -> Closed:
    """Open the screens, and return once they are closed and the terminal is as it was.

    Raises:
        QuizkitError: What was to be opened cannot be: a broken deck, a locked log.
    """
    app = _Opened(desk, opening=opening)
    app.streams = Streams(desk.places.state)
    with app.streams.guarded():
        asyncio.run(_run(app))
    if app.crash is not None:
        from quizkit.practice.crash import told, write_crash

        path = write_crash(app.crash, more=app.scene)
        return Closed(crash.INTERNAL, told=told(app.crash, path))
    if app.fault is not None:
        raise app.fault
    return Closed(app.return_code or 0, view=app.runner.view if app.runner else None)


async def _run(app: QuizkitApp) -> None:
    def stop(code: int) -> None:
        app.exit(return_code=code)

    with signals.handled(stop), crash.watched(app):
        await app.run_async()
