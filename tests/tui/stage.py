"""A stage: the app with a desk of its own, in a terminal of any size, read as text."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizkit.practice.clock import FixedClock
from quizkit.practice.desk import Desk
from quizkit.practice.opening import Opening
from quizkit.settings import read
from quizkit.settings.places import Places
from quizkit.tui.app import QuizkitApp
from tests.cli.conftest import NOW, RIVERS

SIZES = ((120, 40), (80, 24), (60, 20), (40, 15))
GOLDEN = Path(__file__).parent / "golden"
LOOK_S = 0.005
"""How long is waited to see whether the app is idle, several times a press; Textual waits 20 ms."""


def desk(folder: Path, decks: Iterable[str] = (RIVERS,), **options: object) -> Desk:
    """Return a desk in a folder, with decks in the user's own folder."""
    places = Places(*(folder / name for name in ("config", "data", "state", "cache")))
    places.decks.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(decks):
        (places.decks / f"deck{number}.yaml").write_text(text, encoding="utf-8")
    settings = read(options, environ={}, folder=folder, config=places.config_file)
    return Desk(settings, places, clock=FixedClock(datetime.fromisoformat(NOW)), environ={})


class Stage:
    """The app as a person sees and drives it."""

    def __init__(self, app: QuizkitApp, pilot: Pilot, *, golden: bool) -> None:
        self.app = app
        self.pilot = pilot
        self._golden = golden

    @property
    def screen(self):
        """The screen on top."""
        return self.app.screen

    def text(self) -> str:
        """Return the screen as text, without blanks at the ends of lines."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def press(self, *presses: str) -> None:
        """Press one after the other; each is waited for."""
        for each in presses:
            await self.pilot.press(each)
            await self.settle()

    async def settle(self) -> None:
        """Wait until the backend is idle and everything is painted."""
        for _ in range(1000):
            await self.pilot.pause()
            if self.app.backend.is_idle and not getattr(self.app.screen, "busy", False):
                await self.pilot.pause()
                return
            await asyncio.sleep(0.005)
        pytest.fail("the backend is still at work")

    async def until(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        for _ in range(400):
            await self.settle()
            if text in self.text():
                return
            await asyncio.sleep(0.01)
        pytest.fail(f"{text!r} never stood on the screen:\n{self.text()}")

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def snapshots(self, name: str, sizes: Iterable[tuple[int, int]] = SIZES) -> None:
        """Compare the screen at each size with `golden/NAME-WIDTHxHEIGHT.txt`."""
        first = self.app.size
        for width, height in sizes:
            await self.resize(width, height)
            found = self.text() + "\n"
            path = GOLDEN / f"{name}-{width}x{height}.txt"
            if self._golden:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(found, encoding="utf-8")
            assert path.read_text(encoding="utf-8") == found, path.name
        await self.resize(*first)


@asynccontextmanager
async def on_stage(
    where: Desk,
    *,
    opening: Opening | None = None,
    size: tuple[int, int] = (80, 24),
    golden: bool = False,
) -> AsyncIterator[Stage]:
    """Run the app; leaving ends it."""
    app = QuizkitApp(where, opening=opening)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual._wait.SLEEP_GRANULARITY", LOOK_S)
        patch.setattr("textual._wait.SLEEP_IDLE", LOOK_S / 20)
        async with app.run_test(size=size, notifications=True) as pilot:
            stage = Stage(app, pilot, golden=golden)
            await stage.settle()
            yield stage
