"""QK114 declared name never used

What it finds
    A name under `names:` that no fact, distractor or other name mentions.
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
    By hand: take it out, or use it.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.model import List, Named, Note, Problem, Severity, Value, Views

CODE = "QK114"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield declared names that nothing mentions."""
    used = {higher for name in context.deck.names.values() for higher in name.within}
    for fact in context.deck.facts:
        for value in fact.values.values():
            used.update(_names(value))
        for wrong in fact.wrong.values():
            used.update(name for value in wrong for name in _names(value))
    for name in context.deck.names.values():
        if name.declared and name.name not in used:
            problem = Problem(
                CODE,
                SEVERITY,
                f"`{name.name}` is declared, but never used",
                name.at,
                notes=(Note("help", "take it out, or look for another spelling in the facts"),),
            )
            yield context.on_name(problem, name)


def _names(value: Value) -> Iterator[str]:
    match value:
        case Named(name):
            yield name
        case List(items):
            for item in items:
                yield from _names(item)
        case Views(_, entries):
            for _, entry in entries:
                yield from _names(entry)
        case _:
            pass
