"""A program that appends answers and says which: run and killed by the fault tests.

    python tests/fault/writer.py STORE MODE COUNT NAME

It prints `saved NAME-n` for each answer, whose seed is `NAME-n`. The mode is "right", or one of
the wrong programs that the tests must catch: "early" (says it before the commit), "late" (commits
all at the end), "deferred" (a transaction that begins by reading), "deaf" (does not look what
other processes wrote). With mode "read" it writes nothing and looks again and again, until COUNT
events are there: each time at a whole chain and at what it adds up to.
"""

import sys
import time
from typing import Any

from quizkit.errors import StoreError
from quizkit.model import Draft
from quizkit.store import log as log_module
from quizkit.store.log import Log, open_log

START = 1_767_225_600_000


def review(token: str, n: int) -> Draft:
    """Return an answer whose seed names it."""
    body: dict[str, Any] = {
        "sitting": None,
        "facet": f"d/f{n % 17}#r",
        "form": "typed",
        "seed": token,
        "stem": f"Question {n}?",
        "options": [],
        "response": "answer",
        "score": 1_000_000 if n % 4 else 0,
        "rating": 3 if n % 4 else 1,
        "override": None,
        "ms": 3000,
        "hints": 0,
        "key": "0123456789abcdef",
    }
    return Draft("review", body)


def say(token: str) -> None:
    """Acknowledge an answer."""
    sys.stdout.write(f"saved {token}\n")
    sys.stdout.flush()


def answer(log: Log, mode: str, token: str, n: int) -> None:
    """Append one answer and say so, in this order or, to be caught, in the other."""
    if mode == "early":
        say(token)
    log.append([review(token, n)], at=START + n * 60_000, off=420)
    if mode != "early":
        say(token)


def spoil(mode: str) -> None:
    """Put the mistake of a mode in."""
    if mode == "deferred":
        honest = log_module._transaction

        def deferred(connection: Any, _: str) -> Any:
            return honest(connection, "DEFERRED")

        log_module._transaction = deferred
    if mode == "deaf":
        listening = Log._catch_up

        def deaf(self: Log) -> Any:
            return listening(self) if self._held is None else self._held

        Log._catch_up = deaf  # type: ignore[method-assign]


def watch(path: str, count: int) -> int:
    """Read until so many events are there, and return 1 if anything read is not in order."""
    with open_log(path, learner="mai", readonly=True) as log:
        before: list[str] = []
        while len(before) < count:
            memory = log.memory()
            events = list(log.events())
            ids = [event.id for event in events]
            chain = [event.seq for event in events]
            reviews = sum(state.reviews for state in memory.facets.values())
            if ids[: len(before)] != before or chain != list(range(1, len(ids) + 1)):
                print("events came out of order", file=sys.stderr)
                return 1
            if reviews > len(ids) or reviews < len(before):
                print(f"{reviews} reviews in the memory of {len(ids)}", file=sys.stderr)
                return 1
            before = ids
            say(str(len(ids)))
    return 0


def main(path: str, mode: str, count: int, name: str) -> int:
    """Append, and return the exit code: 5 if the store said no."""
    spoil(mode)
    if mode == "read":
        return watch(path, count)
    tokens = [f"{name}-{n}" for n in range(count)]
    try:
        with open_log(path, learner="mai") as log:
            if mode == "late":
                for token in tokens:
                    say(token)
                    time.sleep(0.001)
                log.append([review(token, n) for n, token in enumerate(tokens)], at=START, off=0)
                return 0
            for n, token in enumerate(tokens):
                answer(log, mode, token, n)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 5
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]))
