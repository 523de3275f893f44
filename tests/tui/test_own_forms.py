"""A form of one's own on the screens, which know its shape and nothing else of it."""

import types

from quizkit.model import Form, MarkView
from quizkit.practice.opening import Opening, QuizWish
from quizkit.questions.formlist import add
from quizkit.questions.forms import typed
from quizkit.questions.ownforms import OwnForm
from quizkit.session.sitting import Wish
from tests.registries import registries  # noqa: F401
from tests.tui.test_study_whole import answer, begun, reviews


def backwards(material, *, rng):
    question = typed.ask(material, rng=rng)
    return question._replace(stem=f"{question.stem} Backwards: {question.answer[::-1]}")


def registered():
    add(OwnForm(types.SimpleNamespace(
        NAME="backwards", SHAPE=Form.TYPED, suits=typed.suits, ask=backwards,
        grade=typed.grade, samples=typed.samples,
    )))  # fmt: skip


async def test_it_is_studied_and_saved(stage, new_desk):
    registered()
    where = new_desk()
    opening = Opening("study", wish=lambda: Wish(minutes=10, form="backwards"))
    async with stage(where=where, opening=opening) as s:
        await begun(s)
        assert "Backwards: " in s.text()
        await answer(s)
        assert reviews(where) == 1


async def test_a_quiz_in_it_has_a_mark(stage, new_desk):
    registered()
    opening = Opening("quiz", quiz=QuizWish(count=1, seed="7", forms=("backwards",)))
    async with stage(where=new_desk(), opening=opening) as s:
        screen = await begun(s)
        assert "Backwards: " in s.text()
        await answer(s)
        await s.press("enter")
        assert isinstance(screen.view, MarkView)
