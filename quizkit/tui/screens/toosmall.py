"""What stands in a window that is too small for anything else."""

from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

LEAST = Size(40, 15)
"""The smallest window in which everything can be read [cells]."""


class TooSmall(Screen[None]):
    """Covers the screen beneath, which is as it was when the window has grown."""

    DEFAULT_CSS = """
    TooSmall > Static { width: 1fr; height: auto; }
    """
    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        """Yield the one sentence."""
        yield Static(self.sentence(self.app.size), markup=False)

    def sentence(self, size: Size) -> Content:
        """Return what to do."""
        wanted, found = (f"{each.width}×{each.height}" for each in (LEAST, size))
        return Content(
            f"Make the window bigger: {wanted}, this is {found}. Answers are saved. ctrl+q quits."
        )

    def on_screen_resume(self) -> None:
        """Leave where the window has grown meanwhile."""
        if fits(self.app.size):
            self.dismiss()


def fits(size: Size) -> bool:
    """Return whether a window is big enough."""
    return size.width >= LEAST.width and size.height >= LEAST.height


def cover(app: App[int], size: Size) -> None:
    """Cover what is on the screen, or uncover it, as the window's new size wants it."""
    top = app.screen
    if not isinstance(top, TooSmall):
        if not fits(size):
            app.push_screen(TooSmall())
    elif fits(size):
        top.dismiss()
    else:
        top.query_one(Static).update(top.sentence(size))
