"""The tour's coach: one thing at a time, each once."""

from dataclasses import replace

from quizkit.model import Form, SummaryView
from quizkit.tui.screens import tour
from quizkit.tui.screens.tour import Coach
from tests.session.worlds import World


def views(*grades: bool):
    """The views of a short sitting: questions and feedback in turn, then the end."""
    from quizkit.model import Stop

    world = World()
    world.begin()
    for well in grades:
        yield world.view
        yield world.answer(well=well)
        world.next()
    yield world.act(Stop())


def test_the_first_question_of_a_form_and_the_first_feedback_are_helped() -> None:
    coach = Coach()
    told = [coach(view) for view in views(False, True, True, True, True)]
    questions, feedback = told[0:-1:2], told[1::2]
    assert questions[0] == tour.FORMS[Form.CHOICE]
    assert questions[1] == ""
    assert feedback[0] == f"Wrong is fine: it comes again in a moment. {tour.FEEDBACK[0]}"
    assert feedback[1:4] == list(tour.FEEDBACK[1:])
    assert feedback[4] == ""
    assert told[-1].startswith("That was it.")


def test_the_same_view_is_told_the_same() -> None:
    coach = Coach()
    question, feedback, end = views(True)
    assert coach(question) == coach(question) != ""
    assert coach(feedback) == coach(feedback) == tour.FEEDBACK[0]
    assert isinstance(end, SummaryView)


def test_every_form_has_its_sentence() -> None:
    assert set(tour.FORMS) == set(Form)
    coach = Coach()
    question = next(views(True))
    told = [coach(replace(question, form=form)) for form in Form]
    assert all(told)
    assert max(map(len, (*told, *tour.FEEDBACK))) <= 80
