"""An exam on paper: its questions in variants, their key, and the files to print."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from quizkit.api import arguments
from quizkit.api.deck import Deck
from quizkit.api.problems import Problems
from quizkit.api.questions import Questions, form_named
from quizkit.errors import ArgumentTypeError, FormatError
from quizkit.model import Form
from quizkit.practice.clock import Clock

if TYPE_CHECKING:
    from quizkit.api.rows import Rows
    from quizkit.formats.paper.blueprint import Line
    from quizkit.formats.paper.composing import Composed
    from quizkit.formats.paper.making import Made

LARGEST: Final = 1_000_000
"""Bytes of a blueprint."""

_SUCH: Final = {
    "forms": "choice",
    "tags": "war",
    "kinds": "visit",
    "to": "html",
    "instructions": "Read first.",
}


def paper(  # noqa: PLR0913  # an exam, and all that may be wished, each by its own name
    deck: Deck,
    n: int = 20,
    *,
    variants: int = 1,
    seed: int | str = 1,
    blueprint: str | Path | Sequence[Mapping[str, Any]] | None = None,
    forms: Collection[Form | str] = (),
    tags: Collection[str] = (),
    kinds: Collection[str] = (),
    title: str = "",
    instructions: Sequence[str] = (),
    to: Collection[str] = ("pdf",),
    clock: Clock | None = None,
) -> "Paper":
    """Make an exam: variants A, B, .. with the same questions in other orders, and their key.

    Args:
        deck: What is asked about.
        n: How many questions [1..500]; a blueprint says it itself.
        variants: How many [1..26].
        seed: Text or number that all chance starts from; the same gives the same paper.
        blueprint: A file, or its lines as dicts, such as `{"count": 8, "kind": "visit"}`.
        forms: Only these forms; empty: any that can be printed.
        tags: Only facts with one of these.
        kinds: Only facts of these kinds.
        title: What stands on top; "": the deck's title.
        instructions: Paragraphs before the first question.
        to: What will be printed: "pdf", "docx", "html", "amc", "typ"; all of them print the same
            questions, so only forms are taken that all can hold.
        clock: What tells the time that is written into the record; the system's if not given.

    Raises:
        ArgumentError: If a number is out of range, or a word is none of those there are.
        FormatError: If the blueprint cannot be read, or the deck has not enough questions; its
            `problems` say which line is short and what would give more.

    >>> from quizkit.api.deck import load
    >>> exam = paper(load("vietnam-us"), 3, variants=2, seed=7, forms=["choice"])
    >>> exam
    <Paper ...: 3 questions, 3 points, variants A, B>
    >>> sorted(exam.key[0])
    ['A', 'B', 'facet', 'points', 'question']
    """
    from quizkit.formats.paper.blueprint import MOST
    from quizkit.formats.paper.composing import Order, composed
    from quizkit.formats.paper.making import Head, made
    from quizkit.formats.paper.printers import PRINTERS, held, holding_least

    arguments.of_type("deck", deck, Deck, "a Deck, as qk.load(..) returns it")
    arguments.whole("n", n, 1, MOST)
    arguments.whole("variants", variants, 1, 26)
    wished = {"forms": forms, "tags": tags, "kinds": kinds, "to": to, "instructions": instructions}
    for argument, given in wished.items():
        arguments.several(argument, given, _SUCH[argument])
    for name in to:
        arguments.one_of("to", name, list(PRINTERS))
    asker, text = deck.asker, arguments.seeded(seed) or "0"
    lines = _lines(deck, blueprint) if blueprint is not None else (_line(n, forms, tags, kinds),)
    order = Order(lines, held(to), seed=text, printers=holding_least(to))
    found = composed(asker, order)
    if found.short:
        message = f"{deck.value.id} has not enough questions for the paper"
        raise FormatError(message, problems=found.short)
    at = arguments.clocked(clock).at() // 1000
    head = Head(title, tuple(instructions), seed=text, at=at, variants=variants)
    return Paper(made(asker, found, head), found, to=tuple(to))


def _line(
    n: int, forms: Collection[Form | str], tags: Collection[str], kinds: Collection[str]
) -> "Line":
    from quizkit.formats.paper.blueprint import Line

    named = tuple(form_named(form) for form in forms)
    return Line(n, tags=tuple(tags), kinds=tuple(kinds), forms=named)


def _lines(deck: Deck, blueprint: str | Path | Sequence[Mapping[str, Any]]) -> "tuple[Line, ...]":
    from quizkit.formats.paper.blueprint import known_of, read
    from quizkit.formats.saving import read_one

    known = known_of(deck.value, deck.asker.survey.facets)
    if isinstance(blueprint, str | Path):
        return read(*read_one(Path(blueprint), limit=LARGEST), known)
    lines: Any = blueprint
    if not isinstance(lines, Iterable) or not all(isinstance(line, Mapping) for line in lines):
        wanted = 'the path of a file, or a list of dicts, such as {"count": 8, "kind": "visit"}'
        raise ArgumentTypeError.of("blueprint", lines, wanted)
    # A list of JSON, one entry a line, is YAML as well: what is wrong is told by its line.
    entries = ",\n".join(
        json.dumps(dict(line), ensure_ascii=False, default=str) for line in blueprint
    )
    return read(f"[{entries}]\n".encode(), "blueprint", known)


class Paper:
    """An exam in all its variants, with its key worked out twice.

    Made by `quizkit.paper`.

    Attributes:
        code: Six signs that stand on every page and in `paper.json`.
        losses: What cannot be printed as it stands, as problems.

    >>> from quizkit.api.deck import load
    >>> exam = paper(load("spaced-learning"), 2, seed=7)
    >>> len(exam), len(exam.code), len(exam.losses)
    (2, 6, 0)
    """

    def __init__(self, made: "Made", composed: "Composed", *, to: tuple[str, ...]) -> None:
        self._made = made
        self._to = to
        self.code = made.paper.code
        self.losses = Problems(composed.losses, profile="paper")

    @property
    def questions(self) -> Questions:
        """The questions, in the blueprint's order.

        >>> from quizkit.api.deck import load
        >>> len(paper(load("spaced-learning"), 2, seed=7).questions)
        2
        """
        return Questions(task.question for task in self._made.paper.tasks)

    @property
    def key(self) -> "Rows":
        """What is right, a row a question.

        `question`, `facet`, `points`, and for each variant its number there with what is to be
        marked, such as "3 B"; None where it is not asked.

        >>> from quizkit.api.deck import load
        >>> sorted(paper(load("spaced-learning"), 2, seed=7).key[0])
        ['A', 'facet', 'points', 'question']
        """
        from quizkit.api.rows import Rows
        from quizkit.formats.paper.keys import matrix

        table = matrix(self._made.paper)
        tasks = {task.id: task.question.stem for task in self._made.paper.tasks}
        return Rows(
            {
                "question": tasks[row.facet],
                "facet": row.facet,
                "points": row.points,
                **{
                    name: f"{cell.number} {cell.key}" if cell else None
                    for name, cell in zip(table.variants, row.cells, strict=True)
                },
            }
            for row in table.rows
        )

    def files(self, to: Collection[str] | None = None) -> dict[str, bytes]:
        """Return the files by name: variants, key, `paper.json`, and `results.csv` to fill in.

        Args:
            to: What is printed; None: as the paper was made for.

        Raises:
            ArgumentError: If there is no such printer, or it cannot hold a form of this paper.
            MissingExtraError: If "pdf", "docx" or "typ" lack their library.

        >>> from quizkit.api.deck import load
        >>> exam = paper(load("vietnam-us"), 3, seed=7, to=["html"])
        >>> sorted(exam.files())
        ['A.html', 'key.html', 'paper.json', 'results.csv']
        """
        from quizkit.analysis.items.marked import header
        from quizkit.formats.paper.printers import PRINTERS, held, printed
        from quizkit.formats.paper.record import NAME, RESULTS, write

        whole, wanted = self._made.paper, tuple(self._to if to is None else to)
        able = [
            name
            for name in PRINTERS
            if {task.question.form for task in whole.tasks} <= held([name])
        ]
        for name in wanted:
            arguments.one_of("to", name, able)
        found, _ = printed(whole, wanted)
        beside = {NAME: write(self._made.record), RESULTS: header(whole.longest).encode()}
        return {**found, **beside}

    def save(
        self, folder: str | Path, *, to: Collection[str] | None = None, force: bool = False
    ) -> list[Path]:
        """Write the files into a folder and return their paths.

        A `results.csv` that is there already stays as it is: it may hold what was marked.

        Args:
            folder: Where to; made if it is not there.
            to: What is printed; None: as the paper was made for.
            force: Write over other files that are there.

        Raises:
            ArgumentError: If there is no such printer, or it cannot hold a form of this paper.
            FormatError: If a file is there, or cannot be written.
            MissingExtraError: If a printer's library is not installed.

        >>> from tempfile import TemporaryDirectory
        >>> from quizkit.api.deck import load
        >>> with TemporaryDirectory() as folder:
        ...     made = paper(load("spaced-learning"), 2, to=["html"]).save(folder)
        ...     sorted(path.name for path in made)
        ['A.html', 'key.html', 'paper.json', 'results.csv']
        """
        from quizkit.formats.paper.record import without_results
        from quizkit.formats.saving import save

        place = Path(folder)
        return list(save(place, without_results(self.files(to), place), force=force))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the key as plain values.

        >>> from quizkit.api.deck import load
        >>> [row["points"] for row in paper(load("spaced-learning"), 2, seed=7).to_dicts()]
        [1, 1]
        """
        return self.key.to_dicts()

    def __len__(self) -> int:
        """Return how many questions the paper has."""
        return len(self._made.paper.tasks)

    def __repr__(self) -> str:
        """Return one line: code, questions, points, variants."""
        from quizkit.text import counted

        whole = self._made.paper
        many, worth = counted(len(self), "question"), counted(whole.points, "point")
        names = ", ".join(variant.name for variant in whole.variants)
        several = "variants" if len(whole.variants) > 1 else "variant"
        return f"<Paper {self.code}: {many}, {worth}, {several} {names}>"

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, str]:
        """Return what a notebook shows: the key."""
        from quizkit.notebook import paper_view

        return {**paper_view.drawn(self._made.paper, repr(self)), "text/plain": repr(self)}
