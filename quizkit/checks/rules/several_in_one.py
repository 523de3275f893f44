"""QK143 several persons in one text

What it finds
    A person or country that is no declared name and looks like several: full names divided by
    commas, semicolons or "and".
Why it matters
    It is taken as one name. Who answers with one of the two is wrong, and the whole is never
    offered beside its parts. House rule.
A bad deck
    kinds:
      ascent:
        called: "the first ascent of {mountain}"
        roles:
          mountain: place
          by: {is: list, of: person, ask: "Who made {it}?", ask all: "Which {count} made {it}?"}
    facts:
      ascent:
        - {mountain: Everest, by: "Edmund Hillary, Tenzing Norgay"}    # here
        - {mountain: Eiger, by: [Charles Barrington]}
A good deck
    kinds:
      ascent:
        called: "the first ascent of {mountain}"
        roles:
          mountain: place
          by: {is: list, of: person, ask: "Who made {it}?", ask all: "Which {count} made {it}?"}
    facts:
      ascent:
        - {mountain: Everest, by: [Edmund Hillary, Tenzing Norgay]}
        - {mountain: Eiger, by: [Charles Barrington]}
Fix
    By hand: a fact for each name; in a role that holds a list, the names in brackets.
Options
    none
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.model import Fact, List, Named, Note, Problem, Severity

CODE = "QK143"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"

_TYPES: Final = frozenset({"person", "country"})
_BETWEEN: Final = re.compile(r"\s*[;,]\s+|\s+(?:and|và|&)\s+")
_AFTER_NAME: Final = re.compile(r"(?:Jr|Sr|Esq|Ph\.?D|M\.?D|I{1,3}|IV)\b\.?")


def find(context: Context) -> Iterator[Finding]:
    """Yield names that look like several, each once."""
    told: set[str] = set()
    for fact in context.deck.facts:
        for role, value in fact.values.items():
            for item in value.items if isinstance(value, List) else (value,):
                parts = _parts(context, item) if isinstance(item, Named) else []
                if isinstance(item, Named) and parts and item.name not in told:
                    told.add(item.name)
                    problem = _problem(fact, role, parts, is_list=isinstance(value, List))
                    yield context.on_fact(problem, fact, role=role)


def _problem(fact: Fact, role: str, parts: Sequence[str], *, is_list: bool) -> Problem:
    each = f"write them in brackets:  [{', '.join(parts)}]" if is_list else "write a fact for each"
    return Problem(
        CODE,
        SEVERITY,
        f"`{role}` looks like several names, and is taken as one",
        place(fact, role),
        label="one name to me",
        notes=(
            Note("help", f"if they are several, {each}"),
            Note("or", "if it is one name, declare it under `names:`"),
        ),
    )


def _parts(context: Context, value: Named) -> list[str]:
    """Return the names that an undeclared name seems to hold, if they are several."""
    name = context.deck.names.get(value.name)
    if name is None or name.declared or name.type not in _TYPES:
        return []
    return _several(name.name, is_person=name.type == "person")


def _several(name: str, *, is_person: bool) -> list[str]:
    """Return the names that a text seems to hold, if they are several."""
    parts = [part.strip() for part in _BETWEEN.split(name) if part.strip()]
    if len(parts) < 2 or any(_AFTER_NAME.fullmatch(part) for part in parts[1:]):
        return []
    whole = all(part[:1].isupper() and (" " in part or not is_person) for part in parts)
    return parts if whole else []
