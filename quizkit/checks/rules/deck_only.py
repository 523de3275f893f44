"""QK304 one answer in this deck only: the question prints neither name nor date

What it finds
    A question of the deck's own kinds whose stem prints no proper name, date or number, asked
    of a list that is not said to be complete.
Why it matters
    "Who led the mission?" has one answer as long as the deck has one mission. Outside the
    deck there were others, and the next fact makes another question of it. Source: Dale & Reiter
    (1995), read under an open world.
A bad deck
    kinds:
      mission:
        called: "the mission[ of {date}]"
        roles:
          leader: {is: person, ask: "Who led {it}?"}
          date: date
    facts:
      mission:
        - {id: bcd1, leader: John Kerry, date: 1992}    # here
A good deck
    kinds:
      mission:
        called: "the [!{date} ]mission"
        roles:
          leader: {is: person, ask: "Who led {it}?"}
          date: date
    facts:
      mission:
        - {id: bcd1, leader: John Kerry, date: 1992}
Fix
    By hand: let a part be printed whenever it can be, as in `[!{date} ]`; or say `complete:`
    with a scope, if the list is all there is.
Options
    none
"""

import re
from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding, has_slot, place
from quizkit.model import (
    Date,
    Fact,
    List,
    Named,
    Note,
    Number,
    PartMode,
    Plan,
    Problem,
    Severity,
    Template,
    Value,
    Way,
)
from quizkit.questions.wording import slots

CODE = "QK304"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"

_OPTIONAL: Final = re.compile(r"(?<!\\)\[(?!!)([^\[\]]*)\]")


def find(context: Context) -> Iterator[Finding]:
    """Yield facts that are asked for by a stem that could mean any of their kind."""
    seen: dict[str, list[str]] = {}
    for (name, role), plans in context.plans.items():
        for index, plan in enumerate(plans):
            if _may_mean_any(context, plan) and _is_nameless(context.stems[name, role][index]):
                seen.setdefault(name, []).append(role)
                break
    for name, roles in seen.items():
        fact = context.facts[name]
        yield context.on_fact(_problem(context, fact, roles), fact, role=roles[0])


def _may_mean_any(context: Context, plan: Plan) -> bool:
    """Return whether what a plan prints names nothing."""
    if plan.kind == "card" or plan.way is not Way.PLAIN or plan.scope:
        return False
    if any(_is_proper(item.value) for item in plan.printed):
        return False
    bare = {slot.role for slot in slots(plan.template, PartMode.BARE)} - {plan.role, ""}
    complete = context.deck.groups[context.facts[plan.fact].group].complete
    return not (bare or complete)


def _is_proper(value: Value) -> bool:
    if isinstance(value, List):
        return any(map(_is_proper, value.items))
    return isinstance(value, Named | Date | Number)


def _is_nameless(stem: str) -> bool:
    """Return whether no word behind the first has a capital or a figure, where letters have case.

    >>> _is_nameless("Who led the mission?"), _is_nameless("Who led the US delegation?")
    (True, False)
    """
    words = stem.split()[1:]
    named = any(sign.isupper() or sign.isdigit() for word in words for sign in word)
    return not named and stem.lower() != stem.upper()


def _problem(context: Context, fact: Fact, roles: list[str]) -> Problem:
    return Problem(
        CODE,
        SEVERITY,
        "the question names nothing: another one of its kind would fit",
        place(fact),
        notes=(
            Note("known", f"it reads: {context.stems[fact.id, roles[0]][0]}"),
            Note("help", _help(context, fact, roles)),
            Note("or", "if the list is all there is, say so: `complete: ..` with its scope"),
        ),
    )


def _help(context: Context, fact: Fact, roles: list[str]) -> str:
    """Return a part to be printed whenever it can be: with a date, else with a name."""
    kind, language = context.deck.kinds[fact.kind], context.planner.language
    templates = kind.roles[roles[0]].ask.get(language, ())
    has_it = any(has_slot(template, "it") for template in templates)
    called = kind.called.get(language) if has_it else None
    given = {role: value for role, value in fact.values.items() if role not in roles}
    told = [role for role, value in given.items() if isinstance(value, Date) and value.precision]
    told += [role for role, value in given.items() if isinstance(value, Named)]
    if roles[0] in fact.ask or not told:
        return "name a person, place or date in the question"
    marks = [f"{{{role}}}" for role in told]
    parts = list(_parts(called, *templates))
    typed = next((text for slot in marks for text in parts if slot in text), "")
    if typed:
        return f"write `[!{typed}]` in place of `[{typed}]`, to print it always"
    is_date = isinstance(given[told[0]], Date)
    part = f"[!{marks[0]} ]" if is_date else f"[! of {marks[0]}]"
    return f"put `{part}` into {'`called`' if called else 'the wording'}"


def _parts(*templates: Template | None) -> Iterator[str]:
    """Yield the optional parts of some wordings, as they are typed."""
    for template in templates:
        yield from _OPTIONAL.findall(template.text if template else "")
