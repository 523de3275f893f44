"""What came of a fit, for people and for programs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from quizkit.analysis.fit.change import Change, sentence
from quizkit.analysis.fit.fitting import Why
from quizkit.analysis.fit.own import Outcome
from quizkit.analysis.fit.rule import FEWEST, Comparison, Tried
from quizkit.analysis.fit.training import CONFIG, SEED
from quizkit.memory.timeline import learner_day
from quizkit.model import DAY_MS

_DIGITS = 6


def sentences(outcome: Outcome, *, is_dry: bool, off: int) -> Iterator[str]:
    """Yield what a learner is told of a fit.

    Args:
        outcome: What came of it.
        is_dry: Nothing was to be written.
        off: Zone offset [minutes east of UTC].
    """
    fit, held_out = outcome.fit, outcome.fit.held_out
    count = f"{fit.reviews:,} answers to what you had last answered on an earlier day"
    match fit.why:
        case Why.TOO_FEW:
            yield (
                f"A memory model of your own takes {FEWEST} answers to what you had last answered "
                f"on an earlier day; you have {fit.reviews}. The usual one serves you until then."
            )
        case Why.NOT_YET:
            yield f"Nothing was fitted: {count}, and the last try was not long ago."
        case Why.UNUSABLE:
            yield f"Nothing has changed: {count} gave no usable model ({fit.remark})."
        case Why.BETTER | Why.NO_BETTER:
            yield f"Fitted to {count}. {_compared(held_out)}"
            yield _decided(fit.why, is_kept=outcome.is_kept)
    if outcome.is_kept and fit.weights is not None:
        yield sentence(Change(outcome.before, fit.weights))
    elif not is_dry and fit.why is not Why.TOO_FEW:
        at, reviews = outcome.next
        yield f"The next try is from {reviews:,} answers on, and not before {_day(at, off)}."


def document(outcome: Outcome, *, off: int) -> dict[str, Any]:
    """Return what a program is told of a fit, in the order of its members.

    Args:
        outcome: What came of it.
        off: Zone offset [minutes east of UTC].
    """
    fit, held_out = outcome.fit, outcome.fit.held_out
    losses = (
        (held_out.loss_before, held_out.loss_after, held_out.error) if held_out else (None,) * 3
    )
    before, after, error = (None if loss is None else round(loss, _DIGITS) for loss in losses)
    return {
        "v": 1,
        "reviews": fit.reviews,
        "kept": outcome.is_kept,
        "loss_before": before,
        "loss_after": after,
        "why": fit.why.value,
        "remark": fit.remark,
        "held_out": held_out.reviews if held_out else 0,
        "error": error,
        "weights": fit.weights,
        "next": _when(outcome.next, off),
        "seed": SEED,
        "config": CONFIG,
        "library": outcome.library and f"fsrs-rs-python {outcome.library}",
    }


def _compared(held_out: Comparison | None) -> str:
    if held_out is None:
        return ""
    return (
        f"The last {held_out.reviews:,} of them, which it had not seen, were predicted with a log "
        f"loss of {held_out.loss_after:.4f}; the model in force had {held_out.loss_before:.4f}."
    )


def _decided(why: Why, *, is_kept: bool) -> str:
    if is_kept:
        return "It is kept; `quizkit undo` takes it back."
    if why is Why.BETTER:
        return "It would be kept; nothing was written."
    return "That is no gain beyond chance: nothing has changed."


def _when(following: Tried, off: int) -> dict[str, Any]:
    at, reviews = following
    return {"reviews": reviews, "day": _day(at, off) if at else None}


def _day(at: int, off: int) -> str:
    """Return the first whole learner-day on which a time has come."""
    first = learner_day(at - 1, off) + 1
    return (
        (datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=first * DAY_MS)).date().isoformat()
    )
