"""What becomes of an error that nobody caught: a file without anybody's words, and exit code 70.

Textual would print a traceback with all local variables, decks and answers among them.
"""

import asyncio
import logging
import os
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from time import monotonic
from typing import Any, Final

from textual.actions import ActionParseResult
from textual.app import App
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.worker import WorkerFailed

from quizkit.tui import signals
from quizkit.tui.harmless import Harmless
from quizkit.tui.streams import Streams

INTERNAL: Final = 70
TWICE_S: Final = 2.0
"""How soon the second of two presses of ctrl+c must come [s]."""
_LAST: Final = 20
_LOOK_S: Final = 2.0
"""How often it is looked whether there is still a terminal [s]."""


class Guarded(App[int]):
    """An app whose mistakes end it in order.

    Attributes:
        crash: The error that ended it, or None.
        scene: What a crash file tells besides: terminal, size, screen, names of the last actions.
        streams: Who has the terminal; None where there is none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.crash: BaseException | None = None
        self.scene: tuple[str, ...] = ()
        self.streams: Streams | None = None
        self._harmless = Harmless()
        self._interrupted = -TWICE_S
        self._actions: deque[str] = deque(maxlen=_LAST)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a binding says, and remember its name, without what it is done to."""
        name = action.partition("(")[0] if isinstance(action, str) else action[1]
        self._actions.append(name)
        return await super().run_action(action, default_namespace, namespaces)

    def action_help_quit(self) -> None:
        """Quit on the second of two presses of ctrl+c."""
        now = monotonic()
        if now - self._interrupted < TWICE_S:
            self.exit()
        else:
            self.notify("ctrl+c once more quits; all answers are saved.", markup=False)
        self._interrupted = now

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what goes over every line before it is painted."""
        return [*super().get_line_filters(), self._harmless]

    def panic(self, *_renderables: Any) -> None:
        """Close: Textual's own threads call this, and say why only in words for the terminal."""
        if signals.is_gone():
            self.exit(return_code=signals.HUNG_UP)
        else:
            self._handle_exception(RuntimeError("a thread of Textual ended"))

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Lend the terminal to another program inside the block."""
        with super().suspend(), self.streams.lent() if self.streams else nullcontext():
            yield

    def _handle_exception(self, error: Exception) -> None:
        if self.crash is None:
            self.crash = error.error if isinstance(error, WorkerFailed) else error
            self.scene = tuple(self._scene())
            self._exception = self.crash if isinstance(self.crash, Exception) else error
            self._exception_event.set()
        self.exit(return_code=INTERNAL)
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Print nothing: an error's words may be those of a deck."""
        self._exit_renderables.clear()

    def _scene(self) -> Iterator[str]:
        names = [
            type(screen).__name__ for screen in self._screen_stacks.get(self._current_mode, [])
        ]
        yield f"terminal {os.environ.get('TERM', '')[:40]}, {self.size.width} x {self.size.height}"
        yield f"screens {' '.join(names)}"
        yield f"actions {' '.join(self._actions)}"


@contextmanager
def watched(app: Guarded) -> Iterator[None]:
    """Let errors of threads and of forgotten tasks reach the app, inside a running event loop."""
    loop = asyncio.get_running_loop()
    before = threading.excepthook

    def in_thread(args: threading.ExceptHookArgs) -> None:
        error = args.exc_value
        if isinstance(error, OSError) and signals.is_gone():
            loop.call_soon_threadsafe(app.exit, None, signals.HUNG_UP)
        elif isinstance(error, Exception):
            loop.call_soon_threadsafe(app._handle_exception, error)

    def in_task(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        logging.getLogger("quizkit").error("task: %s", type(error).__name__)

    async def look() -> None:
        while not signals.is_gone():
            await asyncio.sleep(_LOOK_S)
        app.exit(return_code=signals.HUNG_UP)

    threading.excepthook = in_thread
    loop.set_exception_handler(in_task)
    looking = loop.create_task(look())
    try:
        yield
    finally:
        looking.cancel()
        threading.excepthook = before
