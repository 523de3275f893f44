"""What of a deck fits a line of a blueprint, and the questions that are made of it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from random import Random
from typing import NamedTuple

from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.printers import PAPER_FORMS
from quizkit.formats.posing import row_of
from quizkit.model import FacetId, Fact, Form, Question
from quizkit.questions.ask import Asker
from quizkit.questions.index import fact_of
from quizkit.questions.together import TOGETHER


class Pick(NamedTuple):
    """A question that may stand on a paper.

    Attributes:
        question: The question.
        facets: What it asks.
        facts: The facts that it asks about.
    """

    question: Question
    facets: frozenset[FacetId]
    facts: frozenset[str]


class Sort(NamedTuple):
    """What a line can ask for, of one facet."""

    tags: frozenset[str]
    kind: str
    role: str
    difficulty: int


class Candidates:
    """The facets of one deck as lines of a blueprint see them.

    Args:
        asker: What asks.
        forms: The forms that the paper can hold.
        seed: The text that chance starts from.
    """

    def __init__(self, asker: Asker, forms: Collection[Form], *, seed: str) -> None:
        self._asker = asker
        self._forms = frozenset(forms)
        self._seed = seed
        self.sorts = {facet: self._sort(facet) for facet in asker.survey.facets}
        self._shuffled = list(self.sorts)
        Random(f"{seed}:paper").shuffle(self._shuffled)
        self._picks: dict[tuple[FacetId, Form], Pick | None] = {}

    def _sort(self, facet: FacetId) -> Sort:
        row = row_of(self._asker, facet)
        kind = row.kind if isinstance(row, Fact) else "card"
        return Sort(frozenset(row.tags), kind, fact_of(facet)[1], row.difficulty)

    def fitting(self, line: Line) -> list[FacetId]:
        """Return the facets that a line asks for, whatever their forms, in an order by chance."""
        return [facet for facet in self._shuffled if is_wanted(self.sorts[facet], line)]

    def forms_of(self, line: Line) -> tuple[Form, ...]:
        """Return the forms in which a line may be asked, best first.

        Where it names none: all that ask one facet. Where the paper cannot hold what is typed, it
        becomes a choice.
        """
        named = line.forms or tuple(form for form in PAPER_FORMS if form is not Form.MATCH)
        held = [form for form in named if form in self._forms]
        if not held and Form.CHOICE in self._forms:
            held = [Form.CHOICE]
        return tuple(held)

    def pick(
        self,
        facet: FacetId,
        line: Line,
        forms: Collection[Form],
        *,
        open_: Callable[[], Iterator[FacetId]],
    ) -> Pick | None:
        """Return a facet as a question, or None where it has none of some forms.

        Args:
            facet: The facet.
            line: Whose question it is.
            forms: The forms, best first.
            open_: Returns what may be asked together with it.
        """
        for form in forms:
            found = self._alone(facet, form)
            if found is None and form in TOGETHER and form in line.forms:
                found = self._group(facet, form, open_())
            if found is not None:
                return found
        return None

    def _alone(self, facet: FacetId, form: Form) -> Pick | None:
        if form is Form.MATCH:
            return None
        at = (facet, form)
        if at not in self._picks:
            fits = self._asker.has_form(facet, form)
            self._picks[at] = self._picked((facet,), form) if fits else None
        return self._picks[at]

    def _group(self, facet: FacetId, form: Form, others: Iterator[FacetId]) -> Pick | None:
        mine = self.sorts[facet]
        alike = [
            other
            for other in others
            if (self.sorts[other].kind, self.sorts[other].role) == (mine.kind, mine.role)
        ]
        seed = f"{self._seed}:{facet}:0"
        found = self._asker.companions(facet, alike, form, seed=seed)
        return self._picked((facet, *found), form) if found else None

    def _picked(self, facets: tuple[FacetId, ...], form: Form) -> Pick:
        seed = f"{self._seed}:{facets[0]}:0"
        if len(facets) > 1:
            question = self._asker.together(facets, form, seed=seed)
        else:
            question = self._asker.question(facets[0], form, seed=seed)
        survey = self._asker.survey
        facts = frozenset(fact for facet in facets for fact in survey[facet].shared)
        return Pick(question, frozenset(facets), facts)

    def refused(self) -> Counter[str]:
        """Return how many facets of each kind and role are never asked, such as "visit.who"."""
        found: Counter[str] = Counter()
        facts = self._asker.planner.facts
        for facet in self._asker.planner.candidates:
            fact_id, role = fact_of(facet)
            fact = facts.get(fact_id)
            if fact and facet not in self.sorts and role not in fact.dont_ask:
                found[f"{fact.kind}.{role}"] += 1
        return found


def is_wanted(sort: Sort, line: Line) -> bool:
    """Return whether a facet is of the sort that a line asks for."""
    if line.tags and sort.tags.isdisjoint(line.tags):
        return False
    if line.kinds and sort.kind not in line.kinds:
        return False
    if line.roles and sort.role not in line.roles:
        return False
    return not line.difficulty or line.difficulty[0] <= sort.difficulty <= line.difficulty[1]
