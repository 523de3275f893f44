"""What the body of a `review` tells the memory: chance of a guess, pace, what was mixed up."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from quizkit.memory.confusions import PICKED, TYPED
from quizkit.memory.ladder import guess
from quizkit.memory.rating import latency
from quizkit.model import Form

MILLION: Final = 1_000_000
"""Scores and weights are written in millionths."""

_FORMS: Final = {form.value: form for form in Form}
_PICKED_IN: Final = frozenset({Form.CHOICE.value, Form.MATCH.value})
_TYPED_IN: Final = frozenset({Form.TYPED.value, Form.CLOZE.value})


class Given(NamedTuple):
    """A wrong answer as it was shown or typed, and how much it weighs."""

    text: str
    weight: float


def characters(stem: str, options: Sequence[str]) -> int:
    """Return the characters shown in a question.

    >>> characters("Who?", ["Kerry", "Vessey"])
    15
    """
    return len(stem) + sum(map(len, options))


def guess_of(body: Mapping[str, Any]) -> float:
    """Return the chance [0..1] that a review was right without knowing.

    It is 0 where the learner's own word was taken. A selection does not tell whether its stem
    said how many to pick: it counts as if it had. Of a form that is not known nothing is guessed.

    >>> guess_of({"form": "choice", "options": ["a", "b", "c"], "hints": 0, "response": [1],
    ...           "override": None})
    0.3333333333333333
    """
    form = _FORMS.get(body["form"])
    if form is None or body["override"] is not None:
        return 0.0
    response = body["response"]
    return guess(
        form,
        options=len(body["options"]),
        picked=len(response) if isinstance(response, Sequence) else 0,
        hints=body["hints"],
    )


def latency_of(body: Mapping[str, Any]) -> float:
    """Return the latency of a review, as `rating.latency` defines it."""
    response = body["response"]
    return latency(
        body["ms"],
        shown=characters(body["stem"], body["options"]),
        typed=len(response) if isinstance(response, str) else 0,
    )


def wrong_answer(body: Mapping[str, Any]) -> Given | None:
    """Return the wrong answer that a review gave, or None.

    None where it was right, given up, or where the response does not name one value: a
    selection, an order, a statement that was true or false. Of a match it is what was put into
    the sentence's gap.

    >>> wrong_answer({"form": "choice", "options": ["a", "b"], "response": [1], "score": 0})
    Given(text='b', weight=0.5)
    >>> wrong_answer({"form": "typed", "options": [], "response": " Vessey", "score": 0})
    Given(text='Vessey', weight=1.0)
    """
    form, response, options = body["form"], body["response"], body["options"]
    if 2 * body["score"] >= MILLION or not response:
        return None
    if form in _TYPED_IN and isinstance(response, str) and response.strip():
        return Given(response.strip(), TYPED)
    if form in _PICKED_IN and isinstance(response, list) and response[0] < len(options):
        return Given(options[response[0]], PICKED)
    return None
