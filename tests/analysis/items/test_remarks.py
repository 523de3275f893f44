"""What is said of a question's figures."""

from quizkit.analysis.items.answers import OptionFigures, QuestionFigures
from quizkit.analysis.items.remarks import ENOUGH, remarks

GOOD = (
    OptionFigures("a", is_key=True, share=0.6, discrimination=0.4),
    OptionFigures("b", is_key=False, share=0.3, discrimination=-0.2),
    OptionFigures("c", is_key=False, share=0.1, discrimination=-0.1),
)
FINE = QuestionFigures("d/f#r", "choice", "Q?", ENOUGH, 0.6, 0.4, GOOD)


def test_a_good_question_and_too_few_learners_get_none() -> None:
    assert remarks(FINE) == ()
    assert remarks(FINE._replace(n=ENOUGH - 1, discrimination=-0.5)) == ()


def test_each_fault_has_its_words() -> None:
    (said,) = remarks(FINE._replace(discrimination=-0.1))
    assert said.startswith("those who know more get it wrong more often")
    (said,) = remarks(FINE._replace(discrimination=0.05))
    assert said.startswith("it tells those who know apart from nobody")
    assert remarks(FINE._replace(facility=0.97)) == ("nearly everybody knows it",)
    (said,) = remarks(FINE._replace(facility=0.36))
    assert said == "it is answered no better than by guessing"
    assert remarks(FINE._replace(form="typed", options=(), facility=0.0)) == (
        "nearly nobody knows it",
    )


def test_wrong_options_that_do_nothing_or_too_much() -> None:
    dead = (*GOOD[:2], OptionFigures("c", is_key=False, share=0.0, discrimination=None))
    assert remarks(FINE._replace(options=dead)) == ('nobody chooses "c": replace it',)
    odd = (*GOOD[:2], OptionFigures("c", is_key=False, share=0.1, discrimination=0.3))
    assert remarks(FINE._replace(options=odd)) == (
        '"c" draws those who know more: may it be right as well?',
    )
