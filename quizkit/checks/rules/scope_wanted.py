"""QK305 wording about a whole list, but no list is complete

What it finds
    `ask first`, `ask last`, `ask which not` or `ask how many` in a kind of the deck, none of
    whose groups has `complete:`.
Why it matters
    "Who was the first" needs all of them; the wording is never used. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who:
            is: person
            ask: "Who made {it}?"
            ask first: "Who made the first trip {scope}?"    # here
          to: place
    facts:
      trip:
        - {who: Ann Walsh, to: Peru}
A good deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?", ask first: "Who made the first trip {scope}?"}
          to: place
    facts:
      trip:
        complete: between 1990 and 1999
        facts:
          - {who: Ann Walsh, to: Peru}
Fix
    By hand: say in which scope the list is all there is (`complete: between 1990 and 1999`), or
    take the wording out.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, wordings
from quizkit.model import Note, Problem, Severity

CODE = "QK305"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield wordings that no group of their kind can serve."""
    complete = {group.kind for group in context.deck.groups if group.complete}
    for kind in context.own_kinds:
        if kind.name in complete or kind.name not in context.by_kind:
            continue
        found = [
            (wording.field, wording.role.name, wording.at)
            for wording in wordings(kind, fields=("ask first", "ask last", "ask which not"))
        ]
        found += [
            ("ask how many", "", template.at)
            for templates in kind.ask_how_many.values()
            for template in templates
        ]
        for field, role, at in found:
            problem = Problem(
                CODE,
                SEVERITY,
                f"cannot use `{field}`: no list of {kind.name} is complete",
                at,
                notes=(Note("help", "give a group of its facts `complete:` with its scope"),),
            )
            yield context.on_kind(problem, kind, role=role)
