"""What goes into Moodle's question bank comes back as it was: through both files and readers."""

import re
from types import ModuleType
from typing import NamedTuple

import pytest

from quizkit.formats.book import Intake, Line
from quizkit.formats.gift import reading as gift_read
from quizkit.formats.gift import writing as gift
from quizkit.formats.gift.text import is_typable
from quizkit.formats.moodle import reading as moodle_read
from quizkit.formats.moodle import writing as moodle
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.posing import Wish, pose
from quizkit.formats.qti.told import figures
from quizkit.formats.sheets.cells import value_of
from quizkit.formats.teller import is_list
from quizkit.model import Form
from tests.formats.banked import asker_of, flat, told_after


class Way(NamedTuple):
    """A file format, both ways."""

    write: ModuleType
    read: ModuleType
    name: str


WAYS = (Way(moodle, moodle_read, "x.xml"), Way(gift, gift_read, "x.gift"))
DECKS = ("vietnam-us", "hostile", "odd")


def exported(name: str, form: Form) -> Posing:
    return pose(asker_of(name), order=(form,), wish=Wish(), target="x")


def rows_of(way: Way, posing: Posing) -> dict[str, Line]:
    """Return what is read again: rows by the id of their facet, none twice, nothing lost."""
    data = way.write.write(posing).files[""]
    draft = way.read.read({way.name: data}, way.name, Intake(deck=posing.asker.deck.id))
    assert draft.losses == ()
    rows = [line for sheet in draft.book.sheets for line in sheet.lines]
    found = {line.cells["id"]: line for line in rows}
    assert len(found) == len(rows)
    return found


def pairs(way: Way, name: str, form: Form) -> list[tuple[Posing, Posed, Line]]:
    posing = exported(name, form)
    rows = rows_of(way, posing)
    short = [each for each in posing.questions if len(each.id) <= 100]
    kept = [each for each in short if way.write is moodle or is_held(each)]
    assert kept
    return [(posing, each, rows[each.id.partition("/")[2]]) for each in kept]


def is_held(posed: Posed) -> bool:
    return posed.form not in (Form.TYPED, Form.CLOZE) or is_typable(posed.question.answer)


def texts(line: Line, column: str) -> list[str]:
    value = value_of(line.cells.get(column, ""))
    assert not isinstance(value, dict)
    return ([value] if value else []) if isinstance(value, str) else list(map(str, value))


def said(line: Line, column: str) -> str:
    (text,) = texts(line, column) or [""]
    return text


def alike(text: str) -> str:
    """Return a text by its lines; the readers take what looks like a formula of TeX for one."""
    lines = (part.strip() for part in re.sub(r"\\\( ?x ?\\\)", "$x$", text).split("\n"))
    return flat("\n".join(part for part in lines if part))


def check_beside(posing: Posing, posed: Posed, line: Line) -> None:
    assert alike(said(line, "note")) == alike("\n".join(told_after(posing, posed)))
    tags = [tag for tag in posed.tags if "<" not in tag and len(tag) <= 50]
    assert texts(line, "tags")[-len(tags) :] == tags or not tags or "a <b>" in posed.tags


every_way = pytest.mark.parametrize("way", WAYS, ids=["moodle", "gift"])
every_deck = pytest.mark.parametrize("name", DECKS)


@every_way
@every_deck
def test_a_choice_comes_back(way: Way, name: str) -> None:
    for posing, posed, line in pairs(way, name, Form.CHOICE):
        question = posed.question
        assert alike(said(line, "q")) == alike(question.stem)
        assert alike(said(line, "a")) == alike(question.answer)
        wrong = [option for n, option in enumerate(question.options) if n not in question.keys]
        assert list(map(alike, texts(line, "wrong"))) == list(map(alike, wrong))
        check_beside(posing, posed, line)


@every_way
@every_deck
def test_typed_answers_come_back(way: Way, name: str) -> None:
    for posing, posed, line in pairs(way, name, Form.TYPED):
        assert alike(said(line, "q")) == alike(posed.question.stem)
        check_answers(way, posed, line)
        check_beside(posing, posed, line)


@every_way
@every_deck
def test_a_gap_comes_back(way: Way, name: str) -> None:
    for posing, posed, line in pairs(way, name, Form.CLOZE):
        if "cloze" in line.cells:
            key = posed.accepted[0] if not posed.quantity else figures(posed.quantity.value)
            before, _, behind = posed.question.stem.partition("____")
            assert said(line, "cloze").startswith(before)
            assert said(line, "cloze").endswith(behind)
            assert f"[[{' '.join(key.split())}" in said(line, "cloze")
        else:
            stem = alike(said(line, "q")).replace("_____", "____")
            assert stem == alike(posed.question.stem).replace("_____", "____")
            check_answers(way, posed, line)
        check_beside(posing, posed, line)


def check_answers(way: Way, posed: Posed, line: Line) -> None:
    also = texts(line, "also")
    if posed.quantity:
        assert said(line, "a").startswith(figures(posed.quantity.value))
        return
    accepted = [alike(text.replace("\n", " ")) for text in posed.accepted]
    if way.write is gift:
        accepted = [text for text in accepted if is_typable(text)]
    found = [alike(text) for text in (said(line, "a"), *also)]
    assert found[0] == accepted[0]
    if not is_list(posed.question):
        assert {text.casefold() for text in found} == {text.casefold() for text in accepted}


@every_way
@every_deck
def test_a_statement_comes_back(way: Way, name: str) -> None:
    for posing, posed, line in pairs(way, name, Form.TRUE_FALSE):
        assert alike(said(line, "q")) == alike(posed.question.stem)
        assert said(line, "a") == posed.question.answer
        check_beside(posing, posed, line)


@every_way
def test_several_answers_come_back(way: Way) -> None:
    for _, posed, line in pairs(way, "vietnam-us", Form.SELECT):
        question = posed.question
        assert said(line, "task") == question.stem
        assert texts(line, "answers") == [
            option for n, option in enumerate(question.options) if n in question.keys
        ]


def test_an_order_comes_back() -> None:
    for _, posed, line in pairs(WAYS[0], "vietnam-us", Form.ORDER):
        question = posed.question
        assert said(line, "task") == question.stem
        assert texts(line, "steps") == [question.options[key] for key in question.keys]


@every_way
@pytest.mark.parametrize("name", ["vietnam-us", "odd"])
def test_pairs_come_back_one_card_each(way: Way, name: str) -> None:
    posing = pose(asker_of(name), order=(Form.MATCH,), wish=Wish(forms=(Form.MATCH,)), target="x")
    done = way.write.write(posing)
    kept = [
        each
        for each in posing.questions
        if way.write is moodle or not any("->" in text for text in each.question.prompts)
    ]
    draft = way.read.read({way.name: done.files[""]}, way.name)
    assert draft.losses == ()
    found = {
        (flat(said(line, "q")), said(line, "a")): set(texts(line, "wrong"))
        for line in draft.book.sheets[0].lines
    }
    wanted = {}
    for each in kept:
        question = each.question
        for prompt, key in zip(question.prompts, question.keys, strict=True):
            stem = f"{question.stem.rstrip(' .:')}: {prompt}"
            wrong = {option for n, option in enumerate(question.options) if n != key}
            wanted[flat(stem), question.options[key]] = wrong
    assert found == wanted
