"""The last line of every screen: what can be pressed here, made from the live bindings."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from textual import events
from textual.app import RenderResult
from textual.binding import ActiveBinding
from textual.content import Content
from textual.widget import Widget

HELP: Final = "help"
"""Id of the binding that always has room."""

HELP_TYPED: Final = "help-f1"
"""Id of its other press, hinted at while letters are typed."""

BACK: Final = "back"
"""Id of the binding that comes last before help."""


class Hint(NamedTuple):
    """One hint: its words, and the action and node that a click on it runs."""

    words: str
    active: ActiveBinding


def fitting(hints: Sequence[Hint], room: int) -> Iterator[Hint]:
    """Yield whole hints, most important first, as far as there is room [cells]."""
    for hint in hints:
        room -= len(hint.words)
        if room < 0:
            return
        yield hint
        room -= 2


class HintBar(Widget):
    """Shows as many hints as there is room, and always the one for help, at the right."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    HintBar { dock: bottom; height: 1; padding: 0 1; color: $text-muted; }
    .-tiny HintBar, .-narrow HintBar { padding: 0; }
    """

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def hints(self) -> list[Hint]:
        """Return the hints that are shown, in their order; help last."""
        bindings = list(self._live())
        shown = {
            active.binding.id or active.binding.action: active
            for active in bindings
            if active.binding.show and active.enabled
        }
        typed = next((a for a in bindings if a.binding.id == HELP_TYPED and a.enabled), None)
        helping = shown.pop(HELP, typed)
        if BACK in shown:
            shown[BACK] = shown.pop(BACK)
        last = [Hint(self._words(helping), helping)] if helping else []
        room = self.content_size.width - sum(len(hint.words) + 2 for hint in last)
        wanted = [Hint(self._words(active), active) for active in shown.values()]
        return [*fitting(wanted, room), *last]

    def _live(self) -> Iterator[ActiveBinding]:
        """Yield the live bindings in the order in which their nodes name them.

        Textual's own order has a binding that goes before another one at the other one's place.
        """
        live = self.screen.active_bindings
        for node, bindings in self.screen._binding_chain:  # Textual 8 has no public way
            for press, binding in bindings:
                active = live.get(press)
                if active is not None and active.node is node and active.binding is binding:
                    yield active

    def _words(self, active: ActiveBinding) -> str:
        binding = active.binding
        return f"{self.app.get_key_display(binding)} {binding.description}"

    def render(self) -> RenderResult:
        """Return the line."""
        found = self.hints()
        if not found or found[-1].active.binding.id not in {HELP, HELP_TYPED}:
            return Content("  ".join(hint.words for hint in found))
        left = "  ".join(hint.words for hint in found[:-1])
        gap = max(0, self.content_size.width - len(left) - len(found[-1].words))
        return Content(left + " " * gap + found[-1].words)

    async def on_click(self, event: events.Click) -> None:
        """Do what the hint under the pointer says."""
        at = event.get_content_offset(self)
        if at is None:
            return
        found = self.hints()
        left = 0
        for hint in found[:-1]:
            if left <= at.x < left + len(hint.words):
                await self.app.run_action(hint.active.binding.action, hint.active.node)
                return
            left += len(hint.words) + 2
        if found and at.x >= self.content_size.width - len(found[-1].words):
            await self.app.run_action(found[-1].active.binding.action, found[-1].active.node)
