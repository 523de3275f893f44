"""A form of one's own: what is refused, what is brought into line, what it may do wrong."""

import types

import pytest

from quizkit.errors import ExtensionError, QuestionError, ResponseError
from quizkit.model import Form, Grade, Outcome, Text
from quizkit.questions.ask import Asker
from quizkit.questions.formlist import OWN, add, judge_of, module_of, named, shape_of, word_of
from quizkit.questions.forms import choice, flip, select, true_false, typed
from quizkit.questions.ownforms import OwnForm
from quizkit.questions.trials import faults
from tests.registries import registries  # noqa: F401

PLAIN = {Form.TYPED: typed, Form.CHOICE: choice, Form.SELECT: select, Form.FLIP: flip,
         Form.TRUE_FALSE: true_false}  # fmt: skip


def form(shape=Form.TYPED, **parts):
    """Return a form that does as the built-in one of its shape, but for some parts."""
    module = PLAIN[shape]
    made = {"NAME": "mine", "SHAPE": shape, "suits": module.suits, "ask": module.ask,
            "grade": module.grade, "samples": module.samples} | parts  # fmt: skip
    return types.SimpleNamespace(**{name: part for name, part in made.items() if part is not None})


def asked(deck, thing, **changes):
    """Register a form whose questions have some changes; return asker and its first question."""
    if changes:
        module = PLAIN[thing.SHAPE]
        thing.ask = lambda material, *, rng: module.ask(material, rng=rng)._replace(**changes)
    add(OwnForm(thing))
    asker = Asker(deck)
    facet = next(facet for facet in asker.planner.facets if asker.has_form(facet, "mine"))
    return asker, asker.question(facet, "mine", seed="1")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"NAME": None}, "has the NAME None, wanted up to 24 small letters, digits and hyphens"),
        ({"NAME": "Mine"}, "has the NAME 'Mine'"),
        ({"NAME": "a b"}, "has the NAME 'a b'"),
        ({"NAME": "x" * 25}, "wanted up to 24"),
        ({"NAME": "cloze"}, "the form cloze is quizkit's own"),
        ({"SHAPE": "typed"}, "has the SHAPE 'typed', wanted one of Form.CHOICE, Form.SELECT"),
        ({"SHAPE": Form.MATCH}, "wanted one of Form.CHOICE"),
        ({"suits": None}, "the form mine has no function suits; write suits(material) -> bool"),
        ({"ask": None}, "write ask(material, *, rng) -> Question"),
        ({"grade": None}, "write grade(question, raw, *, material) -> Grade"),
        ({"samples": None}, "write samples(question, material) -> Samples"),
        ({"ask": lambda material: None}, "has a function ask that cannot be called so; write ask("),
        ({"grade": 7}, "has no function grade"),
    ],
)
def test_a_part_that_is_missing_is_named_with_its_signature(parts, said):
    with pytest.raises(ExtensionError) as caught:
        OwnForm(form(**parts))
    assert said in str(caught.value)


def test_a_class_is_made_and_one_that_wants_arguments_refused():
    class Mine:
        NAME, SHAPE = "mine", Form.TYPED
        grade, samples = staticmethod(typed.grade), staticmethod(typed.samples)
        suits, ask = staticmethod(typed.suits), staticmethod(typed.ask)

    class Wanting(Mine):
        def __init__(self, level):
            self.level = level

    assert OwnForm(Mine).origin.home.endswith("Mine")
    with pytest.raises(ExtensionError, match="cannot be made without arguments"):
        OwnForm(Wanting)
    assert OwnForm(Wanting(3)).NAME == "mine"


def test_the_same_home_replaces_and_another_is_refused():
    def made(name):
        body = {**vars(form()), "__module__": "cell"}
        parts = {k: staticmethod(v) if callable(v) else v for k, v in body.items()}
        return type(name, (), parts)

    first, again, other = OwnForm(made("A")), OwnForm(made("A")), OwnForm(made("B"))
    add(first)
    add(again)
    assert OWN["mine"] is again
    with pytest.raises(ExtensionError, match="there is a form mine already, of cell"):
        add(other)


def test_a_form_that_wants_to_end_the_program_fails_as_any_other(small_deck):
    with pytest.raises(ExtensionError, match="failed: SystemExit: 3"):
        asked(small_deck, form(ask=lambda material, *, rng: exit(3)))


def test_its_questions_carry_its_name_and_are_judged_by_it(small_deck):
    def grade(question, raw, *, material):
        return Grade(Outcome.RIGHT if raw == "me" else Outcome.WRONG, float(raw == "me"))

    asker, question = asked(small_deck, form(grade=grade))
    assert (question.variant, question.form) == ("mine", Form.TYPED)
    assert asker.grade(question, "me").score == 1.0
    assert asker.grade(question, question.answer).score == 0.0


def test_where_the_form_is_gone_its_shape_judges(small_deck):
    asker, question = asked(small_deck, form(), stem="Say it")
    OWN.clear()
    assert judge_of(question) is typed
    assert asker.grade(question, question.answer).score == 1.0
    with pytest.raises(QuestionError, match="no form mine is registered; of one's own there are"):
        asker.question(question.facet, "mine", seed="1")
    with pytest.raises(QuestionError):
        module_of("mine")


def test_options_get_values_and_a_chance_where_the_form_says_none(small_deck):
    asker, question = asked(
        small_deck, form(Form.CHOICE), options=("a", "b", "c"), keys=(1,), values=(), guess=0.0
    )
    assert question.values == (Text("a"), Text("b"), Text("c"))
    assert question.guess == pytest.approx(1 / 3)
    OWN.clear()
    assert asker.grade(question, "2").score == 1.0


@pytest.mark.parametrize(
    ("shape", "changes", "said"),
    [
        (Form.TYPED, {"stem": "  "}, "a question without a stem or an answer"),
        (Form.TYPED, {"answer": ""}, "a question without a stem or an answer"),
        (Form.TYPED, {"options": ("a", "b")}, "options, which its shape has not"),
        (Form.TYPED, {"form": Form.CLOZE}, "of the form cloze"),
        (Form.TYPED, {"facet": "d/x#y"}, "for d/x#y, wanted typed"),
        (Form.CHOICE, {"options": ("a",), "keys": (0,)}, "wanted at least two different ones"),
        (Form.CHOICE, {"options": ("a", "a"), "keys": (0,)}, "at least two different ones"),
        (Form.CHOICE, {"options": ("a", "b"), "keys": (2,)}, "the keys (2,)"),
        (Form.CHOICE, {"options": ("a", "b"), "keys": (0, 1)}, "the keys (0, 1)"),
        (Form.CHOICE, {"options": ("a", "b"), "keys": (0,)}, "not one value for each option"),
        (Form.TRUE_FALSE, {"options": ("a", "b", "c"), "keys": (0,)}, "more than two sides"),
        (Form.CHOICE, {"options": ("", "a"), "keys": (1,)}, "at least two different ones"),
        (Form.CHOICE, {"options": ("1", 2), "keys": (0,)}, "another type, options: ('1', 2)"),
        (Form.CHOICE, {"keys": (True,)}, "another type, keys: (True,)"),
        (Form.CHOICE, {"guess": 7.0}, "the guess 7.0, wanted a chance from 0 to 1"),
        (Form.CHOICE, {"guess": float("nan")}, "another type, guess: nan"),
        (Form.TYPED, {"stem": None}, "another type, stem: None"),
        (Form.TYPED, {"answer": b"a"}, "another type, answer: b'a'"),
        (Form.TYPED, {"prompts": 5}, "another type, prompts: 5"),
    ],
)
def test_a_question_that_is_not_of_its_shape_is_refused(small_deck, shape, changes, said):
    with pytest.raises(ExtensionError) as caught:
        asked(small_deck, form(shape), **changes)
    assert said in str(caught.value)
    assert "the form mine (types.SimpleNamespace) made" in str(caught.value)


@pytest.mark.parametrize("part", ["suits", "ask", "grade", "samples"])
def test_what_a_form_raises_is_told_in_one_line(small_deck, part):
    def broken(*args, **names):
        raise ZeroDivisionError("over\nand over")

    def driven():
        asker, question = asked(small_deck, form(**{part: broken}))
        list(faults(asker, question))

    with pytest.raises(ExtensionError) as caught:
        driven()
    assert str(caught.value) == (
        "the form mine (types.SimpleNamespace) failed: ZeroDivisionError: over and over"
    )
    assert caught.value.name == "mine"


def test_a_response_may_be_refused(small_deck):
    def grade(question, raw, *, material):
        raise ResponseError("say it louder", "mine", raw)

    asker, question = asked(small_deck, form(grade=grade))
    with pytest.raises(ResponseError, match="say it louder"):
        asker.grade(question, "x")


@pytest.mark.parametrize("grade", [None, 1.0, Grade(Outcome.RIGHT, 2.0)])
def test_what_is_no_grade_is_refused(small_deck, grade):
    asker, question = asked(small_deck, form(grade=lambda question, raw, *, material: grade))
    with pytest.raises(ExtensionError, match="wanted a Grade with a score from 0 to 1"):
        asker.grade(question, "x")


def test_a_question_that_is_none_is_refused(small_deck):
    with pytest.raises(ExtensionError, match="made None, wanted a Question"):
        asked(small_deck, form(ask=lambda material, *, rng: None))


def test_equal_seeds_give_equal_questions(small_deck):
    def ask(material, *, rng):
        question = typed.ask(material, rng=rng)
        return question._replace(stem=f"{question.stem} {rng.random()}")

    asker, question = asked(small_deck, form(ask=ask))
    again = Asker(small_deck).question(question.facet, "mine", seed="1")
    assert again.stem == question.stem
    assert asker.question(question.facet, "mine", seed="2").stem != question.stem
    assert asker.wordings(question.facet, "mine", seed="1")[0].variant == "mine"


def test_words_and_shapes_of_forms():
    add(OwnForm(form(Form.CHOICE)))
    assert [named("mine"), named("typed")] == ["mine", Form.TYPED]
    assert [word_of("mine"), word_of(Form.TRUE_FALSE)] == ["mine", "true-false"]
    assert [shape_of("mine"), shape_of(Form.FLIP)] == [Form.CHOICE, Form.FLIP]


def test_a_form_of_ones_own_is_asked_only_where_it_is_named(small_deck):
    asker, question = asked(small_deck, form())
    assert all(isinstance(found, Form) for found in asker.forms(question.facet))


def test_trials_tell_what_is_judged_otherwise(small_deck):
    from quizkit.questions.responses import Samples

    def samples(question, material):
        return Samples(right=("nobody",), wrong=(question.answer,), refused=(question.answer,))

    asker, question = asked(small_deck, form(samples=samples))
    told = list(faults(asker, question))
    assert len(told) == 3
    assert "'nobody' is wrong (0), wanted right (1)" in told[0]
    assert "is right (1), wanted wrong (0)" in told[1]
    assert told[2].endswith("is right, wanted refused by a ResponseError")
