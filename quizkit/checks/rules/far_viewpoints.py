"""QK208 viewpoints far apart

What it finds
    Dates of one event `in` two places that are more than a day apart, or figures `per` two sources
    of which one is over 25 % larger than the other, where they are not `disputed`.
Why it matters
    No two clocks differ by more than a day, and sources that differ so much usually count two
    things. One of the values may be a slip. House rule.
A bad deck
    kinds:
      treaty:
        called: "the treaty of {place}"
        roles:
          place: place
          date: {is: date, ask: "{when} was {it} signed?"}
    facts:
      treaty:
        - {id: bcd1, place: Oslo, date: {in Oslo: 1995-07-12, in Lima: 1995-07-15}}    # here
A good deck
    kinds:
      treaty:
        called: "the treaty of {place}"
        roles:
          place: place
          date: {is: date, ask: "{when} was {it} signed?"}
    facts:
      treaty:
        - {id: bcd1, place: Oslo, date: {in Oslo: 1995-07-12, in Lima: 1995-07-11}}
Fix
    By hand: mend the slip, make two facts of what are two things, or write `disputed: yes`.
Options
    days = 1 [0..1000]: days that may lie between two places
    percent = 25 [1..1000]: how much larger one source's figure may be than another's
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.quantities import called
from quizkit.model import Date, Note, Number, Problem, Severity, Views
from quizkit.values.numbers import interval, one_of_unit

CODE = "QK208"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"

DAYS = 1
"""Between the dates of one moment in two places."""

PERCENT = 25
"""That one source's figure may be larger than another's."""


_DISPUTED: Final[Mapping[str, tuple[Note, ...]]] = {
    "in": (),
    "per": (Note("or", "write `disputed: yes`, if the sources do not agree"),),
}


def find(context: Context) -> Iterator[Finding]:
    """Yield values whose viewpoints are too far apart to be views of one thing."""
    days, percent = context.option(CODE, "days", DAYS), context.option(CODE, "percent", PERCENT)
    for fact in context.deck.facts:
        for role, value in fact.values.items():
            if not isinstance(value, Views) or (fact.disputed and value.word == "per"):
                continue
            told = _told(value, days, percent)
            if told:
                problem = Problem(
                    CODE,
                    SEVERITY,
                    f"the values of `{called(fact, role)}` are far apart: {told}",
                    place(fact, role),
                    notes=(
                        Note("help", "mend the value that is a slip"),
                        Note("or", "make two facts of it, if these are two things"),
                        *_DISPUTED[value.word],
                    ),
                )
                yield context.on_fact(problem, fact, role=role)


def _told(value: Views, days: int, percent: int) -> str:
    """Return how far apart the entries are, in words, or "" where that can be."""
    entries = [entry for _, entry in value.entries]
    if value.word == "in":
        dates = [entry for entry in entries if isinstance(entry, Date)]
        apart = _days(dates)
        return f"by {apart} days" if apart > days else ""
    if value.word == "per":
        more = _percent([entry for entry in entries if isinstance(entry, Number)])
        return f"one is {more} % larger" if more > percent else ""
    return ""


def _days(dates: list[Date]) -> int:
    """Return how many days at least lie between the first and the last of some sure dates."""
    sure = [date for date in dates if not (date.about or date.uncertain)]
    if len(sure) < 2:
        return 0
    return max(date.first for date in sure) - min(date.last for date in sure)


def _percent(numbers: list[Number]) -> int:
    """Return by how many per cent, rounded down, the largest figure is surely over the smallest."""
    if len(numbers) < 2 or len({one_of_unit(number.unit) for number in numbers}) > 1:
        return 0
    lows = [interval(number)[0] for number in numbers]
    highs = [interval(number)[1] for number in numbers]
    least = min((high for high in highs if high is not None), default=Decimal(0))
    most = max((low for low in lows if low is not None), default=Decimal(0))
    return int((most - least) * 100 / least) if least > 0 else 0
