"""QK206 list given as complete that is not

What it finds
    A list without `...` while another fact, alike in all other roles, adds a member; or
    `complete:` over a list that ends in `...`.
Why it matters
    A complete list is asked as a whole, and who names the missing member is marked wrong. House
    rule.
A bad deck
    kinds:
      treaty:
        called: "the treaty of {place}"
        roles:
          place: place
          between: {is: list, of: country, ask all: "Which {count} countries signed {it}?"}
    facts:
      treaty:
        complete: of the twentieth century
        facts:
          - {place: Lima, between: [Peru, Laos, ...], dont ask: [between]}    # here
A good deck
    kinds:
      treaty:
        called: "the treaty of {place}"
        roles:
          place: place
          between: {is: list, of: country, ask all: "Which {count} countries signed {it}?"}
    facts:
      treaty:
        complete: of the twentieth century
        facts:
          - {place: Lima, between: [Peru, Laos]}
Fix
    By hand: complete the list, or end it in `...`.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.model import Fact, List, Note, Problem, Related, Severity

CODE = "QK206"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield lists that claim to be all there is, and are not."""
    for fact in context.deck.facts:
        for role, value in fact.values.items():
            if isinstance(value, List) and not value.complete:
                scope = context.deck.groups[fact.group].complete if context.deck.groups else ""
                if scope:
                    yield _open_inside(context, fact, role, scope)
    for facts in context.by_kind.values():
        yield from _adding(context, facts)


def _open_inside(context: Context, fact: Fact, role: str, scope: str) -> Finding:
    problem = Problem(
        CODE,
        SEVERITY,
        f"`{role}` is open in a group that is complete",
        place(fact, role),
        label="it ends in `...`",
        notes=(
            Note("known", f"complete: {scope}"),
            Note("help", "complete the list, or move the fact to a group of its own"),
        ),
    )
    return context.on_fact(problem, fact, role=role)


def _adding(context: Context, facts: tuple[Fact, ...]) -> Iterator[Finding]:
    """Yield complete lists to which an alike fact adds a member."""
    seen: dict[object, Fact] = {}
    for fact in facts:
        for role, value in fact.values.items():
            if not isinstance(value, List):
                continue
            rest = frozenset((name, v) for name, v in fact.values.items() if name != role)
            if not rest:
                continue
            first = seen.setdefault((role, rest, fact.according_to, fact.at_time_of), fact)
            known = first.values[role]
            if isinstance(known, List) and _adds(known, value):
                yield _added(context, fact, first, role)


def _adds(one: List, other: List) -> bool:
    """Return whether one of two lists lacks a member of the other, though given as complete."""
    first, second = set(one.items), set(other.items)
    return (one.complete and not second <= first) or (other.complete and not first <= second)


def _added(context: Context, fact: Fact, first: Fact, role: str) -> Finding:
    problem = Problem(
        CODE,
        SEVERITY,
        f"two lists of `{role}` for one {fact.kind} have different members",
        place(fact, role),
        label="given as complete",
        related=(Related(place(first, role), "the other list"),),
        notes=(Note("help", "write one list, or end them in `...`"),),
    )
    return context.on_fact(problem, fact, role=role)._replace(facts=(fact.id, first.id))
