"""A question as an element of Moodle XML: what each form needs."""

import base64
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from quizkit.formats.moodle.html import image, inline, paragraphs, with_gap
from quizkit.formats.posed import Picture, Posed
from quizkit.formats.qti.told import figures
from quizkit.formats.teller import (
    FRACTIONS,
    Teller,
    id_of,
    name_of,
    spellings,
    tags_of,
    wants_case,
)
from quizkit.formats.xml_write import element
from quizkit.model import Form

_PENALTIES: Final[Mapping[int, str]] = {2: "1", 3: "0.5", 4: "0.3333333", 5: "0.25", 6: "0.2"}
"""What a wrong try costs among so many options: with the last but one nothing is left."""

_PENALTY: Final = "0.3333333"

_COUNTED: Final = "shownumcorrect"
"""Moodle tells how many are right; what else it says is its own, in each learner's language."""

_TYPED: Final = (Form.TYPED, Form.CLOZE)


def question_of(teller: Teller, posed: Posed) -> Element:
    """Return a question as Moodle imports it.

    Args:
        teller: What tells of it.
        posed: The question, of a form that Moodle has.
    """
    parts = _PARTS[posed.form](teller, posed)
    texts = tags_of(posed, target="Moodle").texts
    tags = [element("tags", *(element("tag", _text(text)) for text in texts))] if texts else []
    common = _common(teller, posed)
    return element("question", *common, *parts, *tags, type=type_of(posed))


def type_of(posed: Posed) -> str:
    """Return the name of the question type in Moodle."""
    if posed.form in _TYPED:
        return "numerical" if posed.quantity else "shortanswer"
    return {
        Form.CHOICE: "multichoice",
        Form.SELECT: "multichoice",
        Form.TRUE_FALSE: "truefalse",
        Form.ORDER: "ordering",
        Form.MATCH: "matching",
    }[posed.form]


def _common(teller: Teller, posed: Posed) -> Iterator[Element]:
    question = posed.question
    if posed.form is Form.CLOZE:
        stem = with_gap(question.stem, teller.asker.deck.words[question.plan.language].blank)
    else:
        stem = paragraphs([question.stem])
    yield element("name", _text(name_of(posed)))
    yield _html(
        "questiontext", (image(posed.picture) if posed.picture else "") + stem, posed.picture
    )
    yield _html("generalfeedback", paragraphs(teller.after(posed)))
    yield element("defaultgrade", str(posed.points))
    yield element("penalty", _PENALTIES.get(_tries(posed), _PENALTY))
    yield element("hidden", "0")
    yield element("idnumber", id_of(posed))


def _tries(posed: Posed) -> int:
    """Return among how many a choice is made, or 0 where that does not count the tries."""
    return len(posed.question.options) if posed.form in (Form.CHOICE, Form.TRUE_FALSE) else 0


def _multichoice(teller: Teller, posed: Posed) -> Iterator[Element]:
    question = posed.question
    single = posed.form is Form.CHOICE
    yield element("single", "true" if single else "false")
    yield element("shuffleanswers", "false" if teller.asker.is_sorted(question) else "true")
    yield element("answernumbering", "ABCD")
    yield element("showstandardinstruction", "0")
    if not single:
        yield element(_COUNTED)
    told = teller.replies(question)
    share = FRACTIONS[len(question.keys)]
    for number, option in enumerate(question.options):
        fraction = share if number in question.keys else "0" if single else f"-{share}"
        yield _answer(inline(option), fraction, "html", feedback=told.get(number, ""))


def _true_false(teller: Teller, posed: Posed) -> Iterator[Element]:
    told = teller.replies(posed.question)
    for number, side in enumerate(("true", "false")):
        fraction = "100" if number in posed.question.keys else "0"
        yield _answer(side, fraction, "moodle_auto_format", feedback=told.get(number, ""))


def _typed(teller: Teller, posed: Posed) -> Iterator[Element]:
    if posed.quantity:
        yield from _numerical(posed)
        return
    yield element("usecase", "1" if wants_case(teller.asker, posed) else "0")
    for text in spellings(teller.asker, posed):
        yield _answer(text.replace("*", r"\*"), "100", "moodle_auto_format")


def _numerical(posed: Posed) -> Iterator[Element]:
    quantity = posed.quantity
    assert quantity is not None  # noqa: S101  # looked at by whoever calls
    answer = _answer(figures(quantity.value), "100", "moodle_auto_format")
    answer.insert(1, element("tolerance", figures(quantity.tolerance)))
    yield answer
    if quantity.unit:
        name = element("unit_name", quantity.unit)
        yield element("units", element("unit", element("multiplier", "1"), name))
    yield element("unitgradingtype", "0")
    yield element("unitpenalty", "0.1")
    yield element("showunits", "0" if quantity.unit else "3")
    yield element("unitsleft", "0")


def _matching(_: Teller, posed: Posed) -> Iterator[Element]:
    question = posed.question
    yield element("shuffleanswers", "true")
    yield element(_COUNTED)
    for prompt, key in zip(question.prompts, question.keys, strict=True):
        yield _pair(paragraphs([prompt]), question.options[key])
    for number, option in enumerate(question.options):
        if number not in question.keys:
            yield _pair("", option)


def _ordering(_: Teller, posed: Posed) -> Iterator[Element]:
    yield element("layouttype", "VERTICAL")
    yield element("selecttype", "ALL")
    yield element("selectcount", "0")
    yield element("gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST")
    yield element("showgrading", "SHOW")
    yield element("numberingstyle", "none")
    yield element(_COUNTED)
    for place, key in enumerate(posed.question.keys, 1):
        yield _answer(inline(posed.question.options[key]), str(place), "html")


_PARTS: Final = {
    Form.CHOICE: _multichoice,
    Form.SELECT: _multichoice,
    Form.TYPED: _typed,
    Form.CLOZE: _typed,
    Form.TRUE_FALSE: _true_false,
    Form.ORDER: _ordering,
    Form.MATCH: _matching,
}


def _answer(text: str, fraction: str, format_: str, *, feedback: str = "") -> Element:
    told = [_html("feedback", paragraphs([feedback]))] if feedback else []
    return element("answer", _text(text), *told, fraction=fraction, format=format_)


def _pair(prompt: str, option: str) -> Element:
    answer = element("answer", _text(option))
    return element("subquestion", _text(prompt), answer, format="html")


def _html(tag: str, html: str, picture: Picture | None = None) -> Element:
    files = [_file(picture)] if picture else []
    return element(tag, _text(html), *files, format="html")


def _file(picture: Picture) -> Element:
    data = base64.b64encode(picture.data).decode("ascii")
    return element("file", data, name=picture.name, path="/", encoding="base64")


def _text(text: str) -> Element:
    return element("text", text)
