from itertools import combinations
from pathlib import Path

import pytest

from quizkit.decks.files import read_deck
from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.composing import Order, composed
from quizkit.formats.paper.printers import PAPER_FORMS, PRINTERS
from quizkit.formats.posed import Posed
from quizkit.formats.posing import row_of
from quizkit.model import Fact, Form
from quizkit.questions.ask import Asker
from quizkit.questions.index import fact_of
from quizkit.text import fold
from tests.formats.hostile import hostile_asker
from tests.formats.paper.papers import ALL, EXAM, bundled, drawn


def facets(tasks: tuple[Posed, ...]) -> list[str]:
    return [each for task in tasks for each in task.question.facets or (task.question.facet,)]


def texts(task: Posed) -> str:
    """What is read in a question before it is answered, its options aside."""
    labels = task.question.options if task.form is Form.ORDER else ()
    return f" {fold(' '.join((task.question.stem, *task.question.prompts, *labels)))} "


def test_a_paper_has_what_its_lines_ask_for() -> None:
    (tasks,) = drawn("vietnam-us").sets
    found = [task.form for task in tasks]
    assert found == [form for line in EXAM for form in line.forms for _ in range(line.wanted)]
    assert [task.points for task in tasks] == [2] * 8 + [3] * 2 + [1] * 10


def test_sorts_are_kept() -> None:
    lines = (
        Line(3, kinds=("visit",), roles=("who",)),
        Line(2, kinds=("card",)),
        Line(2, roles=("date",)),
    )
    asker = bundled("vietnam-us")
    (tasks,) = drawn("vietnam-us", lines).sets
    kinds = [task.kind for task in tasks]
    roles = [fact_of(task.question.facet)[1] for task in tasks]
    assert kinds[:5] == ["visit"] * 3 + ["card"] * 2
    assert roles[:3] + roles[5:] == ["who"] * 3 + ["date"] * 2
    assert all(isinstance(row_of(asker, task.question.facet), Fact) for task in tasks[:3])


@pytest.mark.parametrize("name", ["vietnam-us", "spaced-learning", "countries", "elements"])
def test_no_facet_comes_twice_and_no_fact_before_each_came_once(name: str) -> None:
    (tasks,) = drawn(name, (Line(60),)).sets
    found = facets(tasks)
    assert len(found) == len(set(found)) == 60
    survey = bundled(name).survey
    assert len({fact for facet in found for fact in survey[facet].shared}) >= 60


@pytest.mark.parametrize("name", ["vietnam-us", "spaced-learning", "countries", "elements"])
def test_no_question_reads_another_one_s_answer_about_one_fact(name: str) -> None:
    """With a hundred and twenty questions facts come twice, so that this could happen."""
    (tasks,) = drawn(name, (Line(120),)).sets
    survey = bundled(name).survey
    for one, two in combinations(tasks, 2):
        shared = set(survey[one.question.facet].shared) & set(survey[two.question.facet].shared)
        for reads, asks in ((one, two), (two, one)) if shared else ():
            if asks.form in (Form.CHOICE, Form.TYPED, Form.CLOZE):
                assert f" {fold(asks.question.answer)} " not in texts(reads), (one.id, two.id)


def test_what_a_hand_written_question_tells_is_not_asked_beside_it() -> None:
    """The deck of QK414's page: one card tells the year that the other one asks for."""
    text = """
quizkit: 1
deck: bridges
title: Bridges
language: en
cards:
  - {id: b1, q: "Who opened the bridge of Toru across the Kilo in 1802?", a: Ann Walsh}
  - {id: b2, q: "In which year was the bridge of Toru opened?", a: "1802"}
"""
    deck = read_deck(Path("bridges.yaml"), opener=lambda _: text.encode()).deck
    assert deck is not None
    found = composed(Asker(deck), Order((Line(2),), ALL))
    assert len(found.sets[0]) == 1
    assert [problem.message for problem in found.short] == [
        "there are only 1 of 2 questions for this"
    ]


def test_equal_seeds_give_equal_papers() -> None:
    order = Order(EXAM, ALL, seed="Tét 1")
    first, second = (composed(Asker(bundled("vietnam-us").deck), order) for _ in range(2))
    assert first == second


def test_other_seeds_give_other_papers() -> None:
    found = {tuple(facets(drawn("elements", (Line(5),), seed=str(n)).sets[0])) for n in range(8)}
    assert len(found) == 8


def test_several_forms_of_a_line_take_turns() -> None:
    forms = (Form.CHOICE, Form.TYPED, Form.TRUE_FALSE)
    (tasks,) = drawn("vietnam-us", (Line(6, forms=forms),)).sets
    assert [task.form for task in tasks] == [*forms, *forms]


def test_where_a_form_runs_short_the_others_fill_the_line() -> None:
    (tasks,) = drawn("vietnam-us", (Line(10, forms=(Form.ORDER, Form.CHOICE)),)).sets
    found = [task.form for task in tasks]
    assert found.count(Form.ORDER) < 5
    assert len(found) == 10


def test_sets_have_questions_of_their_own() -> None:
    sets = drawn("vietnam-us", (Line(15),), sets=3).sets
    assert [len(tasks) for tasks in sets] == [15, 15, 15]
    found = [facet for tasks in sets for facet in facets(tasks)]
    assert len(found) == len(set(found))


def test_a_line_that_stays_short_says_how_many_there_are_and_what_would_help() -> None:
    line = Line(9, roles=("leader",), forms=(Form.CHOICE,))
    (problem,) = composed(bundled("vietnam-us"), Order((line,), ALL)).short
    assert (problem.code, problem.severity.word) == ("QK701", "error")
    assert problem.message == "there are only 2 of 9 questions for this"
    assert problem.label == "role leader, form choice"
    tips = [note.text for note in problem.notes]
    assert tips[0].startswith("another role would give more: who ")
    assert tips[-1].startswith("never asked so far, `quizkit check` says why: ")


def test_what_cannot_be_marked_by_machine_becomes_a_choice_and_is_told() -> None:
    line = Line(4, forms=(Form.TYPED,))
    order = Order((line,), PRINTERS["amc"].forms, printers="amc")
    found = composed(bundled("vietnam-us"), order)
    assert [task.form for task in found.sets[0]] == [Form.CHOICE] * 4
    assert [(loss.code, loss.message) for loss in found.losses] == [
        ("QK901", "amc cannot hold typed: asked as choice")
    ]


def test_flip_is_never_on_paper() -> None:
    assert Form.FLIP not in PAPER_FORMS
    (tasks,) = composed(hostile_asker(), Order((Line(40),), ALL)).sets
    assert {task.form for task in tasks} <= set(PAPER_FORMS)
