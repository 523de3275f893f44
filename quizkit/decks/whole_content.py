"""What a deck says, apart from where it stands: two decks with equal contents ask the same."""

from collections.abc import Mapping
from typing import Any

from quizkit.model import NOWHERE, Card, Deck, Fact, Kind, Role, Template

Content = Mapping[str, Any]
"""Parts of a deck to what they say; equal where the decks say the same."""


def content(deck: Deck) -> Content:
    """Return what a deck says, without places, files and the order of its facts.

    Left out are ids that quizkit made itself (`~..`), names that only occur as values, and facts
    none of whose values could be read.

    Args:
        deck: The deck.
    """
    return {
        "head": (deck.id, deck.title, deck.language, deck.licence, deck.as_of, deck.ok),
        "sources": {id_: one._replace(at=NOWHERE) for id_, one in deck.sources.items()},
        "names": {
            name: one._replace(at=NOWHERE) for name, one in deck.names.items() if one.declared
        },
        "glossary": deck.glossary,
        "words": deck.words,
        "kinds": {name: _kind(kind) for name, kind in deck.kinds.items()},
        "groups": _groups(deck),
        "cards": sorted(map(_card, deck.cards)),
    }


def _groups(deck: Deck) -> list[tuple[str, str, str, list[str]]]:
    """Return the facts of each group that says something of its own, and of each kind's others."""
    found: dict[tuple[str, str, str, int], list[str]] = {}
    for fact in (one for one in deck.facts if one.values):
        group = deck.groups[fact.group]
        own = fact.group if group.complete or group.ok else -1
        key = (fact.kind, group.complete, repr(sorted(group.ok.items())), own)
        found.setdefault(key, []).append(_fact(fact))
    return sorted((*key[:3], sorted(facts)) for key, facts in found.items())


def _fact(fact: Fact) -> str:
    ask = {name: template.text for name, template in fact.ask.items()}
    bare = fact._replace(id=_id(fact.id), group=0, path="", spans={}, ask={}, dont_ask=frozenset())
    return f"{bare} {ask} {sorted(fact.dont_ask)}"


def _card(card: Card) -> str:
    return repr(card._replace(id=_id(card.id), path="", spans={}))


def _id(id_: str) -> str:
    return "" if id_.startswith("~") else id_


def _kind(kind: Kind) -> tuple[Any, ...]:
    roles = {name: _role(role) for name, role in kind.roles.items()}
    called = {tag: template.text for tag, template in kind.called.items()}
    return (roles, called, _texts(kind.says), _texts(kind.ask_how_many), kind.ok, kind.builtin)


def _role(role: Role) -> tuple[Any, ...]:
    asked = {field: _texts(found) for field, found in role.wordings.items()}
    kept = (role.type, role.members, role.of, role.ask_to, role.name_one, role.one, role.strict)
    return (*kept, role.ok, asked)


def _texts(wordings: Mapping[str, tuple[Template, ...]]) -> dict[str, list[str]]:
    return {tag: [one.text for one in found] for tag, found in wordings.items() if found}
