"""Posing a question: its form, its seed, its options; hints; how it is seen."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from quizkit.errors import QuestionError
from quizkit.memory.confusions import confused
from quizkit.memory.ladder import distractors, first_letter
from quizkit.model import (
    AnyForm,
    FacetId,
    FacetState,
    Form,
    Progress,
    Question,
    QuestionView,
    RevealView,
)
from quizkit.questions import material
from quizkit.questions.ask import Asker
from quizkit.session import picture
from quizkit.session.care import shows_first
from quizkit.session.contrast import question as contrast
from quizkit.session.contrast import versus
from quizkit.session.own import in_own_form
from quizkit.session.scope import Scope, fact_of
from quizkit.session.sitting import Asking, Sitting, Wish
from quizkit.session.standing import Standing

_TYPED = frozenset({Form.TYPED, Form.CLOZE})


def seed_text(seed: str, facet: FacetId, reviews: int) -> str:
    """Return the whole text that a question's chance starts from.

    It holds the number of live reviews, so an undone or resumed question comes back identical.

    >>> seed_text("7", FacetId("d/f#r"), 2)
    '7:d/f#r:2'
    """
    return f"{seed}:{facet}:{reviews}"


def pose(
    facet: FacetId,
    standing: Standing,
    wish: Wish,
    *,
    form: AnyForm | None = None,
    seed: str = "",
    rival: FacetId | None = None,
) -> Question:
    """Return a facet's question as it is asked now.

    Args:
        facet: What to ask.
        standing: Where the learner stands.
        wish: The wish of the sitting.
        form: A form that it had before an undo or a restart, if it can still be had.
        seed: The seed text it had then; by default that of the next answer.
        rival: The facet that it is set against, or None.

    Raises:
        QuestionError: If the facet cannot be asked.
    """
    state, rung = standing.state(facet), standing.rung(facet)
    own_seed = seed_text(wish.seed, facet, state.reviews)
    if rival is not None:
        text = seed or versus(own_seed, rival)
        found = contrast(facet, rival, standing, seed=text, avoid=state.stem)
        if found:
            return found
        seed = ""
    chosen = standing.wished(facet, form or wish.form)
    if chosen is None:
        raise QuestionError(f"{facet} can be asked in no form that exists", facet)
    if isinstance(chosen, str):
        own_seed = in_own_form(own_seed, chosen)
    return standing.scope.asker(facet).question(
        facet,
        chosen,
        seed=seed or own_seed,
        wish=material.Wish(
            avoid_stem=state.stem,
            close=standing.closeness(facet),
            confused=confused(standing.memory.confusions, facet) if rung else {},
            lures=distractors(rung),
        ),
    )


def posed_together(
    facets: Sequence[FacetId], standing: Standing, wish: Wish, *, form: Form, seed: str = ""
) -> Question | None:
    """Return several facets as one question, or None if they cannot be asked so any more.

    Args:
        facets: What to ask; the question is named after the first.
        standing: Where the learner stands.
        wish: The wish of the sitting.
        form: MATCH or ORDER.
        seed: The seed text that it had before; by default that of the first facet's next answer.
    """
    reviews = standing.state(facets[0]).reviews
    seed = seed or seed_text(wish.seed, facets[0], reviews)
    if not all(facet in standing.scope for facet in facets):
        return None
    try:
        return standing.scope.asker(facets[0]).together(facets, form, seed=seed)
    except QuestionError:
        return None


def shown(question: Question, standing: Standing, *, since: int, why: str) -> Asking:
    """Return a question as it comes to the screen: on one rung with its first letter.

    What never was learned comes once with the fact itself before the question.
    """
    facet = question.facet
    given = first_letter(question.form, standing.rung(facet)) and bool(question.hint)
    hint, before = question.hint if given else "", ""
    if not question.facets and shows_first(standing, facet):
        asker, language = standing.scope.asker(facet), question.plan.language
        before = asker.statement(fact_of(facet), language=language) or question.answer
    return Asking(question, since, why=why, hint=hint, letters=int(given), before=before)


def may_hint(asking: Asking) -> bool:
    """Return whether another hint can be had: one, and two options must stay."""
    question = asking.question
    if asking.hints or asking.letters:
        return False
    if question.form is Form.CHOICE:
        return len(question.options) > 2
    return question.form in _TYPED and bool(question.hint)


def hinted(asking: Asking) -> Asking:
    """Return the question with a wrong option taken away, or with its first letter shown."""
    question = asking.question
    if question.form is not Form.CHOICE:
        return replace(asking, hints=asking.hints + 1, hint=question.hint)
    wrong = [index for index in range(len(question.options)) if index not in question.keys]
    gone = wrong[int(Random(f"{question.seed}:hint").random() * len(wrong))]
    return replace(asking, hints=asking.hints + 1, gone=asking.gone | {gone})


def question_view(asking: Asking, sitting: Sitting, scope: Scope) -> QuestionView:
    """Return how a question is seen before its answer."""
    return view_of(
        asking,
        scope.asker(asking.question.facet),
        progress=progress(sitting),
        hint=may_hint(asking),
    )


def view_of(asking: Asking, asker: Asker, *, progress: Progress, hint: bool) -> QuestionView:
    """Return how a question is seen: nothing in it tells the key."""
    question = asking.question
    return QuestionView(
        facet=question.facet,
        form=question.form,
        deck=asker.deck.title,
        stem=question.stem,
        options=question.options,
        gone=asking.gone,
        several=question.form is Form.SELECT,
        hint=asking.hint,
        may_hint=hint,
        progress=progress,
        why=asking.why,
        prompts=question.prompts,
        before=asking.before,
        language=question.plan.language,
        instead=question.plan.language != asker.planner.language,
        image=picture.before(question, asker),
    )


def progress(sitting: Sitting) -> Progress:
    """Return how far a sitting has come."""
    return Progress(
        answered=len(sitting.queue.asked),
        spent_ms=sitting.spent_ms,
        box_ms=sitting.box_ms,
    )


def reveal_view(asking: Asking, sitting: Sitting, scope: Scope) -> RevealView:
    """Return a flip question with its answer."""
    facet = asking.question.facet
    asker = scope.asker(facet)
    return RevealView(
        question=question_view(asking, sitting, scope),
        key=asking.question.answer,
        lines=(),
        source=asker.source_line(fact_of(facet)),
        note=scope.row(facet).note,
        image=picture.after(asking.question, asker),
    )


def is_changed(state: FacetState, key: str) -> bool:
    """Return whether the right answer is another than at the last review."""
    return bool(state.key) and state.key != key
