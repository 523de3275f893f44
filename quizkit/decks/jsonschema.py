"""JSON Schema of the deck language, or of one deck's kinds, for editors that know nothing else.

The head comes from the same models that check it; facts, groups and cards from the lists of fields
that read them. An editor's YAML reader types what quizkit reads as text, so a text may look like a
number or a flag there. What needs more than shapes is found by `quizkit check` only.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from quizkit.decks import builtin
from quizkit.decks.cards import CARD_FIELDS
from quizkit.decks.groups import GROUP_FIELDS, HOLDERS
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.schema import FLAGS, DeckIn, PartIn
from quizkit.model import BEFORE, Deck, Kind, Role

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": ["string", "number", "boolean"]}
_TEXTS: Final[Schema] = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_VALUE: Final[Schema] = {"type": ["string", "number", "boolean", "array", "object"]}
_OK: Final[Schema] = {
    "type": "object",
    "description": "Accepted problems: code and the reason in words.",
    "propertyNames": {"pattern": "^[A-Z]{2,4}[0-9]{3}$"},
    "additionalProperties": {"type": "string"},
}
_FLAG: Final[Schema] = {"enum": [*FLAGS, True, False]}

_SAYS: Final[Mapping[str, str]] = {
    "quizkit": "Version of the deck language.",
    "deck": "Stable id: never rename.",
    "title": "For people.",
    "language": "Language tag of wordings and values, such as en or vi.",
    "licence": "SPDX name, such as CC-BY-4.0.",
    "as of": "When time-bound facts were last true.",
    "sources": "Where facts come from.",
    "names": "Names that need more than themselves: type, other spellings, place.",
    "kinds": "Own classes of facts: their roles and how they are asked.",
    "facts": "Facts by kind.",
    "about": "Plain attributes: a thing, and what is true of it.",
    "cards": "Hand-written questions and texts with gaps.",
    "include": "More files of the deck, in its folder.",
    "words": "Words of a language that quizkit does not bring along.",
    "called": "How a fact of this kind is called: the phrase that {it} prints.",
    "says": "A fact as a statement.",
    "is": "Type of the values, or a list of all there are.",
    "ask": "How it is asked for.",
    "source": "Source and place in it.",
    "note": "Shown after the answer.",
    "dont ask": "Roles that are never asked of this fact.",
    "wrong": "Wrong options for a role.",
    "complete": "The scope in which the list is all there is, in words.",
    "table": "One row a fact, cells divided by | or tabs.",
    "file": "A CSV file in the deck's folder.",
    "q": "The question.",
    "a": "The answer.",
    "also": "Other right answers.",
    "cloze": "A text with gaps: [[gap]].",
    "quote": "Words of the source.",
    "tags": "Tags to choose by.",
    "requires": "Ids of facts to be learned first.",
}
_FIELDS: Final[Mapping[str, Schema]] = {
    "tags": _TEXTS,
    "source": _TEXTS,
    "also": _TEXTS,
    "requires": _TEXTS,
    "dont ask": _TEXTS,
    "difficulty": {"enum": [1, 2, 3, 4, 5, "1", "2", "3", "4", "5"]},
    "disputed": _FLAG,
    "ask to": {"enum": ["year", "month", "day"]},
    "ok": _OK,
    "ask": {"type": "object"},
    "wrong": {"type": "object"},
    "never wrong": {"type": "object"},
    "image": {"type": ["string", "object"]},
}
"""Shapes of the fields of facts, groups and cards that are no plain text."""


def deck_schema(deck: Deck | None = None) -> Schema:
    """Return the JSON Schema (2020-12) of deck files.

    Args:
        deck: Know the kinds, roles and names of this deck, and no others; None: the language.

    Returns:
        The schema. A file with `quizkit:` is a deck's first one; others may be included parts.

    >>> found = deck_schema()
    >>> "visit" in found["properties"]["facts"]["properties"]
    True
    """
    found = DeckIn.model_json_schema(schema_generator=_Generator)
    head = list(PartIn.model_json_schema(schema_generator=_Generator)["properties"])
    first = [name for name in found["properties"] if name not in head]
    kinds = builtin_kinds() if deck is None else {**builtin_kinds(), **deck.kinds}
    definitions = {name: _described_model(one) for name, one in found["$defs"].items()}
    sections = {
        "facts": _facts(kinds, deck, definitions),
        "about": {"type": "object", "additionalProperties": {"type": "object"}},
        "cards": {"type": "array", "items": _map(CARD_FIELDS, {"wrong": _TEXTS})},
    }
    properties = {**found["properties"], **sections}
    return {
        "$schema": DIALECT,
        "title": "quizkit deck" if deck is None else f"quizkit deck {deck.id}",
        "type": "object",
        "properties": _described(properties),
        "additionalProperties": False,
        "if": {"anyOf": [{"required": [name]} for name in first]},
        "then": {"required": list(found["required"])},
        "$defs": definitions,
    }


def builtin_kinds() -> dict[str, Kind]:
    """Return the kinds that quizkit brings along."""
    return {name: builtin.kind(name) for name in builtin.names()}


class _Generator(GenerateJsonSchema):
    """Schemas as an editor sees a deck: every text may look like a number or a flag."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        found = super().str_schema(schema)
        return found if "pattern" in found else dict(_TEXT)

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        found = list(schema["expected"])
        digits = [int(text) for text in found if isinstance(text, str) and text.isdigit()]
        return {"enum": [*found, *digits]}

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """Add the shorter ways in which a field may be written."""
        inner = self.generate_inner(schema["schema"])
        match schema["function"]["function"].__name__:
            case "_flag":
                return dict(_FLAG)
            case "_typed":
                return {"anyOf": [*_TEXTS["anyOf"], inner]}
            case "_rotation":
                by_language = {"type": "object", "additionalProperties": _TEXTS}
                return {"anyOf": [*_TEXTS["anyOf"], by_language]}
            case _:
                return {"anyOf": [_TEXT, inner]}


def _described_model(model: Schema) -> Schema:
    shown = {name: each for name, each in model.items() if name not in ("title", "description")}
    if "properties" in shown:
        shown["properties"] = _described(shown["properties"])
    return shown


def _described(properties: Mapping[str, Schema]) -> Schema:
    """Return properties with what people should know of them, and nothing that is noise."""
    found = {}
    for name, each in properties.items():
        shown = {key: value for key, value in each.items() if key not in ("title", "default")}
        found[name] = {**shown, "description": _SAYS[name]} if name in _SAYS else shown
    return found


def _facts(kinds: Mapping[str, Kind], deck: Deck | None, to: Schema) -> Schema:
    """Return the schema of the facts; what stands in it twice goes to the definitions `to`."""
    for kind in kinds.values():
        roles = {name: _role(role, deck) for name, role in kind.roles.items()}
        fact, group = _at(f"{kind.name} fact"), _at(f"{kind.name} group")
        to[f"{kind.name} fact"] = _map(FACT_FIELDS, roles)
        to[f"{kind.name} group"] = {
            **_map(GROUP_FIELDS, {"facts": {"type": "array", "items": fact}}),
            "anyOf": [{"required": [holder]} for holder in HOLDERS],
        }
        listed = {"type": "array", "items": {"anyOf": [fact, group]}}
        says = f"Roles: {', '.join(kind.roles)}."
        to[kind.name] = {"anyOf": [listed, group], "description": says}
    other: Schema | bool = False if deck else {"type": ["array", "object"]}
    return {
        "type": "object",
        "properties": {name: _at(name) for name in kinds},
        "additionalProperties": other,
    }


def _at(name: str) -> Schema:
    return {"$ref": f"#/$defs/{quote(name)}"}


def _role(role: Role, deck: Deck | None) -> Schema:
    several = {"type": ["array", "object"]}
    if role.members:
        return {"anyOf": [{"enum": [*role.members, "other"]}, several]}
    names = _names(role.type, deck) if deck else []
    shape = {"anyOf": [{"enum": names}, _VALUE]} if names else _VALUE
    return {**shape, "description": f"{role.type}"}


def _names(type_: str, deck: Deck) -> list[str]:
    """Return the declared names of a type, which an editor then offers."""
    return sorted(
        name.name for name in deck.names.values() if name.declared and type_ in _types(name.type)
    )


def _types(type_: str) -> Iterable[str]:
    while type_:
        yield type_
        type_ = BEFORE.get(type_, "")


def _map(fields: Iterable[str], more: Mapping[str, Schema]) -> Schema:
    properties = {**{name: _FIELDS.get(name, _TEXT) for name in fields}, **more}
    return {"type": "object", "properties": _described(properties), "additionalProperties": False}
