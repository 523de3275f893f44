"""Moodle XML: questions for Moodle's question bank."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from quizkit.formats.asloss import (
    called,
    lost,
    lost_by_all,
    once,
    without_telling_pictures,
)
from quizkit.formats.book import Written
from quizkit.formats.moodle.forms import question_of, type_of
from quizkit.formats.moodle.html import paragraphs
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.teller import (
    FRACTIONS,
    MAX_MATCHED,
    Teller,
    broken,
    by_kind,
    category,
    is_list,
    long_id,
    noun,
    tags_of,
)
from quizkit.formats.xml_write import document, element, is_writable
from quizkit.model import Deck, Form, Problem
from quizkit.questions.calm import calm

ORDER: Final[tuple[Form, ...]] = (
    Form.CHOICE,
    Form.SELECT,
    Form.TYPED,
    Form.CLOZE,
    Form.ORDER,
    Form.TRUE_FALSE,
    Form.MATCH,
)
"""The forms that Moodle can hold, best first; order since Moodle 4.4."""


def write(posing: Posing) -> Written:
    """Return a file's bytes, and what Moodle cannot hold of the questions."""
    posing = without_telling_pictures(posing, "Moodle")
    with calm():
        refused = [(each, _refusal(each)) for each in posing.questions]
        kept = tuple(each for each, why in refused if why is None)
        left_out = [why for _, why in refused if why]
        root = element("quiz", *_elements(posing._replace(questions=kept)))
        data = document(root, keep=("text",))
        losses = once((*posing.losses, *left_out, *_losses(kept), *_by_all(posing, kept)))
    return Written({"": data}, losses, len(kept), "questions")


def _elements(posing: Posing) -> Iterator[Element]:
    teller = Teller(posing.asker)
    for kind, questions in by_kind(posing.questions).items():
        yield element(
            "question",
            element("category", element("text", category(posing, kind))),
            element("info", element("text", _about(posing.asker.deck)), format="html"),
            type="category",
        )
        for posed in questions:
            yield question_of(teller, posed)


def _about(deck: Deck) -> str:
    """Return what a teacher should know of where the questions are from."""
    return paragraphs([deck.title, deck.licence] if deck.licence else [deck.title])


def _refusal(posed: Posed) -> Problem | None:
    """Return why a question cannot go out at all, or None."""
    question = posed.question
    if posed.form is Form.SELECT and len(question.keys) not in FRACTIONS:
        what = f"Moodle takes {max(FRACTIONS)} right options: {called(posed)} left out"
        return lost("QK902", posed, message=what, tip="export it in another form: --form typed")
    if posed.form is Form.MATCH and max(map(len, question.options)) > MAX_MATCHED:
        what = f"Moodle matches {MAX_MATCHED} characters at most: {called(posed)} left out"
        return lost("QK902", posed, message=what, tip="shorten the answer, or choose another form")
    return None


def _losses(questions: tuple[Posed, ...]) -> Iterator[Problem]:
    for posed in questions:
        yield from tags_of(posed, target="Moodle").losses
        yield from long_id(posed, target="Moodle")
        yield from broken(posed, target="Moodle")
        if is_list(posed.question):
            what = f"Moodle takes the list of {called(posed)} in few spellings"
            tip = "each order of its members with commas counts, and no other way to write them"
            yield lost("QK905", posed, message=what, tip=f"{tip}; --form select asks for all")
        texts = (posed.question.stem, posed.note, posed.evidence, posed.source, *posed.accepted)
        if not all(map(is_writable, (*texts, *posed.question.options, *posed.question.prompts))):
            what = f"XML cannot hold a sign in {called(posed)}: replaced"
            yield lost("QK904", posed, message=what, tip="take it out of the deck")


def _by_all(posing: Posing, questions: tuple[Posed, ...]) -> Iterator[Problem]:
    deck = posing.asker.deck
    types = [type_of(posed) for posed in questions]
    numbers = types.count("numerical")
    typed = types.count("shortanswer") + numbers
    if typed:
        what = f"Moodle compares {typed:,} typed {noun(typed, 'answer')} letter by letter"
        tip = "all usual spellings are listed, with and without accents; typing slips are wrong"
        if numbers:
            tip += "; numbers must be typed in figures, with all zeros"
        yield lost_by_all("QK908", deck, message=what, tip=tip)
    if questions:
        what = f"importing again adds {len(questions):,} {noun(len(questions))} to Moodle anew"
        tip = "import into a new category (--category NAME), or delete the old one first"
        yield lost_by_all("QK909", deck, message=what, tip=tip)
