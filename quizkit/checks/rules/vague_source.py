"""QK602 source without a place in it, or a web address without `accessed`

What it finds
    A source that is cited without page, paragraph, section or time, and whose own fields name
    no pages, file or version; and a source with a `url` that does not say when it was read.
Why it matters
    Nobody looks through a whole book for one line, and web pages change. House rule.
A bad deck
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
        - {id: bcd1, who: Ann Walsh, to: Peru, source: log}    # here
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
    By hand: write the place after the source's id, or `accessed:` beside the address.
Options
    none
"""

import re
from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.written import told
from quizkit.model import Card, Fact, Severity, Source

_PLACED: Final = re.compile(r"\d+ ?[-–] ?\d+|\d\.\d|\w\.\w{2,5}\b|\bp\. ?\d")
"""Pages, versions and names of files."""


CODE = "QK602"
SEVERITY = Severity.NOTE
PROFILE = "exam"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield facts whose source is not said exactly enough to be looked up."""
    told_of: set[str] = set()
    things: list[Fact | Card] = [*context.deck.facts, *context.deck.cards]
    for thing in things:
        name, _, where = thing.source.partition(" ")
        source = context.deck.sources.get(name)
        if source is None:
            continue
        if not where and not _is_placed(source):
            message, help_ = "this source names no place in it", "write page or section after it"
            yield _finding(context, thing, message, help_)
        elif "url" in source.fields and "accessed" not in source.fields and name not in told_of:
            told_of.add(name)
            message = f"`{name}` has an address, and does not say when it was read"
            yield _finding(context, thing, message, "add `accessed:` to the source")


def _is_placed(source: Source) -> bool:
    fields = (text for name, text in source.fields.items() if name not in ("accessed", "date"))
    return any(map(_PLACED.search, fields)) or "version" in source.fields


def _finding(context: Context, thing: Fact | Card, message: str, help_: str) -> Finding:
    problem = told(CODE, SEVERITY, message, place(thing, "source"), do=help_)
    if isinstance(thing, Card):
        return context.on_card(problem, thing)
    return context.on_fact(problem, thing)
