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
from typing import Any


def fit(request: dict[str, Any]) -> list[float]:
    """Return the weights that fit the lessons of a request."""
    import fsrs_rs_python as library  # noqa: PLC0415  # an extra, and only the child may need it

    items, ranks = [], []
    for rank, (answers, ends) in enumerate(request["lessons"]):
        reviews = [library.FSRSReview(*answer) for answer in answers]
        for end, rating in ends:
            last = library.FSRSReview(rating, answers[end][1])
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
