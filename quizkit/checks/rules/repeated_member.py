"""QK213 list names a member twice

What it finds
    A list or a row of steps in which one value stands twice, by its name or by an alias.
Why it matters
    "Which three countries" would have two right answers to be found, and in an order of steps
    nobody could tell one from the other. House rule.
A bad deck
    kinds:
      pact:
        called: "the pact of {place}"
        roles:
          place: city
          members: {is: list, of: country, ask all: "Which {count} countries signed {it}?"}
    facts:
      pact:
        - {place: Hue, members: [Laos, Vietnam, Laos]}    # here
A good deck
    kinds:
      pact:
        called: "the pact of {place}"
        roles:
          place: city
          members: {is: list, of: country, ask all: "Which {count} countries signed {it}?"}
    facts:
      pact:
        - {place: Hue, members: [Laos, Vietnam, Cambodia]}
Fix
    By hand: take the second one out, or write what was meant.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.model import List, Note, Problem, Severity, Value
from quizkit.values.relations import answer_key, plain

CODE = "QK213"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield lists in which a value stands twice."""
    for fact in context.deck.facts:
        for role, value in fact.values.items():
            twice = repeated(value) if isinstance(value, List) else None
            if twice is not None:
                problem = Problem(
                    CODE,
                    SEVERITY,
                    f"the list `{role}` names `{plain(twice)}` twice",
                    place(fact, role),
                    label="one value stands here twice",
                    notes=(Note("help", "take one of them out, or write what was meant"),),
                )
                yield context.on_fact(problem, fact, role=role)


def repeated(value: List) -> Value | None:
    """Return the first member that stood in the list before, or None."""
    seen = set()
    for item in value.items:
        key = answer_key(item)
        if key is not None and key in seen:
            return item
        seen.add(key)
    return None
