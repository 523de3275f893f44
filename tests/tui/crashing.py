"""quizkit with one mistake planted: `python tests/tui/crashing.py WHERE ARGUMENT ..`.

WHERE is "press" (an action), "backend" (its thread), "paint" (what is put on a screen), "worker"
(what comes after the backend), "thread" (any other), or "noise" (no mistake, but output where
none belongs).
"""

import logging
import os
import sys
import threading
import warnings
from typing import Any, NoReturn

from quizkit import __main__

SECRET = "the words of a deck"


def fail(*_args: object, **_named: object) -> NoReturn:
    words = SECRET
    raise KeyError(words)


def press() -> None:
    from quizkit.tui.screens.base import QuizkitScreen

    QuizkitScreen.action_help = fail  # type: ignore[method-assign]


def backend() -> None:
    from quizkit.practice.study import Study

    Study.begin = fail  # type: ignore[method-assign]


def paint() -> None:
    from quizkit.tui.screens.study import StudyScreen

    StudyScreen.compose = fail  # type: ignore[method-assign]


def worker() -> None:
    from quizkit.tui.screens.study import StudyScreen

    StudyScreen._begun = fail  # type: ignore[method-assign]


def thread() -> None:
    from quizkit.tui.screens.base import QuizkitScreen

    def begin(_screen: Any) -> None:
        threading.Thread(target=fail).start()

    QuizkitScreen.action_help = begin  # type: ignore[method-assign]


def noise() -> None:
    from quizkit.tui.screens.base import QuizkitScreen

    def shout(screen: Any) -> None:
        os.system("echo NOISE of a child; echo NOISE of a child >&2")
        print("NOISE printed")
        print("NOISE printed", file=sys.stderr)
        os.write(2, b"NOISE of a library\n")
        logging.getLogger("some.library").warning("NOISE logged")
        warnings.warn("NOISE warned", stacklevel=1)
        screen.notify("heard", markup=False)

    QuizkitScreen.action_help = shout  # type: ignore[method-assign]


if __name__ == "__main__":
    where = sys.argv.pop(1)
    {one.__name__: one for one in (press, backend, paint, worker, thread, noise)}[where]()
    sys.exit(__main__.main())
