"""Which values are confused."""

from quizkit.analysis.items.answers import Answer, Confusion
from quizkit.analysis.items.confused import Tally
from quizkit.analysis.items.measures import figures


def typed(who: str, said: str, score: float = 0.0, facet: str = "d/f#r") -> Answer:
    return Answer(who, facet, "typed", "Who?", (), (), "Kerry", score, said=said)


def picked(who: str, option: str, score: float = 0.0) -> Answer:
    options = ("Kerry", "Vessey")
    return Answer(who, "d/f#r", "choice", "Who?", options, (option,), "Kerry", score)


def test_spellings_of_one_value_and_what_was_picked_come_together() -> None:
    answers = [
        typed("a", "vessey"),
        typed("a", "Vessey "),
        typed("b", "Vessey"),
        picked("c", "Vessey"),
        picked("d", "Kerry", 1.0),
        typed("e", "Clinton"),
    ]
    assert figures(answers).confusions == (Confusion("d/f#r", "Kerry", "Vessey", 4, 6, 3),)


def test_all_answers_count_and_not_only_the_first() -> None:
    answers = [typed("a", "Kerry", 1.0), typed("a", "Vessey"), typed("a", "Vessey")]
    (pair,) = figures(answers).confusions
    assert (pair.times, pair.of, pair.learners) == (2, 3, 1)


def test_what_a_deck_says_that_a_text_means_is_shown() -> None:
    tally = Tally()
    for said in ("General Vessey", "Vesey"):
        tally.add(typed("a", said))
    (pair,) = tally.pairs({"d/f#r": "Kerry"}, lambda _facet, _text: "John Vessey")
    assert (pair.given, pair.times) == ("John Vessey", 2)
    assert tally.pairs({"d/f#r": "Kerry"}) == ()


def test_right_given_up_and_overruled_answers_are_no_confusion() -> None:
    own = typed("a", "Vessey")._replace(is_own=True)
    answers = [typed("a", ""), typed("b", " "), own, own, *[typed("c", "Kery", 1.0)] * 2]
    assert figures(answers).confusions == ()


def test_the_most_frequent_comes_first_and_ties_by_name() -> None:
    answers = [typed("a", said, facet=f"d/{name}#r") for name, said, times in
               (("b", "x", 2), ("a", "y", 2), ("c", "z", 3)) for _ in range(times)]  # fmt: skip
    assert [pair.given for pair in figures(answers).confusions] == ["z", "y", "x"]
