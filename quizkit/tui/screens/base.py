"""What all screens have in common: layout by size, header, hint bar, work in the backend."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widgets import Static

from quizkit.errors import QuizkitError
from quizkit.tui.text import shown
from quizkit.tui.widgets.hintbar import HintBar

if TYPE_CHECKING:
    from quizkit.tui.app import QuizkitApp

T = TypeVar("T")

WIDTHS: list[tuple[int, str]] = [(0, "-tiny"), (40, "-narrow"), (60, "-medium"), (80, "-wide")]
HEIGHTS: list[tuple[int, str]] = [(0, "-flat"), (15, "-short"), (24, "-tall")]


class Basics(Screen[ScreenResultType]):
    """What pushed screens and modal ones share.

    Attributes:
        busy: Something was asked of the backend, and its answer is awaited.
        named: What a press is called that leads back to it.
        holds: It cannot be left while its work is under way.
    """

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = ""
    busy: bool = False
    named: ClassVar[str] = "Back"
    holds: ClassVar[bool] = False

    @property
    def exit_code(self) -> int:
        """How the program ends where it was opened for this screen [0..1]."""
        return 0

    @property
    def quizkit(self) -> "QuizkitApp":
        """The app, by its own type."""
        return cast("QuizkitApp", self.app)  # a screen cannot name its app's type

    @property
    def is_left(self) -> bool:
        """Whether it is being taken away: what was asked for has no place any more."""
        return self._pruning or not self.is_attached

    def ask(self, work: Callable[[], T], then: Callable[[T], None]) -> bool:
        """Run work in the backend, then go on with what it returned; False if busy already.

        Args:
            work: Reads and writes decks and log; touches no widget.
            then: Paints what came of it.
        """
        if self.busy:
            return False
        self.busy = True
        self.run_worker(self._asked(work, then), group="ask")
        return True

    async def _asked(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        try:
            result = await self.quizkit.backend.call(work)
        except QuizkitError as error:
            self.busy = False
            if not self.is_left:
                self.failed(error)
            return
        self.busy = False
        if self.is_left:
            return
        then(result)
        self.refresh_bindings()

    def failed(self, error: QuizkitError) -> None:
        """Tell that what was asked for could not be done."""
        self.tell(str(error), is_error=True)

    def tell(self, text: str, *, is_error: bool = False) -> None:
        """Say a sentence beside what is shown, in place of the one said before."""
        self.app.clear_notifications()
        self.notify(
            shown(text).plain, markup=False, severity="error" if is_error else "information"
        )

    def action_help(self) -> None:
        """Show what can be pressed."""
        self.quizkit.action_help()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Drop presses, but for leaving, while the backend is at work for this screen."""
        if not self.busy or (action in {"back", "dismiss"} and not self.holds):
            return True
        return action in {"quit", "help", "help_quit"}


class QuizkitScreen(Basics[ScreenResultType]):
    """A screen that fills the terminal.

    A subclass gives `heading` and `body`, and its bindings in the order of their importance; each
    has an id. Its own style stands in its `DEFAULT_CSS`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="back"),
        Binding("question_mark", "help", "Help", id="help", key_display="?"),
        Binding("f1", "help", "Help", id="help-f1", show=False),
    ]
    DEFAULT_CSS = """
    QuizkitScreen { layout: vertical; }
    QuizkitScreen > #heading { height: auto; padding: 0 1; text-style: bold; }
    QuizkitScreen.-narrow > #heading, QuizkitScreen.-tiny > #heading { padding: 0; }
    """

    def compose(self) -> ComposeResult:
        """Put the heading above, the body between, the hints below."""
        yield Static(self.heading(), id="heading")
        yield from self.body()
        yield HintBar()

    def heading(self) -> Content:
        """Return the first line."""
        return Content("")

    def body(self) -> ComposeResult:
        """Yield what stands between heading and hints."""
        yield from ()

    def retitle(self) -> None:
        """Paint the first line anew."""
        self.query_one("#heading", Static).update(self.heading())

    def action_back(self) -> None:
        """Go back to the screen beneath."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()


class Modal(Basics[ScreenResultType], ModalScreen[ScreenResultType]):
    """A screen above another, which returns a value; escape returns none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="back"),
        Binding("question_mark", "help", "Help", id="help", key_display="?"),
        Binding("f1", "help", "Help", id="help-f1", show=False),
    ]
    DEFAULT_CSS = """
    Modal { align: center middle; }
    """
