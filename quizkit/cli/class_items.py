"""What an item analysis adds to a class report: what is given for what, and weak questions."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.analysis.items.answers import Answer, Confusion, Figures
from quizkit.practice.classes import ClassReport, Pupil
from quizkit.questions.ask import Asker

MOST: Final = 12
"""Pairs and questions that are told."""

SEVERAL: Final = 2
"""Pupils who must have given the same wrong answer."""


class Weak(NamedTuple):
    """A question of which something is to be said.

    Attributes:
        stem: As it was shown most often.
        remark: What to do about it, in words.
    """

    stem: str
    remark: str


class Found(NamedTuple):
    """What the answers of a class say of a deck's questions.

    Attributes:
        pairs: What is given for what by several pupils, most pupils first.
        weak: Questions to look at, the weakest first.
    """

    pairs: tuple[Confusion, ...] = ()
    weak: tuple[Weak, ...] = ()


def found(asker: Asker, report: ClassReport, pupils: Sequence[Pupil]) -> Found:
    """Return what the answers of a class say of a deck's questions.

    Args:
        asker: Of the deck.
        report: Of the class and the deck.
        pupils: Those of the class.
    """
    from quizkit.analysis.items.known import Known
    from quizkit.analysis.items.measures import figures

    known = Known([asker])
    said = figures(_answers(report, pupils), meant=known.meant, deck=known.current)
    return Found(_pairs(said), _weak(said))


def _answers(report: ClassReport, pupils: Sequence[Pupil]) -> Iterator[Answer]:
    """Yield the answers to what is in scope."""
    from quizkit.analysis.items.logged import Logged

    logged = Logged()
    for each in pupils:
        for answer in logged.answers(each.login, each.told.moments) if each.told else ():
            if answer.facet in report.scope:
                yield answer


def _pairs(said: Figures) -> tuple[Confusion, ...]:
    several = [each for each in said.confusions if each.learners >= SEVERAL]
    several.sort(key=lambda each: (-each.learners, -each.times, each.facet, each.given))
    return tuple(several[:MOST])


def _weak(said: Figures) -> tuple[Weak, ...]:
    told = (Weak(each.stem, remark) for each in said.questions for remark in each.remarks[:1])
    return tuple(told)[:MOST]
