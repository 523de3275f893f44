"""The deck check on the screen: every state, every press, and a save that is seen at once."""

import asyncio
import time

import pytest

from quizkit.model import Location
from quizkit.practice import checked
from quizkit.practice.opening import Opening
from quizkit.practice.workshop import Workshop, shown_place
from quizkit.tui.screens import check
from tests.cli.conftest import RIVERS
from tests.practice.test_workshop import BAD

MIXED = BAD.replace("who: Ann Lee", "who: Nguyễn Thị Ánh Nguyệt").replace(
    "who: Bill Clinton, to: Vietnam", "who: 東京都知事, to: 日本"
)


@pytest.fixture(autouse=True)
def _there(monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def bench(stage, new_desk):
    """Return what opens the check of a deck: `async with bench(text) as (s, file)`."""

    def opened(text: str, **more):
        where = new_desk(decks=[text])
        file = where.places.decks / "deck0.yaml"
        return stage(where=where, opening=Opening("check", (file,), **more)), file

    return opened


async def test_a_clean_deck_says_so_and_shows_a_fact(bench):
    staged, _ = bench(RIVERS)
    async with staged as s:
        await s.until("No problems.")
        await s.until("name · choice")
        await s.snapshots("check-clean")
        assert "5 facts give 14 questions" in s.text()


async def test_a_problem_stands_with_its_frame_and_its_fact(bench):
    staged, _ = bench(MIXED)
    async with staged as s:
        await s.until("QK301")
        await s.press("end")
        await s.until("I wanted to ask for this")
        await s.until("refused who")
        await s.snapshots("check-problem")


async def test_the_facts_are_listed_with_their_questions(bench):
    staged, _ = bench(RIVERS)
    async with staged as s:
        await s.until("No problems.")
        await s.press("tab", "down", "a")
        await s.until("✓")
        assert "The river Danube ends in Black Sea" in s.text()
        await s.snapshots("check-facts")
        await s.press("tab")
        assert "[Problems 0]" in s.text()


async def test_a_deck_that_broke_keeps_its_questions_and_says_so(bench):
    staged, file = bench(RIVERS)
    async with staged as s:
        await s.until("No problems.")
        file.write_text(RIVERS + "names: [\n")
        await s.until("QK001")
        s.screen.state = ("reloaded 0.2 s, watching 08:00:00", "reloaded 0.2 s")
        assert "cannot be used: 1 problem" in s.text()
        assert "These are the questions before the deck broke." in s.text()
        s.screen.retitle()
        await s.snapshots("check-broken")
        file.write_text(RIVERS)
        await s.until("No problems.")
        assert "before the deck broke" not in s.text()


async def test_a_deck_that_never_could_be_used_has_problems_only(bench):
    staged, _ = bench("quizkit: 1\ndeck: x\ntitle: X\nlanguage: en\nfcts: {}\n")
    async with staged as s:
        await s.until("QK004")
        await s.press("tab")
        assert "[Problems 1]  Facts 0" in s.text()
        assert "seed" not in s.text()
        await s.snapshots("check-unusable", sizes=((80, 24), (40, 15)))


async def test_a_deck_that_is_not_there_is_waited_for(bench):
    staged, file = bench(RIVERS)
    file.unlink()
    async with staged as s:
        await s.until("there is no deck at data/decks/deck0.yaml.")
        await s.snapshots("check-missing", sizes=((80, 24), (40, 15)))
        file.write_text(RIVERS)
        await s.until("No problems.")


async def test_a_deck_without_facts_says_what_to_do(bench):
    staged, _ = bench("quizkit: 1\ndeck: x\ntitle: X\nlanguage: en\n")
    async with staged as s:
        await s.until("No problems. 0 facts give 0 questions")
        assert "Facts 0" in s.text()


async def test_what_was_just_edited_is_shown(bench):
    staged, file = bench(RIVERS)
    async with staged as s:
        await s.until("No problems.")
        file.write_text(RIVERS.replace("3530 km", "3531 km"))
        await s.until("p9rt · river · line 20")
        assert "reloaded" in s.text().splitlines()[0]
        await s.press("tab")
        assert "▌ p9rt" in s.text()


async def test_a_fact_in_the_list_shows_its_own_problems(bench):
    staged, _ = bench(BAD, fact="f4vz")
    async with staged as s:
        await s.until("error[QK116]")
        assert s.text().index("who · ") < s.text().index("error[QK116]")
        await s.resize(120, 40)
        assert "error[QK116]" in s.text()
        await s.press("down")
        await s.until("error[QK301]")
        assert "error[QK116]" not in s.text()


async def test_the_cursor_stays_on_its_problem(bench):
    staged, file = bench(BAD)
    async with staged as s:
        await s.until("QK301")
        await s.press("down")
        assert s.screen.problem.code == "QK301"
        file.write_text(BAD.replace(", source: log p. 1", ""))
        await s.until("[Problems 1]")
        assert s.screen.problem.code == "QK301"
        file.write_text("# one more line\n" + BAD)
        await s.until("[Problems 2]")
        assert s.screen.problem.code == "QK301"


async def test_every_press_that_is_shown_does_something(bench, monkeypatch):
    opened: list[Location] = []
    monkeypatch.setattr(check, "edit", lambda app, at, editor: opened.append(at) or "no editor")
    staged, _ = bench(BAD.replace("1999}", "1998}", 1).replace("f4vz, who: Bill", "f4vz, who: B."))
    async with staged as s:
        await s.until("QK116")
        await s.until("typed")
        for press in ("r", "v", "a", "i", "escape", "tab", "down", "up"):
            before = s.text()
            await s.press(press)
            assert s.text() != before, press
        await s.press("tab", "enter", "o")
        assert [at[:2] for at in opened] == [("data/decks/deck0.yaml", 13)] * 2
        assert "no editor" in s.text()


async def test_what_does_nothing_here_is_not_offered(bench):
    staged, _ = bench(RIVERS)
    async with staged as s:
        await s.until("No problems.")
        await s.until("seed 1")
        actions = {active.binding.action for active in s.screen.active_bindings.values()}
        assert not actions & {"explain", "severity", "problems", "move(1)"}
        assert actions >= {"facts", "edit", "draw", "form", "answers", "question(1)", "page(1)"}


async def test_questions_are_looked_at_one_by_one_and_in_each_form(bench):
    staged, _ = bench(RIVERS)
    async with staged as s:
        await s.until("seed 1")
        await s.press("right", "right")
        assert "length · choice" in s.text()
        await s.press("right")
        assert s.screen.current == 0
        forms = []
        while s.screen.form or not forms:
            await s.press("v")
            forms.append(s.screen.preview.samples[0].view.form.value)
        assert forms == ["typed", "cloze", "true-false", "match", "flip", "choice"]
        await s.press("r")
        assert "seed 2" in s.text()


async def test_one_severity_alone_can_be_shown(bench):
    deck = BAD + "    - {id: f7vz, who: Bo Tran, to: Laos, date: 1990}\n" * 1
    deck += "    - {who: Bo Tran, to: Laos, date: 1990}\n"
    staged, _ = bench(deck)
    async with staged as s:
        await s.until("QK202")
        await s.press("t")
        assert "errors only" in s.text()
        assert "QK202" not in s.text().split("────")[0]
        await s.press("t")
        assert "warnings only" in s.text()
        await s.press("t")
        assert "only" not in s.text().splitlines()[1]


async def test_the_mouse_chooses_turns_and_opens(bench, monkeypatch):
    opened: list[Location] = []
    monkeypatch.setattr(check, "edit", lambda app, at, editor: opened.append(at) or "")
    staged, _ = bench(RIVERS)
    async with staged as s:
        await s.until("seed 1")
        await s.pilot.click("#tabs", offset=(17, 0))
        await s.settle()
        assert "[Facts 5]" in s.text()
        await s.pilot.click("#rows", offset=(10, 2))
        await s.until("p9rt · river · line 20")
        await s.pilot.click("#rows", offset=(10, 2))
        assert [at.line for at in opened] == [20]


async def test_a_deck_is_followed_once(bench):
    staged, _ = bench(RIVERS)
    async with staged as s:
        await s.until("No problems.")
        assert [each.group for each in s.app.workers].count("follow") == 1


async def test_a_long_check_lets_presses_through_and_gives_way(bench, monkeypatch):
    is_slow, complete = [True], Workshop.complete

    def slowly(shop, tick):
        while is_slow:
            time.sleep(0.002)
            tick()
        return complete(shop, tick)

    async def until(s, text: str) -> None:
        for _ in range(1000):
            if text in s.text():
                return
            await asyncio.sleep(0.01)
        pytest.fail(f"{text!r} never stood on the screen:\n{s.text()}")

    staged, file = bench(RIVERS)
    monkeypatch.setattr("quizkit.tui.screens.bench._BEAT_S", 0.05)
    async with staged as s:
        await s.until("No problems.")
        monkeypatch.setattr(Workshop, "complete", slowly)
        await s.pilot.press("p")
        await until(s, " steps")
        await s.pilot.press("tab", "down")
        await until(s, "m4xq · river")
        file.write_text(RIVERS.replace("3530 km", "3531 km"))
        await until(s, "p9rt · river")
        await until(s, " steps")
        is_slow.clear()
        await s.until("(class)")


async def test_what_a_check_found_before_is_shown_meanwhile(bench, monkeypatch):
    staged, file = bench(BAD)
    monkeypatch.setattr(Workshop, "complete", lambda shop, _tick: shop.seen)
    async with staged as s:
        await s.until("QK116")
        assert "QK301" not in s.text()
        checked.check(shown_place(file), checked.Wanted(), cache=s.app.desk.places.cache)
        file.touch()
        await s.until("QK301")


async def test_what_was_saved_is_what_is_studied_then(bench):
    staged, file = bench(RIVERS)
    async with staged as s:
        shelf = s.app.shelf
        before = await s.app.backend.call(lambda: shelf.book(file))
        await s.until("No problems.")
        assert await s.app.backend.call(lambda: shelf.book(file)) is before
        file.write_text(RIVERS.replace("3530 km", "3531 km"))
        await s.until("reloaded")
        await s.until("p9rt · river")
        assert await s.app.backend.call(lambda: shelf.book(file)) is not before


async def test_it_can_begin_with_a_fact_and_ends_where_nothing_else_was_opened(bench):
    staged, _ = bench(RIVERS, fact="q2vz")
    async with staged as s:
        await s.until("▌ q2vz")
        await s.press("escape")
        assert s.app.return_code == 0


@pytest.mark.parametrize("text", [BAD, "quizkit: 1\n : ["])
async def test_where_nothing_else_was_opened_errors_that_stay_are_its_answer(bench, text):
    staged, _ = bench(text)
    async with staged as s:
        await s.until("error")
        await s.press("escape")
        assert s.app.return_code == 1


async def test_hostile_text_acts_nowhere(bench):
    hostile = "[@click=app.quit]x[/] [link=file:///etc]y"
    deck = RIVERS.replace("name: Po", f'name: "{hostile}"').replace("Two rivers", f"'{hostile}'")
    staged, file = bench(deck)
    async with staged as s:
        await s.until("No problems.")
        await s.press("tab", "end")
        await s.until(f"The river {hostile} ends in")
        file.write_text(
            deck.replace("{id: s6bn,", "{id: s6bn, colour: x,").replace("x[/]", "\x1b]0;")
        )
        await s.until("cannot be used")
        await s.press("tab")
        await s.until("QK802")
        assert "[@click=app.quit]␛]0; [link" in s.text()
        assert all(sign >= " " for sign in s.text().replace("\n", ""))


@pytest.mark.slow
@pytest.mark.fault
async def test_a_save_of_a_thousand_facts_is_seen_within_half_a_second(bench, capsys):
    rows = "".join(
        f"    - {{id: x{n}bc, name: River {n}, sea: Sea {n % 40}, length: {300 + n} km}}\n"
        for n in range(1_000)
    )
    staged, file = bench(RIVERS + rows, fact="x500bc")
    async with staged as s:
        await s.until("[Facts 1,005]")
        begun = time.perf_counter()
        file.write_text(RIVERS + rows.replace("length: 800 km", "length: 8001 km"))
        while "length of 8001 km" not in s.text():
            await asyncio.sleep(0.03)
            assert time.perf_counter() - begun < 10
        took = time.perf_counter() - begun
        with capsys.disabled():
            print(f"\n1,005 facts: a save is on the screen after {took:.2f} s")
        assert took < 5
