"""Item analysis: which questions work, and which wrong options."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from quizkit.analysis.items.answers import Answer, Figures
from quizkit.api import arguments
from quizkit.errors import FormatError
from quizkit.text import visible

if TYPE_CHECKING:
    from quizkit.analysis.items.known import Known
    from quizkit.analysis.items.sources import Wanted
    from quizkit.api.deck import Deck
    from quizkit.api.log import Log
    from quizkit.api.rows import Rows
    from quizkit.model import Location


def items(
    places: "str | Path | Log | Sequence[str | Path | Log]",
    *,
    paper: str | Path | None = None,
    deck: "Deck | None" = None,
    by: Literal["question", "facet"] = "question",
    answers: Literal["first", "last"] = "first",
    class_: str | None = None,
) -> "Items":
    """Say which questions work, from what learners answered; the weakest first.

    Args:
        places: Logs (`qk.open_log`, a .db file, a folder that learners sync to, a class's server
            `postgresql://HOST/DATABASE`), and files or folders with what `quizkit quiz -o FILE` or
            the practice page saved, a file a learner; with `paper` the tables of what was marked.
        paper: The `paper.json` of a paper, for its `results.csv`.
        deck: Only its questions, with their places, right answers and names.
        by: "question": a facet in a form; "facet": all forms of a facet together.
        answers: Which of a learner's answers to a question counts.
        class_: Only this class of a server.

    Raises:
        FormatError: If a file is not there or cannot be read, there is no answer in any, or one
            learner's log lies at two places.
        StoreError: If a log cannot be read.
        SyncError: If a server cannot be reached.

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
    from quizkit.analysis.items.known import Known
    from quizkit.analysis.items.sources import Wanted
    from quizkit.api.log import Log

    wanted = Wanted(by, answers, class_)
    arguments.one_of("by", by, ("question", "facet"))
    arguments.one_of("answers", answers, ("first", "last"))
    known = Known(() if deck is None else (deck.asker,))
    listed = [places] if isinstance(places, str | Path | Log) else _listed(places)
    figures = _figures(listed, paper, wanted, known)
    if not figures.learners:
        named = ", ".join(map(_named, listed)) or "what was given"
        message = f"there is no answer in {named}"
        raise FormatError(message, named)
    return Items(figures, known.places)


def _listed(places: Any) -> list[Any]:
    want = "a log, the path of a file or folder, or several"
    arguments.of_type("places", places, Iterable, want)
    return list(places)


def _named(place: Any) -> str:
    return str(getattr(place, "path", place))


def _figures(
    places: Sequence[Any], paper: str | Path | None, wanted: "Wanted", known: "Known"
) -> Figures:
    from quizkit.analysis.items import sources
    from quizkit.analysis.items.reading import Reader
    from quizkit.formats.paper.record_read import places_in
    from quizkit.formats.saving import read_all

    read = partial(read_all, limit=sources.LARGEST)
    named = [str(place) for place in places if isinstance(place, str | Path)]
    stood = None if paper is None else places_in(Path(paper))
    reader = Reader()
    if len(named) == len(places):
        return sources.figures_at(named, wanted, known, files=read, reader=reader, paper=stood)
    others = sources.answers_at(named, wanted, files=read, reader=reader, paper=stood)
    return sources.found(chain(others, _own(places)), wanted, known)


def _own(places: Sequence[Any]) -> Iterator[Answer]:
    """Yield the answers of logs that are open."""
    from quizkit.analysis.fit.own import past
    from quizkit.analysis.items.sources import logged
    from quizkit.api.log import Log

    logs = (place.readable() for place in places if isinstance(place, Log))
    return logged((log.learner, past(log.entries()).moments) for log in logs)


class Items:
    """An item analysis.

    Made by `quizkit.items`.

    Attributes:
        learners: How many learners answered.
        answers: How many answers they gave.
        reliability: Cronbach's alpha over all questions [at most 1]; KR-20 where all scores are
            0 or 1. None where some two questions share too few learners.
        mean: Mean of the learners' mean scores [0..1].
        spread: Standard deviation of the learners' mean scores, or None.
        standard_error: Standard error of measurement of a learner's mean score, or None.
        distractor_efficiency: Share of the wrong options that work, as a mean over questions
            [0..1], or None.

    >>> from quizkit.analysis.items.measures import figures
    >>> answer = Answer("mai", "sums/1#sum", "choice", "1 + 1?", ("1", "2"), ("2",), "2", 1.0)
    >>> Items(figures([answer]), {}).answers
    1
    """

    def __init__(self, figures: Figures, where: "Mapping[str, Location]") -> None:
        self._figures = figures
        self._where = where
        self.learners = figures.learners
        self.answers = figures.answers
        self.reliability = figures.reliability
        self.mean = figures.mean
        self.spread = figures.spread
        self.standard_error = figures.error
        self.distractor_efficiency = figures.efficiency

    @property
    def questions(self) -> "Rows":
        """A row a question, the weakest first.

        `facet`, `form`, `stem`, `key` (the right answer, "?" where nobody tells), `n` (learners),
        `facility` (mean score, 0..1), `discrimination` (item-rest correlation, -1..1 or None),
        `distractor_efficiency` (0..1 or None), `seconds` (median, or None), `again` (learners who
        answered more than once) and `lapsed` (those of them who were wrong at last), `remarks`,
        `path` and `line`.

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
                "key": each.key,
                "n": each.n,
                "facility": each.facility,
                "discrimination": each.discrimination,
                "distractor_efficiency": each.efficiency,
                "seconds": each.seconds,
                "again": each.again,
                "lapsed": each.lapsed,
                "remarks": "; ".join(each.remarks),
                "path": self._where[each.facet].path if each.facet in self._where else None,
                "line": self._where[each.facet].line if each.facet in self._where else None,
            }
            for each in self._figures.questions
        )

    @property
    def options(self) -> "Rows":
        """A row an option.

        `facet`, `option`, `key` (it is right), `n` (to how many it was shown), `share` of those
        who chose it [0..1], `discrimination` (correlation with the rest, -1..1 or None).

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
                "n": option.n,
                "share": option.share,
                "discrimination": option.discrimination,
            }
            for question in self._figures.questions
            for option in question.options
        )

    @property
    def confusions(self) -> "Rows":
        """A row a pair of values that are confused, the most frequent first.

        `facet`, `right`, `given` (picked or typed instead), `times` (answers that gave it), `of`
        (answers in forms that could), `learners`.

        >>> from quizkit.analysis.items.measures import figures
        >>> wrong = Answer("mai", "sums/1#sum", "typed", "1 + 1?", (), (), "2", 0.0, said="3")
        >>> Items(figures([wrong, wrong]), {}).confusions[0]["given"]
        '3'
        """
        from quizkit.api.rows import Rows

        return Rows(pair._asdict() for pair in self._figures.confusions)

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
        (1, 14)
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
