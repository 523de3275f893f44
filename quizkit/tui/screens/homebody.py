"""Home's body: shown at once, filled as decks get read, looked at again while it is on top."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from quizkit.errors import QuizkitError
from quizkit.practice.home import HomeView
from quizkit.tui.homekeeper import HomeKeeper
from quizkit.tui.homesay import noted, said
from quizkit.tui.screens.base import QuizkitScreen
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.decks import DeckList

if TYPE_CHECKING:
    from quizkit.practice.planning import Scene

LOOK_S: Final = 2.0
"""How often it is looked whether another window has answered something [s]."""

SLOW_S: Final = 0.15
"""After which time it is said that decks are being read [s]."""

QUIET_S: Final = 0.5
"""How long nothing happens before what is to come is worked out: who goes on at once need not wait
for it [s]."""

PAINT_S: Final = 0.3
"""How often figures are painted while decks are being read [s]."""


class HomeBody(QuizkitScreen[None]):
    """Shows a home view, and keeps it up to date.

    Attributes:
        view: What is shown, or None before anything is.
    """

    DEFAULT_CSS = """
    HomeBody VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    HomeBody Static { height: auto; }
    HomeBody #say, HomeBody #detail, HomeBody #notes { padding: 0 1; }
    HomeBody #say { margin-bottom: 1; }
    HomeBody #detail, HomeBody #notes { margin-top: 1; }
    HomeBody.-narrow #say, HomeBody.-narrow #detail, HomeBody.-narrow #notes { padding: 0; }
    HomeBody .-empty { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.view: HomeView | None = None
        self._keeper: HomeKeeper | None = None
        self._looking: Timer | None = None

    @property
    def keeper(self) -> HomeKeeper:
        """What looks things up, in the backend."""
        if self._keeper is None:
            self._keeper = HomeKeeper(self.quizkit.desk, self.quizkit.shelf)
        return self._keeper

    @property
    def decks(self) -> DeckList:
        """The list."""
        return self.query_one(DeckList)

    @property
    def places(self) -> tuple[Path, ...]:
        """Where the decks are that are meant: those chosen, else the one under the cursor."""
        rows = [row.place for row in self.decks.rows if row.place in self.decks.chosen]
        under = self.decks.row
        return tuple(rows or ([under.place] if under else []))

    def heading(self) -> Content:
        """Return the program's name, and today's minutes at the right."""
        view = getattr(self, "view", None)
        today = view.today if view and view.has_log else ""
        room = self.app.size.width - (0 if self.app.size.width < 60 else 2)
        gap = max(1, room - len("quizkit") - len(today))
        return joined("quizkit", " " * gap, shown(today))

    def body(self) -> ComposeResult:
        """Yield what is said, the list of decks, and what is said about them."""
        with VerticalScroll(can_focus=False):
            yield Static(id="say", classes="-empty")
            yield DeckList(id="decks")
            yield Static(id="detail", classes="-empty")
            yield Static(id="notes", classes="-empty")

    def on_screen_resume(self) -> None:
        """Look at everything anew, once the shell is painted."""
        self.call_after_refresh(self.arrive)
        if self._looking is None:
            self._looking = self.set_interval(LOOK_S, self._glance)
        self._looking.resume()

    def on_screen_suspend(self) -> None:
        """Look no more while another screen is on top."""
        if self._looking:
            self._looking.pause()

    def on_resize(self) -> None:
        """Fit the first line to the new size."""
        self.retitle()

    def on_deck_list_fitted(self) -> None:
        """Say below the list what its rows have no room for now."""
        self.paint()

    def arrive(self) -> None:
        """Fill home, if it is on top."""
        if self.is_current:
            self.run_worker(self._safely(self._fill()), group="fill", exclusive=True)

    def _glance(self) -> None:
        if self.is_current and not self.busy:
            self.run_worker(self._safely(self._look_again()), group="glance", exclusive=True)

    async def _safely(self, work: Coroutine[Any, Any, None]) -> None:
        """Tell what could not be done; home stays as it was."""
        try:
            await work
        except QuizkitError as error:
            self.failed(error)

    async def _look_again(self) -> None:
        call, keeper = self.quizkit.backend.call, self.keeper
        if await call(keeper.has_news):
            self.show(await call(keeper.look))

    async def _fill(self) -> None:
        """Show what is known, then read deck after deck, then tell what is to come."""
        call, keeper = self.quizkit.backend.call, self.keeper
        self.show(await call(keeper.first))
        slow = self.set_timer(SLOW_S, lambda: self._slow(is_slow=True))
        clock = asyncio.get_running_loop().time
        painted = clock()
        for place in await call(keeper.unread):
            if not self.is_current:
                return
            await call(partial(self.quizkit.shelf.book, place))
            if clock() - painted > PAINT_S:
                self.show(await call(keeper.look))
                painted = clock()
        slow.stop()
        self.show(await call(keeper.look))
        self._slow(is_slow=False)
        await call(keeper.keep)
        await asyncio.sleep(QUIET_S)
        if not self.is_current:
            return
        scene = await call(keeper.scene)
        if scene is not None and self.is_current:
            await self._foretell(scene)

    async def _foretell(self, scene: "Scene") -> None:
        """Work out what is to come beside everything else; given up when home is left."""
        from quizkit.practice.outlook import outlook  # it comes last, and weighs

        view = self.view
        if view is None:
            return

        def tick() -> None:
            if not self.is_current or not self.is_running:
                raise InterruptedError

        with suppress(InterruptedError):
            found = await asyncio.to_thread(outlook, scene, view.minutes, tick=tick)
            call, keeper = self.quizkit.backend.call, self.keeper
            self.show(await call(lambda: keeper.foretold(found, view.mark)))

    def _slow(self, *, is_slow: bool) -> None:
        if self.is_left:
            return
        self.decks.is_slow = is_slow
        self.decks.paint()

    def show(self, view: HomeView) -> None:
        """Show home as it was looked at."""
        if self.is_left:
            return
        self.view = view
        self.decks.show(view.rows)
        self.retitle()
        self.paint()
        self.refresh_bindings()

    def paint(self) -> None:
        """Paint what stands above and below the list."""
        view = self.view
        if view is None:
            return
        row = self.decks.row
        detail = row.sentence if row and row.is_own and self.decks.is_cut else ""
        press = self._presses()
        self._put("say", said(view, press=press))
        self._put("detail", shown(detail, "$text-muted"))
        self._put("notes", noted(view, press=press))

    def _put(self, name: str, text: Content) -> None:
        place = self.query_one(f"#{name}", Static)
        place.update(text)
        place.set_class(not text.plain, "-empty")

    def _presses(self) -> Callable[[str], str]:
        """Return what tells a binding's press as it is shown: the learner's own, if there is one.

        What can be pressed is asked once: it takes a millisecond.
        """
        every = reversed(self.active_bindings.values())
        first = {binding.id: binding for _, binding, _, _ in every}
        return lambda name: self.app.get_key_display(first[name]) if name in first else ""
