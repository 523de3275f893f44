"""The first frame, painted before anything heavy is loaded; what was asked for comes over it."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quizkit.tui.screens.base import QuizkitScreen


class Shell(QuizkitScreen[None]):
    """Shows that something comes, and never stays: whoever comes back to it goes home."""

    named = "Home"

    DEFAULT_CSS = """
    Shell > #coming { height: 1fr; padding: 1; color: $text-muted; }
    """

    def heading(self) -> Content:
        """Return the program's name."""
        return Content("quizkit")

    def body(self) -> ComposeResult:
        """Yield the one word."""
        yield Static("loading …", id="coming", markup=False)

    def on_mount(self) -> None:
        """Load the screens once this one is painted."""
        self.call_after_refresh(lambda: self.ask(_load, lambda _: self.quizkit.open_first()))

    def on_screen_resume(self) -> None:
        """Go home, where the screen that came first was left."""
        if self.quizkit.has_opened:
            self.quizkit.switch_mode("home")


def _load() -> None:
    """Import what the first screens need, in the backend, so that presses are heard meanwhile."""
    from quizkit.tui.screens import home, study

    del home, study
