"""Text for Quizlet, read back: every question is there, on a line of its own."""

from pathlib import Path
from typing import Any

import pytest

from quizkit.decks import load
from quizkit.decks.library import bundled
from quizkit.formats.plain import quizlet
from quizkit.formats.posed import Picture
from quizkit.formats.posing import Wish, pose
from quizkit.model import Form
from quizkit.practice.reading import ready
from quizkit.questions.ask import Asker
from tests.formats.hostile import hostile_asker

PLACES = [path for path in sorted(bundled().iterdir()) if (path / "deck.yaml").exists()]
SMALL = [path for path in PLACES if path.name in ("spaced-learning", "vietnam-us")]
STEPS = """
quizkit: 1
deck: tea
title: Tea
language: en
kinds:
  recipe:
    roles:
      of: {is: text}
      steps: {is: steps, ask: "What are the steps of {of}?"}
facts:
  recipe:
    - {id: t1, of: tea, steps: [Boil water, Add leaves, Wait, Pour]}
"""


def posing(asker: Asker, **wish: Any):
    return pose(asker, order=quizlet.ORDER, wish=Wish(**wish), target="quizlet")


def rows(text: bytes) -> list[list[str]]:
    """Return the lines as Quizlet's import takes them: parted at tabs and line breaks alone."""
    *lines, rest = text.decode().split("\n")
    assert rest == ""
    return [line.split("\t") for line in lines]


def plain(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ").strip()


@pytest.mark.parametrize("place", SMALL, ids=lambda path: path.name)
def test_every_question_of_a_deck_comes_back(place: Path, tmp_path: Path) -> None:
    found = posing(ready(place, language="", cache=tmp_path))
    written = quizlet.write(found)
    expected = [[each.question.stem, each.question.answer] for each in found.questions]
    choices = [at for at, each in enumerate(found.questions) if each.question.options]
    made = rows(written.files[""])
    assert [row for at, row in enumerate(made) if at not in choices] == [
        row for at, row in enumerate(expected) if at not in choices
    ]
    assert all(made[at][0].startswith(expected[at][0]) for at in choices)
    assert written.total == len(found.questions) > 200
    assert written == quizlet.write(found)


def test_no_text_breaks_a_line() -> None:
    found = posing(hostile_asker())
    written = quizlet.write(found)
    expected = [
        [plain(each.question.stem), plain(each.question.answer)] for each in found.questions
    ]
    assert rows(written.files[""]) == expected
    changed = [each for each in written.losses if each.code == "QK904"]
    assert len(changed) == 6  # a tab and a line break, each in a card and in two facets
    message = "Quizlet gets blanks for the tabs and line breaks of h14#card"
    assert message in [each.message for each in changed]
    assert {each.severity.word for each in changed} == {"note"}


def test_options_stand_with_what_asks() -> None:
    found = posing(hostile_asker(), forms=(Form.CHOICE,), most=5)
    for each, (term, definition) in zip(
        found.questions, rows(quizlet.write(found).files[""]), strict=True
    ):
        question = each.question
        shown = (f"({'abcd'[at]}) {plain(text)}" for at, text in enumerate(question.options))
        assert term == " ".join((plain(question.stem), *shown))
        assert definition == plain(question.answer)


def test_an_order_is_told_step_by_step() -> None:
    asker = Asker(load(Path("tea.yaml"), opener=lambda _: STEPS.encode()))
    ((term, definition),) = rows(quizlet.write(posing(asker, forms=(Form.ORDER,))).files[""])
    assert term.startswith("What are the steps of tea? (a) ")
    assert definition == "Boil water; Add leaves; Wait; Pour"


def test_statements_need_no_options() -> None:
    found = posing(hostile_asker(), forms=(Form.TRUE_FALSE,), most=3)
    for term, definition in rows(quizlet.write(found).files[""]):
        assert term.startswith("True or false? ")
        assert definition in ("True", "False")


def test_what_is_lost_by_all_is_told_once() -> None:
    found = posing(hostile_asker())
    told = [(each.code, each.message) for each in quizlet.write(found).losses]
    count = len(found.questions)
    assert told.count(("QK909", f"Quizlet keeps no ids: twice imported is twice {count} questions"))
    assert [code for code, _ in told].count("QK909") == 1
    assert ("QK905", f"Quizlet takes no explanation and no source of {count} questions") in told


def test_pictures_are_missed_one_by_one() -> None:
    found = posing(hostile_asker(), most=2)
    first, second = found.questions
    picture = Picture("a.png", b"", "PNG", 1, 1, "")
    posed = found._replace(questions=(first._replace(picture=picture), second))
    lost = [each for each in quizlet.write(posed).losses if each.code == "QK903"]
    assert [each.fact for each in lost] == [first.question.plan.fact]


def test_nothing_asked_is_nothing_written() -> None:
    written = quizlet.write(posing(hostile_asker(), tags=("none",)))
    assert (written.files, written.total, written.losses) == ({"": b""}, 0, ())
