"""Statistics as lines for people, tables at most 40 columns wide; what is missing says when."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from quizkit.analysis.stats.figures import FEWEST
from quizkit.analysis.stats.sentences import percent, weakest
from quizkit.model import Calibration, OpenPlan, Slice, Stats, Transfer
from quizkit.text import width

_BLOCKS: Final = "▁▂▃▄▅▆▇"
_BAR: Final = 8
_ROWS: Final = 12
_NAME: Final = 14
_DAYS: Final = 14
_POINTS: Final = 20


def lines(stats: Stats, *, by: str, ahead: OpenPlan | None) -> Iterator[str]:
    """Yield the tables, each with a heading.

    Args:
        stats: The figures.
        by: The dimension that answers are put together by.
        ahead: What is to come, or None.
    """
    yield ""
    yield from _activity(stats)
    if ahead is not None:
        yield from _fan(ahead)
    yield from _slices(stats.by.get(by, ()), by)
    scored = stats.calibration.n if stats.calibration else 0
    if stats.calibration is None or scored < FEWEST:
        yield ""
        yield (
            f"How good predictions are is told after {FEWEST - scored} more answers that test "
            "your memory: on another day than the first."
        )
    else:
        yield from _predictions(stats.calibration)
    yield from _transfer(stats.transfer)
    yield from _paces(stats)
    yield from _trouble(stats)
    if stats.elsewhere:
        yield ""
        yield f"{stats.elsewhere:,} answers about other decks are not counted here."


def spark(values: Sequence[float]) -> str:
    """Return small blocks as high as the values.

    >>> spark([0.0, 1.0, 2.0, 4.0])
    '▁▃▄▇'
    """
    most = max(values, default=0.0)
    if not most:
        return _BLOCKS[0] * len(values)
    top = len(_BLOCKS) - 1
    return "".join(_BLOCKS[round(top * max(0.0, value) / most)] for value in values)


def bar(share: float) -> str:
    """Return a bar of 8 blocks, as full as the share.

    >>> bar(0.5)
    '▇▇▇▇░░░░'
    """
    full = round(_BAR * min(1.0, max(0.0, share)))
    return "▇" * full + "░" * (_BAR - full)


def _activity(stats: Stats) -> Iterator[str]:
    days = stats.days[-_DAYS:]
    if days:
        yield "last day" if len(days) == 1 else f"last {len(days)} days"
        answers = [float(day.answers) for day in days]
        yield f"  answers  {spark(answers)}  {sum(answers):,.0f}"
        minutes = [day.minutes for day in days]
        yield f"  minutes  {spark(minutes)}  {sum(minutes):,.0f}"
    if len(stats.history) > 1:
        points = stats.history[-_POINTS:]
        known = [point.known for point in points]
        yield f"known since {_short(points[0].day)}"
        yield f"  facets   {spark(known)}  {known[-1]:,.0f}"


def _fan(ahead: OpenPlan) -> Iterator[str]:
    yield ""
    yield f"to come, {ahead.minutes} minute{'' if ahead.minutes == 1 else 's'} a day"
    yield "  day          5 %   half   95 %"
    points = ahead.known
    for point in [*points[:-1:4], points[-1]]:
        figures = f"{point.low:5,.0f}  {point.known:5,.0f}  {point.high:5,.0f}"
        yield f"  {_short(point.day):<10} {figures}"


def _slices(found: Sequence[Slice], by: str) -> Iterator[str]:
    told = [each for each in found if each.answers or each.started]
    if not told:
        return
    room = min(_NAME, max(len(by) + 3, *(width(each.name) for each in told)))
    weak = weakest(told)
    yield ""
    yield f"{'by ' + by:<{room}} answers right  sec known"
    for each in told[:_ROWS]:
        right = percent(each.right) if each.answers else "-"
        known = "-" if each.known is None else percent(each.known)
        figures = f"{each.answers:7,} {right:>5} {each.seconds:4.0f} {known:>5}"
        yield f"{_cut(each.name, room)} {figures}"
    if told[_ROWS:]:
        yield f"and {len(told) - _ROWS} more: --json or --csv has all"
    if weak is not None and weak.known is not None:
        yield f"weakest: {weak.name}, {percent(weak.known)}"


def _predictions(found: Calibration) -> Iterator[str]:
    yield ""
    yield f"predictions, {found.n:,} answers"
    yield "  said   was               answers"
    for each in found.bins:
        yield f"  {percent(each.said):>5} {percent(each.was):>5} {bar(each.was)} {each.n:9,}"
    yield "             these  always the same"
    yield f"  log loss   {found.log_loss:.3f}  {found.constant_log_loss:.3f}"
    yield f"  Brier      {found.brier:.3f}  {found.constant_brier:.3f}"


def _transfer(found: Transfer) -> Iterator[str]:
    if found.same is None or found.new is None or min(found.same.n, found.new.n) < FEWEST:
        return
    yield ""
    yield "wording            right  said answers"
    yield _worded("seen before", found.same.share, found.same_said, found.same.n)
    yield _worded("new", found.new.share, found.new_said, found.new.n)


def _worded(name: str, share: float, said: float, n: int) -> str:
    return f"  {name:<15}  {percent(share):>5} {percent(said):>5} {n:7,}"


def _paces(stats: Stats) -> Iterator[str]:
    if not stats.time:
        return
    yield ""
    yield "seconds to answer (half are faster)"
    for pace in stats.time:
        yield f"  {pace.form:<10} {pace.outcome:<7} {pace.seconds:5.1f} {pace.n:7,}"


def _trouble(stats: Stats) -> Iterator[str]:
    if stats.confusions:
        yield ""
        yield "mixed up (times, older ones count less)"
        for pair in stats.confusions[:5]:
            yield f"  {pair.weight:4.1f}  {pair.one} / {pair.other}"
    if stats.leeches:
        yield ""
        yield "fails too often"
        for each in stats.leeches[:5]:
            yield f"  {each.lapses} times, {each.diagnosis}: {each.stem}"


def _cut(name: str, room: int) -> str:
    shown = name if width(name) <= room else name[: room - 1] + "…"
    return shown + " " * (room - width(shown))


def _short(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day} {found:%b}"
