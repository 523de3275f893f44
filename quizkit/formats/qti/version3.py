"""QTI 3.0: the package of QTI 2.1 with its names in the newer spelling."""

import re
from functools import cache
from typing import Final
from xml.etree.ElementTree import Element

from quizkit.formats.asloss import without_telling_pictures
from quizkit.formats.book import Written
from quizkit.formats.posed import Posing
from quizkit.formats.qti import writing as qti
from quizkit.formats.qti.package import (
    ITEM_TYPE,
    LOM,
    MANIFEST,
    METADATA,
    PACKAGE,
    SCHEMAS,
    TEST_TYPE,
)
from quizkit.formats.qti.questions import SCHEMA, SPACE, TEMPLATES
from quizkit.formats.qti.told import pictures
from quizkit.formats.strangers.archive import packed
from quizkit.formats.xml_write import document, element
from quizkit.questions.calm import calm

ORDER: Final = qti.ORDER
"""The forms that QTI can hold, best first."""

_PURL: Final = "https://purl.imsglobal.org/spec/"
_RENAMED: Final = {
    SPACE: "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    SCHEMA: f"{_PURL}qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    PACKAGE: "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    METADATA: "http://www.imsglobal.org/xsd/imsqti_metadata_v3p0",
    SCHEMAS[PACKAGE]: f"{_PURL}qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    SCHEMAS[LOM]: f"{_PURL}md/v1p3/schema/xsd/imsmd_loose_v1p3p2.xsd",
    SCHEMAS[METADATA]: f"{_PURL}qti/v3p0/schema/xsd/imsqti_metadatav3p0_v1p0.xsd",
    ITEM_TYPE: "imsqti_item_xmlv3p0",
    TEST_TYPE: "imsqti_test_xmlv3p0",
    f"{TEMPLATES}match_correct": f"{_PURL}qti/v3p0/rptemplates/match_correct.xml",
    f"{TEMPLATES}map_response": f"{_PURL}qti/v3p0/rptemplates/map_response.xml",
}
"""Addresses and types: new by old."""

_ADDRESSED: Final = frozenset(("xmlns", "xmlns:imsqti", "xsi:schemaLocation", "template", "type"))
"""Attributes that hold such; all others may hold a deck's words."""

_HTML: Final = frozenset(("p", "br", "img"))
_CAPITAL: Final = re.compile("[A-Z]")


def write(posing: Posing) -> Written:
    """Return a package's bytes, and what QTI cannot hold of the questions."""
    posing = without_telling_pictures(posing, "QTI")
    keep = (*(_new_name(tag) for tag in qti.KEEP if tag not in _HTML), *_HTML)
    files = {}
    with calm():
        for path, root in qti.documents(posing):
            if path == MANIFEST:
                _renew_manifest(root)
            else:
                renew(root)
            files[path] = document(root, keep=keep)
    data = packed({**files, **pictures(posing.questions)})
    losses = qti.losses(posing)
    return Written({"": data}, losses, len(posing.questions), "questions")


def renew(root: Element) -> None:
    """Rename a test or an item in place, with all that it holds; HTML keeps its names.

    >>> from xml.etree.ElementTree import tostring
    >>> item = element("simpleChoice", element("br"), matchMax="1", **{"xml:lang": "en"})
    >>> renew(item)
    >>> tostring(item)
    b'<qti-simple-choice match-max="1" xml:lang="en"><br /></qti-simple-choice>'
    """
    for each in list(root.iter()):
        if each.tag in _HTML:
            continue
        if each.tag == "modalFeedback":
            body = element("qti-content-body", *each)
            each[:] = [body]
        each.tag = _new_name(each.tag)
        changed = {_new_attribute(name): _new_text(name, text) for name, text in each.items()}
        each.attrib.clear()
        each.attrib.update(changed)


def _renew_manifest(root: Element) -> None:
    for each in root.iter():
        if each.tag == "schema":
            each.text = "QTI Package"
        elif each.tag == "schemaversion":
            each.text = "3.0.0"
        elif each.attrib:
            each.attrib.update({name: _new_text(name, text) for name, text in each.items()})


@cache
def _new_name(tag: str) -> str:
    return f"qti-{_kebab(tag)}"


@cache
def _new_attribute(name: str) -> str:
    return name if ":" in name or name == "xmlns" else _kebab(name)


def _kebab(name: str) -> str:
    return _CAPITAL.sub(lambda found: f"-{found[0].lower()}", name)


def _new_text(name: str, text: str) -> str:
    """Return an attribute's text with the addresses in it renewed."""
    if name not in _ADDRESSED:
        return text
    return " ".join(_RENAMED.get(word, word) for word in text.split(" "))
