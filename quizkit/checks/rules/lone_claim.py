"""QK604 `disputed` with one claim, or with one source

What it finds
    A fact marked `disputed: yes` that holds one value only, with no other fact that says
    otherwise; or whose claims all come from one source.
Why it matters
    A dispute has two sides, and somebody who takes each. House rule: a learner who is told that
    something is disputed wants to know who says what.
A bad deck
    sources:
      log: {title: The log of the ship}

    kinds:
      siege:
        called: "the siege of {place}"
        roles:
          place: place
          dead: {is: number, ask: "How many people died in {it}?"}
    facts:
      siege:
        - {id: bcd1, place: Hoa Lu, dead: 4000, disputed: yes, source: log p. 4}    # here
A good deck
    sources:
      log: {title: The log of the ship}
      roll: {title: The roll of the abbey}

    kinds:
      siege:
        called: "the siege of {place}"
        roles:
          place: place
          dead: {is: number, ask: "How many people died in {it}?"}
    facts:
      siege:
        - id: bcd1
          place: Hoa Lu
          dead: {per the captain: 4000, per the abbot: 9000}
          disputed: yes
          source: [log p. 4, roll p. 2]
Fix
    By hand: write the other claim too, as `{per one: .., per the other: ..}`, with its source;
    or take `disputed` out.
Options
    none
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from quizkit.checks.citing import cited
from quizkit.checks.context import Context, Finding, place
from quizkit.checks.written import told
from quizkit.model import Fact, Severity, Value, Views

CODE = "QK604"
SEVERITY = Severity.WARNING
PROFILE = "exam"
FIX = "-"

MOST: Final = 100
"""Facts that are compared with one; where more share two of its values, none stands out."""

ALONE: Final = "write both as `{per one: .., per the other: ..}`, and both sources"
ONE_SIDED: Final = "name the other side's source too: `source: [one, other]`"

By = Mapping[tuple[str, Value], Sequence[Fact]]


def find(context: Context) -> Iterator[Finding]:
    """Yield disputes of which one side is missing."""
    for facts in context.by_kind.values():
        disputed = [fact for fact in facts if fact.disputed]
        by = _by_value(facts) if disputed else {}
        for fact in disputed:
            rivals = _rivals(fact, by)
            message, help_ = _fault(context, fact, rivals)
            if message:
                problem = told(CODE, SEVERITY, message, place(fact, "disputed"), do=help_)
                yield context.on_fact(problem, fact)


def _fault(context: Context, fact: Fact, rivals: Sequence[Fact]) -> tuple[str, str]:
    many = any(isinstance(v, Views) and len(v.entries) > 1 for v in fact.values.values())
    if not many and not rivals:
        return "this is disputed, but only one claim stands in the deck", ALONE
    sources = context.deck.sources
    found = {id_ for each in (fact, *rivals) for id_ in cited(each.source, sources)}
    if len(found) == 1:
        return "this is disputed, but one source stands for all sides", ONE_SIDED
    return "", ""


def _by_value(facts: Sequence[Fact]) -> By:
    found: dict[tuple[str, Value], list[Fact]] = {}
    for fact in facts:
        for pair in fact.values.items():
            found.setdefault(pair, []).append(fact)
    return found


def _rivals(fact: Fact, by: By) -> list[Fact]:
    """Return the facts that differ from one in a single value of those that both give."""
    lists = sorted((by[pair] for pair in fact.values.items()), key=len)[:2]
    near = {other.id: other for each in lists if len(each) <= MOST for other in each}
    return [other for other in near.values() if other.id != fact.id and _differs(fact, other)]


def _differs(one: Fact, other: Fact) -> bool:
    both = one.values.keys() & other.values.keys()
    return len(both) > 1 and sum(one.values[role] != other.values[role] for role in both) == 1
