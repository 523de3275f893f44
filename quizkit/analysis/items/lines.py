"""Answers read from the lines that a quiz or the practice page keeps."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from quizkit.analysis.items.answers import Answer
from quizkit.errors import FormatError

LONGEST: Final = 32_768
"""Bytes of a line that is read."""

_FAULTS: Final = (
    ValueError, TypeError, KeyError, ArithmeticError, AttributeError, RecursionError,
)  # fmt: skip
"""What a line that is no answer raises."""

_NUMBERED: Final = ("choice", "select", "true-false")
"""Forms of which it is told which options are chosen."""


def answers_of(data: bytes, path: str, *, learner: str) -> Iterator[Answer]:
    """Yield the answers of a file of JSON lines.

    Args:
        data: The file.
        path: What messages call it.
        learner: Whose answers they are, where a line does not say it.

    Raises:
        FormatError: If a line is no answer.
    """
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            if len(line) > LONGEST:
                raise ValueError
            found = json.loads(line)
            yield _answer(found, learner)
        except _FAULTS:
            message = (
                f"cannot read line {number} of {path}: want an answer as `quizkit quiz -o` or "
                "the practice page saves it"
            )
            raise FormatError(message, path) from None


def _answer(found: Mapping[str, Any], learner: str) -> Answer:
    shown = tuple(map(_text, found["options"]))
    score = float(found["score"])
    if not 0 <= score <= 1:
        raise ValueError
    form = _text(found["form"])
    said = _text(found["response"])
    who = _text(found.get("learner") or learner)
    facet, stem, key = (_text(found[name]) for name in ("facet", "stem", "key"))
    options = shown if form in _NUMBERED else ()
    return Answer(
        who,
        facet,
        form,
        stem,
        options,
        _chosen(said, options),
        key,
        score,
        keys=_chosen(key, options),
        said="" if shown else said,
        ms=_time(found.get("ms")),
    )


def _time(value: object) -> int | None:
    return value if type(value) is int and value >= 0 else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _chosen(response: str, options: tuple[str, ...]) -> tuple[str, ...]:
    """Return the options that a response or a key, as it was shown, names."""
    if response in options:
        return (response,)
    named, rest = [], response
    for option in sorted(options, key=len, reverse=True):
        if option in rest:
            named.append(option)
            rest = rest.replace(option, "\0", 1)
    return tuple(option for option in options if option in named)
