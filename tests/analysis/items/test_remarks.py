"""What is said of a question's figures."""

import pytest

from quizkit.analysis.items.answers import Confusion, Figures, OptionFigures, QuestionFigures
from quizkit.analysis.items.remarks import ENOUGH, advised, needed

MANY = 400
"""Learners of whom a correlation of 0.1 is more than chance."""


def option(text: str, share: float, discrimination: float | None, n: int = MANY) -> OptionFigures:
    return OptionFigures(text, text == "a", share, discrimination, n)


GOOD = (option("a", 0.6, 0.4), option("b", 0.3, -0.2), option("c", 0.1, -0.1))
FINE = QuestionFigures("d/f#r", "choice", "Q?", MANY, 0.6, 0.4, GOOD, key="a", seconds=8.0)


def remarks(
    question: QuestionFigures, *others: QuestionFigures, pair: Confusion | None = None
) -> tuple[str, ...]:
    figures = Figures(question.n, question.n, None, (question, *others))
    if pair:
        figures = figures._replace(confusions=(pair,))
    return advised(figures).questions[0].remarks


def test_a_good_question_and_too_few_learners_get_none() -> None:
    assert remarks(FINE) == ()
    assert remarks(FINE._replace(n=ENOUGH - 1, discrimination=-0.5, facility=1.0)) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"discrimination": -0.1}, "those who know more get it wrong more often"),
        ({"discrimination": -0.3, "n": 25}, "those who know more seem to get it wrong more often"),
        ({"discrimination": 0.05}, "it tells those who know from nobody"),
        ({"discrimination": -0.001}, "it tells those who know from nobody"),
        ({"facility": 0.97}, "nearly everybody knows it"),
        ({"facility": 0.36}, "it is answered no better than by guessing"),
        ({"facility": 0.5, "form": "true-false", "options": ()}, "it is answered no better than"),
        ({"facility": 0.0, "form": "typed", "options": ()}, "nearly nobody knows it"),
        ({"again": 20, "lapsed": 12}, "12 of 20 learners who were asked again"),
    ],
)
def test_each_finding_has_its_words_once(change: dict, said: str) -> None:
    (found,) = remarks(FINE._replace(**change))
    assert found.startswith(said)


def test_what_is_not_enough_is_told_by_how_many_would_be() -> None:
    (said,) = remarks(FINE._replace(discrimination=-0.3, n=25))
    assert said.endswith(f"{needed(-0.3)} learners would tell whether that is chance")
    assert remarks(FINE._replace(again=19, lapsed=19)) == ()
    assert remarks(FINE._replace(again=40, lapsed=23)) == ()


def test_wrong_options_that_do_nothing_or_too_much() -> None:
    def with_last(*last: OptionFigures) -> tuple[str, ...]:
        return remarks(FINE._replace(options=(*GOOD[:2], *last)))

    dead = option("c", 0.0, None)
    assert with_last(dead) == ('nobody chooses "c": replace it',)
    assert with_last(dead, option("d", 0, None)) == ('nobody chooses "c" or "d": replace them',)
    assert with_last(option("c", 0.02, -0.1)) == ('hardly anybody chooses "c": replace it',)
    assert with_last(option("c", 0.0, None, ENOUGH - 1)) == ()
    assert with_last(option("c", 0.1, 0.3)) == (
        '"c" draws those who know more: may it be right as well?',
    )
    assert with_last(option("c", 0.1, 0.3, 25)) == ()
    unknown = [each._replace(is_key=False) for each in (*GOOD, dead)]
    assert remarks(FINE._replace(options=tuple(unknown))) == ()


def test_a_key_that_may_be_wrong_is_told_alone() -> None:
    options = (option("a", 0.3, -0.3), option("b", 0.6, 0.4), option("c", 0.1, -0.1))
    found = remarks(FINE._replace(options=options, discrimination=-0.3, facility=0.3))
    assert found == (
        '60% choose "b", more than what is right here, and they know more: is the key right?',
    )


def test_a_question_that_takes_far_longer_than_others_is_told() -> None:
    others = [FINE._replace(facet=f"d/g{each}#r") for each in range(2)]
    (said,) = remarks(FINE._replace(seconds=40.0), *others)
    assert said.startswith("it takes 40 s where others take 8 s")
    assert remarks(FINE._replace(seconds=18.0), *others) == ()


def test_typed_confusions_are_told_by_how_common_they_are() -> None:
    typed = FINE._replace(form="typed", options=(), n=30)
    pair = Confusion("d/f#r", "a", "b", 9, 30, 9)
    (said,) = remarks(typed, pair=pair)
    assert said == '30% of the answers say "b": say what tells the two apart'
    (said,) = remarks(typed, pair=pair._replace(times=24, learners=24))
    assert said == '80% of the answers say "b": is what the deck says right?'
    assert remarks(typed, pair=pair._replace(times=3, learners=3)) == ()
    assert remarks(FINE, pair=pair) == ()
