"""A deck as the text of one file, in the one layout: the way back from values.

What stood in several files and sheets stands in one; comments are not kept, for values have none.
The text is read again before it is returned: it says the same.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from quizkit.decks.about import KIND as ATTRIBUTE
from quizkit.decks.build import build
from quizkit.decks.events import read
from quizkit.decks.headcheck import check
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.report import Report
from quizkit.decks.schema import DeckIn
from quizkit.decks.whole_content import content
from quizkit.decks.whole_head import (
    filled,
    kind_node,
    names_node,
    said,
    source_node,
    texts,
    words_node,
)
from quizkit.decks.whole_text import Line, Node, Typed, written
from quizkit.decks.whole_values import by_role, node_of
from quizkit.errors import DeckError
from quizkit.model import Card, Deck, Fact, Group, Named, Severity, Source, Text, Words
from quizkit.questions.calm import calm
from quizkit.values.words import BUILTIN

PATH: Final = "deck.yaml"

_SHARED: Final = ("source", "tags", "according to", "at the time of")
"""Fields that are said once where all facts of a group agree in them."""


def text_of(deck: Deck) -> str:
    """Return the text of a file that loads to this deck.

    Ids stay, but for those that quizkit made itself (`~..`) where a value was typed in another
    way than it is written. A value that could not be read (it has a problem of its own) is in no
    deck, and so not in the text. Facts stand by kind. Pictures and texts of sources are named as
    they were: they are looked for in the folder of the file.

    Args:
        deck: The deck.

    Raises:
        DeckError: If what was written would not be the same deck.
    """
    words = deck.words.get(deck.language) or BUILTIN["en"]
    with calm():
        text = written(_root(deck, words))
        same = _is_read(text, deck)
    if not same:
        raise DeckError(f"{deck.id} cannot be written as one file without changing what it says")
    return text


def _root(deck: Deck, words: Words) -> dict[str, Node]:
    read = [fact for fact in deck.facts if fact.values]
    about = [fact for fact in read if _subject(fact, deck)]
    apart = {id(fact) for fact in about}
    facts = [fact for fact in read if id(fact) not in apart]
    kinds = {name: kind for name, kind in deck.kinds.items() if not kind.builtin}
    return filled(
        {
            "quizkit": Typed("1"),
            "deck": deck.id,
            "title": Typed(deck.title),
            "language": deck.language,
            "licence": deck.licence,
            "as of": deck.as_of.text if deck.as_of else "",
            "ok": said(deck.ok),
            "sources": {id_: source_node(source) for id_, source in deck.sources.items()},
            "names": names_node(deck),
            "kinds": {name: kind_node(kind, deck.language) for name, kind in kinds.items()},
            "words": words_node(deck),
            "facts": _facts(facts, deck, words),
            "about": _about(about, deck, words),
            "cards": [_card(card) for card in deck.cards],
        }
    )


def _facts(facts: Sequence[Fact], deck: Deck, words: Words) -> dict[str, Node]:
    """Return the facts by kind, each kind's as one list or as groups."""
    by_group: dict[int, list[Fact]] = {}
    for fact in facts:
        by_group.setdefault(fact.group, []).append(fact)
    by_kind: dict[str, list[tuple[Group, list[Fact]]]] = {}
    for index, found in by_group.items():
        by_kind.setdefault(found[0].kind, []).append((deck.groups[index], found))
    return {
        kind: _kind([_group(group, found, deck, words) for group, found in groups])
        for kind, groups in by_kind.items()
    }


def _kind(groups: list[dict[str, Node]]) -> Node:
    """Return the facts of a kind: of one group that says nothing else just the list."""
    if len(groups) > 1:
        return list(groups)
    return groups[0]["facts"] if len(groups[0]) == 1 else groups[0]


def _group(group: Group, facts: Sequence[Fact], deck: Deck, words: Words) -> dict[str, Node]:
    rows = [fact_node(fact, deck, words) for fact in facts]
    common: dict[str, Node] = {}
    for field in _SHARED:
        first = rows[0].get(field)
        if len(rows) > 1 and first is not None and all(row.get(field) == first for row in rows):
            common[field] = first
            for row in rows:
                del row[field]
    tags: dict[str, Node] = {
        name: common.pop(name) for name in ("source", "tags") if name in common
    }
    head = filled({**tags, "complete": group.complete, **common, "ok": said(group.ok)})
    return {**head, "facts": list(rows)}


def fact_node(fact: Fact, deck: Deck, words: Words) -> Line:
    """Return a fact as a deck has it: id, roles in the author's order, other fields.

    Args:
        fact: The fact.
        deck: Its deck.
        words: The words with which numbers are read.
    """
    roles = deck.kinds[fact.kind].roles
    values = {name: node_of(value, roles[name], words) for name, value in fact.values.items()}
    id_ = "" if fact.id.startswith("~") else fact.id
    return Line({**filled({"id": id_}), **values, **fields_node(fact, deck, words)})


def fields_node(fact: Fact, deck: Deck, words: Words) -> dict[str, Node]:
    """Return what a fact says besides its id and its roles, in the order of the layout."""
    roles = deck.kinds[fact.kind].roles
    brought = _attribution(deck.sources, fact.source)
    return filled(
        {
            "according to": "" if fact.according_to == brought[0] else fact.according_to,
            "at the time of": "" if fact.at_time_of == brought[1] else fact.at_time_of,
            "ask": {name: Typed(one.text, "quoted") for name, one in fact.ask.items()},
            "ask to": fact.ask_to.name.lower() if fact.ask_to else "",
            "dont ask": texts(name for name in roles if name in fact.dont_ask),
            "wrong": by_role(fact.wrong, roles, words),
            "never wrong": by_role(fact.never_wrong, roles, words),
            "source": _cited(fact.source, deck.sources),
            "quote": fact.quote,
            "note": fact.note,
            "tags": texts(fact.tags),
            "difficulty": str(fact.difficulty or ""),
            "disputed": fact.disputed,
            "valid": Typed(fact.valid.text, "plain") if fact.valid else None,
            "requires": texts(fact.requires),
            "image": said(fact.image),
            "ok": said(fact.ok),
        }
    )


def _attribution(sources: Mapping[str, Source], cited: str) -> tuple[str, str]:
    """Return what a citation's source brings with it by itself."""
    word = cited.partition(" ")[0]
    source = sources.get(word) or sources.get(word.rstrip(",;:"))
    return (source.according_to, source.at_time_of) if source else ("", "")


def _cited(source: str, sources: Mapping[str, Source]) -> Node | None:
    """Return where a fact comes from: several sources are a list again."""
    parts = source.split("; ")
    if len(parts) > 1 and all(part.partition(" ")[0] in sources for part in parts):
        return texts(parts)
    return Typed(source) if source else None


def _subject(fact: Fact, deck: Deck) -> str:
    """Return the subject of a fact of `about:`, whose id names it and the attribute; else ""."""
    of, name = fact.values.get("of"), _attribute(fact)
    if fact.kind != ATTRIBUTE or not isinstance(of, Named) or not name or name in FACT_FIELDS:
        return ""
    subject = fact.id.removesuffix(f".{name}")
    known = deck.names.get(of.name)
    spellings = (of.name, *known.aka, *known.spellings.values()) if known else (of.name,)
    return subject if subject != fact.id and subject in spellings else ""


def _attribute(fact: Fact) -> str:
    """Return the name of an attribute, or "" where it has none."""
    match fact.values.get("name"):
        case Text(text) | Named(text):
            return text
        case _:
            return ""


def _about(facts: Sequence[Fact], deck: Deck, words: Words) -> dict[str, Node]:
    """Return the attributes by their subjects."""
    found: dict[str, dict[str, Node]] = {}
    for fact in facts:
        row = fact_node(fact, deck, words)
        name = _attribute(fact)
        value = row.pop("value")
        rest = {field: node for field, node in row.items() if field not in ("id", "of", "name")}
        found.setdefault(_subject(fact, deck), {})[name] = (
            {"value": value, **rest} if rest else value
        )
    return dict(found)


def _card(card: Card) -> Node:
    id_ = "" if card.id.startswith("~") else card.id
    return Line(
        filled(
            {
                "id": id_,
                "q": Typed(card.question, "quoted") if card.question else "",
                "a": card.answer,
                "cloze": Typed(_cloze(card), "quoted") if card.blanks else "",
                "also": texts(card.also),
                "wrong": texts(card.wrong),
                "source": card.source,
                "note": card.note,
                "tags": texts(card.tags),
                "difficulty": str(card.difficulty or ""),
                "requires": texts(card.requires),
                "ok": said(card.ok),
            }
        )
    )


def _cloze(card: Card) -> str:
    """Return the text of a cloze with its gaps."""
    parts, at = [], 0
    for blank in card.blanks:
        parts += [card.text[at : blank.start], "[[", card.text[blank.start : blank.end], "]]"]
        at = blank.end
    return "".join((*parts, card.text[at:]))


def _is_read(text: str, deck: Deck) -> bool:
    """Return whether a text, when it is read, says the same as the deck."""
    report = Report()
    tree = read(text.encode(), PATH)
    report.take(tree.problems)
    head = check(tree, DeckIn, report)
    if head is None or report.fatal:
        return False
    then = build(head, [(tree, head)], report=report, sheet=lambda _text, _at: None)
    return all(each.severity > Severity.FATAL for each in report.problems) and content(
        deck
    ) == content(then)
