"""What the app looks like and answers to, as the settings say: colours, movement, presses."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from textual import constants, events
from textual.binding import Binding
from textual.filter import LineFilter

from quizkit.settings import Settings
from quizkit.tui import rtl, themes
from quizkit.tui.aids import Aids
from quizkit.tui.presses import spelt
from quizkit.tui.text import shown

if TYPE_CHECKING:
    from quizkit.tui.app import QuizkitApp


class Looks(Aids):
    """An app that follows the settings; `look` is called again when they change.

    Attributes:
        key_faults: What was refused of the learner's own presses, a sentence each.
    """

    def __init__(self) -> None:
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.key_faults: tuple[str, ...] = ()
        self._over: list[LineFilter] = []
        self._rings = False
        self._keys: Mapping[str, str] = {}

    @property
    def is_calm(self) -> bool:
        """Whether nothing is to move or blink."""
        return self.animation_level == "none"

    def get_key_display(self, binding: Binding) -> str:
        """Return a binding's press in words."""
        return binding.key_display or spelt(binding.key)

    def look(self, settings: Settings, environ: Mapping[str, str]) -> None:
        """Follow the settings from now on."""
        themes.use(self, settings.theme, environ)
        is_still = settings.motion == "reduce"
        self.animation_level = "none" if is_still else constants.TEXTUAL_ANIMATIONS
        before, self._over = bool(self._over), rtl.filters(settings.rtl, environ)
        if bool(self._over) != before and self.is_running:
            for screen in self.screen_stack:
                for widget in screen.walk_children():
                    widget.refresh()
        self._rings = settings.bell
        if settings.keys != self._keys:
            self._keys = dict(settings.keys)
            if self.is_running:
                self.run_worker(self._rebind(settings), group="keys")

    async def on_load(self) -> None:
        """Take over the learner's presses before the first of them."""
        if self._keys:
            await self._rebind(cast("QuizkitApp", self).desk.settings)  # the only app there is

    async def _rebind(self, settings: Settings) -> None:
        def work() -> tuple[dict[str, str], list[str]]:
            from quizkit.tui import keymap  # most people have no presses of their own

            good, faults = keymap.checked(settings.keys, keymap.known())
            origin = settings.origins.get("keys", "")
            return good, [keymap.sentence(fault, settings.config, origin) for fault in faults]

        good, told = await cast("QuizkitApp", self).backend.call(work)  # as above
        self.key_faults = tuple(shown(each).plain for each in told)
        self.set_keymap(good)
        for each in self.key_faults:
            self.notify(each, markup=False, severity="warning", timeout=10)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what goes over every line before it is painted."""
        return [*super().get_line_filters(), *self._over]

    def bell(self) -> None:
        """Ring, if it may."""
        if self._rings:
            super().bell()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let no cursor blink where nothing is to move."""
        if self.is_calm and hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False
