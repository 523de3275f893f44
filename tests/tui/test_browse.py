"""The list of facts: every press, every state, every size."""

import asyncio

from quizkit.errors import StoreError
from quizkit.model import Answer, Form, Next
from quizkit.practice.study import Study
from quizkit.session.sitting import Wish
from quizkit.tui.screens.browse import BrowseScreen

TRIPS = """\
quizkit: 1
deck: trips
title: Delegations after the war
language: en
sources:
  story: {title: The story of the general, publisher: Evening News, date: "1993"}
kinds:
  delegation:
    called: "the [!{date} ]delegation[ to {to}]"
    says: "{leader} led {it} and was received by {host}."
    roles:
      leader: {is: person, ask: "Who led {it}?"}
      host: {is: person, ask: "Who received {it}?"}
      date: date
      to: place
facts:
  delegation:
    - {id: k7f3, leader: John Kerry, host: Le Duc Anh, to: Vietnam, date: 1992-11,
       source: story para. 15, tags: [war]}
    - {id: m4aa, leader: John Vessey, host: Nguyen Co Thach, to: Vietnam, date: 1987-08}
    - {id: p2q8, leader: Đỗ Mười, host: Ann Ash, to: Laos, date: 1994}
    - {id: r5t1, leader: Cy Elm, host: Bo Birch, to: Peru, date: 1995}
    - {id: r5t2, leader: Di Fir, host: Ed Gum, to: Peru, date: 1995}
cards:
  - {id: why, q: "Why did they come?", a: "To look for the missing"}
"""
EVIL = """\
quizkit: 1
deck: evil
title: "[b]evil[/b] [@click=app.quit]x[/]"
language: en
facts:
  attribute:
    - {id: e1, of: "[red]Laos[/red]", name: "[/]", value: "[@click=app.quit]go[/]"}
"""  # fmt: skip


TYPED = Wish(minutes=0, form=Form.TYPED)


async def typed(s, text: str) -> None:
    """Type a letter, and paste the others: presses take their time."""
    await s.pilot.press(text[0])
    s.screen.query_one("FilterLine Input").insert_text_at_cursor(text[1:])
    await s.settle()


async def opened(s, *decks) -> None:
    screen = BrowseScreen(decks)
    await s.app.push_screen(screen)
    for _ in range(400):
        await s.settle()
        found = screen.facts.found
        if screen._error or (found and (screen.row or not found.facts)):
            return
        await asyncio.sleep(0.005)


def answered(where, *responses: str) -> None:
    """Answer the first questions as a learner would have a minute ago."""
    (place,) = where.listed()
    run = Study([where.asker(place)], where.open(), wish=TYPED, clock=where.clock)
    run.begin()
    for response in responses:
        run.act(Answer(response))
        run.act(Next())
    where.close()


async def test_the_list_at_every_size(stage, new_desk):
    where = new_desk(decks=[TRIPS])
    answered(where, "John Vessey", "Đỗ Mười")
    async with stage(where=where) as s:
        await opened(s)
        assert "6 facts · 7 facets" in s.text()
        await s.snapshots("browse")
        await s.resize(40, 15)
        assert "Le Duc Anh" in s.text()
        await s.press("down", "j")
        assert "Đỗ Mười led the 1994 delegation" in s.text()


async def test_moving_opening_and_copying(stage):
    async with stage(decks=[TRIPS]) as s:
        await opened(s)
        await s.press("down", "end")
        assert s.screen.row.fact == "why"
        await s.press("home")
        assert s.screen.row.fact == "k7f3"
        await s.press("pagedown", "pageup", "k")
        assert s.screen.row.fact == "k7f3"
        await s.press("y")
        assert s.app.clipboard == "trips/k7f3"
        await s.press("enter")
        assert "leader  John Kerry" in s.text()
        await s.press("escape", "escape")
        assert len(s.app.screen_stack) == 1


async def test_a_filter_is_typed_told_if_wrong_and_cleared(stage):
    async with stage(decks=[TRIPS]) as s:
        await opened(s)
        await s.press("slash")
        assert "due:today" in s.text()
        await typed(s, "is:nw")
        assert "is:nw: there is no such state; did you mean new?" in s.text()
        assert "6 facts" in s.text()
        await s.snapshots("browse-filter-wrong", sizes=((80, 24), (40, 15)))
        await s.press("backspace")
        await typed(s, "ew kerry")
        await s.press("enter")
        assert "1 of 6 facts" in s.text()
        assert "/ Filter" in s.text()
        await s.press("slash")
        await typed(s, " zebra")
        assert "Nothing fits is:new kerry zebra." in s.text()
        await s.snapshots("browse-no-hits", sizes=((80, 24), (40, 15)))
        await s.press("escape")
        assert "Nothing fits" not in s.text()
        assert "6 facts" in s.text()
        assert isinstance(s.screen, BrowseScreen)


async def test_orders_follow_each_other_and_keep_the_chosen_fact(stage, new_desk):
    where = new_desk(decks=[TRIPS])
    answered(where, "0")
    async with stage(where=where) as s:
        await opened(s)
        chosen = s.screen.row.fact
        seen = []
        for _ in range(4):
            await s.press("o")
            seen.append(s.screen.heading().plain.rpartition(" · ")[2])
            assert s.screen.row.fact == chosen
        assert seen == ["least known first", "due first", "by kind", "7 facets"]


async def test_a_fact_is_put_aside_and_asked_again(stage, new_desk):
    where = new_desk(decks=[TRIPS])
    async with stage(where=where) as s:
        await opened(s)
        await s.press("p")
        assert "suspended" in s.text()
        assert "p Ask again" in s.text()
        assert [e.kind for e in where.open().events()] == ["suspend"]
        await s.press("p")
        assert s.screen.row.standing == "new"
        assert "resume" in [e.kind for e in where.open().events()]
        await s.press("u")
        assert s.screen.row.standing == "suspended"
        await s.press("U")
        assert s.screen.row.standing == "new"


async def test_a_mouse_chooses_and_opens(stage):
    async with stage(decks=[TRIPS]) as s:
        await opened(s)
        await s.pilot.click("FactList", offset=(8, 1))
        await s.settle()
        assert s.screen.row.fact == "m4aa"
        await s.pilot.click("FactList", offset=(8, 1))
        await s.settle()
        assert "leader  John Vessey" in s.text()


async def test_without_decks_there_is_a_word_about_it(stage):
    async with stage(decks=[]) as s:
        await opened(s)
        assert "There are no facts yet" in s.text()
        await s.press("enter", "p", "y", "o")
        assert isinstance(s.screen, BrowseScreen)


async def test_a_deck_that_cannot_be_used_is_left_out_and_counted(stage):
    async with stage(decks=[TRIPS, "quizkit: 1"]) as s:
        await opened(s)
        assert "Delegations after the war · 6 facts · 7 facets · 1 deck left out" in s.text()


async def test_a_deck_that_was_picked_and_is_broken_is_read_again(stage, new_desk):
    where = new_desk(decks=["quizkit: 1"])
    (place,) = where.listed()
    async with stage(where=where) as s:
        await opened(s, place)
        assert "r Try again" in s.text()
        place.write_text(TRIPS, encoding="utf-8")
        await s.press("r")
        assert "6 facts" in s.text()


async def test_a_log_that_cannot_be_read_is_told_and_tried_again(stage, new_desk, monkeypatch):
    where = new_desk(decks=[TRIPS])

    def broken():
        raise StoreError("the log is locked by process 7", "log.db")

    with monkeypatch.context() as patch:
        patch.setattr(where, "reading", broken)
        async with stage(where=where) as s:
            await opened(s)
            assert "the log is locked by process 7" in s.text()
            assert "r Try again" in s.text()
            patch.undo()
            await s.press("r")
            assert "6 facts" in s.text()


async def test_text_of_a_deck_never_acts(stage):
    async with stage(decks=[EVIL]) as s:
        await opened(s)
        assert "[b]evil[/b]" in s.text()
        assert "[@click=app.quit]go[/]" in s.text()
        await s.pilot.click("RowInFull", offset=(4, 0))
        await s.press("slash")
        await typed(s, "[/b]")
        assert s.app.is_running


async def test_of_a_long_list_only_the_rows_in_sight_are_made(stage):
    row = "    - {{id: f{n}, of: Land{n}, name: capital, value: Town{n}}}\n"
    rows = "".join(row.format(n=n) for n in range(600))
    text = f"quizkit: 1\ndeck: big\ntitle: Big\nlanguage: en\nfacts:\n  attribute:\n{rows}\n"
    async with stage(decks=[text]) as s:
        await opened(s)
        assert "600 facts" in s.text()
        assert len(s.screen.facts._rows) < 120
        await s.press("end")
        assert s.screen.row.fact == "f599"
        assert len(s.screen.facts._rows) < 200
