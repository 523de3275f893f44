"""Questions that give each other away: on a paper both can be read, in any order."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from quizkit.checks.cues import telling
from quizkit.checks.words import lexis
from quizkit.model import FacetId, Form, Question
from quizkit.questions.ask import Asker
from quizkit.questions.giveaway import as_told
from quizkit.session.scope import Scope
from quizkit.text import fold

ROOT: Final = 5
"""Letters by which words are the same, however they end: "visit", "visited"."""

FEWEST: Final = 2
"""Telling words of a question; with fewer any text would have them."""


class _Read(NamedTuple):
    """What a learner reads in a question, and what must not be read elsewhere.

    Attributes:
        facets: What it asks.
        facts: The facts that it asks about.
        told: Its text, folded, with a blank before and after.
        words: The telling words of that text.
        asks: The telling words of its stem.
        answers: Its answers, folded, each with a blank before and after.
        leaks: The facets whose answer its text gives away.
    """

    facets: frozenset[FacetId]
    facts: frozenset[str]
    told: str
    words: frozenset[str]
    asks: frozenset[str]
    answers: tuple[str, ...]
    leaks: frozenset[FacetId]


class Clues:
    """Says of two questions of one deck whether one gives away the other's answer.

    It does in three ways: the answer stands in its text, and both are about one fact; or it has
    all the telling words of the other question, and the answer (as QK414 says); or the answer
    stands there, and both facts share a name that is not common in the deck.

    Args:
        asker: What made the questions.
    """

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._scope = Scope([asker])
        own = lexis(asker.planner.language)
        self._small = frozenset(map(fold, own.small)) if own else frozenset[str]()
        self._read: dict[int, tuple[Question, _Read]] = {}

    def clash(self, one: Question, two: Question) -> bool:
        """Return whether either question gives away the other's answer."""
        first, second = self._of(one), self._of(two)
        return _tells(first, second) or _tells(second, first)

    def _of(self, question: Question) -> _Read:
        # By its place in memory, which is its own as long as it is kept here.
        found = self._read.get(id(question))
        if found is None:
            found = self._read[id(question)] = (question, self._made(question))
        return found[1]

    def _made(self, question: Question) -> _Read:
        facets = question.facets or (question.facet,)
        texts = (question.stem, *question.prompts, *_labels(question))
        told = " ".join(texts)
        survey = self._asker.survey
        return _Read(
            frozenset(facets),
            frozenset(fact for facet in facets for fact in survey[facet].shared),
            f" {as_told(told)} ",
            self._telling(texts),
            self._telling((question.stem,)) if not question.facets else frozenset(),
            tuple(self._answers(question)),
            frozenset(leak for facet in facets for leak in self._scope.leaks(facet, texts)),
        )

    def _telling(self, texts: Iterable[str]) -> frozenset[str]:
        return frozenset(word[:ROOT] for text in texts for word in telling(text) - self._small)

    def _answers(self, question: Question) -> Iterator[str]:
        giveaway = self._asker.planner.search.giveaway
        for plan in question.plans or (question.plan,):
            for value in plan.accepted:
                yield from giveaway.answers(value, plan.asked)


def _labels(question: Question) -> tuple[str, ...]:
    """Return the sentences that are put in order: they tell of their facts as a stem does."""
    return question.options if question.form is Form.ORDER else ()


def _tells(one: _Read, two: _Read) -> bool:
    """Return whether the first gives away an answer of the second."""
    if not one.leaks.isdisjoint(two.facets):
        return True
    is_told = len(two.asks) >= FEWEST and two.asks <= one.words
    if one.facts.isdisjoint(two.facts) and not is_told:
        return False
    return any(answer in one.told for answer in two.answers)
