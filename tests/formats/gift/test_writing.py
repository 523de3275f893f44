"""GIFT: what a parser of Moodle's grammar reads of every question is what was asked."""

from collections import Counter

import pytest

from quizkit.formats.gift import writing as gift
from quizkit.formats.gift.text import escaped, is_typable
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.posing import Wish, pose
from quizkit.formats.teller import FRACTIONS, id_of, is_list
from quizkit.model import Form, Severity
from tests.consumers import npm, program, run
from tests.formats.banked import (
    EVERY,
    NAMES,
    asker_of,
    flat,
    json_of,
    posing_of,
    text_of,
    told_after,
)

TYPES = {
    Form.CHOICE: "MC", Form.SELECT: "MC", Form.TYPED: "Short", Form.CLOZE: "Short",
    Form.TRUE_FALSE: "TF", Form.MATCH: "Matching",
}  # fmt: skip

# What the parser leaves undone in the right sides of pairs.
PLACEHOLDERS = {92: "\\", 58: ":", 35: "#", 61: "=", 123: "{", 125: "}", 126: "~"}


def held(name: str) -> Posing:
    posing = posing_of(name)
    kept = tuple(each for each in posing.questions if each.form in gift.ORDER)
    return posing._replace(questions=kept)


def written(name: str) -> tuple[Posing, str]:
    posing = held(name)
    return posing, gift.write(posing).files[""].decode()


def parsed(text: str) -> list[dict]:
    package = npm("gift-pegjs")
    script = (
        f"console.log(JSON.stringify(require({str(package)!r})"
        '.parse(require("fs").readFileSync(0, "utf8"))))'
    )
    return json_of(run(program("node"), "-e", script, stdin=text.encode()))


def plain(rich: dict) -> str:
    text = rich["text"]
    return flat(text_of(text) if rich["format"] == "html" else text)


def told(rich: dict | None) -> str:
    return plain(rich) if rich else ""


@pytest.mark.consumer
@pytest.mark.parametrize("name", NAMES)
def test_the_parser_reads_every_question_as_it_was_asked(name: str) -> None:
    posing, text = written(name)
    found = parsed(text)
    questions = {each["id"]: each for each in found if each["type"] != "Category"}
    assert len(questions) == len(found) - sum(each["type"] == "Category" for each in found)
    expected = {each.id: each for each in posing.questions if is_held(each)}
    chosen = [each for each in posing.questions if not is_held(each)]
    assert list(questions) == [id_ for id_ in by_kind(posing) if id_ in expected]
    assert bool(chosen) == (name == "hostile")
    for posed in expected.values():
        check(posing, posed, questions[posed.id])


def by_kind(posing: Posing) -> list[str]:
    kinds = list(dict.fromkeys(each.kind for each in posing.questions))
    return [each.id for each in sorted(posing.questions, key=lambda each: kinds.index(each.kind))]


def is_held(posed: Posed) -> bool:
    if posed.form in (Form.TYPED, Form.CLOZE):
        return "->" not in posed.question.answer
    return posed.form is not Form.MATCH or not any("->" in each for each in posed.question.prompts)


def check(posing: Posing, posed: Posed, found: dict) -> None:
    question = posed.question
    numeric = posed.quantity is not None and posed.form in (Form.TYPED, Form.CLOZE)
    assert found["type"] == ("Numerical" if numeric else TYPES[posed.form]), posed.id
    assert (found["tags"] or []) == list(posed.tags)
    assert found["title"]
    assert question.stem.split()[0][:40].rstrip(".").translate(ANGLES) in found["title"] + "…"
    assert told(found["globalFeedback"]) == flat("\n".join(told_after(posing, posed)))
    stem = plain(found["stem"])
    if posed.form is Form.CLOZE:
        assert squeezed(stem) == squeezed(question.stem)
    else:
        assert stem == flat(question.stem)
    CHECKS[found["type"]](posing, posed, found)


ANGLES = str.maketrans("<>", "‹›")


def squeezed(text: str) -> str:
    """Return a text with each gap alike; the parser puts a blank behind one."""
    return "".join(text.split()).replace("_____", "____")


def check_choices(posing: Posing, posed: Posed, found: dict) -> None:
    question = posed.question
    assert [plain(each["text"]) for each in found["choices"]] == list(map(flat, question.options))
    keys = [n for n in range(len(question.options)) if n in question.keys]
    if posed.form is Form.CHOICE:
        assert [n for n, each in enumerate(found["choices"]) if each["isCorrect"]] == keys
        assert {each["weight"] for each in found["choices"]} == {None}
    else:
        share = float(FRACTIONS[len(keys)])
        weights = [share if n in keys else -share for n in range(len(question.options))]
        assert [each["weight"] for each in found["choices"]] == weights
        assert not any(each["isCorrect"] for each in found["choices"])
    for number, each in enumerate(found["choices"]):
        value = question.values[number]
        contrast = "" if number in keys else posing.asker.contrast(question, value)
        assert told(each["feedback"]) == flat(contrast)


def check_short(_: Posing, posed: Posed, found: dict) -> None:
    texts = [plain(each["text"]).replace("\\*", "*") for each in found["choices"]]
    folded = {flat(text).casefold() for text in posed.accepted if is_typable(text)}
    assert texts[0] == flat(posed.question.answer.replace("\n", " "))
    assert {each["weight"] for each in found["choices"]} <= {None, 100}
    if is_list(posed.question):
        assert len(texts) >= 2
        assert folded <= {text.casefold() for text in texts}
    else:
        assert {text.casefold() for text in texts} == {text.replace("\n", " ") for text in folded}


def check_number(_: Posing, posed: Posed, found: dict) -> None:
    assert posed.quantity is not None
    assert found["choices"] == {
        "type": "range",
        "number": float(posed.quantity.value),
        "range": float(posed.quantity.tolerance),
    }


def check_side(posing: Posing, posed: Posed, found: dict) -> None:
    question = posed.question
    assert found["isTrue"] == (question.keys == (0,))
    lure = question.lures[0].value if question.lures else None
    wrong = posing.asker.contrast(question, lure) if lure else ""
    assert told(found["trueFeedback"]) == flat(wrong)


def check_pairs(_: Posing, posed: Posed, found: dict) -> None:
    question = posed.question
    pairs = [(plain(each["subquestion"]), right(each["subanswer"])) for each in found["matchPairs"]]
    answers = [flat(question.options[key]) for key in question.keys]
    assert pairs == list(zip(map(flat, question.prompts), answers, strict=True))
    assert len(pairs) >= 3


def right(text: str) -> str:
    for code, sign in PLACEHOLDERS.items():
        text = text.replace(f"&&{code:03};", sign)
    return flat(text.replace("&&010", "\n"))


CHECKS = {
    "MC": check_choices,
    "Short": check_short,
    "Numerical": check_number,
    "TF": check_side,
    "Matching": check_pairs,
}


@pytest.mark.consumer
def test_odd_questions_come_out_as_they_were_asked() -> None:
    posing, text = written("odd")
    found = {each["id"]: each for each in parsed(text) if each["type"] != "Category"}
    assert found["odd/f2#speed/typed"]["choices"]["range"] == 50
    assert found["odd/f3#speed/typed"]["choices"]["number"] == 0.00001
    assert found["odd/f1#speed/typed"]["tags"] == ["africa", "a b"]
    assert not found["odd/f3#speed/typed"]["tags"]
    assert "odd/c1#card/typed" not in found
    assert "odd/f4#code/typed" not in found
    long = [each for each in posing.questions if len(each.id) > 100]
    assert all(id_of(each) == each.name and each.name in found for each in long)
    gap = found["odd/c2#1/cloze"]
    assert (gap["hasEmbeddedAnswers"], gap["stem"]["text"]) == (
        True,
        "The sign _____ means the same.",
    )
    typed = found["odd/c3#card/typed"]
    assert plain(typed["stem"]) == "Type _____ here, \\(x\\)"
    assert [plain(each["text"]) for each in typed["choices"]] == ["a b", "%50% x"]
    assert typed["choices"][1]["weight"] == 100


def test_what_is_lost_is_told_once_a_facet_and_code() -> None:
    posing = held("odd")
    losses = gift.write(posing).losses
    counts = Counter((each.code, each.fact, each.role) for each in losses)
    assert set(counts.values()) == {1}
    by_code: dict[str, set[str]] = {}
    for each in losses:
        by_code.setdefault(each.code, set()).add(f"{each.fact}#{each.role}")
        assert len(each.message) <= 72
        assert each.notes
    assert by_code["QK901"] >= {"c1#card", "f4#code"}
    assert by_code["QK902"] >= {"f3#speed"}
    assert by_code["QK904"] == {"f1#land", "f1#speed", "f1#code", "c3#card"}
    assert by_code["QK905"] >= {"f1#speed", "f2#speed"}
    assert by_code["QK908"] >= {"f1#code", "#"}
    assert by_code["QK909"] == {"#"}


def test_what_cannot_be_typed_goes_out_as_a_choice_and_is_told() -> None:
    typed = pose(asker_of("hostile"), order=(Form.TYPED,), wish=Wish(), target="x")
    done = gift.write(typed)
    arrows = {each.id for each in typed.questions if "->" in each.question.answer}
    before = {each.fact for each in typed.losses}
    told = {f"hostile/{each.fact}#{each.role}" for each in done.losses if each.code == "QK901"}
    assert arrows == {each for each in told if each[8:].partition("#")[0] not in before}
    assert done.total == len(typed.questions)
    for each in arrows:
        block = done.files[""].decode().partition(f"[id:{each}]")[2].partition("\n\n")[0]
        assert "\n\t~" in block
    severities = {each.severity for each in done.losses if each.code == "QK901"}
    assert severities == {Severity.WARNING}


def test_true_as_an_answer_that_is_typed_is_no_true_false_question() -> None:
    _, text = written("hostile")
    assert "\n\t=TRUE" in text
    assert "\n\tTRUE yes" not in text


@pytest.mark.parametrize("name", ["vietnam-us", "hostile", "odd"])
def test_lines_are_such_as_moodle_splits_them(name: str) -> None:
    _, text = written(name)
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")
    for block in text.rstrip("\n").split("\n\n"):
        lines = block.split("\n")
        assert lines[0].startswith("// ")
        assert lines[1].startswith(("::", "$CATEGORY: "))
        assert all(line.startswith(("\t", "}")) for line in lines[2:])


def test_a_category_is_named_by_the_deck_and_the_kind_or_as_wanted() -> None:
    posing = held("odd")
    text = gift.write(posing).files[""].decode()
    assert "$CATEGORY: Odd // ‹things›/km//h\n" in text
    assert "$CATEGORY: Odd // ‹things›/cards\n" in text
    other = gift.write(posing._replace(category="$course$/top/Week 1/Mon")).files[""].decode()
    assert "$CATEGORY: Week 1/Mon/km//h\n" in other


def test_escapes() -> None:
    assert escaped("a\\b~=#{}:\nc*") == r"a\\b\~\=\#\{\}\:\nc*"


def test_the_same_twice_is_the_same() -> None:
    posing = held("odd")
    assert gift.write(posing).files == gift.write(posing).files
    assert set(gift.ORDER) == set(EVERY) - {Form.ORDER}
