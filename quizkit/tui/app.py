"""The app: screens, modes, the backend; no rule of its own."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType

from quizkit.errors import QuizkitError
from quizkit.practice.desk import Desk
from quizkit.practice.opening import Opening
from quizkit.tui.backend import Backend
from quizkit.tui.crash import Guarded
from quizkit.tui.looks import Looks
from quizkit.tui.screens.base import Basics
from quizkit.tui.shelf import Shelf, Watched

if TYPE_CHECKING:
    from quizkit.practice.quiz import Quiz
    from quizkit.practice.study import Study
    from quizkit.session.sitting import Wish
    from quizkit.tui.screens.home import HomeScreen
    from quizkit.tui.screens.study import Runner


def _home() -> "HomeScreen":
    from quizkit.tui.screens.home import HomeScreen  # behind the first paint, as all screens

    return HomeScreen()


class QuizkitApp(Guarded, Looks):
    """quizkit on a terminal.

    Args:
        desk: What it stands on; used in the backend only, but for its settings.
        opening: What to show first.

    Attributes:
        fault: Why what was to be opened first cannot be, or None.
        runner: The sitting or quiz that was begun last, or None.
        has_opened: What was asked for is on the screen, or was.
    """

    TITLE = "quizkit"
    CSS_PATH = "quizkit.tcss"
    MODES: ClassVar = {"home": _home}
    DEFAULT_MODE = "home"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", id="quit", show=False, priority=True),
        Binding("ctrl+p", "command_palette", "Palette", id="palette", show=False, priority=True),
    ]

    def __init__(self, desk: Desk, *, opening: Opening | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.opening = opening or Opening()
        self.backend = Backend()
        self.shelf = Shelf(desk)
        self.fault: QuizkitError | None = None
        self.runner: Runner | None = None
        self.has_opened = False
        self.look(desk.settings, desk.environ)

    def on_mount(self) -> None:
        """Show what was asked for; a shell does so itself, once it is painted."""
        if self.current_mode == "home":
            self.open_first()

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the window is too small for anything else."""
        from quizkit.tui.screens.toosmall import cover  # few windows are

        cover(self, event.size)

    def open_first(self) -> None:
        """Show what was asked for."""
        self.has_opened = True
        match self.opening.screen:
            case "study":
                self.study(self.opening.decks, wish=self.opening.wish, fresh=self.opening.fresh)
            case "quiz":
                self.quiz(self.opening.decks)
            case "check" if self.opening.decks:
                self.check(self.opening.decks[0], fact=self.opening.fact)
            case _:
                self.switch_mode("home")

    def study(
        self,
        decks: Sequence[Path] = (),
        *,
        wish: "Callable[[], Wish] | None" = None,
        fresh: bool = False,
    ) -> None:
        """Begin a sitting, or go on with the one that was left.

        Args:
            decks: Where its decks are; none: all of the learner's own.
            wish: Returns what is wanted of it; None: what the settings say.
            fresh: Begin a new one in any case.
        """
        desk, shelf = self.desk, self.shelf

        def begin() -> "Study":
            from quizkit.practice.askable import check  # in the backend, behind the first paint
            from quizkit.practice.owndecks import studied
            from quizkit.practice.study import Study

            wanted = (wish or desk.wish)()
            own = () if decks else studied(desk, wanted, fresh=fresh)
            found = shelf.usable(own) if own else shelf.askers(decks)
            check(found, tags=wanted.tags)
            sitting = Study(
                found,
                desk.open(),
                wish=wanted,
                clock=desk.clock,
                state=desk.places.state,
            )
            sitting.begin(fresh=fresh)
            return sitting

        self._push(begin, watch=Watched(shelf, decks))

    def quiz(self, decks: Sequence[Path] = ()) -> None:
        """Begin a quiz over some decks."""
        desk, shelf, wish = self.desk, self.shelf, self.opening.quiz

        def begin() -> "Quiz":
            from quizkit.practice.askable import check  # in the backend, behind the first paint
            from quizkit.practice.quiz import Quiz

            found = shelf.askers(decks)
            check(found, tags=wish.tags)
            return Quiz(
                found,
                count=wish.count,
                seed=wish.seed,
                forms=wish.forms,
                tags=wish.tags,
                clock=desk.clock,
            )

        self._push(begin)

    def check(self, deck: Path, *, fact: str = "") -> None:
        """Follow a deck as it is written, with its problems and its questions.

        Args:
            deck: Where it is.
            fact: The fact to begin with; "": begin with the problems.
        """
        from quizkit.tui.screens.check import CheckScreen

        self.push_screen(CheckScreen(deck, fact=fact))

    async def action_quit(self) -> None:
        """Leave; every answer is saved."""
        is_check = self.opening.screen == "check"
        codes = [s.exit_code for s in self.screen_stack if isinstance(s, Basics)]
        self.exit(return_code=max(codes, default=0) if is_check else 0)

    def on_home_screen_wanted(self, message: "HomeScreen.Wanted") -> None:
        """Open the screen that is wanted; settings are opened elsewhere."""
        match message.screen:
            case "browse":
                from quizkit.tui.screens.browse import BrowseScreen

                self.push_screen(BrowseScreen(message.decks))
            case "stats":
                from quizkit.tui.screens.stats import StatsScreen

                self.push_screen(StatsScreen())
            case "exam":
                from quizkit.tui.screens.exam import ExamScreen

                self.push_screen(ExamScreen(message.ids[0] if len(message.ids) == 1 else None))
            case "check" if message.decks:
                self.check(message.decks[0])
            case _:
                pass

    def _push(self, begin: "Callable[[], Runner]", *, watch: Watched | None = None) -> None:
        from quizkit.tui.screens.study import StudyScreen

        self.push_screen(StudyScreen(lambda: self._kept(begin), watch=watch))

    def _kept(self, begin: "Callable[[], Runner]") -> "Runner":
        """Begin, and keep what began; if it was to be opened first and cannot be, close."""
        try:
            self.runner = begin()
        except QuizkitError as error:
            if self.opening.screen != "home" and self.runner is None:
                self.fault = error
                self.exit(return_code=1)
            raise
        return self.runner

    def on_unmount(self) -> None:
        """Let the backend finish and close the log."""
        self.backend.close(self._last)

    def _last(self) -> None:
        """Bring what runs to an end that can be gone on from, then close the log."""
        from quizkit.model import Stop

        try:
            if self.runner is not None and not self.runner.is_over and self.crash is None:
                self.runner.act(Stop())
        finally:
            self.desk.close()
