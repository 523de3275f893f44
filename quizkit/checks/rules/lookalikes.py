"""QK705 two facts so alike that learners will mix them up

What it finds
    Two facts of one kind, both without a `note`, that differ in two roles only, and in each of
    these but a little: a letter or two of a word, a word or two of a text, a month of a date, a
    tenth of a number.
Why it matters
    What is learned of one is then answered to the other. A note that says how they differ is
    shown after each answer. House rule.
A bad deck
    kinds:
      division:
        called: "{name}"
        roles:
          name: {is: text, ask: "What is the name of {yields}?"}
          yields: {is: text, ask: "What does {it} yield?"}
    facts:
      division:
        - {id: bcd1, name: mitosis, yields: two cells with all the chromosomes}
        - {id: bcd2, name: meiosis, yields: four cells with half the chromosomes}    # here
A good deck
    kinds:
      division:
        called: "{name}"
        roles:
          name: {is: text, ask: "What is the name of {yields}?"}
          yields: {is: text, ask: "What does {it} yield?"}
    facts:
      division:
        - {id: bcd1, name: mitosis, yields: two cells with all the chromosomes}
        - id: bcd2
          name: meiosis
          yields: four cells with half the chromosomes
          note: The e of meiosis is that of eggs; only egg and sperm cells come from it.
Fix
    By hand: say the difference in the `note:` of one of the two.
Options
    letters = 2 [1..5]: letters in which two words of six letters or more may differ
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.model import Date, Fact, Named, Note, Number, Problem, Related, Severity, Text, Value
from quizkit.text import fold, nearest

CODE = "QK705"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "-"

LETTERS: Final = 2
"""Letters in which two words may differ."""

SHORTEST: Final = 6
"""Letters of a word that may differ so."""

SERIES: Final = 10
"""Facts whose names begin or end alike; where there are more, they are a series."""

ENDS: Final = 3
"""Letters at the beginning or end of a name by which it is looked for."""

MONTH: Final = 31
"""Days that two dates may lie apart."""


def find(context: Context) -> Iterator[Finding]:
    """Yield facts that nearly say what another one says, each once."""
    letters = context.option(CODE, "letters", LETTERS)
    for facts in context.by_kind.values():
        plain = [fact for fact in facts if not fact.note and len(fact.values) > 1]
        told: set[str] = set()
        for one, other in _pairs(plain):
            later, first = sorted(
                (one, other), key=lambda fact: context.order[fact.id], reverse=True
            )
            roles = _differing(one, other)
            if later.id not in told and roles and _all_alike(one, other, roles, letters):
                told.add(later.id)
                yield _finding(context, later, first, roles)


def _pairs(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield facts of which a name or text begins or ends alike."""
    ends: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        for role, value in fact.values.items():
            if isinstance(value, Text | Named):
                folded = fold(_text(value))
                if len(folded) >= SHORTEST:
                    ends.setdefault((role, folded[:ENDS], ""), []).append(fact)
                    ends.setdefault((role, "", folded[-ENDS:]), []).append(fact)
    for near in ends.values():
        if len(near) <= SERIES:
            yield from combinations(near, 2)


def _differing(one: Fact, other: Fact) -> tuple[str, ...]:
    """Return the two roles in which facts differ, or () where they are more or fewer."""
    if one.values.keys() != other.values.keys():
        return ()
    roles = tuple(role for role, value in one.values.items() if other.values[role] != value)
    return roles if len(roles) == 2 else ()  # a thing and what is said of it


def _all_alike(one: Fact, other: Fact, roles: Sequence[str], letters: int) -> bool:
    return all(_alike(one.values[role], other.values[role], letters) for role in roles)


def _alike(one: Value, other: Value, letters: int) -> bool:
    match one, other:
        case (Text() | Named(), Text() | Named()):
            return _spelled_alike(fold(_text(one)), fold(_text(other)), letters)
        case Date(), Date():
            return one.last - one.first <= MONTH and abs(one.first - other.first) <= MONTH
        case Number(), Number():
            most = max(abs(one.value), abs(other.value))
            return one.unit == other.unit and 10 * abs(one.value - other.value) <= most
        case _:
            return False


def _spelled_alike(one: str, other: str, letters: int) -> bool:
    """Return whether texts differ in a few letters, or in a third of their words at most."""
    first, second = one.split(), other.split()
    if min(len(first), len(second)) > letters:
        apart = set(first) ^ set(second)
        return 3 * len(apart) <= 2 * max(len(first), len(second))
    if one == other or min(len(one), len(other)) < SHORTEST:
        return one == other
    return nearest(one, [other], limit=letters) is not None


def _text(value: Text | Named) -> str:
    return value.text if isinstance(value, Text) else value.name


def _finding(context: Context, later: Fact, first: Fact, roles: Sequence[str]) -> Finding:
    named = " and ".join(f"`{role}`" for role in roles)
    problem = Problem(
        CODE,
        SEVERITY,
        f"this {later.kind} and another differ but a little, in {named}",
        place(later, roles[0]),
        label="learners will take one for the other",
        related=(Related(place(first, roles[0]), "the other one"),),
        notes=(Note("help", "say the difference in the `note:` of one of them"),),
    )
    return context.on_fact(problem, later)._replace(facts=(later.id, first.id))
