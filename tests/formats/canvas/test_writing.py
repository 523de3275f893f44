"""Canvas packages: scored here by their own rules, written like another program's, read by one."""

import re
from collections import Counter
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from quizkit.formats.canvas import writing as canvas
from quizkit.formats.canvas.questions import is_numerical
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.teller import Teller, spellings
from quizkit.model import Form
from tests.consumers import module, program, run
from tests.formats.qti_decks import NAMES, flags, posing_of, units, unzipped, wrong_texts

SPACE = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
FORMS = canvas.ORDER
DECKS = (*NAMES, "hostile")


@pytest.fixture(scope="module", params=DECKS)
def posing(request: pytest.FixtureRequest) -> Posing:
    return posing_of(request.param, FORMS, 350)


def items_of(posing: Posing) -> list[Element]:
    files = unzipped(canvas.write(posing).files[""])
    (body,) = (name for name in files if re.fullmatch(r"(q\w{16})/\1\.xml", name))
    return list(fromstring(files[body]).iter(f"{SPACE}item"))


def texts(outer: Element, *path: str) -> list[str]:
    """Return the texts at a path, HTML as plain text."""
    found = outer.findall("/".join(SPACE + step for step in path))
    return [plain(each) for each in found]


def plain(mattext: Element) -> str:
    text = mattext.text or ""
    if mattext.get("texttype") != "text/html":
        return text
    return unescape(re.sub(r"</?p>", "", text.replace("<br />", "\n")))


def score(item: Element, given: dict[str, list[str]]) -> float:
    """Return what a response scores by the item's own rules, in percent."""
    total = 0.0
    for rule in item.iter(f"{SPACE}respcondition"):
        condition, setting = rule.find(f"{SPACE}conditionvar"), rule.find(f"{SPACE}setvar")
        assert condition is not None
        if setting is None or not any(holds(each, given) for each in condition):
            continue
        value = float(setting.text or "")
        total = value if setting.get("action") == "Set" else total + value
        if rule.get("continue") == "No":
            break
    return total


def holds(rule: Element, given: dict[str, list[str]]) -> bool:
    name = rule.tag.removeprefix(SPACE)
    inside = [holds(each, given) for each in rule]
    answers = given.get(rule.get("respident", ""), [])
    wanted = rule.text or ""
    match name:
        case "and":
            return all(inside)
        case "or":
            return any(inside)
        case "not":
            return not inside[0]
        case "other":
            return True
        case "varequal":
            return any(wanted.casefold() == each.casefold() for each in answers)
        case _:
            compare = float.__ge__ if name == "vargte" else float.__le__
            return any(compare(float(each), float(wanted)) for each in answers if figure(each))


def figure(text: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None


def by_label(item: Element) -> dict[str, list[str]]:
    """Return the idents of the options of every response, in their order."""
    return {
        row.get("ident", ""): [
            label.get("ident", "") for label in row.iter(f"{SPACE}response_label")
        ]
        for row in item.iter(f"{SPACE}response_lid")
    }


def test_every_question_stands_there_with_its_texts(posing: Posing) -> None:
    items = items_of(posing)
    assert [each.get("ident") for each in items] == [each.name for each in posing.questions]
    assert [each.get("title") for each in items] == [each.id for each in posing.questions]
    for item, posed in zip(items, posing.questions, strict=True):
        asked = texts(item, "presentation", "material", "mattext")[0]
        assert asked.splitlines()[0] == posed.question.stem.splitlines()[0]
        assert posed.question.stem in asked
        row = f"{SPACE}presentation/{SPACE}response_lid"
        for lid in item.findall(row):
            options = texts(lid, "render_choice", "response_label", "material", "mattext")
            assert options == list(posed.question.options)
        feedback = texts(item, "itemfeedback", "flow_mat", "material", "mattext")
        assert "".join(feedback) == "\n".join(Teller(posing.asker).after(posed))
        if posed.form is Form.MATCH:
            prompts = [texts(lid, "material", "mattext")[0] for lid in item.findall(row)]
            assert prompts == list(posed.question.prompts)


def test_right_answers_score_all_and_wrong_ones_nothing(posing: Posing) -> None:
    seen = Counter(posed.form for posed in posing.questions)
    assert len(seen) >= 4
    for item, posed in zip(items_of(posing), posing.questions, strict=True):
        question, rows = posed.question, by_label(item)
        if posed.form is Form.MATCH:
            check_match(item, posed, rows)
        elif posed.form is Form.SELECT:
            ids = rows["response1"]
            assert score(item, {"response1": [ids[key] for key in question.keys]}) == 100
            assert score(item, {"response1": ids}) == 0
            assert score(item, {"response1": [ids[question.keys[0]]]}) == 0
        elif rows:
            scores = [score(item, {"response1": [each]}) for each in rows["response1"]]
            assert scores == [100 * (n in question.keys) for n in range(len(question.options))]
        else:
            check_typed(item, posed)


def check_match(item: Element, posed: Posed, rows: dict[str, list[str]]) -> None:
    keys = posed.question.keys
    right = {row: [ids[key]] for (row, ids), key in zip(rows.items(), keys, strict=True)}
    assert score(item, right) == pytest.approx(100, abs=0.1)
    first = next(iter(rows))
    for number, ident in enumerate(rows[first]):
        share = 100 / len(keys) if number == keys[0] else 0
        assert score(item, {first: [ident]}) == pytest.approx(share, abs=0.01)


def check_typed(item: Element, posed: Posed) -> None:
    given = [str(posed.quantity.value)] if is_numerical(posed) and posed.quantity else []
    for text in given or posed.accepted:
        assert score(item, {"response1": [" ".join(text.split())]}) == 100
    for text in wrong_texts(posed):
        assert score(item, {"response1": [text]}) == 0


def test_numbers_have_bounds_units_and_four_places(tmp_path: Path) -> None:
    posing = flags(tmp_path, (Form.TYPED,))
    found = dict(zip((each.id for each in posing.questions), items_of(posing), strict=True))
    size = found["flags/f1#size"]
    assert texts(size, "presentation", "material", "mattext")[0].splitlines()[2] == "____ km"
    accepted = [score(size, {"response1": [text]}) for text in ("2.45", "2.5", "2.55", "2.56")]
    assert accepted == [100, 100, 100, 0]
    about = found["flags/f2#size"]
    assert [score(about, {"response1": [text]}) for text in ("450", "550", "551")] == [100, 100, 0]
    fine = found["flags/f3#size"]
    assert score(fine, {"response1": ["0.00001"]}) == 100
    assert not list(fine.iter(f"{SPACE}vargte"))


def test_pictures_lie_in_the_package_and_losses_are_told(tmp_path: Path) -> None:
    written = canvas.write(flags(tmp_path, FORMS))
    files = unzipped(written.files[""])
    (image,) = (name for name in files if name.startswith("images/"))
    assert image.encode() in files["imsmanifest.xml"]
    (body,) = (name for name in files if name.endswith(".xml") and b"<questest" in files[name])
    assert f"%24IMS-CC-FILEBASE%24/{image}".encode() in files[body]
    codes = Counter(problem.code for problem in written.losses)
    assert codes == {"QK905": 2, "QK908": 1, "QK909": 1}
    messages = [problem.message for problem in written.losses]
    assert "Canvas takes f3#size/typed as a text, not as a number" in messages
    assert any("Canvas keeps no tags" in text for text in messages)
    assert all(len(text) <= 72 and not text.endswith(".") for text in messages)


def test_where_capitals_count_the_loss_is_told() -> None:
    losses = [problem for problem in canvas.write(units()).losses if problem.fact]
    assert {(problem.code, problem.role) for problem in losses} == {("QK908", "sign")}
    assert losses[0].message == "Canvas takes small letters for capitals in u1#sign"


def test_the_same_questions_give_the_same_bytes(tmp_path: Path) -> None:
    posing = flags(tmp_path, FORMS)
    first, again = canvas.write(posing), canvas.write(posing)
    assert first.files == again.files
    later = canvas.write(posing._replace(at=posing.at + 86_400 * 365))
    assert b"1970-01-02" in unzipped(first.files[""])["imsmanifest.xml"]
    assert later.files != first.files
    other = canvas.write(posing._replace(category="Term 2"))
    assert set(unzipped(other.files[""])) != set(unzipped(first.files[""]))


def test_an_empty_export_is_a_package_too(tmp_path: Path) -> None:
    posing = flags(tmp_path, FORMS)._replace(questions=())
    written = canvas.write(posing)
    assert (written.total, written.losses) == (0, ())
    assert items_of(posing) == []


def as_text2qti(posing: Posing) -> str:
    """Return questions in text2qti's own language; signs as entities, which markdown leaves."""

    def told_as(text: str) -> str:
        return "".join(
            each if each.isalnum() or each == " " else f"&#{ord(each)};" for each in text
        )

    lines = [f"Quiz title: {posing.asker.deck.title}"]
    for number, posed in enumerate(posing.questions, 1):
        question = posed.question
        lines += ["", f"Title: {posed.id}", f"Points: {posed.points}"]
        asked = [question.stem]
        if is_numerical(posed) and posed.quantity and posed.quantity.unit:
            asked.append(f"____ {posed.quantity.unit}")
        begin = f"{number}.  "
        lines.append(begin + f"\n\n{' ' * len(begin)}".join(map(told_as, asked)))
        feedback = [told_as(each) for each in Teller(posing.asker).after(posed)]
        lines += ["...  " + "\n\n     ".join(feedback)] if feedback else []
        if posed.form is Form.SELECT:
            lines += [
                f"[{'*' * (n in question.keys)}] {told_as(text)}".replace("[]", "[ ]")
                for n, text in enumerate(question.options)
            ]
        elif question.options:
            lines += [
                f"{'*' * (n in question.keys)}{'abcdefg'[n]}) {told_as(text)}"
                for n, text in enumerate(question.options)
            ]
        elif is_numerical(posed) and posed.quantity:
            lines.append(f"=  {posed.quantity.value:f} +- {posed.quantity.tolerance:f}")
        else:
            lines += [f"*  {text}" for text in spellings(posing.asker, posed)]
    return "\n".join(lines) + "\n"


def comparable(files: dict[str, bytes]) -> dict[str, object]:
    """Return a package's XML files as trees, with names by their order and without what differs."""
    met: dict[str, str] = {}

    def named(text: str) -> str:
        pattern = r"text2qti_[a-z_-]+_[0-9a-f]{64}|q[0-9a-f]{16}(_\w+)?"
        return re.sub(pattern, lambda found: met.setdefault(found[0], f"ID{len(met)}"), text)

    def tree(outer: Element) -> object:
        name = outer.tag.rpartition("}")[2]
        text = "" if name in ("dateTime", "string") else (outer.text or "").strip()
        if name == "mattext":
            text = unescape(text).replace("<br />", "\n")
        elif re.fullmatch(r"-?[\d.]+", text) and name.startswith("var"):
            text = repr(float(text))
        inside = [tree(each) for each in outer]
        places = sorted((key, named(each)) for key, each in outer.items())
        return (
            outer.tag,
            [place for place in places if "schema" not in place[0]],
            named(text),
            inside,
        )

    order = sorted((name for name in files if name.endswith(".xml")), key=rank)
    return {named(name): tree(fromstring(files[name])) for name in order}


def rank(name: str) -> int:
    return ("imsmanifest.xml" in name) + 2 * ("assessment_meta" in name)


@pytest.mark.consumer
@pytest.mark.parametrize("name", DECKS)
def test_text2qti_writes_the_same_package(name: str, tmp_path: Path) -> None:
    """It refuses a stem that comes twice, and knows no matching.

    Typed answers of hostile text would be its own syntax, and one cannot escape them there.
    """
    module("text2qti")
    forms = FORMS[:5] if name in NAMES else (Form.CHOICE, Form.TRUE_FALSE)
    posing = posing_of(name, forms, 250)
    distinct = {each.question.stem: each for each in posing.questions}
    posing = posing._replace(questions=tuple(distinct.values()))
    (tmp_path / "quiz.txt").write_text(as_text2qti(posing), encoding="utf-8")
    run(program("text2qti"), "quiz.txt", cwd=tmp_path)
    theirs = unzipped((tmp_path / "quiz.zip").read_bytes())
    ours = unzipped(canvas.write(posing).files[""])
    assert comparable(ours) == comparable(theirs)


@pytest.mark.consumer
def test_qti2latex_reads_stems_options_and_keys(tmp_path: Path) -> None:
    """It asks another program for each text, so it reads a few questions of each form only."""
    module("qti2latex")
    program("pandoc")
    posing = posing_of("vietnam-us", FORMS[:5], 12)
    (tmp_path / "quiz.zip").write_bytes(canvas.write(posing).files[""])
    run(program("qti2latex"), "--answer-key", "-o", "quiz.tex", "quiz.zip", cwd=tmp_path)
    text = (tmp_path / "quiz-answerkey.tex").read_text(encoding="utf-8")
    told_there = text.split("\\filbreak")[1:]
    assert len(told_there) == len(posing.questions)
    for part, posed in zip(told_there, posing.questions, strict=True):
        question = posed.question
        stem = re.match(r"\s*\\question\[1\]\s(.*?)\n\n", part, re.DOTALL)
        assert stem is not None
        assert words(stem[1]) == words(question.stem)
        found = re.findall(r"\\(CorrectChoice|choice)\s(.*?)\n\n", part, re.DOTALL)
        assert [words(each) for _, each in found] == [words(each) for each in question.options]
        if question.options and posed.form is not Form.SELECT:
            keys = [n for n, (mark, _) in enumerate(found) if mark == "CorrectChoice"]
            assert keys == list(question.keys)
        elif not question.options:
            solution = part.partition("\\begin{solution}")[2].partition("\\end")[0]
            wanted = [f"{posed.quantity.value:f}"] if is_numerical(posed) and posed.quantity else []
            assert Counter(map(words, solution.split(" / "))) == Counter(
                map(words, wanted or spellings(posing.asker, posed))
            )


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, as LaTeX or plain."""
    return tuple(re.findall(r"[^\W_]+", re.sub(r"\\textquotesingle|\\text\w+|\{|\}", "", text)))
