"""Canvas: a quiz as a package of QTI 1.2, in the form that Canvas imports."""

from collections.abc import Iterator
from typing import Final

from quizkit.formats.archive import packed
from quizkit.formats.asloss import called, lost, lost_by_all
from quizkit.formats.book import Written
from quizkit.formats.canvas_items import PLACES, is_kept, is_numerical, item_of
from quizkit.formats.canvas_package import Quiz, assessment, manifest, settings
from quizkit.formats.posed import Posed, Posing, plain_name
from quizkit.formats.qti_told import pictures
from quizkit.model import Form, Many, Problem
from quizkit.questions.calm import calm

ORDER: Final[tuple[Form, ...]] = (
    Form.CHOICE,
    Form.SELECT,
    Form.TYPED,
    Form.CLOZE,
    Form.TRUE_FALSE,
    Form.MATCH,
)
"""The forms that Canvas can hold, best first."""


def write(posing: Posing) -> Written:
    """Return a package's bytes, and what Canvas cannot hold of the questions."""
    with calm():
        quiz = _quiz(posing)
        words = posing.asker.deck.words
        items = [
            item_of(each, blank=words[each.question.plan.language].blank)
            for each in posing.questions
        ]
        shown = pictures(posing.questions)
        files = {
            "imsmanifest.xml": manifest(quiz, shown),
            f"{quiz.name}/{quiz.name}.xml": assessment(quiz, items),
            f"{quiz.name}/assessment_meta.xml": settings(quiz),
            **shown,
        }
        losses = (*posing.losses, *_losses(posing))
    return Written({"": packed(files)}, losses, len(posing.questions), "questions")


def _quiz(posing: Posing) -> Quiz:
    deck = posing.asker.deck
    name = plain_name(f"{deck.id}/{posing.category}" if posing.category else deck.id)
    points = sum(each.points for each in posing.questions)
    return Quiz(name, posing.category or deck.title, points, deck.licence, posing.at)


def _losses(posing: Posing) -> Iterator[Problem]:
    for each in posing.questions:
        yield from _lost_of(each)
    yield from _lost_by_all(posing)


def _lost_of(posed: Posed) -> Iterator[Problem]:
    question = posed.question
    if posed.form in (Form.TYPED, Form.CLOZE):
        if question.plan.many is Many.ALL and len(question.plan.accepted) > 1:
            what = f"Canvas takes only one spelling of {called(posed)}"
            tip = "its answers count in the order shown only; --form select asks for them all"
            yield lost("QK905", posed, message=what, tip=tip)
        elif posed.form is Form.TYPED and posed.quantity and not is_kept(posed.quantity):
            what = f"Canvas takes {called(posed)} as a text, not as a number"
            tip = f"of numbers it keeps {PLACES} digits behind the point"
            yield lost("QK905", posed, message=what, tip=tip)


def _lost_by_all(posing: Posing) -> Iterator[Problem]:
    deck = posing.asker.deck
    tagged = sum(bool(each.tags) for each in posing.questions)
    typed = [each for each in posing.questions if each.form in (Form.TYPED, Form.CLOZE)]
    numbers = sum(map(is_numerical, typed))
    if tagged:
        what = f"Canvas keeps no tags: {tagged:,} {_noun(tagged)} without theirs"
        tip = "export the tags one by one: --tag NAME --category NAME"
        yield lost_by_all("QK905", deck, message=what, tip=tip)
    if typed:
        what = f"Canvas compares {len(typed):,} typed {_noun(len(typed))} to the letter"
        tip = "spellings that quizkit takes for right are listed, typing slips and capitals aside"
        if numbers:
            tip += "; numbers are typed in figures, without unit"
        yield lost_by_all("QK908", deck, message=what, tip=tip)
    if posing.questions:
        count = len(posing.questions)
        what = f"importing again may double {count:,} {_noun(count)} in Canvas"
        tip = "import into a new quiz, or delete the old one: not every Canvas replaces it"
        yield lost_by_all("QK909", deck, message=what, tip=tip)


def _noun(count: int) -> str:
    return "question" if count == 1 else "questions"
