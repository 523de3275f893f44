"""QK114 declared name never used

What it finds
    A name under `names:` that no fact, wrong option, viewpoint, card or other name mentions.
Why it matters
    It is left over, or misspelt where it was meant. House rule.
A bad deck
    names:
      Hue: {is: city}    # here
    cards:
      - {id: bcd1, q: "Which river flows through Hanoi?", a: The Hong}
A good deck
    names:
      Hanoi: {is: city, aka: [Ha Noi]}
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: {is: name, ask: "Which river flows through {city}?"}
          city: city
    facts:
      river:
        - {id: bcd1, name: Hong, city: Hanoi}
Fix
    Safe: takes it out, where no question asks for anything else then.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.mend import without_entry
from quizkit.checks.naming import uses
from quizkit.model import Fix, Name, Note, Problem, Severity, Views

CODE = "QK114"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "safe"


def find(context: Context) -> Iterator[Finding]:
    """Yield declared names that nothing mentions."""
    used = {*uses(context), *_mentioned(context)}
    declared = [name for name in context.deck.names.values() if name.declared]
    kept = {name.at.path for name in declared if name.name in used}
    idle = [name for name in declared if name.name not in used]
    # Of names that would all go, the first goes alone: `names:` must not be left empty.
    goes = {name.name for name in idle if name.at.path in kept}
    goes.update({name.at.path: name.name for name in reversed(idle)}.values())
    for name in idle:
        yield context.on_name(_problem(context, name, mend=name.name in goes), name)


def _mentioned(context: Context) -> Iterator[str]:
    """Yield what else may be the text of a name: viewpoints, cards, what a name is not."""
    for name in context.deck.names.values():
        yield from name.never
    for fact in context.deck.facts:
        for value in fact.values.values():
            if isinstance(value, Views):
                yield from (view for view, _ in value.entries)
    for card in context.deck.cards:
        yield from (card.answer, *card.also, *card.wrong)
        yield from (blank.answer for blank in card.blanks)


def _problem(context: Context, name: Name, *, mend: bool) -> Problem:
    lines = context.lines.get(name.at.path) if mend else None
    edit = without_entry(lines, name.at) if lines else None
    return Problem(
        CODE,
        SEVERITY,
        f"`{name.name}` is declared, but never used",
        name.at,
        notes=(Note("help", "take it out, or look for another spelling in the facts"),),
        fix=Fix("safe", f"take `{name.name}` out of `names:`", (edit,)) if edit else None,
    )
