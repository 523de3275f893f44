"""The files of a QTI 2.1 package that stand beside its questions: the test and the manifest."""

from collections.abc import Iterable
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from quizkit.formats.posed import Posed, plain_name
from quizkit.formats.qti.questions import XSI, head, interaction, score_outcome
from quizkit.formats.qti.told import picture_path
from quizkit.formats.xml_write import element

TEST: Final = "assessment.xml"
MANIFEST: Final = "imsmanifest.xml"

PACKAGE: Final = "http://www.imsglobal.org/xsd/imscp_v1p1"
LOM: Final = "http://ltsc.ieee.org/xsd/LOM"
METADATA: Final = "http://www.imsglobal.org/xsd/imsqti_metadata_v2p1"
SCHEMAS: Final = {
    PACKAGE: "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    LOM: "http://www.imsglobal.org/xsd/imsmd_loose_v1p3p2.xsd",
    METADATA: "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_metadata_v2p1p1.xsd",
}
"""The namespaces of a manifest, each with its schema."""

ITEM_TYPE: Final = "imsqti_item_xmlv2p1"
TEST_TYPE: Final = "imsqti_test_xmlv2p1"


class Exam(NamedTuple):
    """What a package says of all its questions.

    Attributes:
        name: Its plain name.
        title: For people.
        language: Of the deck.
        licence: Of the deck, or "".
        questions: In their order.
    """

    name: str
    title: str
    language: str
    licence: str
    questions: tuple[Posed, ...]


def item_path(posed: Posed) -> str:
    """Return where a question's item lies in the package."""
    return f"items/{posed.name}.xml"


def assessment_of(exam: Exam) -> Element:
    """Return the test: a section a kind, in the order in which the kinds first come."""
    kinds: dict[str, list[Posed]] = {}
    for posed in exam.questions:
        kinds.setdefault(posed.kind, []).append(posed)
    sections = (_section(exam, kind, questions) for kind, questions in kinds.items())
    control = element("itemSessionControl", maxAttempts="0", showFeedback="true")
    how = {"navigationMode": "nonlinear", "submissionMode": "individual"}
    part = element("testPart", control, *sections, identifier="PART", **how)
    whole = element(
        "sum", element("testVariables", variableIdentifier="SCORE", weightIdentifier="POINTS")
    )
    mark = element("outcomeProcessing", element("setOutcomeValue", whole, identifier="SCORE"))
    return element(
        "assessmentTest",
        score_outcome(),
        part,
        mark,
        **head(),
        identifier=exam.name,
        title=exam.title,
        toolName="quizkit",
    )


def manifest_of(exam: Exam) -> Element:
    """Return the list of all files, with the readable ids and the tags of the questions."""
    resources = [_test_resource(exam), *(_item_resource(each) for each in exam.questions)]
    schemas = " ".join(f"{space} {schema}" for space, schema in SCHEMAS.items())
    spaces = {"xmlns": PACKAGE, "xmlns:imsmd": LOM, "xmlns:imsqti": METADATA, "xmlns:xsi": XSI}
    return element(
        "manifest",
        _about(exam),
        element("organizations"),
        element("resources", *resources),
        **spaces,
        **{"xsi:schemaLocation": schemas},
        identifier=f"{exam.name}_manifest",
    )


def _section(exam: Exam, kind: str, questions: Iterable[Posed]) -> Element:
    """Return a kind's section; each question weighs its points."""
    references = (
        element(
            "assessmentItemRef",
            element("weight", identifier="POINTS", value=str(each.points)),
            identifier=each.name,
            href=item_path(each),
        )
        for each in questions
    )
    name = plain_name(f"{exam.name}/{kind}")
    return element("assessmentSection", *references, identifier=name, title=kind, visible="true")


def _about(exam: Exam) -> Element:
    rights = element("imsmd:rights", element("imsmd:description", _told(exam.licence, "en")))
    general = element("imsmd:general", element("imsmd:title", _told(exam.title, exam.language)))
    return element(
        "metadata",
        element("schema", "QTIv2.1 Package"),
        element("schemaversion", "1.0.0"),
        element("imsmd:lom", general, *([rights] if exam.licence else [])),
    )


def _told(text: str, language: str) -> Element:
    return element("imsmd:string", text, language=language)


def _test_resource(exam: Exam) -> Element:
    needs = (element("dependency", identifierref=each.name) for each in exam.questions)
    place = {"identifier": exam.name, "type": TEST_TYPE, "href": TEST}
    return element("resource", _file(TEST), *needs, **place)


def _item_resource(posed: Posed) -> Element:
    path = item_path(posed)
    language = posed.question.plan.language
    origin = element(
        "imsmd:identifier", element("imsmd:catalog", "quizkit"), element("imsmd:entry", posed.id)
    )
    tags = (element("imsmd:keyword", _told(tag, language)) for tag in posed.tags)
    asked = element("imsqti:interactionType", interaction(posed))
    about = element(
        "metadata",
        element("imsmd:lom", element("imsmd:general", origin, *tags)),
        element("imsqti:qtiMetadata", asked),
    )
    pictures = [_file(picture_path(posed.picture))] if posed.picture else []
    place = {"identifier": posed.name, "type": ITEM_TYPE, "href": path}
    return element("resource", about, _file(path), *pictures, **place)


def _file(path: str) -> Element:
    return element("file", href=path)
