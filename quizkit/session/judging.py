"""What an answer means: the body of its event, a changed rating, what is told about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from quizkit.errors import ResponseError
from quizkit.memory.rating import Answer, rate
from quizkit.memory.reviews import MILLION as FULL
from quizkit.memory.reviews import characters, wrong_answer
from quizkit.model import (
    FeedbackView,
    Form,
    Grade,
    Memory,
    Outcome,
    Question,
    QuestionView,
    Rating,
)
from quizkit.questions.ask import Asker
from quizkit.session import picture, several
from quizkit.session.asking import is_changed, question_view
from quizkit.session.care import advice
from quizkit.session.own import rival
from quizkit.session.queue import Asked
from quizkit.session.scope import Scope, fact_of
from quizkit.session.sitting import Asking, Judged, Response, Sitting
from quizkit.session.standing import Standing

_MAX_MS: Final = 3_600_000
_CHANGED: Final = "The answer has changed since you last met it."
_PUT_OFF: Final = "Enough for today: it comes back tomorrow."
_PASS: Final = frozenset({Outcome.RIGHT, Outcome.SLIP})


def read(asker: Asker, asking: Asking, raw: str) -> Response:
    """Return what a raw response is: an answer judged, or giving up.

    An empty response is "I don't know"; so is "0" where there are options.

    Raises:
        ResponseError: If it is not of the form's shape, names an option that a hint took away, or
            holds half a character.
    """
    question = asking.question
    raw = raw.strip()
    if any("\ud800" <= char <= "\udfff" for char in raw):
        message = "The response holds half a character; give it again"
        raise ResponseError(message, question.form.value, raw)
    if not raw or (raw == "0" and question.options):
        return several.gave_up(question)
    grade = asker.grade(question, raw)
    if not question.options:
        return Response(grade, raw, (), raw[:500])
    chosen = asker.chosen(question, raw)
    if asking.gone.intersection(chosen):
        message = "The hint took that option away; choose another"
        raise ResponseError(message, question.form.value, raw)
    parts = tuple(several.responses(asker, question, chosen, raw))
    return Response(grade, several.shown_options(question, chosen), chosen, list(chosen), parts)


def self_rated(rating: Rating) -> Response:
    """Return the response to a flip question: the learner's own rating."""
    known = rating > Rating.AGAIN
    grade = Grade(Outcome.RIGHT if known else Outcome.WRONG, float(known))
    return Response(grade, "", (), "")


def judged(
    asking: Asking, response: Response, sitting: Sitting, standing: Standing, *, ms: int
) -> Judged:
    """Return a graded answer with the bodies of its events: one for each facet asked.

    Args:
        asking: The question as it was asked.
        response: The answer.
        sitting: The sitting.
        standing: Where the learner stood before it.
        ms: Time taken [ms]; several facets share it evenly.
    """
    asker = standing.scope.asker(asking.question.facet)
    parts = several.parts(asking, asker)
    answers = []
    for part, given in zip(parts, response.parts or (response,), strict=True):
        facet = part.question.facet
        body = review_body(part, given, sitting, key=asker.key(facet), ms=ms // len(parts))
        answers.append(Judged(part, given, body, body, standing.state(facet)))
    return several.summed_up(asking, response, answers)


def review_body(
    asking: Asking, response: Response, sitting: Sitting, *, key: str, ms: int
) -> dict[str, Any]:
    """Return the body of the `review` event that holds an answer.

    Args:
        asking: The question as it was asked.
        response: The answer.
        sitting: The sitting.
        key: Fingerprint of the right answer.
        ms: Time taken [ms]; capped at an hour.
    """
    question = asking.question
    taken = max(0, min(ms, _MAX_MS))
    return {
        "sitting": sitting.id,
        "facet": question.facet,
        "form": question.form.value,
        "seed": question.seed,
        "stem": question.stem,
        "options": list(question.options),
        "response": response.stored,
        "score": round(response.grade.score * FULL),
        "rating": int(rated(asking, response, sitting.memory, ms=taken)),
        "override": None,
        "ms": taken,
        "hints": asking.hints + asking.letters,
        "key": key,
    }


def rated(asking: Asking, response: Response, memory: Memory, *, ms: int) -> Rating:
    """Return quizkit's own rating of an answer."""
    question = asking.question
    answer = Answer(
        response.grade.score,
        question.form,
        ms,
        shown=characters(question.stem, question.options),
        typed=0 if question.options else len(response.shown),
        hints=asking.hints,
    )
    return rate(answer, memory.speeds.get(question.form.value, ()))


def rerated(judged: Judged, rating: Rating) -> dict[str, Any]:
    """Return the review's body with the learner's own rating.

    The score goes with it: where the learner says Again of an answer that was right, or anything
    else of one that was wrong, it is turned round.
    """
    first = judged.first
    passed = first["score"] * 2 >= FULL
    wanted = rating > Rating.AGAIN
    score = first["score"] if passed == wanted else FULL * wanted
    kept = judged.body["override"] == "grade" and wanted
    if kept:
        score = judged.body["score"]
    own: str | None = "grade" if kept else "rating"
    if rating == first["rating"] and score == first["score"]:
        own = None
    return {**first, "score": score, "rating": int(rating), "override": own}


def overruled(judged: Judged) -> dict[str, Any]:
    """Return the review's body after "I was right"."""
    rating = Rating.HARD if judged.asking.hints else Rating.GOOD
    return {**judged.first, "score": FULL, "rating": int(rating), "override": "grade"}


def all_rerated(judged: Judged, rating: Rating) -> list[dict[str, Any]]:
    """Return the bodies of the answer's reviews with the learner's own rating."""
    return several.rerated(judged, rating, rerated)


def all_overruled(judged: Judged) -> list[dict[str, Any]]:
    """Return the bodies of the answer's reviews after "I was right"."""
    return [overruled(part) if may_override(part) else dict(part.body) for part in judged.each]


def may_override(judged: Judged) -> bool:
    """Return whether "I was right" can be said: of a response that was not wholly right."""
    if judged.parts:
        return any(map(may_override, judged.parts))
    wrong = judged.body["score"] < FULL
    return wrong and judged.asking.question.form is not Form.FLIP and bool(judged.response.shown)


def held(judged: Judged) -> frozenset[Rating]:
    """Return the ratings that would turn a wrong answer into a right one, so must be meant."""
    is_wrong = judged.body["score"] * 2 < FULL and judged.asking.question.form is not Form.FLIP
    return frozenset(Rating) - {Rating.AGAIN} if is_wrong else frozenset()


def asked(judged: Judged, scope: Scope) -> Asked:
    """Return an answer as the queue keeps it."""
    body, question = judged.body, judged.asking.question
    grade = judged.response.grade
    mixed = None
    if grade.given is not None and wrong_answer(body):
        mixed = (question.answer, scope.text(question.facet, grade.given))
    return Asked(
        facet=question.facet,
        rating=Rating(body["rating"]),
        score=body["score"] / FULL,
        slip=grade.outcome is Outcome.SLIP,
        stem=question.stem,
        mixed=mixed,
        saved=judged.saved,
        rival=rival(question.facet, question.seed),
    )


def feedback(judged: Judged, sitting: Sitting, standing: Standing) -> FeedbackView:
    """Return what is told about a saved answer.

    Args:
        judged: The answer with the ids of its events.
        sitting: The sitting.
        standing: Where the learner stands after the answer.
    """
    scope, asking, body = standing.scope, judged.asking, judged.body
    facet = asking.question.facet
    view = question_view(asking, sitting, scope)
    plain = told(view, asking.question, judged.response, scope)
    is_new = any(is_changed(part.before, part.body["key"]) for part in judged.each)
    changed = (_CHANGED,) if is_new else ()
    return replace(
        plain,
        lines=(*_lines(judged, plain), *changed),
        outcome=_outcome(judged),
        score=body["score"] / FULL,
        rating=Rating(body["rating"]),
        forecasts=()
        if judged.parts
        else tuple(standing.forecast(judged.before, rerated(judged, rating)) for rating in Rating),
        may_override=may_override(judged),
        override=body["override"],
        held=held(judged),
        siblings=scope.siblings(facet),
        saved=judged.saved,
        parts=several.saved_views(plain.parts, judged),
        advice=_joined((_advice(judged, standing), _put_off(judged, sitting, scope)), " "),
    )


def _advice(judged: Judged, standing: Standing) -> str:
    """Return what is said of a facet that a lapse of another day has shown to fail too often."""
    lapsed = (
        part.asking.question.facet
        for part in judged.each
        if part.body["score"] * 2 < FULL and part.before.day not in (None, standing.day)
    )
    said = (advice(standing.finding(facet)) for facet in lapsed)
    return next(filter(None, said), "")


def _put_off(judged: Judged, sitting: Sitting, scope: Scope) -> str:
    """Return what is said of an answer after which its facet is put off, or ""."""
    wrong = [part for part in judged.each if part.body["rating"] == Rating.AGAIN]
    before = (a for a in sitting.queue.asked if set(judged.saved).isdisjoint(a.saved))
    told = replace(sitting.queue, asked=(*before, *(asked(part, scope) for part in wrong)))
    off = told.put_off
    return _PUT_OFF if any(part.asking.question.facet in off for part in wrong) else ""


def _lines(judged: Judged, plain: FeedbackView) -> tuple[str, ...]:
    """Return what is told about the response; of one that the learner overruled, only the fact."""
    if judged.body["score"] == FULL > judged.first["score"] and plain.statement:
        return (plain.statement,)
    return plain.lines


def told(view: QuestionView, question: Question, response: Response, scope: Scope) -> FeedbackView:
    """Return what is told about any answer, saved or not."""
    grade, shown = response.grade, response.shown
    asker = scope.asker(question.facet)
    facts = [fact_of(facet) for facet in question.facets or (question.facet,)]
    notes = [scope.row(facet).note for facet in question.facets or (question.facet,)]
    language = question.plan.language
    return FeedbackView(
        question=view,
        response=shown,
        chosen=response.chosen,
        outcome=grade.outcome,
        score=grade.score,
        key=question.answer,
        keys=question.keys,
        lines=tuple(map(sentence, _reasons(asker, question, grade, shown))),
        statement=_joined(
            (
                asker.statement(fact_of(facet), language=language, role=facet.rpartition("#")[2])
                for facet in question.facets or (question.facet,)
            ),
            " ",
        ),
        source=_joined(map(asker.source_line, facts), "; "),
        note=_joined(notes, " "),
        parts=several.part_views(asker, question, response),
        image=picture.after(question, asker),
    )


def _joined(texts: Iterable[str], mark: str) -> str:
    """Return texts as one, without blank ones and without repeating any."""
    return mark.join(dict.fromkeys(text for text in texts if text))


def _reasons(asker: Asker, question: Question, grade: Grade, shown: str) -> list[str]:
    reasons = [grade.detail] if grade.detail else []
    if grade.outcome not in _PASS and shown and grade.given is not None:
        contrast = asker.contrast(question, grade.given)
        reasons += [contrast] if contrast else []
    return reasons


def _outcome(judged: Judged) -> Outcome:
    score = judged.body["score"]
    if score == judged.first["score"]:
        return judged.response.grade.outcome
    if judged.parts and 0 < score < FULL:
        return Outcome.PARTLY
    return Outcome.RIGHT if score * 2 >= FULL else Outcome.WRONG


def sentence(text: str) -> str:
    """Return a text as a sentence: a capital first, a mark last.

    >>> sentence('you wrote "Kery", it is "Kerry"')
    'You wrote "Kery", it is "Kerry".'
    """
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def bodies_change(judged: Judged, bodies: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a changed rating changes anything, of any facet asked."""
    names = ("rating", "score", "override")
    pairs = zip(judged.each, bodies, strict=True)
    return any(part.body[name] != body[name] for part, body in pairs for name in names)
