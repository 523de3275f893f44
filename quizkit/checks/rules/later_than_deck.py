"""QK205 date later than the deck's `as of`

What it finds
    A date, or a time `as of` which there is a value, that begins after the time at which the deck's
    facts were last true.
Why it matters
    Either the date is a slip, or `as of:` was not brought up to date. House rule.
A bad deck
    as of: 2020
    kinds:
      trip:
        called: "the trip to {to}[ of {date}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          date: date
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, date: 2021-03}    # here
A good deck
    as of: 2022
    kinds:
      trip:
        called: "the trip to {to}[ of {date}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          date: date
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, date: 2021-03}
Fix
    By hand: mend the date, or write the `as of:` that now holds.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.quantities import called
from quizkit.model import Date, Note, Problem, Severity, Value, Views
from quizkit.values.dates import DateFault, read_date

CODE = "QK205"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield dates from after the deck was last brought up to date."""
    as_of = context.deck.as_of
    if as_of is None:
        return
    for fact in context.deck.facts:
        for role, value in fact.values.items():
            date = _newest(value)
            if date is not None and date.first > as_of.last:
                problem = Problem(
                    CODE,
                    SEVERITY,
                    f"`{called(fact, role)}` is later than the deck's `as of: {as_of.text}`",
                    place(fact, role),
                    notes=(Note("help", "mend the date, or bring `as of:` up to date"),),
                )
                yield context.on_fact(problem, fact, role=role)


def _newest(value: Value) -> Date | None:
    """Return a date, or the last of the times `as of` which there are values."""
    if isinstance(value, Date):
        return value
    if not isinstance(value, Views) or value.word != "as of":
        return None
    try:
        return max((read_date(time) for time, _ in value.entries), key=lambda date: date.first)
    except DateFault:
        return None
