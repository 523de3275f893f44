"""QK701 tag without a question

What it finds
    A tag of which no fact and no card is asked. And from `quizkit paper`: a line of a blueprint
    that names a tag which the deck has not got, or wants more questions than there are.
Why it matters
    Whoever studies by tag, or sets a quiz or a paper by it, would find it empty. House rule.
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
        - {id: bcd1, who: Ann Walsh, to: Peru, tags: [coast], source: log p. 4}
        - {id: bcd2, who: other, to: Chile, tags: [inland], source: log p. 5}    # here
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
        - {id: bcd1, who: Ann Walsh, to: Peru, tags: [coast], source: log p. 4}
        - {id: bcd2, who: Bao Tran, to: Chile, tags: [inland], source: log p. 5}
Fix
    By hand: give the tag to something that is asked, or take it out. In a blueprint: ask for
    fewer, or for what the problem says that there is more of.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.written import told
from quizkit.model import Card, Fact, Severity

CODE = "QK701"
SEVERITY = Severity.WARNING
PROFILE = "exam"
FIX = "-"
HELP = "give the tag to something that is asked, or take it out"


def find(context: Context) -> Iterator[Finding]:
    """Yield tags by which nothing can be asked, where each first stands."""
    if context.deck.language not in context.deck.words:
        return  # nothing can be asked at all, which has a code of its own
    asked = {fact for fact, _ in context.plans}
    asked.update(fact for plans in context.plans.values() for p in plans for fact in p.shared)
    things: list[Fact | Card] = [*context.deck.facts, *context.deck.cards]
    used = {tag for thing in things if thing.id in asked for tag in thing.tags}
    for thing in things:
        for tag in thing.tags:
            if tag not in used:
                used.add(tag)
                yield _finding(context, thing, tag)


def _finding(context: Context, thing: Fact | Card, tag: str) -> Finding:
    message = f"nothing is asked that has the tag `{tag}`"
    problem = told(CODE, SEVERITY, message, place(thing, "tags"), do=HELP)
    if isinstance(thing, Card):
        return context.on_card(problem, thing)
    return context.on_fact(problem, thing)
