"""What was found, as lines of text, as a plain document, as rows of a table."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from quizkit.analysis.simulate.cases import Figure
from quizkit.analysis.simulate.compare import Difference
from quizkit.analysis.simulate.report import Figures, Judged, Section

_BAR: Final = "{:<58} {:<15} {:>5} {:>7} {:>6} {:>6} {:>6} {}"
_ROW: Final = "{:<23} {:>6} {:>6} {:>6} {:>5} {:>6} {:>5} {:>4} {:>6} {:>6} {:>6} {:>6} {:>6}"
_NAMES: Final = ("mean", "error", "median", "spread", "better")
_RATIOS: Final = (Figure.KNOWN.value, Figure.MINUTES.value)


def lines(sections: Sequence[Section]) -> Iterator[str]:
    """Yield a report as text: the bars, then every policy of every case."""
    yield "The planner against a baseline: points of exam score with standard error, or medians of"
    yield "ratios of known and of minutes."
    yield _BAR.format("case", "baseline", "truth", "found", "+-", "better", "bar", "")
    for each in (judged for part in sections for judged in part.judged):
        yield _bar_line(each)
    for part in sections:
        yield ""
        yield from section_lines(part)


def section_lines(part: Section) -> Iterator[str]:
    """Yield a case in one truth as text: a line for each policy."""
    yield f"{part.case}; truth {part.truth}, learners {part.learners}"
    yield _ROW.format(
        *("policy", "exam", "later", "known", "min", "right", "loss", "back"),
        *("lead", "+-", "median", "spread", "better"),
    )
    yield from map(_figures_line, part.figures)


def document(part: Section) -> dict[str, Any]:
    """Return a case as plain values: the policies with their figures, and the bars."""
    return {
        "case": part.case,
        "truth": part.truth,
        "learners": part.learners,
        "policies": [_plain(row) for row in part.figures],
        "bars": [_plain_bar(row) for row in part.judged],
    }


def rows(sections: Sequence[Section]) -> list[list[object]]:
    """Return a table: its heads, then a row for each policy of each case."""
    heads = [*Figures._fields[:-1], *(f"lead_{name}" for name in _NAMES)]
    table: list[list[object]] = [["case", "truth", "learners", *heads]]
    for part in sections:
        for row in part.figures:
            lead = _lead(row.lead).values() if row.lead else [""] * len(_NAMES)
            found = ["" if value is None else _short(value) for value in row[:-1]]
            table.append([part.case, part.truth, part.learners, *found, *lead])
    return table


def _plain(row: Figures) -> dict[str, Any]:
    plain = {name: _short(value) for name, value in row._asdict().items() if name != "lead"}
    return {**plain, "lead": _lead(row.lead) if row.lead else None}


def _plain_bar(row: Judged) -> dict[str, Any]:
    return {
        "baseline": row.baseline or None,
        "figure": row.figure,
        "found": _short(row.found),
        "difference": _lead(row.difference) if row.difference else None,
        "bar": row.bar,
        "met": row.met,
    }


def _lead(lead: Difference) -> dict[str, Any]:
    return {name: _short(getattr(lead, name)) for name in _NAMES}


def _short(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value


def _bar_line(each: Judged) -> str:
    lead, is_ratio = each.difference, each.figure in _RATIOS
    is_points = each.figure == Figure.EXAM.value
    return _BAR.format(
        each.case if is_points else f"{each.case}: {each.figure.split(',')[0]}",
        each.baseline,
        each.truth,
        f"{each.found:.3f}" if is_ratio else f"{each.found:+.2f}",
        f"{lead.error:.2f}" if lead and is_points else "",
        f"{lead.better:.0%}" if lead and each.figure != Figure.MINUTES.value else "",
        f"{each.bar:.2f}" if is_ratio else f"{each.bar:+.1f}",
        "met" if each.met else "missed",
    )


def _figures_line(row: Figures) -> str:
    lead = row.lead
    ahead = ("",) * 5
    if lead:
        points = (f"{lead.mean:+.2f}", f"{lead.error:.2f}", f"{lead.median:+.2f}")
        ahead = (*points, f"{lead.spread:.2f}", f"{lead.better:.0%}")
    return _ROW.format(
        row.policy,
        *(f"{100.0 * share:.1f}" for share in (row.exam, row.later, row.known)),
        f"{row.minutes:.1f}",
        f"{100.0 * row.right:.1f}",
        "" if row.loss is None else f"{row.loss:.3f}",
        "" if row.back is None else f"{row.back:.0f}",
        *ahead,
    ).rstrip()
