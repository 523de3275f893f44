"""Of which type the answers to a question are."""

from collections.abc import Mapping
from typing import Final

from quizkit.model import Date, Deck, Named, Number, Plan, Role, Value, Views, Way

_TYPES: Final[Mapping[Way, str]] = {
    Way.HOW_MANY: "number",
    Way.TIMES: "number",
    Way.LARGER: "date",
}
"""What is answered where that is no value of the role."""


def role_of(plan: Plan, deck: Deck) -> Role | None:
    """Return the role that a plan asks for; None where it is no role's."""
    return None if plan.kind == "card" else deck.kinds[plan.kind].roles.get(plan.role)


def type_of(plan: Plan, deck: Deck) -> str:
    """Return the type of a plan's answers: of `model.TYPES`, or "enum"."""
    role = role_of(plan, deck)
    if plan.way in _TYPES:
        return _TYPES[plan.way]
    if role is None:
        return "text"
    type_ = role.of if role.type in ("list", "steps") else role.type
    return _look(plan.accepted[0], deck) if type_ in ("any", "name") else type_


def _look(value: Value, deck: Deck) -> str:
    match value:
        case Named(name):
            entry = deck.names.get(name)
            return entry.type if entry else "name"
        case Date():
            return "date"
        case Number():
            return "number"
        case Views(_, entries):
            return _look(entries[0][1], deck)
        case _:
            return "text"
