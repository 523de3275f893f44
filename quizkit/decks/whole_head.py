"""The head of the file that a deck is written to: sources, names, kinds, words."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Final

from quizkit.decks.kindmaker import ASKED
from quizkit.decks.schema import WordsIn
from quizkit.decks.whole_text import Node, Tall, Typed
from quizkit.model import Deck, Kind, Name, Precision, Reading, Role, Source, Template, Words
from quizkit.values.words import builtin

_STEPS: Final = ("year", "month", "day")
_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "dates": _STEPS,
    "on": _STEPS,
    "when": _STEPS,
    "when_many": _STEPS,
    "order": ("time", "size"),
    "valid": ("between", "from", "until"),
}
"""Words that are a tuple in the deck and a map in the file, with the map's fields."""


def texts(found: Iterable[str]) -> Node:
    """Return a list of texts."""
    return [Typed(text) for text in found]


def said(pairs: Mapping[str, str]) -> dict[str, Node]:
    """Return a map of texts."""
    return {name: Typed(text) for name, text in pairs.items()}


def filled(given: Mapping[str, Any]) -> dict[str, Node]:
    """Return the fields that say something.

    A text becomes `Typed`, True becomes "yes"; None, False and what is empty is left out.
    """
    found: dict[str, Node] = {}
    for name, value in given.items():
        if value is True:
            found[name] = Typed("yes", "plain")
        elif isinstance(value, Typed) or (value and not isinstance(value, str)):
            found[name] = value
        elif value:
            found[name] = Typed(value)
    return found


def source_node(source: Source) -> Node:
    """Return a source; one that says nothing but its title is that."""
    found = filled(
        {
            **source.fields,
            "according to": source.according_to,
            "at the time of": source.at_time_of,
        }
    )
    return found["title"] if list(found) == ["title"] else found or Typed(source.id)


def names_node(deck: Deck) -> dict[str, Node]:
    """Return the names that need more than themselves, and texts spelled in other languages."""
    found = {name.name: _name(name) for name in deck.names.values() if name.declared}
    for text, spellings in deck.glossary.items():
        if text not in found:
            found[text] = {"is": Typed("text"), **said(spellings)}
    return found


def _name(name: Name) -> Node:
    found = filled(
        {
            "in": _one_or_more(name.within),
            "the": name.article,
            "aka": texts(name.aka),
            "not": texts(name.never),
            **name.spellings,
            "ok": said(name.ok),
        }
    )
    kind = {} if name.type == "name" and found else {"is": Typed(name.type)}
    return {**kind, **found}


def _one_or_more(found: tuple[str, ...]) -> Node:
    return Typed(found[0]) if len(found) == 1 else texts(found)


def kind_node(kind: Kind, language: str) -> dict[str, Node]:
    """Return a kind as a deck defines it.

    Args:
        kind: The kind.
        language: The deck's language: wordings of no other language need not name it.
    """
    return filled(
        {
            "called": _by_language({tag: (one,) for tag, one in kind.called.items()}, language),
            "says": _by_language(kind.says, language),
            "ask how many": _by_language(kind.ask_how_many, language),
            "roles": Tall({name: _role(role, language) for name, role in kind.roles.items()}),
            "ok": said(kind.ok),
        }
    )


def _role(role: Role, language: str) -> Node:
    asked = {field: _by_language(role.wordings[field], language) for field in ASKED}
    usual = "text" if role.type == "steps" else "name"
    found = filled(
        {
            "of": "" if role.of == usual else role.of,
            "one": role.one,
            "name one": role.name_one,
            "strict": texts(sorted(role.strict)),
            "ask": asked.pop("ask"),
            "ask to": "" if role.ask_to is Precision.YEAR else role.ask_to.name.lower(),
            **{field: asked[field] for field in _LATER},
            "ok": said(role.ok),
        }
    )
    type_ = texts(role.members) if role.members else Typed(role.type)
    return {"is": type_, **found} if found else type_


_LATER: Final = (
    "ask all", "ask one", "ask first", "ask last", "ask which not", "ask after", "ask larger",
    "ask times",
)  # fmt: skip


def _by_language(wordings: Mapping[str, tuple[Template, ...]], language: str) -> Node:
    """Return wordings: one, several in turn, or a map by language."""
    listed = {tag: _rotation(found) for tag, found in wordings.items() if found}
    return listed[language] if list(listed) == [language] else listed


def _rotation(found: tuple[Template, ...]) -> Node:
    quoted: list[Node] = [Typed(template.text, "quoted") for template in found]
    return quoted[0] if len(quoted) == 1 else quoted


def words_node(deck: Deck) -> dict[str, Node]:
    """Return the words of languages that the deck brings or changes."""
    found: dict[str, Node] = {}
    for tag, words in deck.words.items():
        node = _words(words, builtin(tag))
        if node:
            found[tag] = node
    return found


def _words(words: Words, base: Words | None) -> dict[str, Node]:
    """Return what differs from the words that ship, or all where none do."""
    found: dict[str, Node] = {}
    for field in fields(Words):
        name, value = field.name, getattr(words, field.name)
        is_same = value == getattr(base, name) if base else value in ((), {}, "", Reading())
        if name == "tag" or is_same or name not in WordsIn.model_fields:
            continue
        node = _word(name, value)
        if node is not None:
            found[WordsIn.model_fields[name].alias or name] = node
    return found


def _word(name: str, value: Any) -> Node | None:
    if name in _PARTS:
        pairs = zip(_PARTS[name], value, strict=True)
        return said(dict(pairs)) if any(value) else None
    if isinstance(value, Reading):
        return filled({one.name.replace("_", " "): _plain(getattr(value, one.name))
                       for one in fields(Reading)})  # fmt: skip
    node = _plain(value)
    return Typed("yes" if value else "no", "plain") if isinstance(value, bool) else node


def _plain(value: Any) -> Any:
    """Return texts, figures, lists and maps as nodes; True and None as they are."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value]
    return Typed(str(value))
