"""QK706 more than seven members to recall at once

What it finds
    A question that wants all members of a list, or all steps, where there are more than seven.
Why it matters
    One memory would have to hold them all, and one that slips costs the whole answer. Learners
    who overlook one have to begin again. House rule: short lists stay, long ones are split.
A bad deck
    kinds:
      crew:
        called: "the crew of {ship}"
        roles:
          ship: name
          members:
            is: list
            of: person
            ask all: "Which {count} people belonged to {it}?"
    facts:
      crew:
        - id: bcd1
          ship: Aurora
          members: [Ann, Bao, Chi, Dan, Eva, Fred, Gus, Hanh]    # here
A good deck
    kinds:
      crew:
        called: "the crew of {ship}"
        roles:
          ship: name
          members:
            is: list
            of: person
            ask all: "Which {count} people belonged to {it}?"
    facts:
      crew:
        - {id: bcd1, ship: Aurora, members: [Ann, Bao, Chi, Dan]}
        - {id: bcd2, ship: Fram, members: [Eva, Fred, Gus, Hanh]}
Fix
    By hand: split the list into facts of a few members each, by a role that tells them apart, or
    write `dont ask:` on it.
Options
    members = 7 [2..1000]: members to be recalled at once
"""

from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.written import told
from quizkit.model import Many, Severity

CODE = "QK706"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "-"

MOST: Final = 7
"""Members of a list."""


def find(context: Context) -> Iterator[Finding]:
    """Yield facts of which too much is wanted at once."""
    most = context.option(CODE, "members", MOST)
    for (id_, role), plans in context.plans.items():
        fact = context.facts.get(id_)
        wanted = len(plans[0].accepted)
        if fact is None or plans[0].many is not Many.ALL or wanted <= most:
            continue
        message = f"{wanted} members of `{role}` are to be recalled at once"
        help_ = f"split it into several facts, or write `dont ask: [{role}]`"
        problem = told(CODE, SEVERITY, message, place(fact, role), do=help_)
        yield context.on_fact(problem, fact, role=role)
