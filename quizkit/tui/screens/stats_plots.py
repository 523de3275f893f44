"""Statistics as plots: which figure stands in which bar; the figures come as they are."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from quizkit.model import OpenPlan, Slice, Stats
from quizkit.tui.widgets.plot import Mark, Plot, Shape

if TYPE_CHECKING:
    from quizkit.practice.coming import Day

FEWEST: Final = 20
"""Answers from which on plots are drawn."""

DIMENSIONS: Final = ("kind", "role", "form", "tag", "deck")
"""What answers can be put together by."""

_DAYS: Final = 7
_STEP: Final = 4
_ROWS: Final = 12


def plots(
    stats: Stats,
    ahead: OpenPlan | None,
    coming: Sequence["Day"],
    *,
    by: str,
    weakest: str,
) -> list[Plot]:
    """Return all plots, in their order.

    Args:
        stats: The figures of the period.
        ahead: What is to come, or None while it is not known.
        coming: What falls due on the days after today.
        by: The dimension that answers are put together by.
        weakest: What is known least of it, or "".
    """
    return [
        *_days(stats),
        _known(stats),
        *((_ahead(ahead),) if ahead else ()),
        due(coming),
        _slices(stats.by.get(by, ()), by, weakest),
        _forecast(stats),
        _mixed_up(stats),
        _stubborn(stats),
        _wordings(stats),
        _seconds(stats),
    ]


def due(coming: Sequence["Day"]) -> Plot:
    """Return what falls due on the days to come."""
    marks = tuple(
        Mark(
            _weekday(day.day),
            day.due,
            f"{day.due:,}, {_about(day.minutes)}",
            cells=(f"{day.due:,}", f"{day.minutes:.0f}"),
        )
        for day in coming
    )
    return Plot(
        "Due on the days to come",
        marks,
        headings=("day", "due", "minutes"),
        most=_DAYS,
        note="What you have started, if each is met in time; nothing new." if marks else "",
        empty="Nothing falls due but what waits today.",
    )


def _days(stats: Stats) -> tuple[Plot, Plot]:
    """Return answers and minutes of the newest days."""
    count = len(stats.days)
    when = "on one day" if count == 1 else f"in {count} days"
    answers = tuple(Mark(_short(day.day), day.answers, f"{day.answers:,}") for day in stats.days)
    minutes = tuple(Mark(_short(day.day), day.minutes, f"{day.minutes:.0f}") for day in stats.days)
    total = sum(day.answers for day in stats.days)
    spent = sum(day.minutes for day in stats.days)
    return (
        Plot("Answers", answers, Shape.SPARK, ("day", "answers"), total=f"{total:,} {when}"),
        Plot("Minutes", minutes, Shape.SPARK, ("day", "minutes"), total=f"{spent:,.0f} {when}"),
    )


def _known(stats: Stats) -> Plot:
    marks = tuple(Mark(_short(p.day), p.known, f"{p.known:,.0f}") for p in stats.history)
    return Plot(
        "Known  ",
        marks if len(marks) > 1 else (),
        Shape.SPARK,
        ("day", "facets known"),
        total=f"{stats.known:,.0f} now",
        empty="From your second day on: how what you know grows.",
    )


def _ahead(ahead: OpenPlan) -> Plot:
    points = [*ahead.known[:-1:_STEP], ahead.known[-1]]
    each = "1 minute" if ahead.minutes == 1 else f"{ahead.minutes} minutes"
    return Plot(
        f"To come, at {each} a day",
        tuple(
            Mark(
                _short(p.day),
                p.known,
                f"{p.known:,.0f} ({p.low:,.0f} to {p.high:,.0f})",
                p.low,
                p.high,
                (f"{p.low:,.0f}", f"{p.known:,.0f}", f"{p.high:,.0f}"),
            )
            for p in points
        ),
        headings=("day", "5 %", "half", "95 %"),
        top=float(ahead.facets),
        note=f"Facets known of {ahead.facets:,}; in brackets where 9 of 10 futures lie.",
    )


def _slices(found: Sequence[Slice], by: str, weakest: str) -> Plot:
    told = [each for each in found if each.answers or each.started]
    return Plot(
        f"Known, by {by}",
        tuple(_slice(each, is_weakest=each.name == weakest) for each in told),
        headings=(by, "answers", "right", "seconds", "known"),
        top=1.0,
        most=_ROWS,
        empty=f"Nothing has a {by} yet.",
    )


def _slice(each: Slice, *, is_weakest: bool) -> Mark:
    right = _percent(each.right) if each.answers else "-"
    known = "-" if each.known is None else _percent(each.known)
    told = f"right {right}" if each.known is None else known
    value = each.right if each.known is None else each.known
    return Mark(
        each.name,
        value,
        f"{told}  <- weakest" if is_weakest else told,
        cells=(f"{each.answers:,}", right, f"{each.seconds:.0f}", known),
    )


def _forecast(stats: Stats) -> Plot:
    found = stats.calibration
    scored = found.n if found else 0
    if found is None or scored < FEWEST:
        left = FEWEST - scored
        return Plot(
            "Forecast",
            (),
            empty=f"After {left} more {'answer' if left == 1 else 'answers'} that test your "
            "memory, on another day than the first: how good predictions are.",
        )
    return Plot(
        "Forecast: what was said, and what was",
        tuple(
            Mark(
                f"said {_percent(each.said)}",
                each.was,
                f"was {_percent(each.was)} of {each.n:,}",
                cells=(_percent(each.was), f"{each.n:,}"),
            )
            for each in found.bins
        ),
        headings=("said", "was", "answers"),
        top=1.0,
    )


def _mixed_up(stats: Stats) -> Plot:
    return Plot(
        "Mixed up",
        tuple(
            Mark(f"{p.one} / {p.other}", p.weight, f"{p.weight:.1f} times")
            for p in stats.confusions
        ),
        headings=("what", "how often"),
        note="Older mix-ups count less." if stats.confusions else "",
        empty="Nothing is mixed up.",
    )


def _stubborn(stats: Stats) -> Plot:
    return Plot(
        "Fails too often",
        tuple(
            Mark(each.stem, each.lapses, _why(each.lapses, each.diagnosis))
            for each in stats.leeches
        ),
        headings=("question", "how often, and why"),
        empty="Nothing fails more often than can be expected.",
    )


def _wordings(stats: Stats) -> Plot:
    found = stats.transfer
    told = ((found.same, found.same_said, "seen before"), (found.new, found.new_said, "new"))
    enough = found.same and found.new and min(found.same.n, found.new.n) >= FEWEST
    return Plot(
        "Right, by wording",
        tuple(
            Mark(
                name,
                share.share,
                f"{_percent(share.share)}, said {_percent(said)}",
                cells=(_percent(share.share), _percent(said), f"{share.n:,}"),
            )
            for share, said, name in (told if enough else ())
            if share
        ),
        headings=("wording", "right", "said", "answers"),
        top=1.0,
        empty=f"After {FEWEST} answers to new wordings, and to ones seen before.",
    )


def _seconds(stats: Stats) -> Plot:
    return Plot(
        "Seconds to answer",
        tuple(
            Mark(
                f"{pace.form}, {pace.outcome}",
                pace.seconds,
                f"{pace.seconds:.1f}",
                cells=(f"{pace.seconds:.1f}", f"{pace.n:,}"),
            )
            for pace in stats.time
        ),
        headings=("form", "seconds", "answers"),
        note="Half of the answers are faster." if stats.time else "",
        empty="Nothing was answered in this time.",
    )


def _why(lapses: int, diagnosis: str) -> str:
    return f"{lapses} times, {diagnosis}" if diagnosis else f"{lapses} times"


def _about(minutes: float) -> str:
    return f"about {max(1, round(minutes))} min"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _short(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day} {found:%b}"


def _weekday(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found:%a} {found.day} {found:%b}"
