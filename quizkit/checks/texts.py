"""Every text of a deck that learners may read, with its place and who may accept its problems."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from quizkit.checks.context import Context, Finding, place, wordings
from quizkit.model import (
    Card,
    Edit,
    Fact,
    Kind,
    List,
    Location,
    Name,
    Problem,
    Template,
    Text,
    Views,
)
from quizkit.values.leaves import leaves_of

Owner = Fact | Card | Name | tuple[Kind, str] | None
"""Whose text it is: of a kind with its role, or ""; None for the deck's own."""


class Typed(NamedTuple):
    """A text as it was typed.

    Attributes:
        text: The text; of a wording without its placeholders, each as "§".
        field: The field that it stands in: a role, "note", "q", "alt", "name", "ask", ..
        owner: Whose it is.
        spot: Where it stands, if that is not the owner's field.
        raw: The text with what `text` leaves out, where that is more.
    """

    text: str
    field: str
    owner: Owner
    spot: Location | None = None
    raw: str = ""

    @property
    def whole(self) -> str:
        """The text as it stands in the file, placeholders included."""
        return self.raw or self.text

    @property
    def at(self) -> Location:
        """Where it stands."""
        if self.spot is not None:
            return self.spot
        if isinstance(self.owner, Fact | Card):
            return place(self.owner, self.field)
        return self.owner.at if isinstance(self.owner, Name) else Location("")

    def found(self, context: Context, problem: Problem) -> Finding:
        """Return a problem of this text as a finding."""
        match self.owner:
            case Fact() as fact:
                role = self.field if self.field in fact.values else ""
                return context.on_fact(problem, fact, role=role)
            case Card() as card:
                return context.on_card(problem, card)
            case Name() as name:
                return context.on_name(problem, name)
            case (kind, role):
                return context.on_kind(problem, kind, role=role)
            case None:
                return context.on_deck(problem)


def texts(context: Context) -> Iterator[Typed]:
    """Yield the texts of a deck: its title, names, wordings, facts and cards, in that order.

    Quotations, sources and other places are left out: they are as somebody else wrote them.
    """
    deck = context.deck
    yield Typed(deck.title, "title", None, Location(deck.paths[0] if deck.paths else ""))
    for name in deck.names.values():
        for text in (name.name, *name.aka, *name.spellings.values()):
            yield Typed(text, "name", name)
    for kind in context.own_kinds:
        yield from _of_kind(kind)
    for fact in deck.facts:
        yield from _of_fact(fact)
    for card in deck.cards:
        yield from _of_card(card)


def stretch(lines: Mapping[str, Sequence[str]], typed: Typed, hit: str) -> Location:
    """Return where a stretch of a text stands, or the place of the whole if that is not seen.

    Args:
        lines: Lines of the deck's files by path.
        typed: The text.
        hit: The stretch.
    """
    at = typed.at
    file = lines.get(at.path, ())
    line = file[at.line - 1] if at.line <= len(file) else ""
    offset = line[at.column - 1 : at.column - 1 + at.width].find(hit)
    if offset < 0:
        return at
    return Location(at.path, at.line, at.column + offset, max(1, len(hit)))


def changed(lines: Mapping[str, Sequence[str]], typed: Typed, text: str) -> Edit | None:
    """Return the edit that writes another text in place of one, or None where it is not sure.

    It is sure for a text on one line that stands there as it reads, in the same quotation marks
    or without any.

    Args:
        lines: Lines of the deck's files by path.
        typed: The text, of which the place is that of the whole value.
        text: What is to stand there.
    """
    at = typed.at
    file = lines.get(at.path, ())
    line = file[at.line - 1] if at.line <= len(file) else ""
    value = line[at.column - 1 : at.column - 1 + at.width]
    start = value.find(typed.whole)
    before, after = value[:start], value[start + len(typed.whole) :]
    if start < 0 or before != after or before not in ("", '"', "'") or not text.strip():
        return None
    mark = before or _mark(line, at)
    if "\n" in text or (mark in text or "\\" in text if mark else not _is_plain(text)):
        return None
    column = at.column + start
    return Edit(at.path, at.line, column, at.line, column + len(typed.whole), text)


def _mark(line: str, at: Location) -> str:
    """Return the quotation mark that stands before and after a place, or ""."""
    around = line[at.column - 2 : at.column - 1], line[at.column - 1 + at.width :][:1]
    return around[0] if around[0] == around[1] and around[0] in ('"', "'") else ""


def _is_plain(text: str) -> bool:
    """Return whether a text may stand without quotation marks in any map, list or table."""
    begins = text[0].isalpha() or text[0] in "“‘„«(…–—"
    hurts = any(sign in text for sign in (": ", " #", ",", "[", "]", "{", "}", "|", '"', "\\"))
    return begins and not hurts and text == text.strip() and not text.endswith(":")


def _of_kind(kind: Kind) -> Iterator[Typed]:
    for template in kind.called.values():
        yield _wording(template, "called", (kind, ""))
    for field, by_language in (("says", kind.says), ("ask how many", kind.ask_how_many)):
        for templates in by_language.values():
            for template in templates:
                yield _wording(template, field, (kind, ""))
    for each in wordings(kind):
        yield _wording(each.template, each.field, (kind, each.role.name))


def _wording(template: Template, field: str, owner: Owner) -> Typed:
    pieces = [piece for part in template.parts for piece in part.pieces]
    text = "".join(piece if isinstance(piece, str) else "§" for piece in pieces)
    return Typed(text, field, owner, template.at, template.text)


def _of_fact(fact: Fact) -> Iterator[Typed]:
    for role, value in fact.values.items():
        if value.__class__ is Text or isinstance(value, List | Views):
            for leaf in leaves_of(value):
                if isinstance(leaf, Text) and not leaf.member:
                    yield Typed(leaf.text, role, fact)
    if fact.note:
        yield Typed(fact.note, "note", fact)
    for field in ("alt", "credit"):
        if fact.image.get(field):
            yield Typed(fact.image[field], field, fact, place(fact, "image"))
    for template in fact.ask.values():
        yield _wording(template, "ask", fact)


def _of_card(card: Card) -> Iterator[Typed]:
    fields = (
        ("q", card.question),
        ("a", card.answer),
        ("cloze", card.text),
        ("note", card.note),
        *(("also", text) for text in card.also),
        *(("wrong", text) for text in card.wrong),
    )
    for field, text in fields:
        if text:
            yield Typed(text, field, card)
