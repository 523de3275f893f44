"""The files of a package for Canvas that stand beside its questions: manifest and quiz settings."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element

from quizkit.formats.canvas.questions import field
from quizkit.formats.xml_write import document, element

_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_QTI: Final = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CANVAS: Final = "http://canvas.instructure.com/xsd/cccv1p0"
_PACKAGE: Final = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_LOM: Final = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource"
_MD: Final = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_SCHEMAS: Final = " ".join((
    _PACKAGE, "http://www.imsglobal.org/xsd/imscp_v1p1.xsd",
    _LOM, "http://www.imsglobal.org/profile/cc/ccv1p1/LOM/ccv1p1_lomresource_v1p0.xsd",
    _MD, "http://www.imsglobal.org/xsd/imsmd_v1p2p2.xsd",
))  # fmt: skip
_SETTINGS: Final = "associatedcontent/imscc_xmlv1p1/learning-application-resource"

_QUIZ: Final = (
    ("require_lockdown_browser", "false"),
    ("require_lockdown_browser_for_results", "false"),
    ("require_lockdown_browser_monitor", "false"),
    ("lockdown_browser_monitor_data", ""),
    ("show_correct_answers", "true"),
    ("anonymous_submissions", "false"),
    ("could_be_locked", "false"),
    ("allowed_attempts", "1"),
    ("one_question_at_a_time", "false"),
    ("cant_go_back", "false"),
    ("available", "false"),
    ("one_time_results", "false"),
    ("show_correct_answers_last_attempt", "false"),
    ("only_visible_to_overrides", "false"),
    ("module_locked", "false"),
)
"""How a new quiz stands; the teacher changes it in Canvas and publishes it."""

_ASSIGNMENT: Final = (
    ("grading_type", "points"),
    ("all_day", "false"),
    ("submission_types", "online_quiz"),
    ("position", "1"),
    ("turnitin_enabled", "false"),
    ("vericite_enabled", "false"),
    ("peer_review_count", "0"),
    ("peer_reviews", "false"),
    ("automatic_peer_reviews", "false"),
    ("anonymous_peer_reviews", "false"),
    ("grade_group_students_individually", "false"),
    ("freeze_on_copy", "false"),
    ("omit_from_final_grade", "false"),
    ("intra_group_peer_reviews", "false"),
    ("only_visible_to_overrides", "false"),
    ("post_to_sis", "false"),
    ("moderated_grading", "false"),
    ("grader_count", "0"),
    ("grader_comments_visible_to_graders", "true"),
    ("anonymous_grading", "false"),
    ("graders_anonymous_to_graders", "false"),
    ("grader_names_visible_to_final_grader", "true"),
    ("anonymous_instructor_annotations", "false"),
)
"""How its entry in the mark book stands."""


class Quiz(NamedTuple):
    """What the package says of the whole quiz.

    Attributes:
        name: Its plain name.
        title: For people.
        points: What all questions are worth.
        licence: Of the deck, or "".
        at: When it is written [seconds since 1970, UTC].
    """

    name: str
    title: str
    points: int
    licence: str
    at: int


def assessment(quiz: Quiz, items: Sequence[Element]) -> bytes:
    """Return the file of the questions."""
    section = element("section", *items, ident="root_section")
    attempts = element("qtimetadata", field("cc_maxattempts", "1"))
    inside = element("assessment", attempts, section, ident=quiz.name, title=quiz.title)
    return document(element("questestinterop", inside, **_root(_QTI, f"{_QTI}p1.xsd")))


def settings(quiz: Quiz) -> bytes:
    """Return the file that says how the quiz is taken and marked."""
    points = str(float(quiz.points))
    parts = [
        element("title", quiz.title),
        element("description"),
        element("shuffle_answers", "false"),
        element("scoring_policy", "keep_highest"),
        element("hide_results"),
        element("quiz_type", "assignment"),
        element("points_possible", points),
        *_plain(_QUIZ),
        _assignment(quiz, points),
        element("assignment_group_identifierref", f"{quiz.name}_group"),
        element("assignment_overrides"),
    ]
    root = _root(_CANVAS, "https://canvas.instructure.com/xsd/cccv1p0.xsd")
    return document(element("quiz", *parts, identifier=quiz.name, **root))


def manifest(quiz: Quiz, files: Collection[str]) -> bytes:
    """Return the package's list of files.

    Args:
        quiz: The quiz.
        files: The paths of its pictures.
    """
    body, beside = f"{quiz.name}/{quiz.name}.xml", f"{quiz.name}/assessment_meta.xml"
    needs = element("dependency", identifierref=f"{quiz.name}_meta")
    resources = [
        element("resource", _file(body), needs, identifier=quiz.name, type="imsqti_xmlv1p2"),
        _resource(f"{quiz.name}_meta", _SETTINGS, beside),
        *(_resource(_stem(path), "webcontent", quote(path)) for path in sorted(files)),
    ]
    spaces = {"xmlns": _PACKAGE, "xmlns:lom": _LOM, "xmlns:imsmd": _MD, "xmlns:xsi": _XSI}
    return document(
        element(
            "manifest",
            _metadata(quiz),
            element("organizations"),
            element("resources", *resources),
            identifier=f"{quiz.name}_manifest",
            **spaces,
            **{"xsi:schemaLocation": _SCHEMAS},
        )
    )


def _root(space: str, schema: str) -> dict[str, str]:
    place = f"{space} {schema}"
    return {"xmlns": space, "xmlns:xsi": _XSI, "xsi:schemaLocation": place}


def _plain(pairs: Sequence[tuple[str, str]]) -> list[Element]:
    return [element(name, text) for name, text in pairs]


def _assignment(quiz: Quiz, points: str) -> Element:
    parts = [
        element("title", quiz.title),
        *(element(name) for name in ("due_at", "lock_at", "unlock_at")),
        element("module_locked", "false"),
        element("workflow_state", "unpublished"),
        element("assignment_overrides"),
        element("quiz_identifierref", quiz.name),
        element("allowed_extensions"),
        element("has_group_category", "false"),
        element("points_possible", points),
        *_plain(_ASSIGNMENT),
        element("post_policy", element("post_manually", "false")),
    ]
    return element("assignment", *parts, identifier=f"{quiz.name}_assignment")


def _metadata(quiz: Quiz) -> Element:
    day = datetime.fromtimestamp(quiz.at, UTC).date().isoformat()
    lom = element(
        "imsmd:lom",
        element("imsmd:general", element("imsmd:title", _string(quiz.title))),
        element(
            "imsmd:lifeCycle",
            element("imsmd:contribute", element("imsmd:date", element("imsmd:dateTime", day))),
        ),
        element(
            "imsmd:rights",
            element("imsmd:copyrightAndOtherRestrictions", element("imsmd:value", "yes")),
            element("imsmd:description", _string(quiz.licence)),
        ),
    )
    schema = (element("schema", "IMS Content"), element("schemaversion", "1.1.3"))
    return element("metadata", *schema, lom)


def _string(text: str) -> Element:
    return element("imsmd:string", text)


def _resource(name: str, type_: str, path: str) -> Element:
    return element("resource", _file(path), identifier=name, type=type_, href=path)


def _file(path: str) -> Element:
    return element("file", href=path)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]
