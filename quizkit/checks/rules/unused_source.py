"""QK605 source never cited

What it finds
    A source under `sources:` that no fact, group or card names. One with a `note:` says what else
    it is for (names, a comparison), and is left alone.
Why it matters
    Either it can go, or the facts that come from it do not say so. House rule.
A bad deck
    sources:
      log: {title: The log of the ship}
      map: {title: A map}    # here

    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, source: log p. 4}
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
    By hand: take it out, or name it where it was used.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.written import told
from quizkit.model import Severity

CODE = "QK605"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield sources that nothing comes from."""
    typed = [fact.source for fact in context.deck.facts]
    typed += [card.source for card in context.deck.cards]
    cited = {text.partition(" ")[0] for text in typed}
    for name, source in context.deck.sources.items():
        if name not in cited and "note" not in source.fields:
            message, help_ = f"nothing comes from `{name}`", "take it out, or name it where used"
            yield context.on_deck(told(CODE, SEVERITY, message, source.at, do=help_))
