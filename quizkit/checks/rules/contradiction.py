"""QK201 two facts contradict each other

What it finds
    Two facts that agree in all other roles and differ in one marked `one: yes`, with neither
    viewpoint, attribution, `valid` nor `disputed`.
Why it matters
    One of the two is wrong, and would be taught. House rule: a disagreement of sources is
    written down as one.
A bad deck
    kinds:
      region:
        called: "the region {name}"
        roles:
          name: name
          capital: {is: city, one: yes, ask: "What is the capital of {it}?"}
    facts:
      region:
        - {name: Mountains, capital: Pleiku, dont ask: [capital]}
        - {name: Mountains, capital: Kon Tum, dont ask: [capital]}    # here
A good deck
    kinds:
      region:
        called: "the region {name}"
        roles:
          name: name
          capital: {is: city, one: yes, ask: "What is the capital of {it}?"}
    facts:
      region:
        - {name: Mountains, capital: Pleiku}
        - {name: Delta, capital: Can Tho}
Fix
    By hand: mend one of them, or say who says so (`according to:`), when (`valid:`) or
    `disputed: yes`.
Options
    none
"""

from collections.abc import Iterator, Mapping

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.quantities import called
from quizkit.model import Fact, Note, Problem, Related, Severity, Value, Views
from quizkit.values.relations import excludes

CODE = "QK201"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield facts of which one must be wrong."""
    for kind, facts in context.by_kind.items():
        for role in context.deck.kinds[kind].roles.values():
            if not role.one:
                continue
            for group in _alike(facts, role.name).values():
                for later, first in _clashes(context, group, role.name):
                    yield _finding(context, later, first, role.name)


def _alike(facts: tuple[Fact, ...], role: str) -> Mapping[frozenset[tuple[str, Value]], list[Fact]]:
    """Return plain facts that agree in all roles but this one, together."""
    found: dict[frozenset[tuple[str, Value]], list[Fact]] = {}
    for fact in facts:
        qualified = fact.disputed or fact.according_to or fact.at_time_of or fact.valid
        value = fact.values.get(role)
        if value is None or isinstance(value, Views) or qualified:
            continue
        rest = frozenset((name, other) for name, other in fact.values.items() if name != role)
        if rest:
            found.setdefault(rest, []).append(fact)
    return found


def _clashes(context: Context, facts: list[Fact], role: str) -> Iterator[tuple[Fact, Fact]]:
    """Yield each fact whose value rules out that of an earlier one, with the first such."""
    seen: dict[Value, Fact] = {}
    for later in facts:
        value = later.values[role]
        for other, first in seen.items():
            if value != other and excludes(value, other, places=context.places):
                yield later, first
                break
        seen.setdefault(value, later)


def _finding(context: Context, later: Fact, first: Fact, role: str) -> Finding:
    problem = Problem(
        CODE,
        SEVERITY,
        f"two values of `{called(later, role)}` for one {later.kind}, which can have only one",
        place(later, role),
        label="one of the two is wrong",
        related=(Related(place(first, role), "the other value"),),
        notes=(
            Note("help", "mend the one that is wrong"),
            Note("or", "write `disputed: yes`, or who says so in `according to:`"),
        ),
    )
    found = context.on_fact(problem, later, role=role)
    return found._replace(facts=(later.id, first.id))
