"""A class report as one HTML file: no script, nothing fetched, for paper and for dark screens."""

from collections.abc import Iterator, Sequence
from typing import Final

from quizkit.analysis.items.answers import Confusion
from quizkit.cli.class_items import Weak
from quizkit.cli.class_text import FIGURES, HEAD, Told, cells
from quizkit.notebook.markup import Html, element, escaped, joined, said
from quizkit.practice.class_facts import Failing
from quizkit.practice.class_words import advice, heading, legend, shown, summary
from quizkit.practice.classes import ClassReport, Progress

_STYLE: Final = (
    ":root{color-scheme:light dark}"
    "body{max-width:60rem;margin:2rem auto;padding:0 1rem;line-height:1.45;"
    "font-family:system-ui,sans-serif;background:Canvas;color:CanvasText}"
    "h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}"
    ".of{border-inline-start:.25rem solid;padding-inline-start:.75rem;max-width:45rem}"
    ".wide{overflow-x:auto;margin-top:1.2rem}table{border-collapse:collapse;width:100%}"
    "caption{text-align:start;padding:.3rem 0;font-size:.9rem}"
    "th,td{padding:.3rem .6rem;text-align:start;vertical-align:top;"
    "border-bottom:1px solid GrayText}"
    "thead th{vertical-align:bottom;border-bottom-width:2px}th[scope=row]{font-weight:inherit}"
    ".n{text-align:end;font-variant-numeric:tabular-nums}td.n,.k{white-space:nowrap}"
    "footer{margin-top:2rem;font-size:.85rem}"
    "@page{size:A4;margin:15mm}"
    "@media print{body{max-width:none;margin:0;padding:0;font-size:10pt}.wide{overflow:visible}"
    "h2,caption,thead{break-after:avoid}tr{break-inside:avoid}"
    "thead{display:table-header-group}tbody tr:first-child{break-before:avoid}}"
)
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_FACTS: Final = ("question", "right", "what the answers say")
_PAIRS: Final = ("given", "right", "pupils", "times")
_WEAK: Final = ("question", "what to do")
_EMPTY: Final = "–"


def page(class_: str, told: Sequence[Told]) -> str:
    """Return a page with a part for each deck.

    Args:
        class_: The class.
        told: One for each deck.

    >>> made = page("10<A>", [])
    >>> made.startswith("<!doctype html>"), "Class 10&lt;A&gt;" in made, "<script" in made
    (True, True, False)
    """
    title = escaped(f"Class {class_}")
    day = told[0].report.day if told else ""
    body = joined(
        [
            element("h1", f"Class {class_}{f', {day}' if day else ''}"),
            *(part for each in told for part in _deck(class_, each)),
            element("footer", "Made by quizkit on the teacher's own computer; nothing was sent."),
        ]
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escaped(_POLICY)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>\n<style>{_STYLE}</style></head>\n"
        f"<body>{element('main', body)}</body></html>\n"
    )


def _deck(class_: str, told: Told) -> Iterator[Html]:
    report, goal = told.report, told.report.goal
    yield element("h2", said(goal.title), f" ({goal.deck})")
    yield element("p", heading(report))
    yield element("p", shown(class_, report), class_="of")
    yield element("ul", *(element("li", each) for each in summary(report)))
    if report.failing:
        rows = [_fact(each) for each in report.failing]
        yield _table(_FACTS, rows, f"{goal.deck}: what several miss, the most shared first")
    if told.pairs:
        rows = [_pair(each) for each in told.pairs]
        yield _table(_PAIRS, rows, f"{goal.deck}: also given instead, by several")
    if told.items.weak:
        rows = [_weak(each) for each in told.items.weak]
        yield _table(_WEAK, rows, f"{goal.deck}: questions to look at, the weakest first")
    if report.pupils:
        rows = [_pupil(each, report) for each in report.pupils]
        yield _table(HEAD, rows, f"{goal.deck}: each pupil, by login")
        yield element("p", element("small", legend(report)))


def _fact(each: Failing) -> Html:
    cells_ = (said(each.stem), said(each.answer), advice(each))
    return _row(cells_, _FACTS)


def _pair(each: Confusion) -> Html:
    counts = (str(each.learners), str(each.times))
    return _row((said(each.given), said(each.right), *counts), _PAIRS)


def _weak(each: Weak) -> Html:
    return _row((said(each.stem), each.remark), _WEAK)


def _pupil(each: Progress, report: ClassReport) -> Html:
    first, *rest = cells(each, report)
    return _row((said(first), *(cell or _EMPTY for cell in rest)), HEAD)


def _row(inside: Sequence[str], names: Sequence[str]) -> Html:
    first, *rest = inside
    return element(
        "tr",
        element("th", first, scope="row", class_="k" if names is HEAD else None),
        *(
            element("td", cell, class_="n" if name in FIGURES else _kept(name))
            for name, cell in zip(names[1:], rest, strict=True)
        ),
    )


def _kept(name: str) -> str | None:
    """Return the class of a cell whose words stay on one line, or None."""
    return "k" if name == HEAD[-1] else None


def _table(names: Sequence[str], rows: Sequence[Html], caption: str) -> Html:
    heads = (
        element("th", name, scope="col", class_="n" if name in FIGURES else None) for name in names
    )
    made = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
    )
    return element("div", made, class_="wide", tabindex="0", role="region", aria_label=caption)
