"""From the trees of a deck's files to the deck: one pass over names, kinds, facts and cards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quizkit.decks import builtin
from quizkit.decks.about import KIND as ATTRIBUTE
from quizkit.decks.about import About
from quizkit.decks.cards import Cards
from quizkit.decks.context import Context, Look, unseen, where
from quizkit.decks.facts import FactReader, Ids
from quizkit.decks.fields import Fields
from quizkit.decks.groups import Groups, ReadSheet
from quizkit.decks.kindmaker import KindMaker
from quizkit.decks.names import NameTable
from quizkit.decks.report import Report, guess, help_, short
from quizkit.decks.schema import DeckIn, PartIn, SourceIn
from quizkit.decks.tree import Map, Node, Scalar, Tree, walk
from quizkit.decks.typed import Typer
from quizkit.decks.wordtable import table
from quizkit.model import Card, Date, Deck, Group, Kind, Location, Related, Source, Words
from quizkit.values.words import BUILTIN
from quizkit.values.words import builtin as words_of

Part = tuple[Tree, PartIn]
"""A file and its checked head."""


def build(
    head: DeckIn,
    parts: Sequence[Part],
    *,
    report: Report,
    sheet: ReadSheet,
    look: Look = unseen,
) -> Deck:
    """Return the deck that the files say.

    Args:
        head: Head of the deck's first file.
        parts: The files in their order, the deck's first; `head` is the first one's too.
        report: Takes the problems; the deck's are those and no more.
        sheet: Reads a CSV file that a group names.
        look: Says why a file cannot be used as a picture, or "".

    Returns:
        The deck. If the report is fatal afterwards, it is not to be used.
    """
    return Build(head, parts, report=report, look=look).deck(sheet)


class Build:
    """One deck in the making.

    Args:
        head: Head of the deck's first file.
        parts: The files.
        report: Takes the problems.
        look: Says why a file cannot be used as a picture, or "".
    """

    def __init__(
        self, head: DeckIn, parts: Sequence[Part], *, report: Report, look: Look = unseen
    ) -> None:
        self.head = head
        self.parts = parts
        words = words_of(head.language) or BUILTIN["en"]
        files = {tree.path: tree for tree, _ in parts}
        self.context = Context(report, head.language, words, files, look)
        self.words = self._words()
        if head.language in self.words:
            self.context = replace(self.context, words=self.words[head.language])
        self.sources = self._sources()
        self.names = self._names()
        self.kinds: dict[str, Kind] = self._kinds()
        self.fields = Fields(self.context, self.sources)
        self.ids = Ids(self.context)
        self.typer = Typer(self.context, self.names)
        self.readers: dict[str, FactReader] = {}

    def deck(self, sheet: ReadSheet) -> Deck:
        """Return the deck."""
        groups = Groups(self.context, self.fields, reader_of=self.reader, sheet=sheet)
        cards = Cards(self.context, self.fields, self.ids)
        made: list[Card] = []
        for tree, _ in self.parts:
            if tree.root is None:
                continue
            section = tree.root.fields.get
            if (node := section("facts")) is not None:
                groups.section(node, tree.path)
            if (node := section("about")) is not None:
                self._about(node, tree.path, groups)
            if (node := section("cards")) is not None:
                made += cards.section(node, tree.path)
        head = self.head
        return Deck(
            id=head.deck,
            title=head.title,
            language=head.language,
            licence=head.licence,
            as_of=self._as_of(),
            sources=self.sources,
            names=self.names.names,
            glossary=self.names.glossary,
            kinds=self.kinds,
            facts=tuple(groups.facts),
            cards=tuple(made),
            groups=tuple(groups.groups),
            words={**BUILTIN, **self.words},
            paths=tuple(self.context.files),
            ok=self._ok(),
        )

    def reader(self, kind: str, at: Location) -> FactReader | None:
        """Return what reads the facts of a kind, or None after QK104."""
        if kind not in self.readers:
            found = self.kinds.get(kind)
            if found is None and kind in builtin.names():
                found = self.kinds[kind] = builtin.kind(kind)
            if found is None:
                known = dict.fromkeys((*self.kinds, *builtin.names()))
                what = f"do not know the kind `{short(kind)}`"
                advice = self.context.advice(at, kind, known, what="the kinds")
                self.context.report.add("QK104", at, what, **advice)
                return None
            self.readers[kind] = FactReader(found, self.typer, self.fields, self.ids)
        return self.readers[kind]

    def _about(self, node: Node, path: str, groups: Groups) -> None:
        reader = self.reader(ATTRIBUTE, where(path, node))
        if reader is None:
            return
        index = len(groups.groups)
        groups.groups.append(Group(index, ATTRIBUTE, at=where(path, node)))
        groups.facts += About(reader).section(node, path, group=index)

    def _words(self) -> dict[str, Words]:
        found: dict[str, Words] = {}
        for tree, part in self.parts:
            for tag, given in part.words.items():
                made = table(tag, given, tree, self.context)
                if made is not None:
                    found[tag] = made
        own = words_of(self.head.language)
        if own is not None:
            found.setdefault(self.head.language, own)
        return found

    def _sources(self) -> dict[str, Source]:
        found: dict[str, Source] = {}
        for tree, part in self.parts:
            for id_, given in part.sources.items():
                at = _place(tree, "sources", id_)
                if id_ in found:
                    self._again("source", id_, at, found[id_].at)
                found[id_] = _source(id_, given, at)
        return found

    def _names(self) -> NameTable:
        names = NameTable(self.context)
        for tree, part in self.parts:
            names.declare(tree, part.names)
        names.finish()
        for name in names.names.values():
            self._spellings(name.spellings, name.at)
        return names

    def _spellings(self, spellings: Mapping[str, str], at: Location) -> None:
        tags = {self.head.language, *BUILTIN, *self.words}
        for tag in spellings:
            if tag not in tags and tag.partition("-")[0] not in tags:
                self.context.report.add(
                    "QK004",
                    at,
                    f"do not know the field `{short(tag)}` of this name",
                    notes=guess(tag, ["is", "aka", "not", "in", "the", "ok", *sorted(tags)],
                                what="the fields here, and the languages"),
                )  # fmt: skip

    def _kinds(self) -> dict[str, Kind]:
        found: dict[str, Kind] = {}
        tags = {self.head.language, *self.words}
        for tree, part in self.parts:
            maker = KindMaker(self.context, tree, tags=tags)
            for name, given in part.kinds.items():
                node = walk(tree.root, ["kinds", name]) if tree.root else None
                if node is None:
                    continue
                at = _place(tree, "kinds", name)
                if name in found:
                    self._again("kind", name, at, found[name].at)
                found[name] = maker.make(name, given, node)
        return found

    def _again(self, what: str, name: str, at: Location, first: Location) -> None:
        self.context.report.add(
            "QK003",
            at,
            f"cannot declare the {what} `{short(name)}` twice",
            related=[Related(first, "first declared here")],
            notes=[help_("delete one of them, or give it another name")],
        )

    def _as_of(self) -> Date | None:
        tree = self.parts[0][0]
        node = tree.root.fields.get("as of") if tree.root else None
        return self.typer.date(node, tree.path) if isinstance(node, Scalar) else None

    def _ok(self) -> dict[str, str]:
        tree = self.parts[0][0]
        node = tree.root.fields.get("ok") if tree.root else None
        return self.fields.ok(node, tree.path, "ok") if node is not None else {}


def _place(tree: Tree, section: str, name: str) -> Location:
    node = walk(tree.root, [section]) if tree.root else None
    return where(tree.path, node.key(name)) if isinstance(node, Map) else Location(tree.path)


def _source(id_: str, given: SourceIn, at: Location) -> Source:
    said = {
        name.replace("_", " "): text
        for name, text in given
        if text and name not in ("according_to", "at_time_of")
    }
    return Source(id_, said, given.according_to, given.at_time_of, at)
