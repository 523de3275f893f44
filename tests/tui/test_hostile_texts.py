"""Texts of a deck that want to act, or to break the rows, on every screen that shows any."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from quizkit.tui.screens.browse import BrowseScreen
from quizkit.tui.screens.evidence import EvidenceScreen
from quizkit.tui.screens.exam import ExamScreen
from quizkit.tui.screens.fact import FactScreen
from quizkit.tui.screens.settings import SettingsScreen
from quizkit.tui.screens.stats import StatsScreen
from tests.tui import states
from tests.tui.stage import SIZES
from tests.tui.test_evidence import FACT, VIEW

TEXTS = (
    "[@click=app.quit]go[/]",
    "[red]x[/red][/]",
    "W" * 130,
    "東京都知事日本語の長い名前",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 kin",
    "e\u0301\u0301\u0301 a\u0323\u0302",
    "مرحبا",
)
ACTING = ("\x1b]52;c;aGk=\x07", "\x1b[2J", "\u202eback", "\x9b9m")
HOSTILE = " ".join((*TEXTS, *ACTING))
ROW = '    - {{id: e{n}, of: "Land {n}", name: "{text}", value: "{text} {n}", note: "{text}"}}\n'
DECK = f"""\
quizkit: 1
deck: evil
title: "{TEXTS[0]} {TEXTS[3]} {TEXTS[4]}"
language: en
facts:
  attribute:
{"".join(ROW.format(n=n, text=text) for n, text in enumerate(TEXTS))}"""
_ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


@pytest.mark.usefixtures("quick")
async def test_no_screen_lets_a_text_act_or_break_its_rows(new_desk, monkeypatch):
    monkeypatch.setitem(states.STAGES, "evil", ([], [DECK], 3))
    fact = replace(FACT, statement=HOSTILE, quote=HOSTILE, note=HOSTILE)
    view = replace(VIEW, stem=HOSTILE, response=HOSTILE, key=HOSTILE, facts=(fact,))
    made = (
        *(lambda n=n: FactScreen(f"evil/e{n}") for n in (0, 2, 3, 4)),
        BrowseScreen,
        StatsScreen,
        ExamScreen,
        SettingsScreen,
        lambda: EvidenceScreen(view),
    )
    async with states.playing(new_desk, "evil") as s:
        for make in made:
            await s.above(make())
            for width, height in (SIZES[1], SIZES[3]):
                await s.resize(width, height)
                check(s, width)
        await s.home()
        await s.press("ctrl+p")
        s.screen.query_one("CommandInput").value = "go"
        await s.until("Study")
        check(s, 40)
        assert not s.ends


def check(s: states.Scene, width: int) -> None:
    """Check that nothing on the screen acts, and that each row has as many cells as there are."""
    for strip in s.screen._compositor.render_strips():
        assert not _ACTS.search(strip.text), (s.screen, strip.text)
        assert cell_len(strip.text) == width, (s.screen, strip.text)
