"""QTI 2.1: every question, the manifest, the test; how another program turns it into 3.0."""

from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from quizkit.formats.book import Intake
from quizkit.formats.posed import Posing, plain_name
from quizkit.formats.posing import Wish, pose
from quizkit.formats.qti import reading as qti_read
from quizkit.formats.qti import version3 as qti3
from quizkit.formats.qti import writing as qti
from quizkit.formats.teller import Teller
from quizkit.model import Form
from tests.consumers import module, program, run
from tests.formats.qti_decks import (
    EVERY,
    NAMES,
    asker_of,
    flags,
    judged,
    posing_of,
    units,
    unzipped,
)
from tests.formats.taken_in import check_back, flat, ids, in_order

SPACE = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
PACKAGE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
LOM = "{http://ltsc.ieee.org/xsd/LOM}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module", params=(*NAMES, "hostile"))
def posing(request: pytest.FixtureRequest) -> Posing:
    return posing_of(request.param, EVERY, 350)


@pytest.fixture(scope="module")
def roots(posing: Posing) -> dict[str, Element]:
    files = unzipped(qti.write(posing).files[""])
    return {name: fromstring(data) for name, data in files.items() if name.endswith(".xml")}


def plain(outer: Element | None) -> str:
    """Return an element's text, with its line breaks; a field for the answer is `[]`."""
    assert outer is not None
    text = outer.text or ""
    for each in outer:
        name = each.tag.removeprefix(SPACE)
        text += {"br": "\n", "textEntryInteraction": "[]"}.get(name) or plain(each)
        text += each.tail or ""
    return text


def find(root: Element, name: str) -> list[Element]:
    return list(root.iter(SPACE + name))


def score(item: Element, given: list[str]) -> float:
    """Return what a response scores by the item's own rules."""
    (declared,) = find(item, "responseDeclaration")
    (processing,) = find(item, "responseProcessing")
    right = [each.text or "" for each in find(declared, "correctResponse")[0]]
    template = (processing.get("template") or "").rpartition("/")[2]
    if template == "match_correct":
        same = (
            given == right if declared.get("cardinality") == "ordered" else set(given) == set(right)
        )
        return float(same)
    if template == "map_response":
        (mapping,) = find(declared, "mapping")
        total = sum(mark(mapping, each) for each in set(given))
        low, high = (
            float(mapping.get(name, limit))
            for name, limit in (("lowerBound", "-inf"), ("upperBound", "inf"))
        )
        return min(max(total, low), high)
    try:
        number = float(given[0])
    except ValueError:
        return 0.0
    if find(processing, "equal"):
        return float(number == float(right[0]))
    low, high = (
        float(plain(find(each, "baseValue")[0]))
        for name in ("gte", "lte")
        for each in find(processing, name)
    )
    return float(low <= number <= high)


def mark(mapping: Element, given: str) -> float:
    for entry in mapping:
        key = entry.get("mapKey", "")
        alike = key == given
        if entry.get("caseSensitive") == "false":
            alike = key.casefold() == given.casefold()
        if alike:
            return float(entry.get("mappedValue", ""))
    return float(mapping.get("defaultValue", ""))


def test_every_question_stands_there_with_its_texts(posing: Posing, roots) -> None:
    for posed in posing.questions:
        item, question = roots[f"items/{posed.name}.xml"], posed.question
        assert (item.get("identifier"), item.get("title")) == (posed.name, posed.id)
        assert item.get(LANG) == question.plan.language
        prompts = find(item, "prompt")
        if posed.form in (Form.TYPED, Form.CLOZE):
            shown = plain(find(item, "p")[0])
            if posed.form is Form.CLOZE:
                before, gap, behind = shown.rpartition("[]")
                assert gap
                assert f"{before}____{behind}" == question.stem
            else:
                assert shown == question.stem
        else:
            assert [plain(each) for each in prompts] == [question.stem]
        texts = [plain(each) for each in find(item, "simpleChoice")]
        sides = [[plain(each) for each in side] for side in find(item, "simpleMatchSet")]
        if posed.form is Form.MATCH:
            assert sides == [list(question.prompts), list(question.options)]
        else:
            assert texts == list(question.options)
        feedback = [plain(each) for text in find(item, "modalFeedback") for each in text]
        assert feedback == list(Teller(posing.asker).after(posed))


def test_right_answers_score_1_and_wrong_ones_0(posing: Posing, roots) -> None:
    for posed in posing.questions:
        item = roots[f"items/{posed.name}.xml"]
        for given, wanted in judged(posed):
            assert score(item, given) == pytest.approx(wanted, abs=1e-5), (posed.id, given)


def test_the_manifest_names_every_file_id_and_tag(posing: Posing, roots) -> None:
    manifest = roots["imsmanifest.xml"]
    resources = list(manifest.iter(f"{PACKAGE}resource"))
    assert {each.get("href") for each in resources} == set(roots) - {"imsmanifest.xml"}
    test, *items = resources
    assert [each.get("identifierref") for each in test.iter(f"{PACKAGE}dependency")] == [
        each.get("identifier") for each in items
    ]
    for resource, posed in zip(items, posing.questions, strict=True):
        assert resource.get("type") == "imsqti_item_xmlv2p1"
        assert [each.text for each in resource.iter(f"{LOM}entry")] == [posed.id]
        tags = [each.findtext(f"{LOM}string") for each in resource.iter(f"{LOM}keyword")]
        assert tags == list(posed.tags)


def test_the_test_has_a_section_a_kind(posing: Posing, roots) -> None:
    root = roots["assessment.xml"]
    sections = find(root, "assessmentSection")
    assert [each.get("title") for each in sections] == list(
        dict.fromkeys(each.kind for each in posing.questions)
    )
    shown = {ref.get("identifier"): ref.get("href") for ref in find(root, "assessmentItemRef")}
    assert shown == {each.name: f"items/{each.name}.xml" for each in posing.questions}
    assert {each.get("value") for each in find(root, "weight")} == {"1"}


def test_numbers_and_pictures(tmp_path: Path) -> None:
    posing = flags(tmp_path)
    files = unzipped(qti.write(posing).files[""])
    size = fromstring(files[f"items/{plain_name('flags/f1#size/typed')}.xml"])
    assert plain(find(size, "p")[2]) == "[] km"
    assert [score(size, [text]) for text in ("2.44", "2.45", "2.5", "2.56")] == [0, 1, 1, 0]
    image = find(size, "img")[0]
    assert (image.get("alt"), image.get("width")) == ('Three "stripes"', "1")
    path = (image.get("src") or "").removeprefix("../")
    assert files[path] == (tmp_path / "pic.png").read_bytes()
    manifest = fromstring(files["imsmanifest.xml"])
    named = {each.get("href") for each in manifest.iter(f"{PACKAGE}file")}
    assert named == set(files) - {"imsmanifest.xml"}
    assert "CC0-1.0" in files["imsmanifest.xml"].decode()


def test_capitals_count_where_the_role_says_so() -> None:
    posing = units()
    files = unzipped(qti.write(posing).files[""])
    found = {each.id: fromstring(files[f"items/{each.name}.xml"]) for each in posing.questions}
    assert [score(found["units/u1#sign"], [text]) for text in ("mg", "Mg")] == [1, 0]
    assert [score(found["units/u2#sign"], [text]) for text in ("mg", "Mg")] == [0, 1]
    assert [score(found["units/u3#name"], [text]) for text in ("second", "Second")] == [1, 1]
    assert [problem.code for problem in qti.write(posing).losses] == ["QK908"]


def test_losses_are_told_once(tmp_path: Path) -> None:
    posing = posing_of("vietnam-us", EVERY, 350)
    written = qti.write(posing)
    told_of = Counter(problem.code for problem in written.losses)
    assert (written.unit, written.total) == ("questions", len(posing.questions))
    assert told_of["QK908"] == 1
    lists = [problem for problem in written.losses if problem.fact]
    assert told_of["QK905"] == len(lists) + 1
    assert all(len(each.message) <= 72 for each in written.losses)
    assert qti3.write(flags(tmp_path)).losses == qti.write(flags(tmp_path)).losses


def test_the_same_questions_give_the_same_bytes(tmp_path: Path) -> None:
    posing = flags(tmp_path)
    assert qti.write(posing).files == qti.write(posing).files
    other = unzipped(qti.write(posing._replace(category="Term 2")).files[""])
    assert b'title="Term 2"' in other["assessment.xml"]
    mine = unzipped(qti.write(posing).files[""])
    assert {name for name in mine if mine[name] != other[name]} == {
        "assessment.xml", "imsmanifest.xml",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "form"),
    [("vietnam-us", form) for form in EVERY if form is not Form.MATCH]
    + [("hostile", form) for form in (Form.CHOICE, Form.TYPED, Form.CLOZE, Form.TRUE_FALSE)],
)
def test_what_went_out_comes_back(name: str, form: Form) -> None:
    posing = pose(asker_of(name), order=(form,), wish=Wish(), target="QTI")
    data = qti.write(posing).files[""]
    draft = qti_read.read({"x.zip": data}, "x.zip", Intake(deck=posing.asker.deck.id))
    found = dict(zip(ids(draft), in_order(draft), strict=True))
    assert [problem for problem in draft.losses if problem.code != "QK954"] == []
    assert set(found) == {each.id.partition("/")[2] for each in posing.questions}
    for posed in posing.questions:
        row = found[posed.id.partition("/")[2]]
        check_back(posed, row)
        note = "\n".join(Teller(posing.asker).after(posed))
        assert flat(row.get("note", "")) == flat(note)
        tags = row.get("tags", [])
        assert tags == list(posed.tags) or [tags] == list(posed.tags)


def tree(outer: Element) -> object:
    """Return an element as a value; blanks between elements and the order of attributes aside."""
    places = sorted(
        (key, sorted(text.split()) if key.endswith("schemaLocation") else text)
        for key, text in outer.items()
    )
    texts = [text if (text or "").strip() else "" for text in (outer.text, outer.tail)]
    return (outer.tag, places, texts, [tree(each) for each in outer])


def trees(data: bytes) -> dict[str, object]:
    """Return a package's files, XML as trees."""
    return {
        name: tree(fromstring(file)) if name.endswith(".xml") else file
        for name, file in unzipped(data).items()
    }


@pytest.mark.consumer
@pytest.mark.parametrize("name", [*NAMES, "hostile", "flags"])
def test_qti_convert_turns_one_into_the_other_and_back(name: str, tmp_path: Path) -> None:
    module("qti_convert")
    posing = flags(tmp_path) if name == "flags" else posing_of(name, EVERY, 120)
    old, new = (each.write(posing).files[""] for each in (qti, qti3))
    (tmp_path / "old.zip").write_bytes(old)
    (tmp_path / "new.zip").write_bytes(new)
    run(program("qti-convert"), "upgrade", "old.zip", "upgraded.zip", cwd=tmp_path)
    run(program("qti-convert"), "downgrade", "new.zip", "downgraded.zip", cwd=tmp_path)
    assert trees((tmp_path / "upgraded.zip").read_bytes()) == trees(new)
    assert trees((tmp_path / "downgraded.zip").read_bytes()) == trees(old)
