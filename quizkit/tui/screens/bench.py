"""A screen that follows the files of one deck, and asks it for the questions of a fact."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quizkit.model import Form, Problem
from quizkit.practice.look import Look, Preview
from quizkit.tui.aside import Stopped, yielding
from quizkit.tui.backend import Ended
from quizkit.tui.screens.base import QuizkitScreen

if TYPE_CHECKING:
    from quizkit.practice.workshop import Workshop

EVERY: Final = 0.1
"""So often the deck's files are looked at [s]."""

CHECKING: Final = "checking …"

_BEAT_S: Final = 0.5
"""So often it is said how far a check has come [s]."""


class BenchScreen(QuizkitScreen[None]):
    """Follows one deck; a subclass shows what is found.

    Args:
        place: The deck's file or folder.
        fact: The fact to show first, or "".

    Attributes:
        look: The newest look at the deck.
        preview: The questions of the fact that is shown, or None.
        state: What happens, in full and in few words.
        fact: The fact that is shown where no problem is chosen, or "".
        seed: Which seed is in force, from 1.
        form: The form wanted, or None.
        profile: How strict the check is.
    """

    def __init__(self, place: Path, *, fact: str = "") -> None:
        super().__init__()
        self.place = place
        self.look = Look(place.name)
        self.preview: Preview | None = None
        self.state = ("reading …", "reading …")
        self.fact = fact
        self.seed = 1
        self.form: Form | None = None
        self.profile = ""
        self._shop: Workshop | None = None
        self._wishes = 0
        self._ticks = 0
        self._watched = 0.0

    @property
    def problem(self) -> Problem | None:
        """The problem that is chosen, or None."""
        return None

    def on_mount(self) -> None:
        """Follow the files, once the shell is painted."""
        self.profile = self.quizkit.desk.settings.profile
        self.set_interval(_BEAT_S, self._beat)
        self.call_after_refresh(lambda: self.run_worker(self._follow(), group="follow"))

    def took(self, look: Look) -> None:
        """Show a new look; `self.look` still is the one before."""
        self.look = look

    def sampled(self, *, is_other: bool) -> None:
        """Show the preview.

        Args:
            is_other: It is of another fact than the one before.
        """

    def sample(self) -> None:
        """Make the questions of the problem or fact that is chosen now."""
        self.run_worker(self._sample(), group="sample")

    async def _follow(self) -> None:
        """Read the deck whenever one of its files changed.

        A save is seen at once: the questions of the fact that is shown come before the rules look
        at the deck, and before its cues are looked for.
        """
        call = self.quizkit.backend.call
        shop = self._shop = await call(self._opened)
        is_first = True
        while self.is_attached:
            look = await call(shop.look)
            if not is_first:
                await call(lambda: self.quizkit.shelf.forget(self.place))
            told = self._told(look, is_first=is_first)
            self.state = told if look.broken else (CHECKING, CHECKING)
            self._take(look)
            await self._sample(whole=look.broken != "")
            await self._complete(shop, told)
            is_first = False
            while not await call(shop.changed):
                if shop.profile != self.profile:
                    await self._complete(shop, told)
                await asyncio.sleep(EVERY)

    async def _complete(self, shop: "Workshop", told: tuple[str, str]) -> None:
        """Let all rules look, and show what they found, unless the deck changes meanwhile.

        Args:
            shop: The deck.
            told: What is said once it is done.
        """
        call = self.quizkit.backend.call
        if shop.profile != self.profile:
            self._take(await call(lambda: shop.choose(self.profile)))

        def work() -> Look:
            with yielding():
                return shop.complete(lambda: self._tick(shop))

        self._ticks = 0
        if not self.look.broken:
            self.state = (CHECKING, CHECKING)
            self.retitle()
            known = await call(lambda: self._known(shop))
            if known is not None:
                self._take(known)
        try:
            look = await call(work)
        except (Stopped, Ended):
            return
        self.state = told
        self._take(look)
        await self._sample()

    def _known(self, shop: "Workshop") -> Look | None:
        """Return what a check of the same files found before, if that is kept."""
        from quizkit.practice.checked import Wanted, kept

        desk = self.quizkit.desk
        wanted = Wanted(shop.profile, options=desk.settings.thresholds)
        found = kept(shop.place, wanted, cache=desk.places.cache)
        return shop.recall(found.problems) if found else None

    def _tick(self, shop: "Workshop") -> None:
        """Let presses take their turn; runs in the backend, in the middle of a check.

        Raises:
            Stopped: If another check is wanted, or none any more.
        """
        self._ticks += 1
        now = time.monotonic()
        if now - self._watched > EVERY:
            self._watched = now
            if shop.changed():
                raise Stopped
        if self.is_left or shop.profile != self.profile:
            raise Stopped
        self.quizkit.backend.breathe()

    def _beat(self) -> None:
        """Say how far a check has come."""
        if self.state[0].startswith(CHECKING) and self._ticks:
            self.state = (f"{CHECKING} {self._ticks:,} steps", CHECKING)
            self.retitle()

    def takes(self, code: str) -> bool:
        """Tell whether a code is among those that were asked for."""
        settings = self.quizkit.desk.settings
        return (not settings.select or code.startswith(settings.select)) and not (
            settings.ignore and code.startswith(settings.ignore)
        )

    def _take(self, look: Look) -> None:
        if not self.is_left:
            self.took(look.narrowed(self.takes))

    def _opened(self) -> "Workshop":
        from quizkit.practice.workshop import Workshop, shown_place

        settings = self.quizkit.desk.settings
        place = shown_place(self.place)
        return Workshop(
            place,
            profile=settings.profile,
            language=settings.lang,
            options=settings.thresholds,
        )

    def _told(self, look: Look, *, is_first: bool) -> tuple[str, str]:
        """Return what happens now, in full and in few words."""
        clock = self.quizkit.desk.clock
        at = datetime.fromtimestamp(clock.at() / 1000, UTC) + timedelta(minutes=clock.off())
        took = "<0.1" if look.seconds < 0.1 else f"{look.seconds:.1f}"
        watching = f"watching {at:%H:%M:%S}"
        reloaded = f"reloaded {took} s"
        return (watching, "watching") if is_first else (f"{reloaded}, {watching}", reloaded)

    async def _sample(self, *, whole: bool = True) -> None:
        shop, problem, fact = self._shop, self.problem, self.fact
        if shop is None:
            return
        self._wishes += 1
        wish, seed, form = self._wishes, str(self.seed), self.form

        def work() -> Preview | None:
            chosen = shop.concerned(problem) if problem else fact
            return shop.preview(chosen, seed=seed, form=form, whole=whole) if chosen else None

        found = await self.quizkit.backend.call(work)
        if wish == self._wishes and not self.is_left:
            before, self.preview = self.preview, found
            self.sampled(is_other=_fact_of(before) != _fact_of(found))


def _fact_of(preview: Preview | None) -> str:
    return preview.fact.id if preview else ""
