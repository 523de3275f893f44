"""Opening a file: one line for the path of a deck, completed while it is typed."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static

from quizkit.errors import DeckError, QuizkitError
from quizkit.practice import decklist
from quizkit.tui.backend import Backend
from quizkit.tui.screens.base import Modal
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.hintbar import HintBar
from quizkit.tui.widgets.line import TypedIn

if TYPE_CHECKING:
    from quizkit.practice.decklist import Added

LONGEST: Final = 2_000
"""Characters of a path."""


class Paths(Suggester):
    """Suggests how a path goes on; folders are read in the backend.

    Args:
        backend: Where.
    """

    def __init__(self, backend: Backend) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._backend = backend

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole path that is suggested, or None."""
        rest = await self._backend.call(lambda: decklist.completion(value))
        return value + rest if rest else None


class OpenFile(Modal["Added | None"]):
    """Asks for a deck's path until it can be added to the list; returns what was added."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="opening.open", key_display="enter", priority=True),
        Binding("tab", "complete", "Complete", id="opening.complete", priority=True),
    ]
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    OpenFile > VerticalScroll {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; padding: 0 1; background: $background;
    }
    OpenFile Static { height: auto; }
    OpenFile #asked { text-style: bold; }
    OpenFile Input { margin: 1 0; background: $surface; }
    """

    def compose(self) -> ComposeResult:
        """Put the line below what is asked, and below it what is wrong with it."""
        with VerticalScroll(can_focus=False):
            yield Static(Content("Which deck? Type the path of its file."), id="asked")
            yield TypedIn(
                placeholder="~/decks/rivers.yaml",
                suggester=Paths(self.quizkit.backend),
                select_on_focus=False,
                max_length=LONGEST,
                compact=True,
            )
            yield Static(Content("It stays where it is; your list remembers it."), id="told")
        yield HintBar()

    def action_complete(self) -> None:
        """Take what is suggested."""
        line = self.query_one(Input)
        before = line.value
        line.action_cursor_right()
        if line.value == before:
            told = "Nothing to complete yet: type how the path begins."
            self.query_one("#told", Static).update(Content(told))

    def on_input_changed(self) -> None:
        """Forget what was wrong with the line before."""
        self.query_one("#told", Static).update(Content(""))

    def action_open(self) -> None:
        """Add the deck of that path, or say what is wrong with it."""
        desk, text = self.quizkit.desk, self.query_one(Input).value
        self.ask(lambda: decklist.add(desk, text), self._added)

    def _added(self, added: "Added") -> None:
        self.dismiss(added)

    def failed(self, error: QuizkitError) -> None:
        """Say below the line what is wrong, and where the first fault stands."""
        lines = [shown(str(error))]
        if isinstance(error, DeckError) and error.problems:
            first, count = error.problems[0], len(error.problems)
            more = "" if count == 1 else f", the first of {count:,} problems"
            lines = [
                shown(f"It cannot be used. Line {first.at.line}{more}:"),
                shown(f"{first.message}."),
                *(shown(f"{note.kind}: {note.text}") for note in first.notes[:2]),
                Content("Mend the file, then press enter again."),
            ]
        told = joined(*lines, between="\n")
        self.query_one("#told", Static).update(told.stylize("$text-error"))
