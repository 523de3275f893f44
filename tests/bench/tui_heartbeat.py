"""quizkit with a watch on its event loop: each callback that holds it up is written down.

    python tests/bench/tui_heartbeat.py FILE ARGUMENT ..

FILE gets a line for each callback: when it began, how long it took, how long its thread ran
meanwhile [s], and what it was. On a busy machine the first is more than the callback's fault.
"""

import sys
import time
from asyncio import Handle

from quizkit.__main__ import main

LEAST_S = 0.02
"""Shorter callbacks are not written down [s]."""


def watch(path: str) -> None:
    """Measure every callback of the event loop from now on."""
    honest = Handle._run
    file = open(path, "w", encoding="utf-8", buffering=1)  # noqa: SIM115  # until the end

    def timed(handle: Handle) -> None:
        began, ran = time.perf_counter(), time.thread_time()
        honest(handle)
        took = time.perf_counter() - began
        if took >= LEAST_S:
            what = getattr(handle._callback, "__self__", handle._callback)
            words = f"{what!r:.300}".replace("\n", " ")
            file.write(f"{began:.4f} {took:.4f} {time.thread_time() - ran:.4f} {words}\n")

    Handle._run = timed  # type: ignore[method-assign]


if __name__ == "__main__":
    watch(sys.argv.pop(1))
    sys.exit(main())
