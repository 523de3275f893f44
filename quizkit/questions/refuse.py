"""Why a facet is never asked: which facts collide, what was tried, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizkit.model import (
    Date,
    FacetId,
    Fact,
    List,
    Plan,
    Precision,
    Refusal,
    Role,
    Text,
    Value,
    Views,
)
from quizkit.questions.index import facet_id
from quizkit.text import fold
from quizkit.values.dates import known_at, overlaps
from quizkit.values.relations import answer_key

if TYPE_CHECKING:
    from quizkit.questions.choices import Wording
    from quizkit.questions.search import Goal, Search


def unknown(facet: FacetId, fact: str, role: str) -> Refusal:
    """Refuse what the deck does not have."""
    return Refusal(facet, fact, role, "", "the deck has no such fact or role")


def unwanted(facet: FacetId, fact: Fact, role: Role) -> Refusal:
    """Refuse what `dont ask` leaves out."""
    return Refusal(facet, fact.id, role.name, "", "the fact says `dont ask`")


def absent(facet: FacetId, fact: Fact, role: Role) -> Refusal:
    """Refuse a role that the fact does not give."""
    return Refusal(facet, fact.id, role.name, "", f"the fact gives no `{role.name}`")


def unworded(facet: FacetId, fact: Fact, role: Role) -> Refusal:
    """Refuse a role that no wording asks, or whose value is `other`."""
    return Refusal(facet, fact.id, role.name, "", f"no wording asks for `{role.name}`")


def shared(facet: FacetId, plan: Plan, owner: FacetId) -> Refusal:
    """Refuse a facet that a whole-list question of another fact asks already."""
    return Refusal(facet, plan.fact, plan.role, "", f"it is asked together with others, as {owner}")


def dull(facet: FacetId, fact: Fact, role: Role) -> Refusal:
    """Refuse a role that has one and the same value everywhere."""
    return Refusal(
        facet,
        fact.id,
        role.name,
        "QK310",
        f"every {fact.kind} has the same `{role.name}`, so asking tells nothing",
        hint=f"name the fact by a role outside brackets, or leave `{role.name}` unasked",
    )


def no_ask_all(facet: FacetId, fact: Fact, role: Role) -> Refusal:
    """Refuse a complete list without a wording that asks for all of it."""
    other = next((name for name in fact.values if name != role.name), "")
    hint = f'give the role a wording such as  ask all: "Which {{count}} .. {{{other}}}?"'
    return Refusal(
        facet,
        fact.id,
        role.name,
        "QK142",
        f"`{role.name}` holds several answers, but has no `ask all`",
        hint=hint if other else f"leave `{role.name}` unasked",
    )


def no_words(facet: FacetId, fact: Fact, role: Role, entry: str) -> Refusal:
    """Refuse what the language has no words for."""
    return Refusal(
        facet,
        fact.id,
        role.name,
        "QK136",
        f"the words of the language have no `{entry}`, which this fact's questions need",
        hint=f"give the deck's `words:` an entry `{entry}`",
    )


def open_list(facet: FacetId, fact: Fact, role: Role) -> Refusal:
    """Refuse an open list where what the stem prints may speak of other facts, too."""
    return Refusal(
        facet,
        fact.id,
        role.name,
        "QK301",
        f"cannot ask for one of `{role.name}`: other facts may be meant, too",
        hint="print a role that tells this fact apart, or give the other facts a value there",
    )


def uncounted(facet: FacetId, fact: Fact, role: str) -> Refusal:
    """Refuse a count: the list may hold one fact only, or some fact that may not belong to it."""
    return Refusal(facet, fact.id, role, "", "there is nothing certain to be counted")


def no_answer(facet: FacetId, fact: Fact, role: Role) -> Refusal:
    """Refuse a value that is no answer: open, vague, or seen differently from different sides."""
    value = fact.values[role.name]
    code, message, hint = _no_answer(value, role)
    return Refusal(facet, fact.id, role.name, code, message, hint=hint)


def _no_answer(value: Value, role: Role) -> tuple[str, str, str]:
    match value:
        case List(_, False, _):
            return (
                "QK312",
                f"the list `{role.name}` is open, so it has no one answer",
                "write `name one: yes` on the role, or complete the list",
            )
        case Date() if value.precision is None:
            return (
                "QK211",
                f"`{role.name}` is a time within which it lies, which is not asked",
                f"give one date, or write  dont ask: [{role.name}]",
            )
        case Date():
            return "", f"`{role.name}` is not certain, so it is not asked", ""
        case Views():
            return "", f"`{role.name}` is not certain from each viewpoint, so it is not asked", ""
        case _:
            return "", f"`{role.name}` is no answer", ""


def collision(search: Search, goal: Goal, wordings: tuple[Wording, ...]) -> Refusal:
    """Refuse a facet for which no wording leaves one answer."""
    facet = facet_id(search.deck.id, goal.fact.id, goal.role.name)
    best = search.nearest(goal, wordings)
    if best is None:
        return _unprintable(search, facet, goal, wordings)
    colliding, tried = best
    code = "QK301"
    if search.told_by_giveaway(goal, wordings, colliding):
        code = "QK308"
    elif _lacks_ask_all(search, goal) and _all_known(goal, colliding):
        code = "QK142"
    elif all(_vague(goal.fact, other, tried, goal) for other in colliding):
        code = "QK303"
    return Refusal(
        facet,
        goal.fact.id,
        goal.role.name,
        code,
        _message(code, goal, len(colliding)),
        tuple(fact.id for fact in colliding),
        tuple(_tried(role, level) for role, level in tried),
        _hint(code, goal, colliding[0], [role for role, _ in tried]),
    )


def _unprintable(
    search: Search, facet: FacetId, goal: Goal, wordings: tuple[Wording, ...]
) -> Refusal:
    lacking = sorted(
        {role for w in wordings for role in w.bare if role not in goal.fact.values}
        - {goal.role.name}
    )
    if lacking:
        return Refusal(
            facet,
            goal.fact.id,
            goal.role.name,
            "QK107",
            f"the wording for `{goal.role.name}` needs `{lacking[0]}`, not given here",
            hint=f"give the fact a `{lacking[0]}`, or put that part of the wording in brackets",
        )
    if all(wording.broken for wording in wordings):
        return Refusal(
            facet,
            goal.fact.id,
            goal.role.name,
            "QK137",
            f"the wording for `{goal.role.name}` prints a role twice, or the asked one",
            hint="print each role once, and never the one that is asked for",
        )
    code = "QK308" if search.told_by_giveaway(goal, wordings, ()) else ""
    return Refusal(
        facet,
        goal.fact.id,
        goal.role.name,
        code,
        f"the wording for `{goal.role.name}` gives the answer away or cannot be printed",
        hint="reword it without the words of the answer",
    )


def _message(code: str, goal: Goal, others: int) -> str:
    what = f"cannot ask for `{goal.role.name}` of this {goal.fact.kind}"
    if code == "QK308":
        return f"{what}: what tells it apart is the answer"
    if code == "QK142":
        return f"{what}: it has several, but no `ask all`"
    count = ("two", "three", "four")[others - 1] if others < 4 else str(others + 1)
    return f"{what}: {count} answers fit"


def _tried(role: str, level: Precision | None) -> str:
    return role if level is None else f"{role} ({level.name.lower()})"


def _hint(code: str, goal: Goal, other: Fact, tried: Sequence[str]) -> str:
    if code == "QK142":
        return f'give the role `{goal.role.name}` an  ask all: "..{{scope}}?"'
    if code == "QK308":
        return "add a part to the wording that differs and does not hold the answer"
    for role in tried:
        value, theirs = goal.fact.values[role], other.values.get(role)
        if theirs is None:
            return f"give {other.id} a value for `{role}`, or `other`"
        if isinstance(value, Date) and isinstance(theirs, Date):
            hint = _finer((goal.fact.id, value), (other.id, theirs))
            if hint:
                return hint
    return f"add a part that differs to the wording, or write  dont ask: [{goal.role.name}]"


def _finer(mine: tuple[str, Date], theirs: tuple[str, Date]) -> str:
    """Return what would tell two dates apart of which one may be the other, or ""."""
    for fact_id, date in (theirs, mine):
        if date.about or date.uncertain:
            return f"give {fact_id} a date that is certain"
    (vague_id, vague), (sharp_id, sharp) = sorted(
        (mine, theirs), key=lambda pair: pair[1].precision or 0
    )
    if vague.precision is Precision.DAY or not overlaps(vague, sharp):
        return ""
    finer = {None: "date", Precision.YEAR: "month"}.get(vague.precision, "day")
    if vague.precision == sharp.precision:
        return f"give {vague_id} and {sharp_id} a {finer} each"
    return f"give {vague_id} a {finer}"


def _lacks_ask_all(search: Search, goal: Goal) -> bool:
    complete = search.deck.groups[goal.fact.group].complete
    return bool(complete) and not goal.role.ask_all.get(search.language)


def _all_known(goal: Goal, colliding: tuple[Fact, ...]) -> bool:
    return all(
        fact.group == goal.fact.group
        and answer_key(fact.values.get(goal.role.name), precision=goal.asked) is not None
        for fact in colliding
    )


def _vague(
    fact: Fact, other: Fact, tried: tuple[tuple[str, Precision | None], ...], goal: Goal
) -> bool:
    """Return whether only a missing or vague value of the other fact stands in the way."""
    if answer_key(other.values.get(goal.role.name), precision=goal.asked) is None:
        return True
    return any(_vaguer(fact.values[role], other.values.get(role)) for role, _ in tried)


def _vaguer(mine: Value, theirs: Value | None) -> bool:
    match mine, theirs:
        case _, None:
            return True
        case Date(), Date():
            return mine.precision is not None and not known_at(theirs, mine.precision)
        case Text(one), Text(two):
            return fold(one) != fold(two)
        case _:
            return False
