"""The job `items`: an item analysis of many learners, with the figures of `analysis.items`.

All figures are those of `items.measures.figures` over the same answers, with three exceptions that
follow from the size: the median time is told from classes that are 2.2 % wide; the reliability is
told up to `reliability.MOST` questions, as there; and of each shard the 20,000 most frequent wrong
values are kept. Memory grows with the rows of a shard, about 150 bytes for each: a million rows a
shard are a good size.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from quizkit.analysis.items import reliability, told
from quizkit.analysis.items.answers import Confusion, Figures, OptionFigures, QuestionFigures
from quizkit.analysis.items.measures import By, Which
from quizkit.analysis.jobs.answers import pairs
from quizkit.analysis.jobs.answers.columns import Columns, columns
from quizkit.analysis.jobs.answers.merge import Merging
from quizkit.analysis.jobs.answers.sums import Summed, summed
from quizkit.analysis.jobs.answers.texts import texts_of
from quizkit.analysis.jobs.answers.viewed import viewed
from quizkit.analysis.jobs.job import Column, Part, Put
from quizkit.analysis.shards.shard import Shard
from quizkit.memory.reviews import MILLION


class ItemAnalysis(NamedTuple):
    """Which questions work, and which wrong options.

    Attributes:
        by: "question": a facet in a form; "facet": all forms of a facet together.
        which: Which of several answers of a learner to a question counts.
    """

    by: By = "question"
    which: Which = "first"

    @property
    def name(self) -> str:
        """Its name."""
        return "items"

    @property
    def version(self) -> int:
        """Raised with each change of its parts."""
        return 1

    @property
    def columns(self) -> tuple[Column, ...]:
        """No table: its result is as small as the deck."""
        return ()

    def asked(self) -> Mapping[str, Any]:
        """Return what counts."""
        return {"by": self.by, "which": self.which}

    def run(self, shard: Shard, put: Put) -> Part:  # there is no table
        """Return the sums of a shard."""
        with viewed(shard) as connection:
            found = columns(connection)
            sums = summed(found, by=self.by, which=self.which)
            texts = texts_of(connection, found, sums)
        number = sums.asked.question.tolist()
        figures = {
            **sums.figures,
            "self_rated": found.self_rated,
            "questions": sums.asked.questions,
            "places": [[*place, number[at]] for at, place in enumerate(found.places)],
            "texts": texts["places"],
            "wrong": texts["wrong"],
            "pairs": _pairs(found, sums),
        }
        return Part(found.rows, found.learners, figures)

    def merge(self, parts: Iterable[Part]) -> Mapping[str, Any]:
        """Return the figures of all shards, as JSON holds them; `figures_of` reads them."""
        merging = Merging()
        for part in parts:
            merging.add(part.figures)
        return document(merging.figures())

    def lines(self, result: Mapping[str, Any]) -> list[str]:
        """Return the result as lines for people."""
        return list(told.lines(figures_of(result), {}))


def _pairs(found: Columns, sums: Summed) -> dict[str, Any] | None:
    """Return the sums over pairs of questions, or None if there are too many."""
    size = len(sums.asked.questions)
    if size > reliability.MOST:
        return None
    (order,) = sums.is_counted.nonzero()
    who = found.who[order]
    if (who[1:] < who[:-1]).any():
        order = order[who.argsort(kind="stable")]
    question, score = sums.asked.question[found.place[order]], found.score[order] / MILLION
    return pairs.summed(found.who[order], question, score, size=size).figures()


def document(figures: Figures) -> dict[str, Any]:
    """Return figures as JSON holds them, with all their digits."""
    questions = [
        {**each._asdict(), "options": [option._asdict() for option in each.options]}
        for each in figures.questions
    ]
    confusions = [each._asdict() for each in figures.confusions]
    return {**figures._asdict(), "questions": questions, "confusions": confusions}


def figures_of(result: Mapping[str, Any]) -> Figures:
    """Return the figures that a result holds.

    >>> figures_of(document(Figures(0, 0, None, ()))) == Figures(0, 0, None, ())
    True
    """
    questions = tuple(
        QuestionFigures(**{
            **each,
            "options": tuple(OptionFigures(**option) for option in each["options"]),
            "remarks": tuple(each["remarks"]),
        })
        for each in result["questions"]
    )  # fmt: skip
    confusions = tuple(Confusion(**each) for each in result["confusions"])
    return Figures(**{**result, "questions": questions, "confusions": confusions})
