"""QK202 the same fact twice

What it finds
    Two facts of one kind with the same values and the same attribution.
Why it matters
    It would be learned twice, with two memories. House rule.
A bad deck
    kinds:
      region:
        called: "the region {name}"
        roles:
          name: name
          capital: {is: city, one: yes, ask: "What is the capital of {it}?"}
    facts:
      region:
        - {name: Delta, capital: Can Tho}
        - {name: Delta, capital: Can Tho}    # here
A good deck
    kinds:
      region:
        called: "the region {name}"
        roles:
          name: name
          capital: {is: city, one: yes, ask: "What is the capital of {it}?"}
    facts:
      region:
        - {name: Delta, capital: Can Tho}
        - {name: Mountains, capital: Pleiku}
Fix
    Unsafe: takes the later one out, or the one without an `id` if the other has one.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.retouch import without_fact
from quizkit.model import Fact, Fix, Note, Problem, Related, Severity

CODE = "QK202"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "unsafe"


def find(context: Context) -> Iterator[Finding]:
    """Yield facts that say again what an earlier one says."""
    seen: dict[object, Fact] = {}
    for fact in context.deck.facts:
        told = (fact.kind, frozenset(fact.values.items()), fact.according_to, fact.at_time_of)
        first = seen.setdefault(told, fact)
        if first is fact or first.valid != fact.valid:
            continue
        yield context.on_fact(_problem(context, fact, first), fact)._replace(
            facts=(fact.id, first.id)
        )


def _problem(context: Context, fact: Fact, first: Fact) -> Problem:
    keeps_later = first.id.startswith("~") and not fact.id.startswith("~")
    edit = without_fact(context, first if keeps_later else fact)
    which = "the first" if keeps_later else "the later"
    return Problem(
        CODE,
        SEVERITY,
        f"this {fact.kind} stands in the deck twice",
        place(fact),
        label="again here",
        related=(Related(place(first), "first here"),),
        notes=(Note("help", "take one of them out; keep the one whose `id` is older"),),
        fix=Fix("unsafe", f"take {which} out", (edit,)) if edit else None,
    )
