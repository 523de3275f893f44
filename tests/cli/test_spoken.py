"""What line mode says of facets that fail again and again."""

from dataclasses import replace

from quizkit.cli.spoken import asked, fed_back, summed_up
from quizkit.model import FeedbackView, SummaryView
from tests.session.worlds import World, asker


def feedback() -> FeedbackView:
    world = World(asker(6))
    world.begin()
    return world.answer(well=False)


def test_what_never_was_learned_is_read_first():
    question = replace(feedback().question, before="Ann Ash led the trip in 1900 to Ashaville")
    lines = asked(question)
    assert lines[0] == "Read first: Ann Ash led the trip in 1900 to Ashaville."
    assert lines[1].startswith("Question ")


def test_advice_stands_before_what_is_saved():
    view = replace(feedback(), advice="This one never stuck.")
    lines = fed_back(view, is_terminal=False)
    assert lines[-2:] == ["This one never stuck.", "Saved as Again, today."]


def test_what_may_be_suspended_is_named_at_the_end():
    view = SummaryView("done", 1, 1000, 0, 0, 0, 1, 0.0, 0.0, 18, stubborn=("Who led it?",))
    lines = summed_up(view)
    assert lines[1] == "Known 0 of 18 (+0). Nothing more to ask."
    assert lines[2] == "Fails again and again, you may suspend it: Who led it?"
