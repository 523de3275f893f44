"""QK601 fact without a source

What it finds
    A fact or a card that names no source, itself or by its group.
Why it matters
    Who doubts an answer must be able to look it up. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru}    # here
A good deck
    sources:
      log: {title: The log of the ship}

    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, source: log p. 4}
Fix
    By hand: give the fact, or the group it stands in, a `source:`.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.written import told
from quizkit.model import Severity

CODE = "QK601"
SEVERITY = Severity.WARNING
PROFILE = "exam"
FIX = "-"
HELP = "add `source:` with the source's id and the place in it"


def find(context: Context) -> Iterator[Finding]:
    """Yield facts that nobody can look up."""
    for fact in context.deck.facts:
        if not fact.source:
            yield context.on_fact(
                told(CODE, SEVERITY, "this fact names no source", place(fact), do=HELP), fact
            )
    for card in context.deck.cards:
        if not card.source:
            yield context.on_card(
                told(CODE, SEVERITY, "this card names no source", place(card), do=HELP), card
            )
