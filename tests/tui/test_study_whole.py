"""A study screen over the real engine: every answer is saved, undone, gone on with."""

from quizkit.model import FeedbackView, Form, MarkView, QuestionView, SummaryView
from quizkit.practice.opening import Opening, QuizWish
from quizkit.session.sitting import Wish
from quizkit.tui.screens.guard import Guard
from quizkit.tui.screens.study import StudyScreen
from tests.tui.studying import Clock

STUDY = Opening("study", wish=lambda: Wish(minutes=10))


async def begun(s):
    """Wait for the first question; time passes between presses from here on."""
    for _ in range(100):
        await s.settle()
        if isinstance(s.screen, StudyScreen) and s.screen.view is not None:
            s.screen.guard = Guard(Clock())
            return s.screen
        await s.pilot.pause(0.02)
    raise AssertionError(s.text())


async def answer(s):
    """Give any answer of the question's form."""
    form = s.screen.view.form
    if form in (Form.TYPED, Form.CLOZE):
        await s.press("x", "enter")
    elif form is Form.SELECT:
        await s.press("1", "enter")
    elif form is Form.FLIP:
        await s.press("space", "3")
    elif form in (Form.ORDER, Form.MATCH):
        await s.press("0")
    else:
        await s.press("1")


def reviews(where):
    """Return how many live answers the log holds."""
    return sum(state.reviews for state in where.open().memory().facets.values())


async def test_a_sitting_goes_from_the_first_question_to_the_summary_and_back(stage, new_desk):
    where = new_desk()
    few = Opening("study", wish=lambda: Wish(minutes=10, tags=frozenset({"long"})))
    async with stage(where=where, opening=few) as s:
        screen = await begun(s)
        count = 0
        while isinstance(screen.view, QuestionView) and count < 40:
            await answer(s)
            count += 1
            assert isinstance(screen.view, FeedbackView), s.text()
            assert "saved as" in s.text()
            await s.press("enter")
        assert isinstance(screen.view, SummaryView)
        saved = await s.app.backend.call(lambda: reviews(where))
        assert saved == count == screen.view.answered
        await s.press("u")
        assert isinstance(screen.view, QuestionView)
        assert await s.app.backend.call(lambda: reviews(where)) == count - 1
        await s.press("ctrl+y")
        assert await s.app.backend.call(lambda: reviews(where)) == count


async def test_an_answer_is_taken_back_after_a_restart_and_the_sitting_gone_on_with(
    stage, new_desk
):
    where = new_desk()
    async with stage(where=where, opening=STUDY) as s:
        screen = await begun(s)
        stem = screen.view.stem
        await answer(s)
        await s.press("enter")
        second = screen.view.stem
        await s.press("escape")
        assert "Stopped. 1 answer" in s.text()
        await s.press("g")
        assert screen.view.stem == second
        await s.press("escape", "escape")
        assert not isinstance(s.screen, StudyScreen)
    async with stage(where=where, opening=STUDY) as s:
        screen = await begun(s)
        assert "Going on: 1 answered" in s.text()
        assert screen.view.stem == second
        await s.press("ctrl+z")
        assert screen.view.stem == stem
        assert await s.app.backend.call(lambda: reviews(where)) == 0
        await answer(s)
    async with stage(where=where, opening=STUDY) as s:
        screen = await begun(s)
        assert screen.view.progress.answered == 1
        await s.press("tab", "n")
        assert screen.view.progress.answered == 0


async def test_a_changed_rating_and_the_evidence(stage, new_desk):
    async with stage(opening=STUDY) as s:
        screen = await begun(s)
        await s.press("0") if screen.view.options else await s.press("enter", "enter")
        assert "saved as Again" in s.text()
        await s.press("3")
        assert "saved as Again" in s.text()
        await s.press("3")
        assert "saved as Good, your rating" in s.text()
        await s.press("e")
        assert "Evidence" in s.text()
        await s.press("escape")
        assert s.screen is screen
        assert "saved as Good" in s.text()


async def test_a_quiz_ends_with_its_mark_and_saves_nothing(stage, new_desk):
    where = new_desk()
    opening = Opening("quiz", quiz=QuizWish(count=3, seed="7"))
    async with stage(where=where, opening=opening) as s:
        screen = await begun(s)
        for _ in range(3):
            await answer(s)
            assert "saved as" not in s.text()
            assert "1 Again" not in s.text()
            await s.press("enter")
        assert isinstance(screen.view, MarkView)
        assert "Mark:" in s.text()
        assert not where.has_log
