"""Home: the decks, what waits in each, and the way to everything else."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.message import Message

from quizkit.practice.home import HomeView
from quizkit.tui.screens.confirm import Confirm
from quizkit.tui.screens.homebody import HomeBody
from quizkit.tui.screens.opening import OpenFile
from quizkit.tui.screens.reading import Reading
from quizkit.tui.widgets.decks import DeckList

if TYPE_CHECKING:
    from quizkit.practice.decklist import Added
    from quizkit.session.sitting import Wish

Elsewhere = Literal["browse", "stats", "exam", "check", "settings"]


class HomeScreen(HomeBody):
    """Where the program begins, and where every other screen comes back to."""

    named = "Home"

    class Wanted(Message):
        """Another screen is wanted.

        Attributes:
            screen: Which one.
            decks: Where the decks are that it is about: those chosen, else the one at the cursor.
            ids: Their ids.
        """

        def __init__(
            self, screen: Elsewhere, decks: tuple[Path, ...], *, ids: tuple[str, ...] = ()
        ) -> None:
            super().__init__()
            self.screen = screen
            self.decks = decks
            self.ids = ids

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "study('chosen')", "Study chosen", id="home.study", key_display="enter"),
        Binding("enter", "study('left')", "Go on", id="home.study", key_display="enter"),
        Binding("enter", "study('all')", "Study all", id="home.study", key_display="enter"),
        Binding("enter", "study('one')", "Study this", id="home.study", key_display="enter"),
        Binding("d", "tour", "Tour (2 min)", id="home.tour"),
        Binding("m", "more", "5 more minutes", id="home.more"),
        Binding("w", "changes", "What changed", id="home.changes"),
        Binding("f", "mend", "Mend the log", id="home.mend"),
        Binding("space", "choose", "Choose", id="home.choose"),
        Binding("b", "go('browse')", "Browse", id="home.browse"),
        Binding("s", "go('stats')", "Stats", id="home.stats"),
        Binding("x", "go('exam')", "Exam", id="home.exam"),
        Binding("c", "go('check')", "Check", id="home.check"),
        Binding("o", "open", "Open a file", id="home.open"),
        Binding("n", "fresh", "New sitting", id="home.fresh"),
        Binding("n", "new('n')", "New deck", id="home.new"),
        Binding("N", "new('N')", "New deck", id="home.new-beside"),
        Binding("comma", "go('settings')", "Settings", id="home.settings", key_display=","),
        Binding("u", "undo", "Undo", id="home.undo"),
        Binding("U", "redo", "Redo", id="home.redo"),
        Binding("r", "remove", "Off the list", id="home.remove"),
        Binding("q", "app.quit", "Quit", id="home.quit"),
        Binding("ctrl+z", "undo", "Undo", id="home.undo-ctrl", show=False),
        Binding("ctrl+y", "redo", "Redo", id="home.redo-ctrl", show=False),
        Binding("up,k", "move(-1)", "Up", id="home.up", show=False),
        Binding("down,j", "move(1)", "Down", id="home.down", show=False),
        Binding("pageup", "move(-8)", "Far up", id="home.page-up", show=False),
        Binding("pagedown", "move(8)", "Far down", id="home.page-down", show=False),
        Binding("home", "move(-9999)", "First", id="home.first", show=False),
        Binding("end", "move(9999)", "Last", id="home.last", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what does something now."""
        if not super().check_action(action, parameters):
            return False
        view = self.view
        if view is None or not self.is_mounted:
            return action in {"quit", "help", "open"} or parameters == ("n",)
        if action == "new":
            return parameters == ("N" if view.left and not view.fault else "n",)
        if action == "study":
            return parameters == (self._way(view),)
        if action == "go":
            return bool(self.decks.rows) or parameters == ("settings",)
        return self._offers(view).get(action, True)

    def _offers(self, view: HomeView) -> dict[str, bool]:
        """Return what is not always offered, and whether it is now."""
        rows, may = self.decks.rows, not view.fault
        begun = any(row.started for row in rows)
        return {
            "tour": may and bool(rows) and not begun,
            "more": may and begun and (view.is_done or view.is_spent),
            "fresh": may and view.left is not None,
            "changes": bool(view.changes),
            "mend": may and bool(view.doubt),
            "choose": bool(rows),
            "undo": may and view.has_log,
            "redo": may and view.has_log,
            "remove": self.decks.row is not None and self.decks.row.is_own,
            "move": bool(rows),
            "back": False,
        }

    @property
    def _at(self) -> Path | None:
        return self.decks.row.place if self.decks.row else None

    def _way(self, view: HomeView) -> str:
        """Return which decks enter studies: "chosen", "left", "all", "one", or "" for none."""
        if view.fault or not view.to_study(self.decks.chosen, at=self._at):
            return ""
        if self.decks.chosen:
            return "chosen"
        if view.left:
            return "left"
        if view.is_done or view.is_spent:
            return ""
        return "all" if view.to_study() else "one"

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.decks.move(by)
        self.paint()
        self.refresh_bindings()

    def on_deck_list_pointed(self, message: DeckList.Pointed) -> None:
        """Choose what is clicked twice."""
        if message.again:
            self.decks.choose()
        self.paint()
        self.refresh_bindings()

    def action_choose(self) -> None:
        """Choose the deck under the cursor, or no longer; several can be studied together."""
        self.decks.choose()
        self.refresh_bindings()

    def action_study(self, _way: str) -> None:
        """Practise the chosen decks, those of the sitting that was left, or all own ones."""
        self._study()

    def action_fresh(self) -> None:
        """Begin anew instead of going on with the sitting that was left."""
        self._study(fresh=True)

    def action_more(self) -> None:
        """Go on beyond today's minutes, with what is weakest where nothing else is left."""
        desk, view = self.quizkit.desk, self.view
        waits = view is not None and any(row.due or row.new for row in view.own)

        def wish() -> "Wish":
            from quizkit.practice.homerows import more

            return more(desk, 5, extra="" if waits else "weak")

        self._study(wish=wish)

    def _study(self, *, fresh: bool = False, wish: "Callable[[], Wish] | None" = None) -> None:
        view = self.view
        if view is None:
            return
        places = [row.place for row in view.to_study(self.decks.chosen, at=self._at)]
        if places:
            self._saw(places)
            self.quizkit.study(places, wish=wish, fresh=fresh)

    def _saw(self, places: list[Path]) -> None:
        """Take the changes of decks that are studied now as seen."""
        view, keeper = self.view, self.keeper
        if view and view.changes:
            self.run_worker(self.quizkit.backend.call(lambda: keeper.seen(places)))

    def action_mend(self) -> None:
        """Put answers that a wrong clock saved where they belong; undo takes it back."""
        self.ask(self._mended, self._told)

    def _mended(self) -> str:
        """Mend what a wrong clock wrote, and say what came of it; runs in the backend."""
        from quizkit.practice.mending import mended

        desk = self.quizkit.desk
        said = mended(desk.open(), desk.clock)
        self.keeper.look()
        return said

    def _told(self, text: str) -> None:
        """Say what was done, and show what it changed."""
        self.tell(text)
        if self.keeper.view is not None:
            self.show(self.keeper.view)

    def action_tour(self) -> None:
        """Try it for two minutes, on a deck that is there already; the answers count."""
        from quizkit.tui.screens.tour import tour  # only once

        tour(self.quizkit)

    def action_undo(self) -> None:
        """Take the last answer or change back, as far back as the log goes."""
        self.ask(lambda: self._undone(again=False), self._told)

    def action_redo(self) -> None:
        """Bring back what was taken back."""
        self.ask(lambda: self._undone(again=True), self._told)

    def _undone(self, *, again: bool) -> str:
        """Undo or redo, and say what that was; runs in the backend."""
        from quizkit.practice import deeds, home

        desk = self.quizkit.desk
        done = deeds.undo(desk.open(), desk.clock, again=again)
        self.keeper.look()
        return home.undone_text(done, again=again)

    def action_changes(self) -> None:
        """Show which facts an update of a deck changed."""
        keeper = self.keeper

        def show(lines: list[str]) -> None:
            self.app.push_screen(Reading("What changed", lines), lambda _: self.arrive())

        self.ask(keeper.told, show)

    def action_go(self, screen: Elsewhere) -> None:
        """Go to another screen."""
        places = self.places
        ids = tuple(row.deck for row in self.decks.rows if row.place in places)
        self.post_message(self.Wanted(screen, places, ids=ids))

    def action_open(self) -> None:
        """Add a deck of one's own to the list."""

        def opened(added: "Added | None") -> None:
            if added is not None:
                self.tell(f"{added.title}: {added.facts:,} facts, in your list now.")
                self.arrive()

        self.app.push_screen(OpenFile(), opened)

    def action_new(self, _press: str) -> None:
        """Begin a deck of one's own; its check opens as soon as its file is there."""
        from quizkit.tui.screens.newdeck import new_deck  # few begin many

        def opened(place: Path) -> None:
            self.post_message(self.Wanted("check", (place,)))
            self.tell(f"Your deck is {place}: write your own facts in it.")

        new_deck(self, opened)

    def action_remove(self) -> None:
        """Take the deck under the cursor off the list; its file and all answers stay."""
        row, desk = self.decks.row, self.quizkit.desk
        if row is None:
            return

        def confirmed(answer: str | None) -> None:
            if answer:
                self.ask(removed, self._told)

        def removed() -> str:
            from quizkit.practice import decklist

            decklist.remove(desk, row.place)
            self.keeper.look()
            return f"{row.title} is off the list."

        def may(reason: str) -> None:
            if reason:
                self.tell(reason)
                return
            question = f"Take {row.title} off your list? Its file and all your answers stay."
            self.app.push_screen(Confirm(question, yes="Take it off"), confirmed)

        def reason() -> str:
            from quizkit.practice import decklist

            return decklist.may_remove(desk, row.place)

        self.ask(reason, may)
