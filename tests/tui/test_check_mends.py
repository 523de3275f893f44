"""The deck check mends: one problem or all that is safe, shown first, taken back on demand."""

import pytest

from quizkit.practice.opening import Opening
from quizkit.tui.screens.check import CheckScreen
from tests.cli.conftest import RIVERS
from tests.practice.test_workshop import BAD

WRONG = """\
quizkit: 1
deck: trips
title: Trips
language: en
facts:
  visit:
    - {id: k2fd, who: Bill Clinton, to: Vietnam, date: 17/11/2000}
    - {who: Ann Lee, to: Laos, date: 1999}
    - {who: Bo Tran, to: Chile, date: 1998}
"""
DATED = WRONG.replace("17/11/2000", "2000-11-17")


@pytest.fixture(autouse=True)
def _there(monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def bench(stage, new_desk):
    """Return what opens the check of a deck: `async with bench(text) as (s, file)`."""

    def opened(text: str, **options):
        where = new_desk(decks=[text], **options)
        file = where.places.decks / "deck0.yaml"
        return stage(where=where, opening=Opening("check", (file,))), file

    return opened


def offered(s) -> set[str]:
    return {active.binding.action for active in s.screen.active_bindings.values()}


def said(s) -> str:
    return " ".join(each.message for each in s.app._notifications)


async def test_a_problem_is_mended_once_its_mending_was_seen(bench):
    staged, file = bench(WRONG)
    async with staged as s:
        await s.until("[Problems 1]")
        assert "press f: it shows" in " ".join(s.text().split())
        assert "fix_all" not in offered(s)
        await s.press("f")
        await s.until("Only likely to be what you mean")
        await s.snapshots("check-mend", sizes=((80, 24), (40, 15)))
        assert file.read_text() == WRONG
        await s.press("enter")
        await s.until("[Problems 0]")
        assert file.read_text() == DATED
        assert "QK011 in line 7 is mended." in said(s)
        assert "deck0.yaml has changed on disk: let your editor read it again." in said(s)


async def test_a_mending_is_left_and_taken_back(bench):
    staged, file = bench(WRONG)
    async with staged as s:
        await s.until("[Problems 1]")
        assert "undo" not in offered(s)
        await s.press("f")
        await s.until("- as it is")
        await s.press("escape")
        assert file.read_text() == WRONG
        await s.press("f")
        await s.until("- as it is")
        await s.press("enter")
        await s.until("[Problems 0]")
        await s.press("u")
        await s.until("[Problems 1]")
        assert file.read_text() == WRONG
        assert "undo" not in offered(s)


async def test_all_that_is_safe_is_mended_at_once(bench):
    staged, file = bench(WRONG, **{"check.profile": "class"})
    async with staged as s:
        await s.until("(class)")
        await s.press("F")
        await s.until("All that is safe: 2 mendings")
        assert "the same questions are asked afterwards" in s.text()
        await s.press("enter")
        await s.until("1 error (class)")
        assert file.read_text().count("id: ") == 3
        assert "17/11/2000" in file.read_text()


async def test_a_file_saved_meanwhile_is_not_written_over(bench):
    staged, file = bench(WRONG)
    async with staged as s:
        await s.until("[Problems 1]")
        await s.press("f")
        await s.until("- as it is")
        file.write_text(WRONG.replace("Laos", "Peru"))
        await s.press("enter")
        assert "nothing was written" in said(s)
        assert "17/11/2000" in file.read_text()


async def test_a_deck_that_cannot_be_used_is_mended_too(bench):
    staged, file = bench(RIVERS.replace("title: Two rivers", "title: The rivers: two"))
    async with staged as s:
        await s.until("QK001")
        await s.press("f")
        await s.until("- as it is")
        await s.press("enter")
        await s.until("No problems.")
        assert 'title: "The rivers: two"' in file.read_text()


async def test_what_cannot_be_mended_is_not_offered(bench):
    staged, _ = bench(BAD + "    - {id: f7vz, who: Bo, to: Laos, date: 1/2/1990}\n")
    async with staged as s:
        await s.until("QK301")
        s.screen.action_move(-9)
        await s.settle()
        assert s.screen.problem.code == "QK116"
        assert not offered(s) & {"fix", "fix_all"}
        s.screen.action_fix()
        assert isinstance(s.screen, CheckScreen)


async def test_a_deck_that_came_with_quizkit_is_not_mended(bench, monkeypatch):
    staged, _ = bench(WRONG)
    for module in ("checkmends", "checkpanes"):
        monkeypatch.setattr(f"quizkit.tui.screens.{module}.is_bundled", lambda _: True)
    async with staged as s:
        await s.until("QK011")
        assert "fix" not in offered(s)
        assert "press f" not in s.text()


async def test_a_problem_that_has_gone_is_not_mended(bench):
    staged, file = bench(WRONG)
    async with staged as s:
        await s.until("[Problems 1]")
        problem = s.screen.problem
        gone = problem._replace(at=problem.at._replace(line=8))
        s.screen._work_out(gone, lambda _: ("", ""))
        await s.settle()
        assert "the problem is not where it was" in said(s)
        assert file.read_text() == WRONG


async def test_profiles_are_gone_through(bench):
    staged, _ = bench(WRONG)
    async with staged as s:
        await s.until("1 error (practice)")
        await s.press("p")
        await s.until("1 error, 2 warnings (class)")
        await s.press("p", "p", "p")
        await s.until("1 error (practice)")
        assert "[Problems 1]" in s.text()


async def test_only_the_codes_that_are_asked_for_are_told_and_mended(bench):
    options = {"check.profile": "class", "check.ignore": ("QK011",)}
    staged, file = bench(WRONG, **options)
    async with staged as s:
        await s.until("2 warnings (class)")
        assert "QK011" not in s.text()
        await s.press("F")
        await s.until("- as it is")
        await s.press("enter")
        await s.until("(class)  reloaded")
        assert "17/11/2000" in file.read_text()


@pytest.mark.parametrize(("strict", "code"), [(False, 0), (True, 1)])
async def test_quitting_answers_as_going_back_does(bench, strict, code):
    options = {"check.profile": "class", "check.strict": strict}
    staged, _ = bench(DATED, **options)
    async with staged as s:
        await s.until("2 warnings (class)")
        await s.press("question_mark", "ctrl+q")
        assert s.app.return_code == code
