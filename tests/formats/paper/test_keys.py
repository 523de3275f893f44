from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.keys import STEM, answers, matrix
from quizkit.model import Form
from tests.formats.paper.papers import exam


def test_a_variant_s_key_is_in_the_order_of_its_questions() -> None:
    paper = exam().paper
    for variant in paper.variants:
        found = answers(paper, variant)
        assert [each.number for each in found] == list(range(1, 21))
        assert [each.key for each in found] == [place.key for place in variant.places]
        assert sum(each.points for each in found) == paper.points == 32


def test_the_right_options_are_told_in_words_as_they_are_marked() -> None:
    paper = exam().paper
    variant = paper.variants[1]
    for each, place in zip(answers(paper, variant), variant.places, strict=True):
        form = paper.tasks[place.task].form
        texts = dict(zip(place.letters, place.options, strict=True))
        if form in (Form.CHOICE, Form.SELECT, Form.TRUE_FALSE, Form.ORDER):
            assert each.text == "; ".join(texts[mark] for mark in each.key.split())
        elif form is Form.MATCH:
            pairs = [(mark[:-1], texts[mark[-1]]) for mark in each.key.split()]
            assert each.text == "; ".join(f"{number} {text}" for number, text in pairs)
        else:
            assert each.text == ""
            assert each.also == paper.tasks[place.task].accepted[1:6]


def test_the_table_has_each_question_once_and_each_variant_s_number_and_key() -> None:
    paper = exam().paper
    table = matrix(paper)
    assert table.variants == ("A", "B", "C", "D")
    assert [row.facet for row in table.rows] == [task.id for task in paper.tasks]
    assert all(len(row.stem) <= STEM for row in table.rows)
    for at, row in enumerate(table.rows):
        for cell, variant in zip(row.cells, paper.variants, strict=True):
            assert cell is not None
            assert variant.places[cell.number - 1].task == at
            assert variant.places[cell.number - 1].key == cell.key


def test_a_variant_without_a_question_has_an_empty_cell() -> None:
    paper = exam("vietnam-us", (Line(3),), variants=2, sets=2).paper
    empty = [[cell is None for cell in row.cells] for row in matrix(paper).rows]
    assert empty == [[False, True]] * 3 + [[True, False]] * 3
    assert paper.points == 3
