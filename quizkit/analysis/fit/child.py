"""The fit itself, as a program: a request on standard input, weights on standard output, as JSON.

It runs in a process of its own because the library holds Python's lock for as long as it fits, and
cannot be stopped but by ending the process. It imports nothing of quizkit.

    {"config": {..}, "lessons": [[answers, ends], ..]}   with answers [[rating, days], ..],
                                                         ends [[index, rating to predict], ..]
    {"weights": [21 numbers]}
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any


def fit(request: dict[str, Any], *, review: Callable[[int, int], Any] | None = None) -> list[float]:
    """Return the weights that fit the lessons of a request.

    Args:
        request: Constants and lessons.
        review: Makes a review of the library of rating and days, and may keep it; None: the
            library does, each time anew.
    """
    import fsrs_rs_python as library  # noqa: PLC0415  # an extra, and only the child may need it

    review = review or library.FSRSReview
    items, ranks = [], []
    for rank, (answers, ends) in enumerate(request["lessons"]):
        reviews = [review(*answer) for answer in answers]
        for end, rating in ends:
            last = review(rating, answers[end][1])
            items.append(library.FSRSItem([*reviews[:end], last]))
            ranks.append(rank)
    config = library.TrainingConfig(**request["config"])
    model = library.FSRS(list(library.DEFAULT_PARAMETERS))
    return list(model.compute_parameters(items, card_ids=ranks, training_config=config))


def main() -> None:
    """Read a request, write the weights."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this process if it must
    with os.fdopen(os.dup(1), "w") as out:
        os.dup2(2, 1)  # nothing that the library prints may come between
        json.dump({"weights": fit(json.load(sys.stdin))}, out)


if __name__ == "__main__":
    main()
