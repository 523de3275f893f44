"""Home: the decks, what waits in each, and the way to everything else."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from quizkit.questions.ask import Asker
from quizkit.tui.screens.base import QuizkitScreen
from quizkit.tui.text import joined, shown


class HomeScreen(QuizkitScreen[None]):
    """Where the program begins, and where every other screen comes back to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "study", "Study all", id="home.study"),
        Binding("q", "app.quit", "Quit", id="home.quit"),
    ]

    def heading(self) -> Content:
        """Return the program's name."""
        return Content("quizkit")

    def body(self) -> ComposeResult:
        """Yield the list of decks."""
        yield Static(id="decks")

    def on_mount(self) -> None:
        """Read the decks once the shell is painted."""
        self.call_after_refresh(self._read)

    def _read(self) -> None:
        self.ask(self.quizkit.shelf.askers, self._show)

    def _show(self, askers: list[Asker]) -> None:
        lines = [shown(asker.deck.title) for asker in askers]
        self.query_one("#decks", Static).update(joined(*lines, between="\n"))

    def action_study(self) -> None:
        """Practise what all decks have for today."""
        self.quizkit.study()
