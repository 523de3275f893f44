"""QK607 licence or credit missing

What it finds
    A deck without `licence:`, an image without `credit:`, and a source whose `file:`, such as
    the text or the cards that were imported, goes with the deck, but has no `licence:`.
Why it matters
    Without a licence nobody may pass the deck on, nor what others made. House rule.
A bad deck
    quizkit: 1    # here
    deck: x
    title: X
    language: en
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
A good deck
    licence: CC-BY-4.0
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
    By hand: write the licence you give, such as `licence: CC-BY-4.0`, who made the image, and by
    which licence the source's file may go with the deck.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.written import told
from quizkit.model import Location, Severity

CODE = "QK607"
SEVERITY = Severity.WARNING
PROFILE = "shared"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield what nobody else may use for want of a licence or credit."""
    if not context.deck.licence:
        message, help_ = "the deck has no licence", "add one, such as `licence: CC-BY-4.0`"
        at = Location(context.deck.paths[0])
        yield context.on_deck(told(CODE, SEVERITY, message, at, do=help_))
    for fact in context.deck.facts:
        if fact.image and not fact.image.get("credit"):
            message, help_ = "the image does not say who made it", "add `credit:` to the image"
            at = place(fact, "image")
            yield context.on_fact(told(CODE, SEVERITY, message, at, do=help_), fact)
    for source in context.deck.sources.values():
        if source.fields.get("file") and not source.fields.get("licence"):
            message = f"the file of `{source.id}` goes with the deck, without a licence"
            help_ = "add the `licence:` by which it may be passed on to the source"
            yield context.on_deck(told(CODE, SEVERITY, message, source.at, do=help_))
