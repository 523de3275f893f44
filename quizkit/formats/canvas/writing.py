"""Canvas: a quiz as a package of QTI 1.2, in the form that Canvas imports."""

from collections.abc import Iterator
from typing import Final

from quizkit.formats.asloss import called, lost, lost_by_all, without_telling_pictures
from quizkit.formats.book import Written
from quizkit.formats.canvas.package import Quiz, assessment, manifest, settings
from quizkit.formats.canvas.questions import PLACES, is_kept, is_numerical, item_of
from quizkit.formats.posed import Posed, Posing, plain_name
from quizkit.formats.qti.losses import TYPED, counted, lost_of, to_the_letter
from quizkit.formats.qti.told import pictures
from quizkit.formats.strangers.archive import packed
from quizkit.formats.teller import Teller, wants_case
from quizkit.model import Form, Problem
from quizkit.questions.ask import Asker
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
    posing = without_telling_pictures(posing, "Canvas")
    with calm():
        quiz = _quiz(posing)
        teller = Teller(posing.asker)
        items = [item_of(each, teller) for each in posing.questions]
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
        yield from _lost_of(each, posing.asker)
    yield from _lost_by_all(posing)


def _lost_of(posed: Posed, asker: Asker) -> Iterator[Problem]:
    yield from lost_of(posed, "Canvas")
    if posed.form in TYPED and wants_case(asker, posed):
        what = f"Canvas takes small letters for capitals in {called(posed)}"
        tip = "its role is `strict: case`; as a choice the question is marked as quizkit does"
        yield lost("QK908", posed, message=what, tip=tip)
    if posed.form is Form.TYPED and posed.quantity and not is_kept(posed.quantity):
        what = f"Canvas takes {called(posed)} as a text, not as a number"
        tip = f"of numbers it keeps {PLACES} digits behind the point"
        yield lost("QK905", posed, message=what, tip=tip)


def _lost_by_all(posing: Posing) -> Iterator[Problem]:
    deck, count = posing.asker.deck, len(posing.questions)
    tagged = sum(bool(each.tags) for each in posing.questions)
    if tagged:
        what = f"Canvas keeps no tags: {counted(tagged)} without theirs"
        tip = "export the tags one by one: --tag NAME --category NAME"
        yield lost_by_all("QK905", deck, message=what, tip=tip)
    yield from to_the_letter(posing, "Canvas", numbers=sum(map(is_numerical, posing.questions)))
    if count:
        what = f"importing again may double {counted(count)} in Canvas"
        tip = "import into a new quiz, or delete the old one: not every Canvas replaces it"
        yield lost_by_all("QK909", deck, message=what, tip=tip)
