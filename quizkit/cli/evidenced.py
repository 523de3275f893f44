"""Evidence for an answer in line mode: who says so, what else is true, what it was taken for."""

from collections.abc import Iterator
from pathlib import PurePath

from quizkit.cli.spoken import asked_when, ended
from quizkit.model import EvidenceView, FactEvidence, FactView, FeedbackView, SourceView

NOTHING = "The deck gives no evidence for it."


def in_short(view: FeedbackView) -> list[str]:
    """Return what a feedback knows by itself: of an answer that is not on the screen any more."""
    lines = [view.statement] if view.statement else []
    lines += [f"Source: {ended(view.source)}"] if view.source else []
    lines += [f"Note: {ended(view.note)}"] if view.note else []
    return [*lines, *asked_when(view.forecasts)] or [NOTHING]


def in_full(view: EvidenceView, told: FeedbackView) -> list[str]:
    """Return all that stands behind an answer, and what each rating would do."""
    lines = [line for line in view.lines if line not in {fact.statement for fact in view.facts}]
    lines += [f"You took {p.other} for {p.one} {how_often(p.times)}." for p in view.mixed_up]
    for fact in view.facts:
        lines += _fact(fact)
    return [*lines, *asked_when(told.forecasts)] or [NOTHING]


def how_often(times: int) -> str:
    """Return a number of times as people say it.

    >>> [how_often(times) for times in (1, 2, 3)]
    ['once', 'twice', '3 times']
    """
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def _fact(fact: FactEvidence) -> Iterator[str]:
    if fact.statement:
        yield fact.statement
    yield from backing(fact)
    if fact.beside:
        yield "Also asked about it:"
        yield from (f"  {beside.stem} {ended(beside.answer)}" for beside in fact.beside)


def backing(fact: FactEvidence | FactView) -> Iterator[str]:
    """Yield what stands behind a fact: source, quotation, note and picture, a line each."""
    if fact.source:
        yield f"Source: {ended(_source(fact.source))}"
    if fact.quote:
        yield f'It says: "{fact.quote}"'
    if fact.note:
        yield f"Note: {ended(fact.note)}"
    if fact.picture:
        credit = f" ({fact.picture.credit})" if fact.picture.credit else ""
        yield f"Picture: {fact.picture.alt or PurePath(fact.picture.path).name}{credit}"


def _source(source: SourceView) -> str:
    parts = (source.title, source.place, source.publisher, source.date, source.url)
    return ", ".join(part for part in parts if part)
