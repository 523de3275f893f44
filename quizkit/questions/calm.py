"""The cyclic collector, paused while many small values are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

BULK: Final = 50_000
"""From so many new values on, what was made is left out of the collector's rounds for good."""


@contextmanager
def calm() -> Iterator[None]:
    """Pause the cyclic collector, which takes half of the time of a bulk load or plan.

    What was made meanwhile, if it is much, is then left out of its rounds for good. So it must
    hold no cycles (no part may keep a method of the whole): it is freed as soon as nobody uses it,
    or never. After little work nothing is left out, for that would keep the caller's own cycles.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            if gc.get_count()[0] > BULK:
                gc.freeze()
            gc.enable()
