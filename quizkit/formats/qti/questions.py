"""One question as an item of QTI 2.1."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Final
from xml.etree.ElementTree import Element

from quizkit.formats.posed import Posed, Quantity
from quizkit.formats.qti.gap import around_gap
from quizkit.formats.qti.told import figures, picture_path
from quizkit.formats.teller import Teller, spellings, wants_case
from quizkit.formats.xml_write import element
from quizkit.model import Deck, Form
from quizkit.questions.ask import Asker

SPACE: Final = "http://www.imsglobal.org/xsd/imsqti_v2p1"
SCHEMA: Final = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1p2.xsd"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
TEMPLATES: Final = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
"""What a document of QTI 2.1 names."""

LENGTH: Final = 30
"""Letters that every field for an answer is wide: its width must not tell how long that is."""

_ANSWER: Final = "RESPONSE"
_SCORE: Final = "SCORE"
_FEEDBACK: Final = "FEEDBACK"
_TOLD: Final = "EXPLANATION"
_SHARE: Final = Decimal("0.000001")


def head(space: str = SPACE, schema: str = SCHEMA) -> dict[str, str]:
    """Return the attributes with which a document begins."""
    return {"xmlns": space, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{space} {schema}"}


def item_of(posed: Posed, teller: Teller) -> Element:
    """Return a question as an item.

    Args:
        posed: The question.
        teller: What tells what stands behind it.
    """
    asker = teller.asker
    feedback = teller.after(posed)
    return element(
        "assessmentItem",
        _response(posed, asker),
        score_outcome(),
        *([_feedback_outcome()] if feedback else []),
        element("itemBody", *_picture(posed), *_body(posed, asker.deck)),
        _processing(posed),
        *([_feedback(feedback)] if feedback else []),
        **head(),
        identifier=posed.name,
        title=posed.id,
        adaptive="false",
        timeDependent="false",
        **{"xml:lang": posed.question.plan.language},
        toolName="quizkit",
    )


def interaction(posed: Posed) -> str:
    """Return the name of the interaction that asks a question."""
    match posed.form:
        case Form.MATCH:
            return "matchInteraction"
        case Form.ORDER:
            return "orderInteraction"
        case Form.TYPED | Form.CLOZE:
            return "textEntryInteraction"
        case _:
            return "choiceInteraction"


def asks_number(posed: Posed) -> bool:
    """Return whether the answer is typed as a number in figures."""
    return posed.form is Form.TYPED and posed.quantity is not None


def score_outcome() -> Element:
    """Return the declaration of a score that begins at 0."""
    return _outcome(_SCORE, "float", "0")


def option_name(number: int) -> str:
    """Return the name of an option by its place, from 0: A, B, C.

    >>> option_name(0), option_name(25), option_name(26)
    ('A', 'Z', 'O27')
    """
    return chr(ord("A") + number) if number < 26 else f"O{number + 1}"


def _prompt_name(number: int) -> str:
    return f"P{number + 1}"


def _outcome(name: str, type_: str, default: str) -> Element:
    value = element("defaultValue", element("value", default))
    return element(
        "outcomeDeclaration", value, identifier=name, cardinality="single", baseType=type_
    )


def _feedback_outcome() -> Element:
    """Return what shows the explanation after every answer: its value never changes."""
    return _outcome(_FEEDBACK, "identifier", _TOLD)


def _response(posed: Posed, asker: Asker) -> Element:
    """Return the declaration of the answer: what is right, and what else counts."""
    keys = posed.question.keys
    match posed.form:
        case Form.MATCH:
            pairs = [f"{_prompt_name(n)} {option_name(key)}" for n, key in enumerate(keys)]
            marks = _mapping((pair, _share(len(pairs))) for pair in pairs)
            return _declared("multiple", "directedPair", pairs, marks)
        case Form.SELECT:
            names = [option_name(key) for key in keys]
            return _declared("multiple", "identifier", names, _mapping(_marks(posed)))
        case Form.ORDER:
            return _declared("ordered", "identifier", [option_name(key) for key in keys])
        case Form.TYPED | Form.CLOZE:
            if posed.quantity and asks_number(posed):
                return _declared("single", "float", [figures(posed.quantity.value)])
            texts = spellings(asker, posed)
            case = "true" if wants_case(asker, posed) else "false"
            return _declared("single", "string", texts[:1], _spelt(texts, case))
        case _:
            return _declared("single", "identifier", [option_name(keys[0])])


def _declared(many: str, type_: str, right: Iterable[str], *mapping: Element) -> Element:
    correct = element("correctResponse", *(element("value", each) for each in right))
    return element(
        "responseDeclaration",
        correct,
        *mapping,
        identifier=_ANSWER,
        cardinality=many,
        baseType=type_,
    )


def _mapping(marks: Iterable[tuple[str, Decimal]]) -> Element:
    """Return what each part of an answer scores; together never under 0 or over 1."""
    entries = (element("mapEntry", mapKey=key, mappedValue=str(mark)) for key, mark in marks)
    return element("mapping", *entries, lowerBound="0", upperBound="1", defaultValue="0")


def _spelt(texts: Iterable[str], case: str) -> Element:
    """Return every text that is right."""
    marks = {"mappedValue": "1", "caseSensitive": case}
    entries = (element("mapEntry", mapKey=text, **marks) for text in texts)
    return element("mapping", *entries, defaultValue="0")


def _marks(posed: Posed) -> Iterator[tuple[str, Decimal]]:
    """Yield what each option scores: as quizkit does, a wrong one takes a right one away."""
    share = _share(len(posed.question.keys))
    for number in range(len(posed.question.options)):
        yield option_name(number), share if number in posed.question.keys else -share


def _share(count: int) -> Decimal:
    """Return the share of one of several, rounded up, so that all of them are never under 1.

    >>> _share(3) * 3 >= 1, _share(4)
    (True, Decimal('0.25'))
    """
    return (Decimal(1) / count).quantize(_SHARE, ROUND_CEILING).normalize()


def _lines(text: str) -> list[Element | str]:
    """Return a text with its line breaks as elements."""
    first, *others = text.split("\n")
    found: list[Element | str] = [first]
    for line in others:
        found += [element("br"), line]
    return found


def _picture(posed: Posed) -> list[Element]:
    if not posed.picture:
        return []
    address, alt = f"../{picture_path(posed.picture)}", posed.picture.alt
    size = {"width": str(posed.picture.width), "height": str(posed.picture.height)}
    return [element("p", element("img", src=address, alt=alt, **size))]


def _body(posed: Posed, deck: Deck) -> list[Element]:
    match posed.form:
        case Form.MATCH:
            return [_matched(posed)]
        case Form.ORDER:
            return [_asked("orderInteraction", posed, orientation="vertical")]
        case Form.CLOZE:
            before, behind = around_gap(posed.question, deck)
            return [element("p", *_lines(before), _entry(), *_lines(behind))]
        case Form.TYPED:
            unit = posed.quantity.unit if posed.quantity and asks_number(posed) else ""
            answer = element("p", _entry(), f" {unit}" if unit else "")
            return [element("p", *_lines(posed.question.stem)), answer]
        case _:
            most = "0" if posed.form is Form.SELECT else "1"
            return [_asked("choiceInteraction", posed, maxChoices=most, minChoices="1")]


def _entry() -> Element:
    return element("textEntryInteraction", responseIdentifier=_ANSWER, expectedLength=str(LENGTH))


def _asked(name: str, posed: Posed, **limits: str) -> Element:
    """Return a question with its options, in our order."""
    options = (
        element("simpleChoice", *_lines(text), identifier=option_name(number))
        for number, text in enumerate(posed.question.options)
    )
    prompt = element("prompt", *_lines(posed.question.stem))
    return element(name, prompt, *options, responseIdentifier=_ANSWER, shuffle="false", **limits)


def _matched(posed: Posed) -> Element:
    prompts = posed.question.prompts
    sides = (
        element(
            "simpleMatchSet", *(_side(_prompt_name(n), text) for n, text in enumerate(prompts))
        ),
        element(
            "simpleMatchSet",
            *(_side(option_name(n), text) for n, text in enumerate(posed.question.options)),
        ),
    )
    return element(
        "matchInteraction",
        element("prompt", *_lines(posed.question.stem)),
        *sides,
        responseIdentifier=_ANSWER,
        shuffle="false",
        maxAssociations=str(len(prompts)),
    )


def _side(name: str, text: str) -> Element:
    return element("simpleAssociableChoice", *_lines(text), identifier=name, matchMax="1")


def _processing(posed: Posed) -> Element:
    if posed.quantity and asks_number(posed):
        return element("responseProcessing", _near(posed.quantity))
    typed = posed.form in (Form.TYPED, Form.CLOZE)
    mapped = typed or posed.form in (Form.SELECT, Form.MATCH)
    template = "map_response" if mapped else "match_correct"
    return element("responseProcessing", template=TEMPLATES + template)


def _near(quantity: Quantity) -> Element:
    """Return the rule that a number scores 1 if it is as near as it may be.

    Bounds are compared, since players that know `equal` by its name may not know its tolerance.
    """
    one = element("baseValue", "1", baseType="float")
    score = element("setOutcomeValue", one, identifier=_SCORE)
    return element("responseCondition", element("responseIf", _bounds(quantity), score))


def _bounds(quantity: Quantity) -> Element:
    if not quantity.tolerance:
        right = element("correct", identifier=_ANSWER)
        return element("equal", _given(), right, toleranceMode="exact")
    limits = (
        element(name, _given(), element("baseValue", figures(limit), baseType="float"))
        for name, limit in (
            ("gte", quantity.value - quantity.tolerance),
            ("lte", quantity.value + quantity.tolerance),
        )
    )
    return element("and", *limits)


def _given() -> Element:
    return element("variable", identifier=_ANSWER)


def _feedback(texts: Iterable[str]) -> Element:
    where = {"outcomeIdentifier": _FEEDBACK, "identifier": _TOLD, "showHide": "show"}
    return element("modalFeedback", *(element("p", *_lines(text)) for text in texts), **where)
