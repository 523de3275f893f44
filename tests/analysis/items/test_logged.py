"""Answers read from events."""

import pytest

from quizkit.analysis.items.answers import Answer
from quizkit.analysis.items.logged import Logged
from quizkit.analysis.items.measures import figures
from tests.analysis.items.moments import KEY, event, review


def read(*moments: tuple) -> list[Answer]:
    return list(Logged().answers("mai", moments))


def test_a_choice_is_read_with_what_was_chosen() -> None:
    (found,) = read(review(response=[1], score=0))
    assert (found.learner, found.facet, found.form, found.stem) == (
        "mai",
        "d/f#r",
        "choice",
        "Who?",
    )
    assert (found.options, found.chosen) == (("Kerry", "Vessey", "Clinton"), ("Vessey",))
    assert (found.score, found.ms, found.fingerprint, found.is_own) == (0.0, 4_000, KEY, False)


@pytest.mark.parametrize(
    ("form", "response", "options", "chosen", "said"),
    [
        ("match", [2], 3, ("Clinton",), ""),
        ("match", None, 3, (), ""),
        ("select", [0, 2], 3, ("Kerry", "Clinton"), ""),
        ("choice", None, 3, (), ""),
        ("choice", [7], 3, (), ""),
        ("true-false", [1], 0, (), ""),
        ("order", [2, 0, 1], 0, (), ""),
        ("typed", "Vesey", 0, (), "Vesey"),
        ("cloze", "Vesey", 0, (), "Vesey"),
        ("cloze", None, 0, (), ""),
        ("flip", None, 0, (), ""),
        ("of one's own", "Vesey", 0, (), ""),
    ],
)
def test_each_form_is_taken_as_its_table_says(
    form: str, response: object, options: int, chosen: tuple, said: str
) -> None:
    (found,) = read(review(form=form, response=response))
    assert (len(found.options), found.chosen, found.said) == (options, chosen, said)


def test_facets_have_their_present_names() -> None:
    renamed = event("rename", {"old": "d/f", "new": "d/g"})
    assert [each.facet for each in read(review(), renamed, review("d/g#r"))] == ["d/g#r"] * 2


def test_the_right_answer_is_what_anybody_chose_rightly_under_the_same_fingerprint() -> None:
    wrong = review(response=[1], score=0)
    assert figures(read(wrong)).questions[0].key == "?"
    assert [each.is_key for each in figures(read(wrong)).questions[0].options] == [False] * 3
    reader = Logged()
    both = [*reader.answers("mai", [wrong]), *reader.answers("an", [review()])]
    (question,) = figures(both).questions
    assert (question.key, [o.text for o in question.options if o.is_key]) == ("Kerry", ["Kerry"])
    other = [*reader.answers("mai", [wrong]), *reader.answers("an", [review(key="f" * 16)])]
    keys = {each.text for each in figures(other[:1]).questions[0].options if each.is_key}
    assert keys == set()


def test_an_overruled_answer_counts_as_the_learner_says_and_tells_no_key() -> None:
    (question,) = figures(read(review(response=[1], override="grade"))).questions
    assert (question.facility, question.key) == (1.0, "?")
    typed = review(form="typed", response="Vesey", override="grade")
    assert figures(read(typed, typed)).confusions == ()


def test_self_rated_answers_are_counted_and_left_out() -> None:
    found = figures(read(review(), review("d/g#r", form="flip", response=None)))
    assert (found.self_rated, found.answers, len(found.questions)) == (1, 1, 1)
