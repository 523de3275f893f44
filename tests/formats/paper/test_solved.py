"""The key is worked out again: what is changed by hand is found, in every form."""

import pytest

from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.nouns import Paper, Place
from quizkit.formats.paper.printers import PAPER_FORMS
from quizkit.formats.paper.solved import WrongKeyError, verify
from quizkit.model import Date, Form, Text
from tests.formats.hostile import hostile_asker
from tests.formats.paper.papers import bundled, exam


def with_place(paper: Paper, at: int, place: Place) -> Paper:
    first, *rest = paper.variants
    places = (*first.places[:at], place, *first.places[at + 1 :])
    return paper._replace(variants=(first._replace(places=places), *rest))


def first_of(paper: Paper, form: Form) -> int:
    places = paper.variants[0].places
    return next(at for at, p in enumerate(places) if paper.tasks[p.task].form is form)


@pytest.mark.parametrize("name", ["vietnam-us", "spaced-learning", "countries", "elements"])
def test_the_papers_of_bundled_decks_are_right(name: str) -> None:
    paper = exam(name, (Line(60),), variants=2).paper
    verify(paper, bundled(name))


def test_every_form_is_worked_out() -> None:
    paper = exam().paper
    assert {task.form for task in paper.tasks} == set(PAPER_FORMS)
    verify(paper, bundled("vietnam-us"))


def test_another_language_and_hostile_text_are_right() -> None:
    verify(exam(language="vi", variants=2).paper, bundled("vietnam-us", "vi"))
    verify(exam("hostile", (Line(60),), variants=2).paper, hostile_asker())


@pytest.mark.parametrize("form", PAPER_FORMS)
def test_a_key_that_was_changed_is_found(form: Form) -> None:
    paper = exam().paper
    at = first_of(paper, form)
    place = paper.variants[0].places[at]
    wrong = {"A": "B", "B": "A", "C": "A"}.get(place.key, f"{place.key} A"[2:])
    with pytest.raises(WrongKeyError, match=r"variant A, question \d+ .* the key says"):
        verify(with_place(paper, at, place._replace(key=wrong)), bundled("vietnam-us"))


def test_options_that_were_exchanged_are_found() -> None:
    paper = exam().paper
    at = first_of(paper, Form.CHOICE)
    place = paper.variants[0].places[at]
    turned = place._replace(options=place.options[::-1])
    with pytest.raises(WrongKeyError, match="the paper asks"):
        verify(with_place(paper, at, turned), bundled("vietnam-us"))


@pytest.mark.parametrize(
    ("form", "change", "told"),
    [
        (Form.CHOICE, {"stem": "Who?"}, "the paper asks 'Who\\?'"),
        (Form.TRUE_FALSE, {"stem": "True or false? So."}, "does not tell whether"),
        (Form.TYPED, {"stem": "Who?"}, "the paper asks"),
        (Form.MATCH, {"prompts": ("a ____", "b ____", "c ____")}, "the paper asks 'a ____'"),
    ],
)
def test_a_question_that_the_deck_does_not_ask_is_found(form, change, told) -> None:
    paper = exam().paper
    task = paper.tasks[paper.variants[0].places[first_of(paper, form)].task]
    other = task._replace(question=task.question._replace(**change))
    changed = tuple(other if each is task else each for each in paper.tasks)
    with pytest.raises(WrongKeyError, match=told):
        verify(paper._replace(tasks=changed), bundled("vietnam-us"))


def test_a_deck_that_says_otherwise_now_is_found() -> None:
    """The plan itself is made anew: an answer that the deck has not is refused."""
    paper = exam().paper
    at = first_of(paper, Form.TYPED)
    task = paper.tasks[paper.variants[0].places[at].task]
    plan = task.question.plan._replace(accepted=(Text("the moon"),))
    other = task._replace(question=task.question._replace(plan=plan))
    changed = tuple(other if each is task else each for each in paper.tasks)
    with pytest.raises(WrongKeyError, match="the deck does not give this question"):
        verify(paper._replace(tasks=changed), bundled("vietnam-us"))


def test_a_wrong_option_that_nothing_proves_wrong_is_found() -> None:
    paper = exam("vietnam-us", (Line(12, forms=(Form.CHOICE,)),), variants=1).paper
    asker = bundled("vietnam-us")
    for task in paper.tasks:
        question = task.question
        if any(isinstance(value, Date) for value in question.values):
            continue
        wrong = next(at for at in range(len(question.options)) if at not in question.keys)
        key = question.values[question.keys[0]]
        values = tuple(key if at == wrong else v for at, v in enumerate(question.values))
        shown = tuple(asker.text(value, "en") for value in values)
        doubled = task._replace(question=question._replace(values=values, options=shown))
        places = tuple(
            place._replace(options=tuple(shown[at] for at in place.order))
            if paper.tasks[place.task] is task
            else place
            for place in paper.variants[0].places
        )
        changed = paper._replace(
            tasks=tuple(doubled if each is task else each for each in paper.tasks),
            variants=(paper.variants[0]._replace(places=places),),
        )
        with pytest.raises(WrongKeyError, match="2 options are right, not one"):
            verify(changed, asker)


def test_a_listed_answer_that_is_wrong_is_found() -> None:
    paper = exam().paper
    at = first_of(paper, Form.CLOZE)
    task = paper.tasks[paper.variants[0].places[at].task]
    other = task._replace(accepted=(*task.accepted, "qqq"))
    changed = tuple(other if each is task else each for each in paper.tasks)
    with pytest.raises(WrongKeyError, match="'qqq' is listed as right, but is not"):
        verify(paper._replace(tasks=changed), bundled("vietnam-us"))


def test_it_is_no_error_of_the_user_s() -> None:
    assert issubclass(WrongKeyError, RuntimeError)
