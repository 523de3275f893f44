"""Statistics as JSON knows them. Shares are 0..1, dates learner-days, seconds medians."""

from collections.abc import Sequence
from typing import Any

from quizkit.model import Calibration, OpenPlan, Proportion, Slice, Stats, Transfer


def plain(
    stats: Stats, sentences: Sequence[str], *, by: str, ahead: OpenPlan | None
) -> dict[str, Any]:
    """Return all figures as one object.

    Args:
        stats: The figures.
        sentences: What is said first.
        by: The dimension of the table `by`.
        ahead: What is to come, or None.
    """
    kept = stats.retention
    return {
        "v": 1,
        "sentences": list(sentences),
        "known": round(stats.known, 2),
        "facets": stats.facets,
        "started": stats.started,
        "answers": stats.answers,
        "right_when_due": kept and round(kept.right.share, 4),
        "predicted": kept and round(kept.predicted, 4),
        "right_when_due_interval": kept and [round(kept.right.low, 4), round(kept.right.high, 4)],
        "due_answers": stats.due_answers,
        "by": [_slice(each, by) for each in stats.by.get(by, ())],
        "calibration": [
            {"said": round(each.said, 4), "was": round(each.was, 4), "n": each.n}
            for each in (stats.calibration.bins if stats.calibration else ())
        ],
        "prediction": _prediction(stats.calibration),
        "forecast": _forecast(ahead),
        "history": [{"day": p.day, "known": round(p.known, 2)} for p in stats.history],
        "days": [
            {"day": each.day, "answers": each.answers, "minutes": round(each.minutes, 2)}
            for each in stats.days
        ],
        "time": [pace._asdict() | {"seconds": round(pace.seconds, 2)} for pace in stats.time],
        "confusions": [p._asdict() | {"weight": round(p.weight, 3)} for p in stats.confusions],
        "transfer": _transfer(stats.transfer),
        "leeches": [each._asdict() for each in stats.leeches],
        "elsewhere": stats.elsewhere,
    }


def _slice(each: Slice, by: str) -> dict[str, Any]:
    return {
        by: each.name,
        "answers": each.answers,
        "right": round(each.right, 4) if each.answers else None,
        "seconds": round(each.seconds, 2),
        "known": None if each.known is None else round(each.known, 4),
        "started": each.started,
        "facets": each.facets,
    }


def _prediction(found: Calibration | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "n": found.n,
        "said": round(found.said, 4),
        "was": round(found.was, 4),
        "error": round(found.error, 4),
        "log_loss": round(found.log_loss, 4),
        "brier": round(found.brier, 4),
        "constant_log_loss": round(found.constant_log_loss, 4),
        "constant_brier": round(found.constant_brier, 4),
    }


def _forecast(ahead: OpenPlan | None) -> dict[str, Any] | None:
    if ahead is None:
        return None
    return {
        "minutes": ahead.minutes,
        "runs": ahead.runs,
        "without_study": round(ahead.without_study, 2),
        "known": [
            {
                "day": point.day,
                "low": round(point.low, 2),
                "middle": round(point.known, 2),
                "high": round(point.high, 2),
            }
            for point in ahead.known
        ],
        "days": [
            {
                "day": d.day,
                "minutes": round(d.minutes, 1),
                "new": round(d.new, 1),
                "old": round(d.old, 1),
            }
            for d in ahead.plan
        ],
    }


def _transfer(found: Transfer) -> dict[str, Any]:
    return {
        "same": _share(found.same, found.same_said),
        "new": _share(found.new, found.new_said),
    }


def _share(found: Proportion | None, said: float) -> dict[str, Any] | None:
    if found is None:
        return None
    interval = [round(found.low, 4), round(found.high, 4)]
    return {
        "right": round(found.share, 4),
        "interval": interval,
        "said": round(said, 4),
        "n": found.n,
    }
