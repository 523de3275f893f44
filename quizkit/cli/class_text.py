"""A class report as lines for people, as a table for spreadsheets, and as JSON."""

from collections.abc import Container, Iterator, Sequence
from typing import Any, Final, NamedTuple

from quizkit.analysis.items.answers import Confusion
from quizkit.cli.class_items import Found
from quizkit.practice.class_facts import Failing
from quizkit.practice.class_words import advice, heading, legend, shown, summary, track
from quizkit.practice.classes import ClassReport, Progress
from quizkit.practice.plan_words import minutes_text, share
from quizkit.text import width


class Told(NamedTuple):
    """A report with what an item analysis adds to it."""

    report: ClassReport
    items: Found = Found()

    @property
    def pairs(self) -> tuple[Confusion, ...]:
        """What is given for what, but for what the facts that several miss tell already."""
        told = {(each.facet, each.other) for each in self.report.failing}
        return tuple(each for each in self.items.pairs if (each.facet, each.given) not in told)


MOST_FACTS: Final = 12
"""Facts that several fail which are told on a terminal; the other ways tell all."""

HEAD: Final = (
    "pupil",
    "answers",
    "minutes this week",
    "known now",
    "expected",
    "on track",
    "exam taken on",
    "last day",
)
"""Names of the columns."""

FIGURES: Final = frozenset(
    {"answers", "minutes this week", "known now", "expected", "pupils", "times"}
)
"""Names of the columns that hold figures."""

_COLUMNS: Final = (
    "class",
    "deck",
    "exam",
    "login",
    "answers",
    "minutes_week",
    "minutes_daily",
    "known",
    "expected",
    "low",
    "high",
    "on_track",
    "accepted_minutes",
    "last_day",
)


def lines(class_: str, told: Told) -> Iterator[str]:
    """Yield a report as lines: facts first, then pupils."""
    report, goal = told.report, told.report.goal
    yield f"Class {class_} - {goal.title} ({goal.deck}), {report.day}"
    yield heading(report)
    yield shown(class_, report)
    yield ""
    yield from summary(report)
    yield from _facts(report.failing)
    if told.pairs:
        yield ""
        yield "Also given instead"
        yield from (f"  {pair(each)}" for each in told.pairs)
    if told.items.weak:
        yield ""
        yield "Questions to look at"
        for each in told.items.weak:
            yield f"  {each.stem}"
            yield f"    {each.remark}"
    if report.pupils:
        yield ""
        yield from columns([HEAD, *(cells(each, report) for each in report.pupils)])
        yield legend(report)


def _facts(failing: Sequence[Failing]) -> Iterator[str]:
    if failing:
        yield ""
        yield "What several miss"
    for each in failing[:MOST_FACTS]:
        yield f"  {each.stem}"
        yield f"    {advice(each)}"
    more = len(failing) - MOST_FACTS
    if more > 0:
        yield f"  .. and {more} more: --html or --json tell all"


def pair(each: Confusion) -> str:
    """Return what is given for what, in words.

    >>> pair(Confusion("d/f#r", "Kerry", "Vessey", 9, 30, 5))
    'Vessey for Kerry: 5 pupils, 9 times'
    """
    return f"{each.given} for {each.right}: {each.learners} pupils, {each.times} times"


def cells(each: Progress, report: ClassReport) -> tuple[str, ...]:
    """Return a pupil's row, as people read it."""
    if not each.answers:
        return (each.login, "0", "", "", "", "", taken(each), "")
    return (
        each.login,
        str(each.answers),
        f"{each.week_minutes:.0f}",
        share(each.known),
        share(each.prospect.expected) if each.prospect else "",
        track(each) if report.is_ahead else "",
        taken(each),
        each.last_day,
    )


def taken(each: Progress) -> str:
    """Return how a pupil took the exam on: the minutes a day, or "".

    >>> taken(Progress("mai", accepted=15))
    '15 minutes a day'
    """
    return "" if each.accepted is None else f"{minutes_text(each.accepted)} a day"


def columns(rows: Sequence[Sequence[str]], *, figures: Container[str] = FIGURES) -> Iterator[str]:
    """Yield rows as lines in columns, figures set to the end, words to the start.

    Args:
        rows: The names of the columns, then the cells.
        figures: Names of the columns that hold figures.

    >>> list(columns([("pupil", "answers"), ("mai", "7")]))
    ['pupil  answers', 'mai          7']
    """
    wide = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (
            " " * (size - width(cell)) + cell
            if name in figures
            else cell + " " * (size - width(cell))
            for name, cell, size in zip(rows[0], row, wide, strict=True)
        )
        yield "  ".join(padded).rstrip()


def table_of(class_: str, told: Sequence[Told]) -> bytes:
    """Return the pupils of some reports as CSV; no cell is taken for a formula."""
    from quizkit.store.sheet import table

    rows = (
        [class_, report.goal.deck, report.goal.day, *_figures(each)]
        for report, _ in told
        for each in report.pupils
    )
    return table(_COLUMNS, rows)


def _figures(each: Progress) -> list[str | float | None]:
    ahead = each.prospect
    daily = None if each.daily_minutes is None else round(each.daily_minutes, 1)
    return [
        each.login,
        each.answers,
        round(each.week_minutes, 1),
        daily,
        round(each.known, 4),
        round(ahead.expected, 4) if ahead else None,
        round(ahead.low, 4) if ahead else None,
        round(ahead.high, 4) if ahead else None,
        track(each) if ahead else None,
        each.accepted,
        each.last_day or None,
    ]


def plain(class_: str, told: Sequence[Told]) -> dict[str, Any]:
    """Return reports as JSON knows them."""
    return {"v": 1, "class": class_, "decks": [_plain(each) for each in told]}


def _plain(told: Told) -> dict[str, Any]:
    report, goal = told.report, told.report.goal
    return {
        "deck": goal.deck,
        "title": goal.title,
        "tags": list(goal.tags),
        "exam": goal.day or None,
        "target": goal.target,
        "day": report.day,
        "facets": report.facets,
        "sentences": summary(report),
        "failing": [_failing(each) for each in report.failing],
        "pairs": [each._asdict() for each in told.items.pairs],
        "weak": [each._asdict() for each in told.items.weak],
        "pupils": [_pupil(each) for each in report.pupils],
    }


def _failing(each: Failing) -> dict[str, Any]:
    return {
        "facet": each.facet,
        "stem": each.stem,
        "answer": each.answer,
        "asked": each.asked,
        "tested": each.tested,
        "lapsed": each.lapsed,
        "other": each.other or None,
        "agreed": each.agreed,
        "deck_fault": each.is_fault,
        "advice": advice(each),
    }


def _pupil(each: Progress) -> dict[str, Any]:
    names = _COLUMNS[3:]
    found: dict[str, Any] = dict(zip(names, _figures(each), strict=True))
    return {**found, "on_track": each.is_on_track, "started": each.started}
