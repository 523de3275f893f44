"""At every size: help in the last line, nothing wider than the screen; too small is told."""

import pytest
from textual.screen import Screen

from tests.tui.stage import SIZES
from tests.tui.states import STAGES, Scene, by_cost, playing
from tests.tui.studying import check_fits

SMALL = (24, 8)
FIRST = (80, 24)


async def sized(s: Scene, width: int, height: int) -> str:
    """Return the screen as text in a window of another size."""
    s.app.clear_notifications()
    await s.pilot.resize_terminal(width, height)
    await s.settle()
    return s.text()


async def through_all(s: Scene, name: str) -> None:
    """Give a screen every size, then one that is too small, then the first again."""
    before = await sized(s, *FIRST)
    for width, height in SIZES:
        check_fits(await sized(s, width, height), width, f"{name} at {width}x{height}")
    told = " ".join((await sized(s, *SMALL)).split())
    assert told.startswith("Make the window bigger: 40×15, this is 24×8."), name
    assert "ctrl+q quits." in told, name
    assert await sized(s, *FIRST) == before, name


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("stage_name", by_cost(STAGES, quick="first"))
async def test_every_screen_fits_every_size(new_desk, stage_name):
    async with playing(new_desk, stage_name) as s:
        for state in STAGES[stage_name][0]:
            await state.put(s)
            top: Screen = s.screen
            await through_all(s, state.name)
            assert s.screen is top, state.name
