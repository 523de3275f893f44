"""QK606 quotation without quotation marks or without source

What it finds
    A fact with `quote:` and no source, a fact of the kind quotation without a source, and a
    wording of a kind called quotation that prints `{words}` outside quotation marks.
Why it matters
    Whose words they are, and where they begin and end, is part of a quotation. House rule.
A bad deck
    facts:
      quotation:
        - {id: bcd1, words: Water remembers, by: Ann Walsh}    # here
A good deck
    sources:
      log: {title: The log of the ship}
    facts:
      quotation:
        - {id: bcd1, words: Water remembers, by: Ann Walsh, source: log p. 4}
Fix
    By hand: name the source, and put `{words}` into quotation marks.
Options
    none
"""

import re
from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding, place, wordings
from quizkit.checks.written import told
from quizkit.model import Severity

QUOTATION: Final = "quotation"
_BARE: Final = re.compile(r"""(?<!["“”«„‘])\{words\}|\{words\}(?!["”“»’])""")


CODE = "QK606"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield quotations that do not say whose they are, or where they begin and end."""
    for fact in context.deck.facts:
        if (fact.quote or fact.kind == QUOTATION) and not fact.source:
            message, help_ = "this quotation names no source", "add `source:` with its place"
            yield context.on_fact(told(CODE, SEVERITY, message, place(fact), do=help_), fact)
    for kind in context.own_kinds:
        if kind.name == QUOTATION:
            for wording in wordings(kind):
                if _BARE.search(wording.template.text):
                    message = "this prints words without quotation marks"
                    help_ = "write “{words}”"
                    problem = told(CODE, SEVERITY, message, wording.at, do=help_)
                    yield context.on_kind(problem, kind, role=wording.role.name)
