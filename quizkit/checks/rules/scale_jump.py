"""QK209 scale jump between like facts

What it finds
    A figure 500 times its neighbour or more, of one thing at two times; or one of at least five
    like figures, written with words such as "million", that is far from all others, but would
    stand among them with the next such word; or one such as 3.530 that would stand among them
    with another mark for thousands.
Why it matters
    It is the commonest slip with big figures: million for billion. House rule.
A bad deck
    kinds:
      town:
        called: "the town {name}"
        roles:
          name: name
          people: {is: number, ask: "How many people live in {it}?"}
    facts:
      town:
        - {id: bcd1, name: Hue, people: {as of 2010: 1.1 million, as of 2020: 1.3 billion}}    # here
A good deck
    kinds:
      town:
        called: "the town {name}"
        roles:
          name: name
          people: {is: number, ask: "How many people live in {it}?"}
    facts:
      town:
        - {id: bcd1, name: Hue, people: {as of 2010: 1.1 million, as of 2020: 1.3 million}}
Fix
    By hand: mend the word, or accept it with `ok:` where things do differ so.
Options
    times = 500 [2..1000000]: how many times its neighbour a figure must be
"""  # noqa: E501

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.quantities import called, sort_of
from quizkit.model import Date, Fact, Note, Number, Problem, Related, Severity, Views
from quizkit.values.dates import DateFault, read_date
from quizkit.values.numbers import one_of_unit

CODE = "QK209"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"

TIMES: Final = 500
"""A figure over its neighbour: a slip of a thousand, and growth to the double."""

FEWEST: Final = 5
"""Like figures among which one may stand out."""

STEP: Final = 1_000
"""From one word for big numbers to the next; like figures differ by no more."""

GAP: Final = 50
"""How many times its like a figure is that stands out among several."""


_GROUPED: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""Digits in which a mark may be that of thousands, or that of decimals."""


class _Figure(NamedTuple):
    """A number of a fact, and from when it is [day number]."""

    number: Number
    fact: Fact
    role: str
    day: int = 0


def find(context: Context) -> Iterator[Finding]:
    """Yield figures that are out of scale with their like, each fact and role once."""
    times = context.option(CODE, "times", TIMES)
    seen: set[tuple[str, str]] = set()
    for figure, other in _jumps(context, times):
        if (figure.fact.id, figure.role) not in seen:
            seen.add((figure.fact.id, figure.role))
            yield _finding(context, figure, other)


def _jumps(context: Context, times: int) -> Iterator[tuple[_Figure, _Figure]]:
    for facts in context.by_kind.values():
        like: dict[tuple[object, ...], list[_Figure]] = {}
        for fact in facts:
            for role, value in fact.values.items():
                if isinstance(value, Views) and value.word == "as of":
                    yield from _through_time(_entries(value, fact, role), times)
                elif isinstance(value, Number) and value.value > 0:
                    figure = _Figure(value, fact, role, _day(fact))
                    like.setdefault(_sort(fact, role, value), []).append(figure)
        for figures in like.values():
            if len(figures) > 1:
                yield from _of_one_thing(figures, times)
                yield from _standing_out(figures)
                yield from _mark_for_thousands(figures)


def _sort(fact: Fact, role: str, number: Number) -> tuple[object, ...]:
    """Return what makes figures alike: role, unit, and the sort where a kind holds any."""
    return role, one_of_unit(number.unit), sort_of(fact)


def _entries(value: Views, fact: Fact, role: str) -> list[_Figure]:
    found = []
    for time, entry in value.entries:
        if isinstance(entry, Number) and entry.value > 0:
            try:
                found.append(_Figure(entry, fact, role, read_date(time).first))
            except DateFault:
                continue
    return found if len({one_of_unit(each.number.unit) for each in found}) == 1 else []


def _day(fact: Fact) -> int:
    dates = [value.first for value in fact.values.values() if isinstance(value, Date)]
    return dates[0] if len(dates) == 1 else 0


def _of_one_thing(figures: Sequence[_Figure], times: int) -> Iterator[tuple[_Figure, _Figure]]:
    """Yield jumps among figures whose facts differ in numbers and dates only."""
    things: dict[object, list[_Figure]] = {}
    for figure in figures:
        rest = frozenset(
            (role, value)
            for role, value in figure.fact.values.items()
            if not isinstance(value, Number | Date)
        )
        if rest:
            things.setdefault(rest, []).append(figure)
    for same in things.values():
        if len(same) > 1:
            yield from _through_time(same, times)


def _through_time(figures: Sequence[_Figure], times: int) -> Iterator[tuple[_Figure, _Figure]]:
    for before, after in pairwise(sorted(figures, key=lambda figure: figure.day)):
        small, big = sorted((before.number.value, after.number.value))
        if big >= small * times:
            yield after, before


def _standing_out(figures: Sequence[_Figure]) -> Iterator[tuple[_Figure, _Figure]]:
    """Yield the largest or smallest of like figures, where another scale word would bring it in."""
    worded = [figure for figure in figures if " " in figure.number.shown]
    if len(worded) < FEWEST:
        return
    order = sorted(worded, key=lambda figure: figure.number.value)
    for odd, others in ((order[-1], order[:-1]), (order[0], order[1:])):
        low, high, value = others[0].number.value, others[-1].number.value, odd.number.value
        if high > low * STEP:
            continue
        if value >= high * GAP and low <= value / STEP <= high:
            yield odd, others[-1]
        elif value * GAP <= low <= value * STEP <= high:
            yield odd, others[0]


def _mark_for_thousands(figures: Sequence[_Figure]) -> Iterator[tuple[_Figure, _Figure]]:
    """Yield figures such as 3.530 whose mark, read as that of thousands, would bring them in."""
    others = [each for each in figures if not _GROUPED.fullmatch(each.number.shown)]
    if len(others) < FEWEST - 1 or len(others) == len(figures):
        return
    order = sorted(others, key=lambda figure: figure.number.value)
    low, high = order[0].number.value, order[-1].number.value
    for figure in figures:
        value = figure.number.value
        if value * GAP <= low <= value * STEP <= high:
            yield figure, order[0]


def _finding(context: Context, figure: _Figure, other: _Figure) -> Finding:
    is_large = figure.number.value > other.number.value
    same = figure.fact is other.fact
    name = called(figure.fact, figure.role)
    problem = Problem(
        CODE,
        SEVERITY,
        f"`{name}` is far {'larger' if is_large else 'smaller'} than its like",
        place(figure.fact, figure.role),
        label=f"{_text(figure.number)}, beside {_text(other.number)}",
        related=() if same else (Related(place(other.fact, other.role), _text(other.number)),),
        notes=(
            Note("help", _help(figure.number)),
            Note("or", f"write  ok: {{{CODE}: ...}}  with the reason, if it is right"),
        ),
    )
    return context.on_fact(problem, figure.fact, role=figure.role)


def _help(number: Number) -> str:
    if _GROUPED.fullmatch(number.shown):
        whole = re.sub("[.,]", "", number.shown)
        return f"write `{whole} {number.unit}".rstrip() + "`, if that is meant"
    return "mend the figure, or the word after it (thousand, million, billion)"


def _text(number: Number) -> str:
    return f"{number.shown} {number.unit}".strip()
