"""Item analysis: which questions work, and which wrong options."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from quizkit.analysis.items.answers import Answer, Figures
from quizkit.api import arguments
from quizkit.errors import FormatError
from quizkit.text import visible

if TYPE_CHECKING:
    from quizkit.api.deck import Deck
    from quizkit.api.rows import Rows

LARGEST: Final = 256 * 2**20
"""Bytes of a file or folder that is read."""

ENDINGS: Final = (".jsonl", ".json", ".txt")
"""How files with answers end, in a folder."""


def items(
    places: str | Path | Sequence[str | Path],
    *,
    paper: str | Path | None = None,
    deck: "Deck | None" = None,
) -> "Items":
    """Say which questions work, from what learners answered; the weakest first.

    Args:
        places: Files or folders with what `quizkit quiz -o FILE` or the practice page saved, a
            file a learner; with `paper` the tables of what was marked.
        paper: The `paper.json` of a paper, for its `results.csv`.
        deck: Where the questions stand, for the column `line`.

    Raises:
        FormatError: If a file is not there or cannot be read, or there is no answer in any.

    Source:
        The corrected item-rest correlation and Cronbach's alpha, as classical test theory has
        them; from pairwise covariances where learners answered different questions.

    >>> import json
    >>> from tempfile import TemporaryDirectory
    >>> line = {"facet": "sums/1#sum", "form": "choice", "stem": "1 + 1?", "key": "2",
    ...         "options": ["1", "2"], "response": "2", "score": 1}
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "mai.jsonl")
    ...     size = path.write_text(json.dumps(line), encoding="utf-8")
    ...     items(path).learners
    1
    """
    from quizkit.analysis.items.measures import figures

    if not isinstance(places, Path):
        arguments.of_type("places", places, Iterable, "the path of a file or folder, or several")
    wanted = [places] if isinstance(places, str | Path) else list(places)
    found = list(_marked(wanted, paper) if paper is not None else _saved(wanted))
    if not found:
        named = ", ".join(map(str, wanted)) or "what was given"
        message = f"there is no answer in {named}"
        raise FormatError(message, named)
    return Items(figures(found), _where(deck))


def _saved(places: Sequence[str | Path]) -> Iterator[Answer]:
    from quizkit.analysis.items.lines import answers_of

    for place in map(Path, places):
        for name, data in _files(place).items():
            if not place.is_dir() or name.endswith(ENDINGS):
                yield from answers_of(data, name, learner=Path(name).stem)


def _marked(places: Sequence[str | Path], paper: str | Path) -> Iterator[Answer]:
    from quizkit.analysis.items.marked import answers_of, spots
    from quizkit.formats.paper.record import stood
    from quizkit.formats.paper.record_read import read
    from quizkit.formats.saving import read_one

    where = spots(stood(read(*read_one(Path(paper), limit=LARGEST))))
    for place in map(Path, places):
        for table, content in _files(place).items():
            yield from answers_of(content, table, where)


def _files(place: Path) -> dict[str, bytes]:
    from quizkit.formats.saving import read_all

    return read_all(place, limit=LARGEST)


def _where(deck: "Deck | None") -> Mapping[str, Any]:
    if deck is None:
        return {}
    from quizkit.formats.posing import place_of, row_of
    from quizkit.questions.index import fact_of

    return {
        facet: place_of(row_of(deck.asker, facet), fact_of(facet)[1])
        for facet in deck.asker.survey.facets
    }


class Items:
    """An item analysis.

    Made by `quizkit.items`.

    Attributes:
        learners: How many learners answered.
        answers: How many answers they gave.
        reliability: Cronbach's alpha over all questions [at most 1]; None where some two
            questions share too few learners.

    >>> from quizkit.analysis.items.measures import figures
    >>> answer = Answer("mai", "sums/1#sum", "choice", "1 + 1?", ("1", "2"), ("2",), "2", 1.0)
    >>> Items(figures([answer]), {}).answers
    1
    """

    def __init__(self, figures: Figures, where: Mapping[str, Any]) -> None:
        self._figures = figures
        self._where = where
        self.learners = figures.learners
        self.answers = figures.answers
        self.reliability = figures.reliability

    @property
    def questions(self) -> "Rows":
        """A row a question, the weakest first.

        `facet`, `form`, `stem`, `n` (learners), `facility` (mean score, 0..1), `discrimination`
        (item-rest correlation, -1..1 or None), `remarks`, `path` and `line`.

        >>> from quizkit.analysis.items.measures import figures
        >>> answer = Answer("mai", "sums/1#sum", "choice", "1 + 1?", ("1", "2"), ("2",), "2", 1.0)
        >>> Items(figures([answer]), {}).questions[0]["facility"]
        1.0
        """
        from quizkit.api.rows import Rows

        return Rows(
            {
                "facet": each.facet,
                "form": each.form,
                "stem": each.stem,
                "n": each.n,
                "facility": each.facility,
                "discrimination": each.discrimination,
                "remarks": "; ".join(each.remarks),
                "path": self._where[each.facet].path if each.facet in self._where else None,
                "line": self._where[each.facet].line if each.facet in self._where else None,
            }
            for each in self._figures.questions
        )

    @property
    def options(self) -> "Rows":
        """A row an option.

        `facet`, `option`, `key` (it is right), `share` of those who saw it and chose it [0..1],
        `discrimination` (correlation with the rest, -1..1 or None).

        >>> from quizkit.analysis.items.measures import figures
        >>> answer = Answer("mai", "sums/1#sum", "choice", "1 + 1?", ("1", "2"), ("2",), "2", 1.0)
        >>> [row["share"] for row in Items(figures([answer]), {}).options]
        [1.0, 0.0]
        """
        from quizkit.api.rows import Rows

        return Rows(
            {
                "facet": question.facet,
                "option": option.text,
                "key": option.is_key,
                "share": option.share,
                "discrimination": option.discrimination,
            }
            for question in self._figures.questions
            for option in question.options
        )

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows of `questions` as plain values.

        >>> from quizkit.analysis.items.measures import figures
        >>> answer = Answer("mai", "sums/1#sum", "choice", "1 + 1?", ("1", "2"), ("2",), "2", 1.0)
        >>> Items(figures([answer]), {}).to_dicts()[0]["n"]
        1
        """
        return self.questions.to_dicts()

    def to_frame(self, backend: str | None = None) -> Any:
        """Return the rows of `questions` as a data frame.

        Args:
            backend: "pandas" or "polars"; None: the first of them that is installed.

        >>> from quizkit.analysis.items.measures import figures
        >>> answer = Answer("mai", "sums/1#sum", "choice", "1 + 1?", ("1", "2"), ("2",), "2", 1.0)
        >>> Items(figures([answer]), {}).to_frame("polars").shape
        (1, 9)
        """
        return self.questions.to_frame(backend)

    def __repr__(self) -> str:
        """Return the report, as `quizkit items` prints it."""
        from quizkit.analysis.items.told import lines

        return visible("\n".join(lines(self._figures, self._where)), keep_lines=True)

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, str]:
        """Return what a notebook shows: a table of the weakest questions."""
        from quizkit.notebook import items_view

        return {**items_view.drawn(self._figures), "text/plain": repr(self)}
