"""One question as an item of QTI 1.2, in the form that Canvas reads."""

from collections.abc import Iterable
from decimal import Decimal
from html import escape
from typing import Final
from urllib.parse import quote
from xml.etree.ElementTree import Element

from quizkit.formats.posed import Posed, Quantity
from quizkit.formats.qti.told import figures, picture_path
from quizkit.formats.teller import Teller, spellings
from quizkit.formats.xml_write import element
from quizkit.model import Form

PLACES: Final = 4
"""Digits behind the point that Canvas keeps of a number."""

_BASE: Final = "%24IMS-CC-FILEBASE%24/"
"""Stands in addresses for the folder of the package."""

_WHOLE: Final = 100
"""What a right answer scores, in percent."""

_TYPES: Final = {
    Form.CHOICE: "multiple_choice",
    Form.TRUE_FALSE: "true_false",
    Form.SELECT: "multiple_answers",
    Form.MATCH: "matching",
    Form.TYPED: "short_answer",
    Form.CLOZE: "short_answer",
}

_FEEDBACK: Final = "general_fb"
_RESPONSE: Final = "response1"


def is_numerical(posed: Posed) -> bool:
    """Return whether a question is asked as a number that Canvas keeps exactly."""
    found = posed.quantity
    return posed.form is Form.TYPED and found is not None and is_kept(found)


def is_kept(quantity: Quantity) -> bool:
    """Return whether Canvas keeps a number and what it allows, digit by digit.

    >>> is_kept(Quantity(Decimal("2.5"), Decimal("0.05")))
    True
    >>> is_kept(Quantity(Decimal("0.00005"), Decimal(0)))
    False
    """
    return all(each == round(each, PLACES) for each in (quantity.value, quantity.tolerance))


def html_of(text: str) -> str:
    r"""Return a plain text as a paragraph of HTML.

    >>> html_of("a < b\nc")
    '<p>a &lt; b<br />c</p>'
    """
    return f"<p>{escape(text, quote=False).replace(chr(10), '<br />')}</p>"


def item_of(posed: Posed, teller: Teller) -> Element:
    """Return a question as an item.

    Args:
        posed: The question.
        teller: What tells what stands behind it.
    """
    asker = teller.asker
    type_ = "numerical" if is_numerical(posed) else _TYPES[posed.form]
    accepted = () if posed.question.options else spellings(asker, posed)
    feedback = teller.after(posed)
    blank = asker.deck.words[posed.question.plan.language].blank
    parts = [
        _metadata(posed, f"{type_}_question", answers=len(posed.question.options or accepted)),
        element("presentation", _material(_asked(posed, blank)), *_responses(posed)),
        _processing(posed, accepted, has_feedback=bool(feedback)),
    ]
    if feedback:
        flow = element("flow_mat", _material("\n".join(map(html_of, feedback))))
        parts.append(element("itemfeedback", flow, ident=_FEEDBACK))
    return element("item", *parts, ident=posed.name, title=posed.id)


def field(label: str, entry: str) -> Element:
    """Return a field of metadata."""
    inside = (element("fieldlabel", label), element("fieldentry", entry))
    return element("qtimetadatafield", *inside)


def _metadata(posed: Posed, type_: str, *, answers: int) -> Element:
    fields = (
        field("question_type", type_),
        field("points_possible", str(posed.points)),
        field("original_answer_ids", ",".join(_answer_ids(posed, answers))),
        field("assessment_question_identifierref", f"{posed.name}_ref"),
    )
    return element("itemmetadata", element("qtimetadata", *fields))


def _answer_ids(posed: Posed, count: int) -> list[str]:
    if is_numerical(posed):
        return [f"{posed.name}_n"]
    return [_option(posed, number) for number in range(count)]


def _option(posed: Posed, number: int) -> str:
    return f"{posed.name}_{number + 1}"


def _material(html: str) -> Element:
    return element("material", element("mattext", html, texttype="text/html"))


def _plain(text: str) -> Element:
    return element("material", element("mattext", text, texttype="text/plain"))


def _asked(posed: Posed, blank: str) -> str:
    """Return the question as HTML, with its picture and the unit wanted."""
    lines = [html_of(posed.question.stem)]
    if posed.picture:
        address = escape(_BASE + quote(picture_path(posed.picture)))
        alt = escape(posed.picture.alt)
        lines.append(f'<p><img alt="{alt}" src="{address}" /></p>')
    if is_numerical(posed) and posed.quantity and posed.quantity.unit:
        lines.append(html_of(f"{blank} {posed.quantity.unit}"))
    return "\n".join(lines)


def _responses(posed: Posed) -> list[Element]:
    if posed.form is Form.MATCH:
        return [_prompt(posed, number) for number in range(len(posed.question.prompts))]
    if posed.question.options:
        shown = enumerate(posed.question.options)
        labels = (_label(posed, number, _material(html_of(text))) for number, text in shown)
        choice = element("render_choice", *labels)
        several = "Multiple" if posed.form is Form.SELECT else "Single"
        return [element("response_lid", choice, ident=_RESPONSE, rcardinality=several)]
    if is_numerical(posed):
        gap = element("render_fib", element("response_label", ident="answer1"), fibtype="Decimal")
    else:
        gap = element("render_fib", element("response_label", ident="answer1", rshuffle="No"))
    return [element("response_str", gap, ident=_RESPONSE, rcardinality="Single")]


def _prompt(posed: Posed, number: int) -> Element:
    """Return a sentence of a match, with every option: a drop-down list of plain texts."""
    shown = enumerate(posed.question.options)
    labels = (_label(posed, at, _plain(text)) for at, text in shown)
    prompt = _plain(posed.question.prompts[number])
    return element("response_lid", prompt, element("render_choice", *labels), ident=_row(number))


def _row(number: int) -> str:
    return f"response_{number + 1}"


def _label(posed: Posed, number: int, material: Element) -> Element:
    return element("response_label", material, ident=_option(posed, number))


def _processing(posed: Posed, accepted: Iterable[str], *, has_feedback: bool) -> Element:
    score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    rules = [element("outcomes", element("decvar", **score))]
    if has_feedback:
        always = element("conditionvar", element("other"))
        shown = element("displayfeedback", feedbacktype="Response", linkrefid=_FEEDBACK)
        rules.append(element("respcondition", always, shown, **{"continue": "Yes"}))
    if posed.form is Form.MATCH:
        rules += _pairs(posed)
    else:
        condition = element("conditionvar", *_right(posed, accepted))
        full = element("setvar", str(_WHOLE), action="Set", varname="SCORE")
        rules.append(element("respcondition", condition, full, **{"continue": "No"}))
    return element("resprocessing", *rules)


def _pairs(posed: Posed) -> list[Element]:
    share = f"{_WHOLE / len(posed.question.keys):.2f}"
    rules = []
    for number, key in enumerate(posed.question.keys):
        condition = element("conditionvar", _equal(_option(posed, key), _row(number)))
        part = element("setvar", share, action="Add", varname="SCORE")
        rules.append(element("respcondition", condition, part))
    return rules


def _equal(text: str, row: str = _RESPONSE) -> Element:
    return element("varequal", text, respident=row)


def _right(posed: Posed, accepted: Iterable[str]) -> list[Element]:
    """Return the condition under which an answer is right."""
    keys = posed.question.keys
    if posed.form is Form.SELECT:
        marks = []
        for number in range(len(posed.question.options)):
            mark = _equal(_option(posed, number))
            marks.append(mark if number in keys else element("not", mark))
        return [element("and", *marks)]
    if posed.question.options:
        return [_equal(_option(posed, keys[0]))]
    if posed.quantity and is_numerical(posed):
        return [_within(posed.quantity.value, posed.quantity.tolerance)]
    return [_equal(text) for text in accepted]


def _within(value: Decimal, tolerance: Decimal) -> Element:
    least = element("vargte", figures(value - tolerance), respident=_RESPONSE)
    most = element("varlte", figures(value + tolerance), respident=_RESPONSE)
    return element("or", _equal(figures(value)), element("and", least, most))
