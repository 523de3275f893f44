"""A paper's blueprint: how many questions of what; read like a deck, all problems at once."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from quizkit.decks.events import Reader
from quizkit.decks.report import E, Report, fit, guess, help_, place, short
from quizkit.decks.source import text_of
from quizkit.decks.tree import Items, Map, Node, Scalar, Tree, texts
from quizkit.errors import FormatError
from quizkit.formats.paper.printers import PAPER_FORMS
from quizkit.model import NOWHERE, Card, Deck, FacetId, Fact, Form, Location, Problem
from quizkit.questions.index import fact_of

MOST: Final = 500
"""Questions of one paper."""

MOST_POINTS: Final = 1_000
"""Points of one question."""

HARDEST: Final = 5
"""The figure of the most difficult facts."""

FIELDS: Final = ("count", "tag", "kind", "role", "form", "difficulty", "points")
"""What a line may say."""


class Line(NamedTuple):
    """So many questions of one sort; what is empty or None allows all.

    Attributes:
        wanted: How many [1..500].
        tags: Of facts with one of these tags.
        kinds: Of facts of these kinds; "card" for cards.
        roles: That ask for one of these roles.
        forms: In one of these forms, the best first.
        difficulty: Of facts that are marked from the first to the last of these [1..5].
        points: What each is worth [1..1000].
        at: Where it stands.
    """

    wanted: int
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    difficulty: tuple[int, int] | None = None
    points: int = 1
    at: Location = NOWHERE


class Known(NamedTuple):
    """The words of a deck that a blueprint may use."""

    tags: tuple[str, ...]
    kinds: tuple[str, ...]
    roles: tuple[str, ...]


def known_of(deck: Deck, facets: Iterable[FacetId]) -> Known:
    """Return the words of a deck.

    Args:
        deck: The deck.
        facets: All that it asks.
    """
    things: list[Fact | Card] = [*deck.facts, *deck.cards]
    named = [role for kind in deck.kinds.values() for role in kind.roles]
    return Known(
        tuple(dict.fromkeys(tag for thing in things for tag in thing.tags)),
        (*deck.kinds, *(("card",) if deck.cards else ())),
        tuple(dict.fromkeys((*named, *(fact_of(facet)[1] for facet in facets)))),
    )


def read(data: bytes, path: str, known: Known) -> tuple[Line, ...]:
    """Return the lines of a blueprint.

    Args:
        data: The whole file.
        path: Its path, as problems show it.
        known: The words of the deck.

    Raises:
        FormatError: With all that is wrong with it.

    >>> lines = read(b"- {count: 8, kind: visit}", "exam.yaml", Known((), ("visit",), ()))
    >>> lines[0].wanted, lines[0].kinds
    (8, ('visit',))
    """
    report = Report()
    text = text_of(data, path, report)
    reader = _ListReader(path, (text or "").split("\n"), {})
    if text is not None:
        report.take(reader.read(text).problems)
    lines: list[Line] = []
    if reader.root is not None or not report.problems:
        lines = list(_Blueprint(report, known, reader).lines())
    if report.problems:
        # `check --fix`, which a fix would name, mends decks only.
        found = [problem._replace(fix=None) for problem in report.sorted({path: 0})]
        count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        message = f"{path}: the blueprint cannot be used, it has {count}"
        raise FormatError(message, path, problems=found)
    return tuple(lines)


class _ListReader(Reader):
    """Reads a file whose outermost value may be a list: it stands in `root`."""

    def _tree(self) -> Tree:
        return Tree(self.path, None, self.lines, tuple(self.report.problems))


class _Blueprint:
    """Makes lines of what was read, and reports what is wrong with them."""

    def __init__(self, report: Report, known: Known, reader: Reader) -> None:
        self.report, self.known, self.reader = report, known, reader
        self.path = reader.path

    def lines(self) -> "Iterable[Line]":
        root = self.reader.root
        if not isinstance(root, Items) or not root.items:
            at = place(self.path, root) if root else Location(self.path)
            what = "cannot use this file: a blueprint is a list of lines"
            self._wrong(at, what, "write one line a sort of question:  - {count: 5, kind: visit}")
            return
        total = 0
        for node in root.items:
            if isinstance(node, Map):
                line = self._line(node)
                total += line.wanted
                yield line
            else:
                tip = "write it as  - {count: 5, kind: visit}"
                self._wrong(place(self.path, node), "a line of a blueprint is a map of fields", tip)
        if total > MOST:
            what = f"a paper has at most {MOST} questions, this blueprint wants {total}"
            self._wrong(place(self.path, root), what, "take fewer, or make two papers")

    def _line(self, node: Map) -> Line:
        for name in node.fields:
            if name not in FIELDS:
                at = place(self.path, node.key(name))
                what = f"do not know the field `{short(name)}` of a blueprint"
                self._unknown("QK004", at, name, what=what, known=FIELDS, named="the fields here")
        if "count" not in node.fields and "count" not in node.places:
            tip = "say how many questions are wanted, such as `count: 5`"
            self._wrong(place(self.path, node), "this line does not say its `count`", tip)
        return Line(
            wanted=self._figure(node, "count", most=MOST),
            tags=self._words(node, "tag", self.known.tags),
            kinds=self._words(node, "kind", self.known.kinds),
            roles=self._words(node, "role", self.known.roles),
            forms=self._forms(node),
            difficulty=self._difficulty(node),
            points=self._figure(node, "points", most=MOST_POINTS),
            at=place(self.path, node),
        )

    def _figure(self, node: Map, field: str, *, most: int) -> int:
        value = node.fields.get(field)
        if value is None:
            return 1
        text = value.text if isinstance(value, Scalar) else ""
        if text.isascii() and text.isdecimal() and len(text) < 9 and 1 <= int(text) <= most:
            return int(text)
        self._wrong(place(self.path, value), f"`{field}` is a whole number from 1 to {most}")
        return 1

    def _words(self, node: Map, field: str, known: Sequence[str]) -> tuple[str, ...]:
        found = []
        for scalar in self._texts(node.fields.get(field), field):
            if scalar.text in known:
                found.append(scalar.text)
                continue
            code = {"tag": "QK701", "kind": "QK104"}.get(field, "QK004")
            what = f"the deck has no {field} `{short(scalar.text)}`"
            at = place(self.path, scalar)
            self._unknown(code, at, scalar.text, what=what, known=known, named=f"its {field}s")
        return tuple(dict.fromkeys(found))

    def _forms(self, node: Map) -> tuple[Form, ...]:
        words = [form.value for form in PAPER_FORMS]
        found = []
        for scalar in self._texts(node.fields.get("form"), "form"):
            if scalar.text in words:
                found.append(Form(scalar.text))
                continue
            what = f"a paper has no form `{short(scalar.text)}`"
            at = place(self.path, scalar)
            named = "the forms of a paper"
            self._unknown("QK006", at, scalar.text, what=what, known=words, named=named)
        return tuple(dict.fromkeys(found))

    def _texts(self, node: Node | None, field: str) -> Sequence[Scalar]:
        found = texts(node) if node is not None else []
        if found is None and node is not None:
            self._wrong(place(self.path, node), f"`{field}` needs one text, or a list of texts")
        return found or ()

    def _difficulty(self, node: Map) -> tuple[int, int] | None:
        value = node.fields.get("difficulty")
        if value is None:
            return None
        text = value.text if isinstance(value, Scalar) else ""
        first, dots, last = text.partition("..")
        ends = (first.strip(), last.strip() if dots else first.strip())
        figures = [int(end) for end in ends if end in ("1", "2", "3", "4", "5")]
        if len(figures) == len(ends) and figures[0] <= figures[1]:
            return figures[0], figures[1]
        tip = "write a figure, such as `3`, or a range, such as `2..4`"
        what = f"`difficulty` is a figure from 1 to {HARDEST}, or a range"
        self._wrong(place(self.path, value), what, tip)
        return None

    def _wrong(self, at: Location, what: str, tip: str = "") -> None:
        self.report.add("QK006", at, what, notes=[help_(tip)] if tip else ())

    def _unknown(
        self, code: str, at: Location, word: str, *, what: str, known: Sequence[str], named: str
    ) -> None:
        notes = guess(word, known, what=named)
        self.report.take([Problem(code, E, fit(what), at, notes=notes)])
