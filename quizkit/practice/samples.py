"""The questions of one fact, as a learner sees them, for whoever writes the deck."""

from collections.abc import Iterator
from functools import cached_property

from quizkit.checks.guessing import Cue, cue, weak, wrong
from quizkit.memory.ladder import choose
from quizkit.model import FacetId, Form, Progress, Question
from quizkit.practice.look import FactLine, Preview, Sample
from quizkit.questions.ask import Asker
from quizkit.questions.index import fact_of
from quizkit.questions.responses import letter
from quizkit.questions.together import TOGETHER
from quizkit.session.asking import seed_text, view_of
from quizkit.session.sitting import Asking


class Sampler:
    """Makes questions of one deck to be looked at.

    Args:
        asker: The deck's asker.
    """

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self._cues: dict[FacetId, Cue | None] = {}

    def preview(
        self, fact: FactLine, *, seed: str, form: Form | None, whole: bool = True
    ) -> Preview:
        """Return all that is asked of a fact.

        Args:
            fact: The fact or card.
            seed: The seed's text: another seed, other distractors and another order.
            form: The form wanted; None: that in which a learner meets each of them first.
            whole: Look for cues as well, and for what can be asked together; that takes as long
                as all the rest.
        """
        samples, refused = [], []
        for facet in self._facets.get(fact.id, ()):
            refusal = self.asker.planner.refusal(facet)
            if refusal is None:
                samples.append(self._sample(facet, seed=seed, form=form, whole=whole))
            else:
                refused.append(refusal)
        found = {each for sample in samples for each in sample.forms}
        planner = self.asker.planner
        row = planner.facts.get(fact.id) or planner.cards.get(fact.id)
        return Preview(
            fact=fact,
            samples=tuple(samples),
            refused=tuple(refused),
            seed=seed,
            form=form,
            forms=_in_order(found),
            source=self.asker.source_line(fact.id),
            note=row.note if row else "",
            whole=whole,
        )

    @cached_property
    def _facets(self) -> dict[str, list[FacetId]]:
        """The facets of each fact, asked and refused."""
        found: dict[str, list[FacetId]] = {}
        for facet in self.asker.planner.candidates:
            found.setdefault(fact_of(facet)[0], []).append(facet)
        return found

    @cached_property
    def _alike(self) -> dict[tuple[str, str], list[FacetId]]:
        """The facets of each kind and role, which may be asked together."""
        facts = self.asker.planner.facts
        found: dict[tuple[str, str], list[FacetId]] = {}
        for facet in self.asker.planner.candidates:
            fact, role = fact_of(facet)
            if fact in facts:
                found.setdefault((facts[fact].kind, role), []).append(facet)
        return found

    def _sample(self, facet: FacetId, *, seed: str, form: Form | None, whole: bool) -> Sample:
        wanted = TOGETHER if whole else TOGETHER & {form}
        groups = {each: self._group(facet, each, seed) for each in wanted}
        alone = self.asker.forms(facet)
        forms = {*alone, *(each for each, group in groups.items() if group)}
        first = choose(alone, 0) or Form.FLIP  # which suits whatever is asked
        chosen = form if form is not None and form in forms else first
        text = seed_text(seed, facet, 0)
        question = (
            self.asker.question(facet, chosen, seed=text)
            if chosen in alone
            else self.asker.together(groups[chosen], chosen, seed=text)
        )
        return Sample(
            view=view_of(Asking(question, 0), self.asker, progress=Progress(0), hint=False),
            keys=question.keys,
            answer=told_answer(question),
            forms=_in_order(forms),
            first=first,
            wrong=wrong(question),
            weak=weak(question, self.asker),
            cue=self._cue(facet) if whole else None,
            instead=form if form != chosen else None,
        )

    def _group(self, facet: FacetId, form: Form, seed: str) -> tuple[FacetId, ...]:
        """Return the facets that one question asks together with this one, or none."""
        fact, role = fact_of(facet)
        row = self.asker.planner.facts.get(fact)
        if row is None:
            return ()
        others = self._others(facet, self._alike[row.kind, role])
        found = self.asker.companions(facet, others, form, seed=seed_text(seed, facet, 0))
        return (facet, *found) if found else ()

    def _others(self, facet: FacetId, row: list[FacetId]) -> Iterator[FacetId]:
        """Yield what else is asked, first what stands after it in the deck."""
        at = row.index(facet)
        for other in (*row[at + 1 :], *row[:at]):
            if self.asker.planner.refusal(other) is None:
                yield other

    def _cue(self, facet: FacetId) -> Cue | None:
        if facet not in self._cues:
            self._cues[facet] = cue(self.asker, facet)
        return self._cues[facet]


def told_answer(question: Question) -> str:
    """Return the right answer; of a match and an order as it would be given."""
    match question.form:
        case Form.MATCH:
            return " ".join(f"{n}{letter(key)}" for n, key in enumerate(question.keys, 1))
        case Form.ORDER:
            return " ".join(str(key + 1) for key in question.keys)
        case _:
            return question.answer


def _in_order(forms: set[Form]) -> tuple[Form, ...]:
    return tuple(form for form in Form if form in forms)
