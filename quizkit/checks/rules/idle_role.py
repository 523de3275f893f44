"""QK135 role that does nothing

What it finds
    A role of one of the deck's own kinds that no fact gives; or that facts give, but no wording
    asks for or prints. A date that orders a list (`ask first`, `ask last`) is in use.
Why it matters
    What is not printed cannot tell facts apart, and what is not asked is not learned. Usually a
    wording was forgotten. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          by: text    # here
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, by: ship}
        - {id: bcd2, who: Bao Tran, to: Laos, by: train}
A good deck
    kinds:
      trip:
        called: "the trip to {to}"
        says: "{who} went to {to}[ by {by}]."
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          by: text
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, by: ship}
        - {id: bcd2, who: Bao Tran, to: Laos, by: train}
Fix
    By hand: ask for it, print it in a wording or in `says`, or take it out.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, wordings
from quizkit.checks.printed import given_roles
from quizkit.model import Kind, Note, Problem, Severity, Template
from quizkit.questions.wording import slots

CODE = "QK135"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield roles that could as well not be there."""
    for kind in context.own_kinds:
        facts = context.by_kind.get(kind.name, ())
        if not facts:
            continue
        given, named = given_roles(context, kind), _printed(kind)
        for fact in facts:
            if fact.ask:
                named.update(fact.ask, *(_roles(text) for text in fact.ask.values()))
        for role in kind.roles.values():
            if role.name not in given:
                problem = _problem(kind, role.name, lacking=True)
            elif role.name not in named:
                problem = _problem(kind, role.name, lacking=False)
            else:
                continue
            yield context.on_kind(problem, kind, role=role.name)


def _printed(kind: Kind) -> set[str]:
    """Return the roles that a kind's wordings ask for, print, or put in order."""
    found = {wording.role.name for wording in wordings(kind)}
    if any(role.ask_first or role.ask_last for role in kind.roles.values()):
        found.update(role.name for role in kind.roles.values() if role.type == "date")
    texts: list[Template] = [*kind.called.values(), *(each.template for each in wordings(kind))]
    for by_language in (kind.says, kind.ask_how_many):
        texts.extend(text for several in by_language.values() for text in several)
    return found.union(*map(_roles, texts))


def _roles(template: Template) -> set[str]:
    return {slot.role for slot in slots(template) if slot.role}


def _problem(kind: Kind, role: str, *, lacking: bool) -> Problem:
    told = f"no {kind.name} gives `{role}`" if lacking else f"`{role}` is neither asked nor printed"
    help_ = "take the role out, or give it in the facts"
    if not lacking:
        help_ = f"print it, such as `[ ... {{{role}}}]` in `called` or `says`, or give it an `ask`"
    return Problem(
        CODE,
        SEVERITY,
        told,
        kind.roles[role].at,
        label="" if lacking else "it cannot help to tell facts apart",
        notes=(Note("help", help_),),
    )
