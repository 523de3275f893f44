"""The figures of an item analysis, against textbook values and plain sums."""

from itertools import count
from statistics import correlation, mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.analysis.items.answers import Answer
from quizkit.analysis.items.measures import figures

OPTIONS = ("a", "b", "c")


def answer(learner: str, question: int, score: float, pick: str = "") -> Answer:
    chosen = (pick or ("a" if score == 1 else "b"),)
    return Answer(
        learner, f"d/f{question}#r", "choice", f"Q{question}?", OPTIONS, chosen, "a", score
    )


def table(rows: list[list[float]]) -> list[Answer]:
    return [
        answer(f"l{who}", question, score)
        for who, row in enumerate(rows)
        for question, score in enumerate(row)
    ]


marks = st.integers(2, 5).flatmap(
    lambda wide: st.lists(
        st.lists(st.sampled_from((0.0, 0.5, 1.0)), min_size=wide, max_size=wide),
        min_size=3,
        max_size=8,
    )
)


@given(marks)
def test_whole_tables_give_what_the_plain_formulas_give(rows: list[list[float]]) -> None:
    found = figures(table(rows))
    wide = len(rows[0])
    totals = [sum(row) for row in rows]
    assert (found.learners, found.answers) == (len(rows), len(rows) * wide)
    for each in found.questions:
        column = [row[int(each.facet[3:].partition("#")[0])] for row in rows]
        rest = [total - own for total, own in zip(totals, column, strict=True)]
        assert each.facility == pytest.approx(mean(column))
        if len(set(column)) > 1 and len(set(rest)) > 1:
            assert each.discrimination == pytest.approx(correlation(column, rest))
        else:
            assert each.discrimination is None
    if variance(totals) > 0:
        own = [variance([row[at] for row in rows]) for at in range(wide)]
        varied = sum(each > 0 for each in own)
        if varied > 1:
            expected = varied / (varied - 1) * (1 - sum(own) / variance(totals))
            assert found.reliability == pytest.approx(expected)
    else:
        assert found.reliability is None


def test_a_guttman_scale_by_hand() -> None:
    # four learners, three questions, each right one implies the easier ones: KR-20 is 0.75
    found = figures(table([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]]))
    assert found.reliability == pytest.approx(0.75)
    by_facet = {each.facet: each for each in found.questions}
    assert by_facet["d/f0#r"].facility == 0.75
    assert by_facet["d/f1#r"].discrimination == pytest.approx(0.7071, abs=1e-4)


def test_options_are_told_by_share_and_by_who_chooses_them() -> None:
    rows = [("1", "a"), ("1", "a"), ("0", "b"), ("0", "b"), ("1", "b")]
    answers = []
    for who, (other, pick) in zip(count(), rows, strict=False):
        answers.append(answer(f"l{who}", 0, float(pick == "a"), pick))
        answers.append(answer(f"l{who}", 1, float(other)))
    found = {each.facet: each for each in figures(answers).questions}["d/f0#r"]
    assert [(each.text, each.is_key, each.share) for each in found.options] == [
        ("a", True, 0.4),
        ("b", False, 0.6),
        ("c", False, 0.0),
    ]
    key, wrong, never = found.options
    assert key.discrimination == -wrong.discrimination == pytest.approx(2 / 3)
    assert never.discrimination is None


def test_the_first_answer_counts_and_weak_questions_come_first() -> None:
    rows = [[1, 0], [1, 0], [0, 1], [0, 1]]
    answers = [*table(rows), answer("l0", 0, 0.0)]
    found = figures([*answers, *(answer(f"l{who}", 2, float(who < 2)) for who in range(4))])
    assert found.answers == 12
    assert found.questions[0].facet == "d/f1#r"
    assert found.questions[0].discrimination == -1


def test_who_shares_no_question_gives_no_reliability() -> None:
    found = figures([answer("l1", 1, 1), answer("l2", 2, 0)])
    assert found.reliability is None
    assert [each.discrimination for each in found.questions] == [None, None]
