"""The command line with one fault planted, which the tests of kills must find out.

    python tests/fault/dishonest.py early|late|deaf ARGUMENT ..

"early" says "Saved" before anything is; "late" saves all answers at the end of the sitting;
"deaf" does not hear that a commit failed.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import apsw

from quizkit.__main__ import screens
from quizkit.cli.main import run
from quizkit.cli.plain import Plain
from quizkit.model import Answer
from quizkit.store import log as log_module
from quizkit.store.log import Log


def early() -> None:
    """Say it first, then do it."""
    honest = Plain._do

    def eager(plain: Any, action: Any) -> None:
        if isinstance(action, Answer):
            plain.say("Saved as Good, too early.")
        honest(plain, action)

    Plain._do = eager  # type: ignore[method-assign]


def late() -> None:
    """Begin one transaction with the first answer, and commit it when the log is closed."""

    @contextmanager
    def never(connection: apsw.Connection, mode: str) -> Iterator[None]:
        if not connection.in_transaction:
            connection.execute(f"BEGIN {mode}")
        yield

    honest = Log.close

    def close(log: Log) -> None:
        if log._connection.in_transaction:
            log._connection.execute("COMMIT")
        honest(log)

    log_module._transaction = never  # type: ignore[assignment]
    Log.close = close  # type: ignore[method-assign]


def deaf() -> None:
    """Pass by what a commit says."""

    @contextmanager
    def careless(connection: apsw.Connection, mode: str) -> Iterator[None]:
        connection.execute(f"BEGIN {mode}")
        yield
        try:
            connection.execute("COMMIT")
        except apsw.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    log_module._transaction = careless  # type: ignore[assignment]


if __name__ == "__main__":
    {"early": early, "late": late, "deaf": deaf}[sys.argv[1]]()
    sys.exit(run(sys.argv[2:], screens))
