"""The cyclic collector, paused while many small values are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def calm() -> Iterator[None]:
    """Pause the cyclic collector, which takes half of the time of a bulk load or plan.

    What was made meanwhile is then left out of its rounds for good. So it must hold no cycles (no
    part may keep a method of the whole): it is freed as soon as nobody uses it, or never.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()
            gc.enable()
