"""QK136 language without its table of words

What it finds
    A deck in a language for which quizkit has no words, without a `words:` table of its own.
Why it matters
    Dates, lists and "in which year" could not be printed in that language. House rule.
A bad deck
    language: xx    # here
    quizkit: 1
    deck: towns
    title: Towns
    names:
      Hue: {is: city}
A good deck
    language: vi
    names:
      Hue: {is: city}
Fix
    By hand: add a `words:` table, or name the language whose words fit. English and Vietnamese
    ship.
Options
    none
"""

import re
from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.model import Location, Note, Problem, Severity

CODE = "QK136"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield the deck's language if it has no words."""
    deck = context.deck
    if deck.language not in deck.words:
        problem = Problem(
            CODE,
            SEVERITY,
            f"do not know the words of the language `{deck.language}`",
            _place(context),
            notes=(
                Note("help", "add a `words:` table for it to the deck"),
                Note("known", "en (English), vi (Vietnamese)"),
            ),
        )
        yield context.on_deck(problem)


def _place(context: Context) -> Location:
    """Return where the language is named, or the deck's first line where no lines are at hand."""
    path = context.deck.paths[0] if context.deck.paths else ""
    for number, line in enumerate(context.lines.get(path, ()), 1):
        field = re.match(r"language *: *", line)
        if field:
            return Location(path, number, field.end() + 1, len(context.deck.language))
    return Location(path)
