"""QK508 a wrong option that nobody would choose

What it finds
    A wrong option, written by hand or drawn, more than forty years or twenty times away from the
    right one, or a name of another type: a city where a person is asked for.
Why it matters
    What is cut at a glance makes two options out of three. Source: Pham, Besanko & Devitt
    (2018): implausible wrong options give marks away.
A bad deck
    cards:
      - {id: bcd1, q: "When was the bridge opened?", a: "1802", wrong: ["1412", "1805"]}    # here
A good deck
    cards:
      - {id: bcd1, q: "When was the bridge opened?", a: "1802", wrong: ["1795", "1805"]}
Fix
    By hand: write an option of the same time, size or type.
Options
    years = 40 [1..10000]: years between a right date and a wrong one
    times = 20 [2..1000000]: how many times a right number a wrong one may be, or it the other
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.drawn import flawed
from quizkit.checks.far import far_apart
from quizkit.checks.flawed_options import distant
from quizkit.checks.written import told
from quizkit.model import Card, Fact, Number, Severity, Text, Value
from quizkit.values.dates import read_date

CODE = "QK508"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"

YEARS: Final = 40
TIMES: Final = 20

_HELP: Final = "write an option of the same time, size or type"

_YEAR: Final = re.compile(r"1\d{3}|20\d\d")
_NUMBER: Final = re.compile(r"\d{1,15}")


def find(context: Context) -> Iterator[Finding]:
    """Yield wrong options that are too far from the right one."""
    found = list(_written(context))
    yield from found
    told = {each.problem.fact for each in found}
    yield from flawed(context, distant, code=CODE, severity=SEVERITY, do=_HELP, but=told)


def _written(context: Context) -> Iterator[Finding]:
    for thing, right, wrong, role in _offered(context):
        why = _why(context, right, wrong)
        if why:
            problem = told(CODE, SEVERITY, why, place(thing, "wrong"), do=_HELP)
            if isinstance(thing, Card):
                yield context.on_card(problem, thing)
            else:
                yield context.on_fact(problem, thing, role=role)


def _offered(
    context: Context,
) -> Iterator[tuple[Fact | Card, Value, tuple[Value, ...], str]]:
    for fact in context.deck.facts:
        for role, wrong in fact.wrong.items():
            if role in fact.values:
                yield fact, fact.values[role], wrong, role
    for card in context.deck.cards:
        if card.wrong and card.answer:
            yield card, _read(card.answer), tuple(map(_read, card.wrong)), ""


def _why(context: Context, right: Value, wrong: tuple[Value, ...]) -> str:
    years = context.option(CODE, "years", YEARS)
    times = context.option(CODE, "times", TIMES)
    names = context.deck.names
    return next(
        filter(
            None, (far_apart(right, each, names=names, years=years, times=times) for each in wrong)
        ),
        "",
    )


def _read(text: str) -> Value:
    """Return a card's option as a year or a number where it is nothing else."""
    if _YEAR.fullmatch(text):
        return read_date(text)
    if _NUMBER.fullmatch(text):
        return Number(Decimal(text), "", "", Decimal(0), text)
    return Text(text)
