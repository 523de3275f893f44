"""Facts as read and typed, in plain values: enough to verify a question without quizkit.

The format is described in docs/reference/verify.md.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from quizkit.model import (
    Card,
    Date,
    Deck,
    Fact,
    List,
    Named,
    Number,
    Other,
    Role,
    Text,
    Value,
    Views,
)
from quizkit.values.relations import plain

_END = 10**7
"""Day number that stands for an open end."""


def facts_of(deck: Deck, *, shown: Callable[[str], str]) -> dict[str, Any]:
    """Return the deck's facts, kinds, groups, names and cards as JSON can hold them.

    Args:
        deck: The deck.
        shown: Returns how the path of one of its files is written.
    """
    return {
        "facts": [_fact(deck, fact, shown(fact.path)) for fact in deck.facts],
        "groups": [
            {"index": group.index, "kind": group.kind, "complete": group.complete}
            for group in deck.groups
        ],
        "kinds": {
            name: {role.name: _role(role) for role in kind.roles.values()}
            for name, kind in deck.kinds.items()
        },
        "names": {
            name.name: {"type": name.type, "aka": list(name.aka), "in": list(name.within)}
            for name in deck.names.values()
        },
        "cards": [_card(card) for card in deck.cards],
    }


def _role(role: Role) -> dict[str, Any]:
    return {"type": role.type, "members": list(role.members), "one": role.one}


def _fact(deck: Deck, fact: Fact, path: str) -> dict[str, Any]:
    return {
        "id": fact.id,
        "kind": fact.kind,
        "group": fact.group,
        "roles": {
            role: typed(value, role=deck.kinds[fact.kind].roles[role], deck=deck)
            for role, value in fact.values.items()
        },
        "according_to": fact.according_to,
        "at_time_of": fact.at_time_of,
        "valid": _date(fact.valid) if fact.valid else None,
        "wrong": {role: [plain(value) for value in values] for role, values in fact.wrong.items()},
        "never_wrong": {
            role: [plain(value) for value in values] for role, values in fact.never_wrong.items()
        },
        "path": path,
        "line": fact.spans[""].line,
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        "id": card.id,
        "q": card.question,
        "a": card.answer,
        "also": list(card.also),
        "wrong": list(card.wrong),
        "cloze": card.text,
        "blanks": {str(blank.number): blank.answer for blank in card.blanks},
        "line": card.spans[""].line,
    }


def typed(value: Value, *, role: Role, deck: Deck) -> dict[str, Any]:
    """Return a value with its type: dates as intervals, numbers as figures, names with aliases."""

    def inner(item: Value) -> dict[str, Any]:
        return typed(item, role=role, deck=deck)

    match value:
        case Text(text):
            return {"type": role.type if role.type == "enum" else "text", "value": text}
        case Named(text):
            return _named(text, deck.names)
        case Date():
            return _date(value)
        case Number():
            return _number(value)
        case List(items, complete, ordered):
            members = [inner(item) for item in items]
            return {"type": "list", "value": members, "complete": complete, "ordered": ordered}
        case Views(word, entries):
            views = [{"view": view, **inner(entry)} for view, entry in entries]
            return {"type": "views", "word": word, "value": views}
        case Other():
            return {"type": "other", "value": None}


def _named(text: str, names: Mapping[str, Any]) -> dict[str, Any]:
    name = names.get(text)
    if name is None:
        return {"type": "name", "value": text, "aka": [], "in": []}
    return {"type": name.type, "value": text, "aka": list(name.aka), "in": list(name.within)}


def _date(value: Date) -> dict[str, Any]:
    return {
        "type": "date",
        "value": value.text,
        "precision": value.precision.name.lower() if value.precision else None,
        "first": date.fromordinal(value.first).isoformat() if value.first else None,
        "last": date.fromordinal(value.last).isoformat() if value.last < _END else None,
        "sure": not (value.about or value.uncertain),
    }


def _number(value: Number) -> dict[str, Any]:
    return {
        "type": "number",
        "value": format(value.value, "f"),
        "unit": value.unit,
        "bound": value.bound,
        "step": format(value.step, "f"),
    }
