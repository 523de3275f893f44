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
    Safe: takes the source out. Better, where it was used: name it there by hand.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.citing import cited
from quizkit.checks.context import Context, Finding
from quizkit.checks.mend import without_entry
from quizkit.checks.written import told
from quizkit.model import Fix, Severity, Source

CODE = "QK605"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "safe"


def find(context: Context) -> Iterator[Finding]:
    """Yield sources that nothing comes from."""
    sources = context.deck.sources
    typed = {fact.source for fact in context.deck.facts}
    typed.update(card.source for card in context.deck.cards)
    named = {id_ for text in typed for id_ in cited(text, sources)}
    for id_, source in sources.items():
        if id_ not in named and "note" not in source.fields:
            message, help_ = f"nothing comes from `{id_}`", "take it out, or name it where used"
            problem = told(CODE, SEVERITY, message, source.at, do=help_)
            yield context.on_deck(problem._replace(fix=_fix(context, source)))


def _fix(context: Context, source: Source) -> Fix | None:
    edit = without_entry(context.lines.get(source.at.path, ()), source.at)
    return Fix("safe", f"take the source `{source.id}` out", (edit,)) if edit else None
