"""Moodle XML: every question, read again by others and by a strict reader of its own."""

import base64
import re
import struct
import zlib
from collections import Counter
from functools import cache
from html import unescape
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from quizkit.decks import load
from quizkit.formats.book import Written
from quizkit.formats.moodle import writing as moodle
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.posing import Wish, pose
from quizkit.formats.strangers.xml_guard import look_over
from quizkit.formats.teller import FRACTIONS, category, is_list
from quizkit.model import Form
from quizkit.questions.ask import Asker
from tests.consumers import module, program, run
from tests.formats.banked import EVERY, NAMES, ODD, asker_of, flat, posing_of, text_of, told_after

SMALL = ("hostile", "odd")

TYPES = {
    Form.CHOICE: "multichoice", Form.SELECT: "multichoice", Form.TYPED: "shortanswer",
    Form.CLOZE: "shortanswer", Form.TRUE_FALSE: "truefalse", Form.ORDER: "ordering",
    Form.MATCH: "matching",
}  # fmt: skip

COMMON = [
    "name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber",
]  # fmt: skip

# What Moodle's own list of marks has.
MARKS = {100, 50, 33.33333, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 0}


@cache
def written(name: str) -> Written:
    return moodle.write(posing_of(name))


def questions_of(data: bytes) -> list[Element]:
    look_over(data, "x.xml")
    root = ElementTree.fromstring(data)
    assert (root.tag, root.attrib) == ("quiz", {})
    assert {each.tag for each in root} <= {"question"}
    return list(root)


def inner(element: Element, path: str) -> str:
    found = element.findall(path)
    assert len(found) == 1, path
    assert len(found[0]) == 0
    return found[0].text or ""


@pytest.mark.parametrize("name", SMALL)
def test_every_question_is_there_as_it_was_asked(name: str) -> None:
    check_all(name)


@pytest.mark.consumer
@pytest.mark.parametrize("name", sorted(set(NAMES) - set(SMALL)))
def test_every_question_of_the_decks_that_ship_is_there_as_it_was_asked(name: str) -> None:
    check_all(name)


def check_all(name: str) -> None:
    posing = posing_of(name)
    done = written(name)
    found = questions_of(done.files[""])
    asked = [each for each in found if each.get("type") != "category"]
    by_id = {inner(each, "idnumber"): each for each in asked}
    assert len(by_id) == len(asked) == done.total == len(posing.questions)
    assert Counter(each.get("type") for each in asked) == Counter(map(type_of, posing.questions))
    for posed in posing.questions:
        check(posing, posed, by_id[posed.id if len(posed.id) <= 100 else posed.name])


def type_of(posed: Posed) -> str:
    typed = posed.form in (Form.TYPED, Form.CLOZE)
    return "numerical" if typed and posed.quantity else TYPES[posed.form]


def check(posing: Posing, posed: Posed, found: Element) -> None:
    question = posed.question
    assert [each.tag for each in found][: len(COMMON)] == COMMON
    assert 0 < len(inner(found, "name/text")) <= 255
    assert found.find("questiontext[@format='html']") is not None
    stem = text_of(inner(found, "questiontext/text"))
    gapped = question.stem.replace("____", "_____") if posed.form is Form.CLOZE else question.stem
    assert flat(stem) in {flat(unbroken(gapped)), flat(unbroken(question.stem))}
    told = told_after(posing, posed)
    assert text_of(inner(found, "generalfeedback/text")) == unbroken("\n".join(told))
    assert inner(found, "defaultgrade") == "1"
    assert inner(found, "penalty") in {"1", "0.5", "0.3333333", "0.25", "0.2"}
    tags = [" ".join(re.sub("[<>`]", " ", tag).split()) for tag in posed.tags if len(tag) <= 50]
    assert [inner(tag, "text") for tag in found.findall("tags/tag")] == tags
    CHECKS[type_of(posed)](posing, posed, found)


def unbroken(text: str) -> str:
    """Return a text as paragraphs give it back: a blank line is a new paragraph."""
    return re.sub(r"\n\s*\n", "\n", text)


def check_choice(posing: Posing, posed: Posed, found: Element) -> None:
    question = posed.question
    single = posed.form is Form.CHOICE
    assert inner(found, "single") == str(single).lower()
    assert inner(found, "shuffleanswers") == str(not posing.asker.is_sorted(question)).lower()
    assert (inner(found, "answernumbering"), inner(found, "showstandardinstruction")) == (
        "ABCD",
        "0",
    )
    answers = found.findall("answer")
    assert [text_of(inner(each, "text")) for each in answers] == list(question.options)
    share = FRACTIONS[len(question.keys)]
    wrong = "0" if single else f"-{share}"
    marks = [share if n in question.keys else wrong for n in range(len(answers))]
    assert [each.get("fraction") for each in answers] == marks
    assert {abs(float(mark)) for mark in marks} <= MARKS
    assert sum(float(mark) for mark in marks if float(mark) > 0) == pytest.approx(100, abs=1e-3)
    for number, each in enumerate(answers):
        is_key = number in question.keys
        contrast = "" if is_key else posing.asker.contrast(question, question.values[number])
        assert text_of(each.findtext("feedback/text", "")) == contrast


def check_short(_: Posing, posed: Posed, found: Element) -> None:
    texts = [inner(each, "text") for each in found.findall("answer")]
    assert {each.get("fraction") for each in found.findall("answer")} == {"100"}
    assert not any(re.search(r"(?<!\\)\*", text) for text in texts)
    plain = [text.replace("\\*", "*") for text in texts]
    accepted = [" ".join(text.split()) for text in posed.accepted]
    assert plain[0] == accepted[0]
    if is_list(posed.question):
        assert len(plain) >= 2
    elif inner(found, "usecase") == "1":
        assert plain == accepted
    else:
        assert [text.casefold() for text in plain] == list(
            dict.fromkeys(text.casefold() for text in accepted)
        )
    boxes = re.findall("_____+", inner(found, "questiontext/text"))
    assert len(boxes) <= (posed.form is Form.CLOZE)


def check_number(_: Posing, posed: Posed, found: Element) -> None:
    quantity = posed.quantity
    assert quantity is not None
    (answer,) = found.findall("answer")
    assert answer.get("fraction") == "100"
    assert float(inner(answer, "text")) == float(quantity.value)
    assert float(inner(answer, "tolerance")) == float(quantity.tolerance)
    assert set(inner(answer, "text")) <= set("-.0123456789")
    units = [inner(each, "unit_name") for each in found.findall("units/unit")]
    assert units == ([quantity.unit] if quantity.unit else [])
    assert inner(found, "showunits") == ("0" if quantity.unit else "3")
    if quantity.is_year:
        assert inner(answer, "tolerance") == "0"


def check_side(posing: Posing, posed: Posed, found: Element) -> None:
    question = posed.question
    answers = found.findall("answer")
    assert [inner(each, "text") for each in answers] == ["true", "false"]
    marks = ["100" if question.keys == (n,) else "0" for n in range(2)]
    assert [each.get("fraction") for each in answers] == marks
    assert inner(found, "penalty") == "1"
    lure = question.lures[0].value if question.lures else None
    told = [posing.asker.contrast(question, lure) if lure else "", ""]
    assert [text_of(each.findtext("feedback/text", "")) for each in answers] == told


def check_pairs(_: Posing, posed: Posed, found: Element) -> None:
    question = posed.question
    pairs = [
        (text_of(inner(each, "text")), inner(each, "answer/text"))
        for each in found.findall("subquestion")
    ]
    answers = [question.options[key] for key in question.keys]
    assert pairs == list(zip(map(unbroken, question.prompts), answers, strict=True))
    assert len(pairs) >= 3


def check_order(_: Posing, posed: Posed, found: Element) -> None:
    question = posed.question
    answers = {
        each.get("fraction"): text_of(inner(each, "text")) for each in found.findall("answer")
    }
    right = [question.options[key] for key in question.keys]
    assert [answers[str(place)] for place in range(1, len(right) + 1)] == right
    assert len(answers) == len(right)
    settings = ("layouttype", "selecttype", "gradingtype")
    assert [inner(found, each) for each in settings] == [
        "VERTICAL",
        "ALL",
        "RELATIVE_NEXT_EXCLUDE_LAST",
    ]


CHECKS = {
    "multichoice": check_choice,
    "shortanswer": check_short,
    "numerical": check_number,
    "truefalse": check_side,
    "matching": check_pairs,
    "ordering": check_order,
}


@pytest.mark.consumer
@pytest.mark.parametrize("name", NAMES)
def test_moodle_xml_parser_reads_every_choice(name: str, tmp_path: Path) -> None:
    reader = module("moodle_xml_parser.parser")
    posing = posing_of(name)
    place = tmp_path / "out.xml"
    place.write_bytes(written(name).files[""])
    found = reader.parse_file(str(place))["multichoice"]
    kinds = list(dict.fromkeys(each.kind for each in posing.questions))
    wanted = [each for each in posing.questions if each.form in (Form.CHOICE, Form.SELECT)]
    wanted.sort(key=lambda each: kinds.index(each.kind))
    assert len(found) == len(wanted)
    for posed, each in zip(wanted, found, strict=True):
        question = posed.question
        assert as_read(each.text_pre_parse) == flat(unbroken(question.stem))
        options = [as_read(option.answer) for option in each.options]
        assert options == list(map(flat, question.options))
        keys = [n for n, option in enumerate(each.options) if option.score_fraction > 0]
        assert keys == sorted(question.keys)
        assert each.single == (posed.form is Form.CHOICE)
        assert each.shuffle_answers == (not posing.asker.is_sorted(question))
        told = unbroken("\n".join(told_after(posing, posed)))
        assert as_read(each.general_feedback) == flat(told)


def as_read(html: str) -> str:
    """Return what the parser, which undoes one layer, leaves of our own tags and no others."""
    return flat(re.sub(r"</?(?:p|span)(?: dir=\"auto\")?>", "", re.sub("</p><p>|<br>", "\n", html)))


@pytest.mark.consumer
@pytest.mark.parametrize("name", NAMES)
def test_moodle2amc_reads_every_choice_and_number(name: str, tmp_path: Path) -> None:
    module("amc2moodle")
    posing = posing_of(name)
    (tmp_path / "out.xml").write_bytes(written(name).files[""])
    run(program("moodle2amc"), "out.xml", "-o", "out.tex", "--no-log-file", cwd=tmp_path)
    blocks = re.split(r"\\element\{.*\}\{\n", (tmp_path / "out.tex").read_text(encoding="utf-8"))
    kinds = list(dict.fromkeys(each.kind for each in posing.questions))
    wanted = [each for each in posing.questions if type_of(each) in ("multichoice", "numerical")]
    wanted.sort(key=lambda each: kinds.index(each.kind))
    assert len(blocks) - 1 == len(wanted)
    for posed, block in zip(wanted, blocks[1:], strict=True):
        if type_of(posed) == "numerical":
            assert posed.quantity is not None
            number = re.search(r"\\AMCnumericChoices\{(.*?)\}\{exact = (.*?),", block)
            assert number is not None
            assert float(number[1]) == float(posed.quantity.value)
            continue
        found = re.findall(r"\\(correct|wrong)choice\{(.*?)\}\n(?=    \\|\n)", block, re.DOTALL)
        assert [side == "correct" for side, _ in found] == [
            n in posed.question.keys for n in range(len(posed.question.options))
        ]
        texts = [squeezed(text) for _, text in found]
        assert texts == [squeezed(text) for text in posed.question.options]


def squeezed(text: str) -> str:
    """Return a text without what that program changes: blanks, layers, signs of TeX."""
    plain = unescape(unescape(text)).replace("\\%", "%").replace("<br/>", "").replace("<br>", "")
    return "".join(re.sub(r"</?span/?>", "", plain).split())


def test_categories_are_named_by_the_deck_and_the_kind_or_as_wanted() -> None:
    posing = posing_of("odd")
    found = questions_of(moodle.write(posing).files[""])
    named = [inner(each, "category/text") for each in found if each.get("type") == "category"]
    assert named == ["$course$/top/Odd // ‹things›/km//h", "$course$/top/Odd // ‹things›/cards"]
    assert text_of(inner(found[0], "info/text")) == "Odd / <things>\nCC0-1.0"
    other = posing._replace(category="Week 1/Mon")
    assert category(other, "card") == "$course$/top/Week 1/Mon/cards"


def test_names_are_readable_and_tell_the_form_where_there_are_several() -> None:
    found = {
        inner(each, "idnumber"): inner(each, "name/text")
        for each in questions_of(written("vietnam-us").files[""])
        if each.get("type") != "category"
    }
    assert found["vietnam-us/mxrnc#who/choice"] == (
        "Who paid a visit to Vietnam as US President in 2000? (choice)"
    )
    assert found["vietnam-us/mxrnc#who/match"].startswith("Match each sentence with what belongs")
    one = pose(asker_of("odd"), order=(Form.TYPED,), wish=Wish(), target="x")
    names = [inner(each, "name/text") for each in questions_of(moodle.write(one).files[""])[1:2]]
    assert names == ["Which land has 2.5 km?"]


def test_what_is_lost_is_told_once_a_facet_and_code() -> None:
    losses = written("odd").losses
    assert set(Counter((each.code, each.fact, each.role) for each in losses).values()) == {1}
    by_code: dict[str, set[str]] = {}
    for each in losses:
        by_code.setdefault(each.code, set()).add(f"{each.fact}#{each.role}")
        assert len(each.message) <= 72
        assert each.notes
        assert "Moodle" in each.message
    long = f"{'l' * 64}#"
    assert by_code.pop("QK904") == {"f1#land", "f1#speed", "f1#code", "c3#card"}
    assert {each for each in by_code.pop("QK902") if not each.startswith(long)} == {
        "f3#land", "f3#speed", "f3#code",
    }  # fmt: skip
    assert by_code.pop("QK908") == by_code.pop("QK909") == {"#"}
    assert by_code == {}


def test_lists_that_are_typed_are_told_and_go_out_in_every_order() -> None:
    posing = pose(asker_of("vietnam-us"), order=(Form.TYPED,), wish=Wish(), target="x")
    done = moodle.write(posing)
    told = {each.fact for each in done.losses if each.code == "QK905"}
    assert told == {each.question.plan.fact for each in posing.questions if is_list(each.question)}
    (found,) = (
        each
        for each in questions_of(done.files[""])
        if each.findtext("idnumber") == "vietnam-us/pmhbp#date"
    )
    texts = [inner(each, "text") for each in found.findall("answer")]
    assert texts == ["2017 and 2019", "2019 and 2017", "2017, 2019", "2019, 2017"]


def test_spellings_of_lists_are_right_answers() -> None:
    posing = pose(asker_of("vietnam-us"), order=(Form.TYPED,), wish=Wish(), target="x")
    data = moodle.write(posing).files[""]
    by_id = {each.findtext("idnumber"): each for each in questions_of(data)}
    for posed in posing.questions:
        if is_list(posed.question):
            for answer in by_id[posed.id].findall("answer"):
                text = inner(answer, "text").replace("\\*", "*")
                assert posing.asker.grade(posed.question, text).score == 1, text


def test_a_picture_comes_as_a_file_of_its_question(tmp_path: Path) -> None:
    data = png(3, 2)
    (tmp_path / "pic one.png").write_bytes(data)
    place = tmp_path / "deck.yaml"
    place.write_text(ODD.replace("pic.png", "pic one.png"), encoding="utf-8")
    posing = pose(Asker(load(place)), order=moodle.ORDER, wish=Wish(), target="x")
    files = [
        file
        for each in questions_of(moodle.write(posing).files[""])
        for file in each.findall("questiontext/file")
    ]
    assert len(files) == 3
    assert {(file.get("name"), file.get("path"), file.get("encoding")) for file in files} == {
        ("pic one.png", "/", "base64")
    }
    assert base64.b64decode(files[0].text or "") == data
    first = questions_of(moodle.write(posing).files[""])[1]
    assert inner(first, "questiontext/text").startswith(
        '<p><img src="@@PLUGINFILE@@/pic%20one.png" alt="Three &quot;stripes&quot;" '
        'width="3" height="2"></p><p>'
    )
    assert text_of(inner(first, "generalfeedback/text")).endswith("By <nobody>")


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_too_many_right_options_and_too_long_pairs_are_left_out_and_told() -> None:
    posing = posing_of("vietnam-us")
    select = next(each for each in posing.questions if each.form is Form.SELECT)
    match = next(each for each in posing.questions if each.form is Form.MATCH)
    many = select.question._replace(options=tuple("abcdefghijklm"), keys=tuple(range(11)))
    long = match.question._replace(options=("x" * 256, *match.question.options[1:]))
    questions = (select._replace(question=many), match._replace(question=long))
    done = moodle.write(posing._replace(questions=questions, losses=()))
    assert [each.code for each in done.losses] == ["QK902", "QK902"]
    assert done.total == 0
    assert questions_of(done.files[""]) == []


def test_signs_that_xml_cannot_hold_are_replaced_and_told() -> None:
    posing = posing_of("vietnam-us")
    posed = posing.questions[0]
    odd = posed._replace(question=posed.question._replace(stem="Odd \ufffe sign"))
    done = moodle.write(posing._replace(questions=(odd,), losses=()))
    assert [each.code for each in done.losses] == ["QK904", "QK909"]
    assert "Odd \ufffd sign" in done.files[""].decode()


def test_the_same_twice_is_the_same() -> None:
    posing = posing_of("odd")
    assert moodle.write(posing).files == moodle.write(posing).files
    assert set(moodle.ORDER) == set(EVERY)
