"""A quiz: some questions and a mark; no memory, no event."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from random import Random
from secrets import token_hex

from quizkit.errors import QuestionError
from quizkit.model import (
    Action,
    Answer,
    AnyForm,
    AskAgainView,
    FacetId,
    FeedbackView,
    Form,
    Marked,
    MarkView,
    Next,
    Outcome,
    Progress,
    Question,
    QuestionView,
    Reveal,
    Skip,
    Stop,
    View,
)
from quizkit.practice.clock import Clock, SystemClock
from quizkit.practice.pictures import placed
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm
from quizkit.questions.formlist import shape_of
from quizkit.session import judging
from quizkit.session.asking import seed_text, view_of
from quizkit.session.scope import Scope
from quizkit.session.sitting import Asking, Response

ORDER = (Form.CHOICE, Form.SELECT, Form.ORDER, Form.TYPED, Form.CLOZE, Form.TRUE_FALSE)
"""The forms in which a quiz asks one facet, best first; flip has no mark."""

Todo = tuple[tuple[FacetId, ...], AnyForm]
"""What one question asks, and how."""


class Quiz:
    """A run of questions that ends with a mark. The same seed gives the same quiz.

    Args:
        askers: One for each deck.
        count: Questions wanted; fewer if the decks have not so many.
        seed: The seed's text; "" draws one.
        forms: Only these forms, those of one's own by name; empty: any.
        tags: Only facts with one of these tags; empty: all.
        clock: What tells the time.

    Attributes:
        seed: The seed in force.
        view: What is to be shown.
        notice: Always "": a quiz has nothing to say beside its views.
    """

    def __init__(
        self,
        askers: Sequence[Asker],
        *,
        count: int = 20,
        seed: str = "",
        forms: Iterable[AnyForm] = (),
        tags: Iterable[str] = (),
        clock: Clock | None = None,
    ) -> None:
        self.seed = seed or token_hex(4)
        self.notice = ""
        self._scope = Scope(askers)
        self._clock = clock or SystemClock()
        asked_for = dict.fromkeys(forms)
        wanted = asked_for or dict.fromkeys(ORDER)
        own = (form for form in asked_for if isinstance(form, str) and shape_of(form) in ORDER)
        self._forms: tuple[AnyForm, ...] = (*own, *(form for form in ORDER if form in wanted))
        self._several = tuple(form for form in (Form.ORDER, Form.MATCH) if form in asked_for)
        self._made: dict[FacetId, Question | None] = {}
        with calm():
            self._todo = self._picked(frozenset(tags), count)
        picked = {facets[0] for facets, _ in self._todo}
        self._made = {facet: made for facet, made in self._made.items() if facet in picked}
        self._answers: list[Marked] = []
        self._asking: Asking | None = None
        self.view: View = placed(self._go_on(), self._scope.askers)

    @property
    def is_over(self) -> bool:
        """Whether the mark stands."""
        return isinstance(self.view, MarkView)

    @property
    def total(self) -> int:
        """Return how many questions the quiz has."""
        return len(self._answers) + len(self._todo)

    @property
    def mark(self) -> MarkView:
        """The mark as it stands: what is not answered yet counts as not known."""
        return self._mark()

    def questions(self) -> list[Question]:
        """Return the questions that are still to be asked."""
        found = []
        with calm():
            for facets, form in self._todo:
                with suppress(QuestionError):
                    found.append(self._question(facets, form))
        return found

    def _question(self, facets: tuple[FacetId, ...], form: AnyForm) -> Question:
        made = self._made.get(facets[0])
        if made and len(facets) == 1:
            return made
        asker, seed = self._scope.asker(facets[0]), seed_text(self.seed, facets[0], 0)
        if len(facets) > 1 and isinstance(form, Form):
            return asker.together(facets, form, seed=seed)
        return asker.question(facets[0], form, seed=seed)

    def rest(self) -> None:
        """Do what can wait while the learner reads: of a quiz nothing is kept."""

    def act(self, action: Action) -> View:
        """Do what the learner wants and return what is then to be shown.

        A quiz knows answers, "I don't know", going on and stopping; a skipped question counts as
        not known. Whatever else is wanted changes nothing.

        Raises:
            ResponseError: If a response is not of the form's shape.
        """
        view = self._acted(action)
        if view is not None:
            self.view = placed(view, self._scope.askers)
        return self.view

    def _acted(self, action: Action) -> View | None:
        """Return what is then to be shown, or None if nothing changes."""
        match action:
            case Stop():
                self._asking = None
                return self._mark()
            case Answer(response) if self._asking:
                return self._judged(self._asking, response)
            case Reveal() | Skip() if self._asking:
                return self._judged(self._asking, "")
            case Next() if not self._asking:
                return self._go_on()
            case _:
                return None

    def _picked(self, tags: frozenset[str], count: int) -> list[Todo]:
        """Return facets at random with their forms, one of each fact before a second of any."""
        rng = Random(f"{self.seed}:quiz")
        facets = [
            facet
            for facet in self._scope.facets
            if not tags or tags.intersection(self._scope.row(facet).tags)
        ]
        rng.shuffle(facets)
        if not self._several:
            firsts = self._firsts(facets, count)
            if len(firsts) == count:
                return firsts
        return self._ranked(facets, count)

    def _firsts(self, facets: Sequence[FacetId], count: int) -> list[Todo]:
        """Return the first of each fact, as `_ranked` does, without a look at second ones."""
        met, found = set[str](), list[Todo]()
        for facet in facets:
            if len(found) >= count:
                break
            facts = self._scope.facts(facet)
            if len(facts) == 1 and facts <= met:
                continue
            todo = self._alone(facet)
            if todo is not None:
                if facts.isdisjoint(met):
                    found.append(todo)
                met |= facts
        return found

    def _ranked(self, facets: Sequence[FacetId], count: int) -> list[Todo]:
        """Return the first of each fact, then the second, until there are enough."""
        met: dict[str, int] = {}
        open_ = dict.fromkeys(facets)
        firsts, later = list[Todo](), list[tuple[int, int, Todo]]()
        for at, facet in enumerate(facets):
            if len(firsts) >= count:
                break
            if facet not in open_:
                continue
            todo = self._alone(facet) or self._with_others(facet, open_)
            if todo is None:
                continue
            for taken in todo[0]:
                del open_[taken]
            facts = frozenset[str]().union(*map(self._scope.facts, todo[0]))
            rank = max(met.get(fact, 0) for fact in facts)
            met.update((fact, rank + 1) for fact in facts)
            if rank:
                later.append((rank, at, todo))
            else:
                firsts.append(todo)
        later.sort(key=lambda entry: entry[:2])
        return [*firsts, *(todo for _, _, todo in later)][: max(0, count)]

    def _alone(self, facet: FacetId) -> Todo | None:
        """Return a facet in the first form that it can be asked in alone; its question is kept."""
        if facet not in self._made:
            asker, seed = self._scope.asker(facet), seed_text(self.seed, facet, 0)
            self._made[facet] = asker.first(facet, self._forms, seed=seed)
        made = self._made[facet]
        return ((facet,), made.variant or made.form) if made else None

    def _with_others(self, facet: FacetId, open_: Iterable[FacetId]) -> Todo | None:
        asker, seed = self._scope.asker(facet), seed_text(self.seed, facet, 0)
        for form in self._several:
            others = asker.companions(facet, open_, form, seed=seed)
            if others:
                return (facet, *others), form
        return None

    def _go_on(self) -> View:
        self._asking = None
        while self._todo:
            try:
                question = self._question(*self._todo[0])
            except QuestionError:
                del self._todo[0]
                continue
            self._asking = Asking(question, self._clock.at())
            return self._seen(self._asking)
        return self._mark()

    def _seen(self, asking: Asking) -> QuestionView:
        asker = self._scope.asker(asking.question.facet)
        progress = Progress(answered=len(self._answers), total=self.total)
        return view_of(asking, asker, progress=progress, hint=False)

    def _judged(self, asking: Asking, raw: str) -> View:
        question = asking.question
        response = judging.read(self._scope.asker(question.facet), asking, raw)
        seen = self._seen(asking)
        if response.grade.outcome is Outcome.UNCLEAR:
            return AskAgainView(seen, raw.strip(), response.grade.candidates)
        self._answers.append(_marked(question, response, self._clock.at() - asking.since))
        del self._todo[0]
        self._asking = None
        told: FeedbackView = judging.told(seen, question, response, self._scope)
        return told

    def _mark(self) -> MarkView:
        """Return the mark over the whole quiz: what was not answered counts as not known."""
        right = sum(answer.score for answer in self._answers)
        return MarkView(self.seed, self.total, right, tuple(self._answers))


def _marked(question: Question, response: Response, ms: int) -> Marked:
    return Marked(
        facet=question.facet,
        form=question.form,
        stem=question.stem,
        options=question.options,
        key=question.answer,
        response=response.shown,
        score=response.grade.score,
        why=response.grade.detail,
        ms=ms,
        prompts=question.prompts,
        language=question.plan.language,
    )
