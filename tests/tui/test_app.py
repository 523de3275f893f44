"""The app: what opens first, and that the backend ends with it."""

from quizkit.practice.opening import Opening


async def test_home_lists_the_decks(stage):
    async with stage() as s:
        await s.until("Two rivers")
        assert "? Help" in s.text().splitlines()[-1]


async def test_study_can_be_opened_at_once_and_saves_answers(stage, new_desk):
    where = new_desk()
    async with stage(where=where, opening=Opening("study")) as s:
        await s.until("?")
        await s.press("0")
        assert where.open().count() == 2
    assert where.log is None
