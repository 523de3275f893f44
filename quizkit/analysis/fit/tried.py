"""When a fit was last tried: told by the log if it was kept, by a small file if it was not.

A fit that is kept writes a `params` event, which counts as a try even if it was taken back. One
that is not kept writes no event: the state folder holds a line for each learner. Losing that file
costs one more fit, with the same result.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from quizkit.analysis.fit.rule import Tried

NAME: Final = "fit.json"
"""The file in the state folder."""


def in_log(params: Iterable[int], scored: Sequence[int]) -> Tried | None:
    """Return the newest try that the log tells of.

    Args:
        params: Derived times of the `params` events, live or not [ms].
        scored: Derived times of the scored reviews, ascending [ms].

    >>> in_log([25], [10, 20, 30])
    Tried(at=25, reviews=2)
    """
    at = max(params, default=None)
    return None if at is None else Tried(at, bisect_left(scored, at))


def in_file(state: Path, learner: str) -> Tried | None:
    """Return the newest try that was not kept on this machine, or None."""
    found = _read(state / NAME).get(learner)
    match found:
        case {"at": int(at), "reviews": int(reviews)}:
            return Tried(at, reviews)
        case _:
            return None


def note(state: Path, learner: str, tried: Tried) -> None:
    """Keep in mind that a fit was tried and not kept.

    Raises:
        OSError: If it cannot be written.
    """
    path = state / NAME
    known = _read(path) | {learner: tried._asdict()}
    state.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(known, sort_keys=True), encoding="utf-8")
    fresh.replace(path)


def newest(*tries: Tried | None) -> Tried | None:
    """Return the newest of some tries.

    >>> newest(None, Tried(2, 400), Tried(1, 800))
    Tried(at=2, reviews=400)
    """
    return max((tried for tried in tries if tried is not None), default=None)


def _read(path: Path) -> dict[str, Any]:
    """Return what the file holds; nothing if it is not there or damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
