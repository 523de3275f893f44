"""Which memory model a job reckons with: each learner's own, or one that was named for all."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from quizkit.errors import FormatError
from quizkit.memory.fsrs import DEFAULT_WEIGHTS, model_named
from quizkit.memory.replay import Moment
from quizkit.memory.reviews import MILLION
from quizkit.model import Event, EventId

FSRS_6: Final = "fsrs-6"
"""The memory model that there is."""

Weights = tuple[int, ...]
"""The weights of a model in millionths; () stands for each learner's own."""

DEFAULTS: Final[Weights] = tuple(round(weight * MILLION) for weight in DEFAULT_WEIGHTS)
"""The weights that hold for whoever has none."""

_MOST: Final = 1 << 20


def read_weights(path: Path) -> Weights:
    """Return the weights in a file: 21 numbers as a JSON list, or the `weights` of an object.

    Whole numbers from 1,000 on, and objects of a log's `params`, are millionths.

    Args:
        path: The file.

    Raises:
        FormatError: If it cannot be read, or does not hold weights of the model in their bounds.
    """
    place = path.as_posix()
    try:
        with path.open("rb") as stream:
            found = json.loads(stream.read(_MOST))
    except OSError as error:
        told = f"cannot read {place}: {error.strerror or error}"
        raise FormatError(told, place) from None
    except (ValueError, RecursionError):
        raise FormatError(f"{place} is no JSON; wanted a list of 21 weights", place) from None
    if isinstance(found, dict):
        found = found.get("weights")
    try:
        return _millionths(found)
    except (ValueError, TypeError, OverflowError) as error:
        told = f"{place} does not hold the weights of {FSRS_6}: {error}"
        raise FormatError(told, place) from None


def _millionths(found: Any) -> Weights:
    """Return weights as millionths.

    Raises:
        ValueError: If they are not those of the model.
    """
    if not isinstance(found, list) or any(isinstance(each, bool) for each in found):
        raise ValueError(f"want a list of {len(DEFAULTS)} numbers")
    is_whole = all(isinstance(each, int) for each in found) and max(found, default=0) >= 1000
    weights = tuple(round(float(each) * (1 if is_whole else MILLION)) for each in found)
    model_named(FSRS_6, tuple(weight / MILLION for weight in weights))
    return weights


def under(moments: Sequence[Moment], weights: Weights) -> list[Moment]:
    """Return a learner's events as if the last one had set some weights; () leaves them alone.

    A `params` event holds for all of history, so that a fold reckons with these weights only.

    Args:
        moments: Live events with their times, in their order.
        weights: The weights [millionths].
    """
    if not weights or not moments:
        return list(moments)
    t, last = moments[-1]
    body = {"model": FSRS_6, "weights": list(weights), "retention": None}
    return [*moments, (t + 1, _params(last, body))]


def _params(last: Event, body: dict[str, Any]) -> Event:
    return last._replace(id=EventId("0" * 64), seq=last.seq + 1, kind="params", body=body)
