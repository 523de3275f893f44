"""How much processor time something takes, on a machine that has other work as well."""

import time
from collections.abc import Callable


def is_quick(deed: Callable[[], object], *, below: float) -> bool:
    """Return whether a deed takes less processor time than so much [s], at one of two tries.

    A first try may pay for others: for their rubbish, which is taken away just then.
    """
    for _ in range(2):
        begin = time.process_time()
        deed()
        if time.process_time() - begin < below:
            return True
    return False
