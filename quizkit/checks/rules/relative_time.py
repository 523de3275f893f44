"""QK412 relative time without a date

What it finds
    A wording, hand-written question or statement with a time that depends on when it is read
    (last year, currently), where no `as of` viewpoint and no `at the time of` is printed.
Why it matters
    The answer changes while the deck does not. House rule.
A bad deck
    cards:
      - {id: bcd1, q: "Who is currently mayor of Hue?", a: Ann Ash}    # here
A good deck
    cards:
      - {id: bcd1, q: "Who was mayor of Hue in 2020?", a: Ann Ash}
Fix
    By hand: give the date, or write the value as `{as of 2020: ..}` or the fact with `at the
    time of:`.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.written import Stem, stems, told, word_of
from quizkit.model import Severity, Views

CODE = "QK412"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield stems whose time is that of whoever reads them."""
    for stem in stems(context):
        word = word_of(stem, stem.lexis.lately) if stem.lexis else ""
        if word and not _is_dated(context, stem):
            help_ = "give the date, or an `as of` viewpoint"
            message = f"“{word}” is another time for every reader"
            yield stem.found(told(CODE, SEVERITY, message, stem.at, do=help_))


def _is_dated(context: Context, stem: Stem) -> bool:
    """Return whether every fact of the stem's kind prints when it was true."""
    facts = context.by_kind.get(stem.kind.name, ()) if stem.kind else ()
    values = [fact.values.get(stem.role) for fact in facts]
    views = [isinstance(value, Views) and value.word == "as of" for value in values]
    return bool(facts) and all(
        view or fact.at_time_of for view, fact in zip(views, facts, strict=True)
    )
