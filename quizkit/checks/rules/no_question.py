"""QK702 fact that yields no question

What it finds
    A fact none of whose roles is asked, though nothing else was found wrong with it. Facts with
    `other` or `dont ask`, which stand there to tell others apart, are meant so.
Why it matters
    It was written down to be learned, and never will be. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          date: date
    facts:
      trip:
        - {to: Peru, date: 1993}    # here
A good deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          date: date
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, date: 1993}
Fix
    By hand: give the fact a role that is asked, or a role of the kind an `ask:`.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.model import Fact, Note, Other, Problem, Severity

CODE = "QK702"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield facts that nothing asks for, and that nothing else explains."""
    if context.deck.language not in context.deck.words:
        return  # nothing can be asked at all, which has a code of its own
    told = {refusal.fact for refusal in context.refusals}
    told.update(name for plans in context.plans.values() for p in plans for name in p.shared)
    told.update(fact for fact, _ in context.plans)
    for fact in context.deck.facts:
        if fact.id not in told and not _is_meant(fact):
            yield _finding(context, fact)


def _is_meant(fact: Fact) -> bool:
    others = any(isinstance(value, Other) for value in fact.values.values())
    return others or bool(fact.dont_ask)


def _finding(context: Context, fact: Fact) -> Finding:
    roles = context.deck.kinds[fact.kind].roles.values()
    asked = [f"`{role.name}`" for role in roles if role.ask or role.ask_all]
    known = ", ".join(asked) if asked else "none of its roles has an `ask:`"
    problem = Problem(
        CODE,
        SEVERITY,
        f"nothing is asked about this {fact.kind}",
        place(fact),
        notes=(
            Note("known", f"what is asked of a {fact.kind}: {known}"),
            Note("help", "give it one of these, or give one of its roles an `ask:`"),
        ),
    )
    return context.on_fact(problem, fact)
