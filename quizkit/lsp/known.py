"""What can be typed at a place of a deck: words with what they are, for completion."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.checks.catalogue import pages
from quizkit.decks import builtin
from quizkit.decks.groups import GROUP_FIELDS
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.names import narrower
from quizkit.decks.wordings import FORBIDDEN
from quizkit.lsp.cursor import Cursor
from quizkit.lsp.vocabulary import (
    ABOUT,
    CARD,
    CLOSED,
    HEAD,
    KIND,
    NAME,
    NAMED,
    ROLE,
    SLOTS,
    SOURCE,
    YES,
)
from quizkit.model import TYPES, Deck, Kind, Role, Severity, Text
from quizkit.values.languages import named
from quizkit.values.words import BUILTIN

FIELD, VALUE, THING, CODE, SLOT = "field", "value", "thing", "code", "slot"
"""Sorts of words: an editor shows each with a sign of its own."""

_TOP: Final = re.compile(r"^([^\s#:][^:#]*):")


class Word(NamedTuple):
    """Something that can be typed.

    Attributes:
        text: The word, as it is read.
        sort: FIELD, VALUE, THING, CODE or SLOT.
        detail: What it is, in a few words.
    """

    text: str
    sort: str
    detail: str = ""


class Known:
    """What a deck knows; of a text that never could be read, what its lines say.

    Args:
        deck: The deck as it was when it last could be read, or None.
        lines: The lines of the text that is typed in.
    """

    def __init__(self, deck: Deck | None, lines: Sequence[str]) -> None:
        self.deck = deck
        self.lines = lines

    def words(self, cursor: Cursor) -> Iterator[Word]:
        """Yield what can be typed where the cursor stands, likeliest first."""
        path = tuple(step for step in cursor.path if step != "-")
        if path[-1:] == ("ok",):
            yield from _codes() if cursor.is_key else ()
            return
        section = path[0] if path else ""
        if not section:
            yield from _fields(HEAD)
        elif section == "language" and len(path) == 1:
            tags = (*BUILTIN, *(self.deck.words if self.deck else ()))
            yield from (Word(tag, VALUE, named(tag)) for tag in dict.fromkeys(tags))
        elif section == "sources" and cursor.is_key and len(path) == 2:
            yield from _fields(SOURCE)
        elif section == "names":
            yield from self._names(path, cursor)
        elif section == "kinds":
            yield from self._kinds(path, cursor)
        elif section == "facts":
            yield from self._facts(path, cursor)
        elif section == "about":
            yield from self._about(path, cursor)
        elif section == "cards":
            yield from self._card(path, cursor)

    def _names(self, path: tuple[str, ...], cursor: Cursor) -> Iterator[Word]:
        if len(path) == 1 and cursor.is_key and self.deck:
            new = (name for name in self.deck.names.values() if not name.declared)
            yield from (Word(name.name, THING, name.type) for name in new)
        elif len(path) == 2 and cursor.is_key:
            yield from _fields(NAME)
            tags = (*BUILTIN, *(self.deck.words if self.deck else ()))
            yield from (Word(tag, FIELD, named(tag)) for tag in dict.fromkeys(tags))
        elif path[2:] == ("is",) or (len(path) == 2 and not cursor.is_key):
            yield from (Word(type_, VALUE) for type_ in (*NAMED, "text"))
        elif path[2:] == ("in",):
            yield from self._of_type("place")
        elif path[2:] == ("the",):
            yield from _values(YES)

    def _kinds(self, path: tuple[str, ...], cursor: Cursor) -> Iterator[Word]:
        inner = path[2:]
        if cursor.slot is not None:
            use = inner[2] if inner[:1] == ("roles",) and len(inner) > 2 else (inner or ("",))[0]
            yield from _slots(self._kind(path[1]), use, cursor.slot)
        elif len(path) == 2 and cursor.is_key:
            yield from _fields(KIND)
        elif len(inner) == 2 and inner[0] == "roles":
            yield from _fields(ROLE) if cursor.is_key else _values(TYPES[:-1])
        elif len(inner) == 3 and inner[0] == "roles" and not cursor.is_key:
            found = TYPES[:-1] if inner[2] in ("is", "of") else CLOSED.get(inner[2], ())
            yield from _values(found)

    def _facts(self, path: tuple[str, ...], cursor: Cursor) -> Iterator[Word]:
        if len(path) == 1:
            yield from self._kind_names() if cursor.is_key else ()
            return
        kind = self._kind(path[1])
        inner = path[2:] if path[2:3] != ("facts",) else path[3:]
        if inner == ("table",):
            yield from self._cell(kind, cursor)
        elif not inner and cursor.is_key:
            is_fact = "-" in cursor.path
            yield from (_roles(kind) if is_fact else ())
            yield from _fields(FACT_FIELDS if is_fact else GROUP_FIELDS)
        elif inner and inner[0] == "ask" and cursor.slot is not None:
            yield from _slots(kind, "ask", cursor.slot)
        elif inner and inner[0] in ("ask", "wrong", "never wrong") and len(inner) == 1:
            yield from _roles(kind) if cursor.is_key else ()
        elif inner and inner[0] in ("wrong", "never wrong") and not cursor.is_key:
            yield from self._values_of(kind, inner[1])
        elif inner == ("dont ask",):
            yield from _roles(kind)
        elif inner and not cursor.is_key:
            yield from self._value(kind, inner[0])

    def _cell(self, kind: Kind | None, cursor: Cursor) -> Iterator[Word]:
        """Yield what a cell of a table may hold, by the table's header."""
        cells = cursor.typed.rpartition("\n")[2].split("|")
        header = self._header(cursor)
        if not header:
            yield from (*_roles(kind), *_fields(FACT_FIELDS))
        elif len(cells) <= len(header):
            yield from self._value(kind, header[len(cells) - 1])

    def _header(self, cursor: Cursor) -> list[str]:
        """Return the cells of the header of the table that the cursor stands in."""
        above = cursor.above
        start = next((n for n in range(len(above), 0, -1) if "table:" in above[n - 1]), None)
        rows = [text for text in above[start:] if text.strip()] if start else []
        return [cell.strip() for cell in rows[0].split("|")] if rows else []

    def _value(self, kind: Kind | None, field: str) -> Iterator[Word]:
        if kind is not None and field in kind.roles:
            yield from self._values_of(kind, field)
            yield Word("other", VALUE, "not known, but none of those that stand here elsewhere")
        elif field == "source":
            yield from self._sources()
        elif field == "requires" and self.deck:
            yield from (Word(fact.id, THING, fact.kind) for fact in self.deck.facts)
        elif field == "tags" and self.deck:
            tags = dict.fromkeys(tag for fact in self.deck.facts for tag in fact.tags)
            yield from _values(tuple(tags))
        else:
            yield from _values(CLOSED.get(field, ()))

    def _values_of(self, kind: Kind | None, name: str) -> Iterator[Word]:
        role = kind.roles.get(name) if kind else None
        if role is None or kind is None:
            return
        type_ = role.of if role.type in ("list", "steps") else role.type
        if type_ == "enum":
            yield from _values(role.members)
        elif type_ in NAMED or type_ == "any":
            yield from self._of_type("name" if type_ == "any" else type_)
        elif type_ == "text" and self.deck:
            said = (fact.values.get(name) for fact in self.deck.facts if fact.kind == kind.name)
            texts = dict.fromkeys(value.text for value in said if isinstance(value, Text))
            yield from _values(tuple(texts))

    def _about(self, path: tuple[str, ...], cursor: Cursor) -> Iterator[Word]:
        if len(path) == 1 and cursor.is_key:
            yield from self._of_type("name")
        elif len(path) == 2 and cursor.is_key and self.deck:
            facts = (fact for fact in self.deck.facts if fact.kind == "attribute")
            said = (fact.values.get("name") for fact in facts)
            yield from _fields(dict.fromkeys(v.text for v in said if isinstance(v, Text)))
            yield from _fields(ABOUT)
        elif path[2:] == ("source",) or path[3:] == ("source",):
            yield from self._sources()
        elif not cursor.is_key:
            yield from self._of_type("name")

    def _card(self, path: tuple[str, ...], cursor: Cursor) -> Iterator[Word]:
        if len(path) == 1 and cursor.is_key:
            yield from _fields(CARD)
        elif path[1:] == ("source",):
            yield from self._sources()
        elif len(path) == 2 and not cursor.is_key:
            yield from self._value(None, path[1])

    def _of_type(self, type_: str) -> Iterator[Word]:
        for name in self.deck.names.values() if self.deck else ():
            if narrower(name.type, type_):
                yield Word(name.name, THING, name.type)
        if not self.deck:
            yield from (Word(name, THING) for name in self._written("names"))

    def _sources(self) -> Iterator[Word]:
        for source in self.deck.sources.values() if self.deck else ():
            yield Word(source.id, THING, source.fields.get("title", ""))
        if not self.deck:
            yield from (Word(name, THING) for name in self._written("sources"))

    def _kind_names(self) -> Iterator[Word]:
        own = self.deck.kinds if self.deck else {}
        names = dict.fromkeys((*own, *self._written("kinds")))
        yield from (Word(name, THING, "of this deck") for name in names)
        yield from (Word(name, THING, "built in") for name in builtin.names() if name not in names)

    def _kind(self, name: str) -> Kind | None:
        found = self.deck.kinds.get(name) if self.deck else None
        if found is None and name in builtin.names() and name not in self._written("kinds"):
            found = builtin.kind(name)
        return found

    def _written(self, section: str) -> list[str]:
        """Return the names of fields right under a section, as the lines have them."""
        found: list[str] = []
        inside, indent = False, 0
        for line in self.lines:
            top = _TOP.match(line)
            if top:
                inside, indent = top[1].strip() == section, 0
            elif inside and line.strip() and not line.lstrip().startswith("#"):
                own = len(line) - len(line.lstrip())
                indent = indent or own
                name = _TOP.match(line.lstrip())
                if own == indent and name:
                    found.append(name[1].strip("\"' "))
        return found


def settled(cursor: Cursor) -> Cursor:
    """Return a cursor that knows that a member of a list is a value, unless it is a fact or card.

    >>> settled(Cursor(("facts", "visit", "-", "dont ask", "-"), is_key=True)).is_key
    False
    """
    if cursor.in_flow or cursor.path[-1:] != ("-",):
        return cursor
    path = tuple(step for step in cursor.path if step != "-")
    is_fact = path[:1] == ("facts",) and path[2:] in ((), ("facts",))
    return cursor._replace(is_key=is_fact or path == ("cards",))


def _fields(names: Mapping[str, object] | Sequence[str]) -> Iterator[Word]:
    return (Word(name, FIELD) for name in names)


def _values(texts: Sequence[str]) -> Iterator[Word]:
    return (Word(text, VALUE) for text in texts)


def _roles(kind: Kind | None) -> Iterator[Word]:
    for role in kind.roles.values() if kind else ():
        yield Word(role.name, FIELD, shown_type(role))


def shown_type(role: Role) -> str:
    """Return a role's type as it is written in a deck."""
    if role.members:
        return f"[{', '.join(role.members)}]"
    return f"{role.type} of {role.of}" if role.type in ("list", "steps") else role.type


def _slots(kind: Kind | None, use: str, typed: str) -> Iterator[Word]:
    """Yield the placeholders that a wording may have; behind `on` those of dates alone."""
    barred = FORBIDDEN.get(use, FORBIDDEN["ask"])
    roles = tuple(kind.roles.values()) if kind else ()
    yield from (Word(role.name, SLOT, shown_type(role)) for role in roles)
    for role in roles:
        if role.type == "date":
            yield Word(f"on {role.name}", SLOT, "in 1995, in July 1995, on 11 July 1995")
    yield from (Word(name, SLOT, said) for name, said in SLOTS.items() if name not in barred)


def _codes() -> Iterator[Word]:
    """Yield the codes that an author may accept."""
    for page in pages():
        if page.severity is not Severity.FATAL:
            yield Word(page.code, CODE, page.title)
