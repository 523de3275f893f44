"""QK131 the deck redefines a built-in kind

What it finds
    A kind under `kinds:` with the name of one that quizkit brings.
Why it matters
    It replaces the built-in one whole: roles and wordings that the deck does not repeat are
    gone. House rule: nothing is merged, so that a kind can be read in one place.
A bad deck
    kinds:
      visit:    # here
        called: "the visit to {to}"
        roles:
          who: {is: person, ask: "Who paid {it}?"}
          to: place
A good deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
Fix
    By hand: give the kind another name if the built-in one is wanted as well.
Options
    none
"""

from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding
from quizkit.model import Note, Problem, Severity

CODE = "QK131"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "-"


BUILTIN: Final = frozenset(
    [
        "abbreviation",
        "agreement",
        "announcement",
        "attribute",
        "battle",
        "birth",
        "death",
        "definition",
        "delegation",
        "discovery",
        "election",
        "element",
        "event",
        "founding",
        "law",
        "measure",
        "meeting",
        "membership",
        "naming",
        "office",
        "organisation",
        "place",
        "quotation",
        "sequence",
        "visit",
        "work",
    ]
)
"""Names of the kinds that come with quizkit."""


def find(context: Context) -> Iterator[Finding]:
    """Yield kinds of the deck that stand in place of built-in ones."""
    for kind in context.own_kinds:
        if kind.name in BUILTIN:
            problem = Problem(
                CODE,
                SEVERITY,
                f"`{kind.name}` replaces the built-in kind as a whole",
                kind.at,
                notes=(Note("help", "give it another name if you want both"),),
            )
            yield context.on_kind(problem, kind)
