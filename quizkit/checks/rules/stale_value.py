"""QK212 `as of` value older than the freshness limit

What it finds
    A value by times (`as of 2008`) of which even the newest lies over ten years before the deck's
    own `as of`. A deck without one is not looked at.
Why it matters
    A figure that has its date in the question is still right, but an exam should not ask for a
    population of long ago. House rule.
A bad deck
    as of: 2024
    sources:
      atlas: {title: An atlas, publisher: Nobody}
    about:
      Vietnam:
        source: atlas p. 12
        population: {as of 2008: 86 million}    # here
A good deck
    as of: 2024
    sources:
      atlas: {title: An atlas, publisher: Nobody}
    about:
      Vietnam:
        source: atlas p. 12
        population: {as of 2008: 86 million, as of 2020: 97 million}
Fix
    By hand: add a newer value with its time.
Options
    years = 10 [1..1000]: how old the newest value may be
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.quantities import called
from quizkit.model import Note, Problem, Severity, Views
from quizkit.values.dates import DateFault, parts, read_date

CODE = "QK212"
SEVERITY = Severity.WARNING
PROFILE = "exam"
FIX = "-"

YEARS = 10
"""That a value may be older than the deck."""


def find(context: Context) -> Iterator[Finding]:
    """Yield values that were true long ago."""
    as_of = context.deck.as_of
    if as_of is None:
        return
    oldest = parts(as_of)[0] - context.option(CODE, "years", YEARS)
    for fact in context.deck.facts:
        for role, value in fact.values.items():
            year = _newest(value) if isinstance(value, Views) and value.word == "as of" else None
            if year is not None and year < oldest:
                problem = Problem(
                    CODE,
                    SEVERITY,
                    f"the newest value of `{called(fact, role)}` is of {year}",
                    place(fact, role),
                    label=f"the deck is `as of: {as_of.text}`",
                    notes=(
                        Note("help", f"add a newer value, such as `as of {parts(as_of)[0]}: ...`"),
                    ),
                )
                yield context.on_fact(problem, fact, role=role)


def _newest(value: Views) -> int | None:
    """Return the year of the newest entry, or None where a time cannot be read."""
    try:
        return max(parts(read_date(time))[0] for time, _ in value.entries)
    except DateFault:
        return None
