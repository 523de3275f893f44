"""The facts of the decks as a list: looked through, filtered, sorted, put aside."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from quizkit.errors import QuizkitError
from quizkit.model import FactRow
from quizkit.tui.screens.base import QuizkitScreen, T
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.factlist import FactList
from quizkit.tui.widgets.factrows import RowInFull, head
from quizkit.tui.widgets.filterline import FilterLine

if TYPE_CHECKING:
    from quizkit.practice.browsing import Found
    from quizkit.practice.catalogue import Catalogue

_SORTED: Final = {
    "deck": "",
    "known": "least known first",
    "due": "due first",
    "kind": "by kind",
}
"""Each order, and how it is told; `o` goes through them."""

_WHILE_TYPING: Final = frozenset({"back", "help", "quit", "help_quit", "command_palette", "clear"})


class BrowseScreen(QuizkitScreen[None]):
    """A list of facts.

    Args:
        decks: Where the decks are; none: all of the list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Fact", id="browse.open", key_display="enter"),
        Binding("slash", "filter", "Filter", id="browse.filter", key_display="/"),
        Binding("o", "sort", "Sort", id="browse.sort"),
        Binding("p", "suspend", "Suspend", id="browse.suspend"),
        Binding("p", "resume", "Ask again", id="browse.resume"),
        Binding("y", "copy", "Copy id", id="browse.copy"),
        Binding("u", "undo", "Undo", id="browse.undo"),
        Binding("U", "redo", "Redo", id="browse.redo", show=False),
        Binding("ctrl+z", "undo", "Undo", id="browse.undo-ctrl", show=False),
        Binding("ctrl+y", "redo", "Redo", id="browse.redo-ctrl", show=False),
        Binding("r", "again", "Try again", id="browse.again"),
        Binding("escape", "clear", "Clear the filter", id="browse.clear"),
        Binding("escape", "back", "Back", id="back"),  # beside the one before, which else hides it
        Binding("down,j", "move(1)", "Next fact", id="browse.down", show=False),
        Binding("up,k", "move(-1)", "Fact before", id="browse.up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="browse.page-down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="browse.page-up", show=False),
        Binding("home", "end(-1)", "First fact", id="browse.first", show=False),
        Binding("end", "end(1)", "Last fact", id="browse.last", show=False),
    ]
    DEFAULT_CSS = """
    BrowseScreen > FilterLine { margin: 0 1; }
    BrowseScreen > #columns { height: 1; padding: 0 1 0 3; color: $text-muted; }
    BrowseScreen > FactList { height: 1fr; margin: 0 1; }
    BrowseScreen > RowInFull { margin: 0 1; padding: 0; }
    BrowseScreen.-tall > RowInFull { margin: 1 1; }
    BrowseScreen.-narrow > FilterLine, BrowseScreen.-narrow > FactList,
    BrowseScreen.-narrow > RowInFull { margin: 0; }
    BrowseScreen.-narrow > #columns { padding: 0 0 0 2; }
    """

    def __init__(self, decks: Sequence[Path] = ()) -> None:
        super().__init__()
        self._decks = tuple(decks)
        self._catalogue: Catalogue | None = None
        self._filter = ""
        self._sort = "deck"
        self._error = ""
        self._left_out = 0

    def heading(self) -> Content:
        """Return the deck, and how many facts there are and are shown."""
        catalogue, found = self._catalogue, self.facts.found if self.is_mounted else None
        if catalogue is None or found is None:
            return Content("Facts")
        facts = _count(found.of, "fact")
        if found.terms:
            facts = f"{len(found.facts):,} of {facts}"
        left_out = f"{_count(self._left_out, 'deck')} left out" if self._left_out else ""
        told = (facts, _count(found.facets, "facet"), _SORTED[self._sort], left_out)
        return _fitted(shown(catalogue.title), [part for part in told if part], self._room())

    def _room(self) -> int:
        """Return the cells that the first line has."""
        return self.app.size.width - (0 if self.app.size.width < 60 else 2)

    def body(self) -> ComposeResult:
        """Yield filter, list, and the chosen fact in full."""
        yield FilterLine()
        yield Static(id="columns")
        yield FactList()
        yield RowInFull()

    @property
    def facts(self) -> FactList:
        """The list."""
        return self.query_one(FactList)

    @property
    def line(self) -> FilterLine:
        """The filter."""
        return self.query_one(FilterLine)

    @property
    def row(self) -> FactRow | None:
        """The chosen fact, if it is made already."""
        return self.facts.row if self.is_mounted else None

    def on_mount(self) -> None:
        """Read once the shell is painted."""
        self.facts.show_text(Content("loading …"))
        self.call_after_refresh(self._load)

    def on_screen_resume(self) -> None:
        """Take in what was done on other screens."""
        catalogue = self._catalogue
        if catalogue is not None:
            self._quietly(catalogue.renew, self._changed)

    def on_resize(self) -> None:
        """Show as many columns as there is room for."""
        self.retitle()
        self.call_after_refresh(self._paint_head)

    def _load(self) -> None:
        shelf, desk, decks = self.quizkit.shelf, self.quizkit.desk, self._decks

        def work() -> "Catalogue":
            from quizkit.practice.catalogue import Catalogue  # in the backend: it weighs

            askers = shelf.askers(decks)
            errors = [] if decks else [book for book in shelf.books if book.error]
            self._left_out = len(errors)
            return Catalogue(desk, askers)

        self._quietly(work, self._loaded)

    def _quietly(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Run work as `ask` does, but take presses meanwhile."""
        self.run_worker(self._asked(work, then), group="quiet", exclusive=True)

    def _loaded(self, catalogue: "Catalogue") -> None:
        self._catalogue, self._error = catalogue, ""
        self.facts.open(catalogue, self.quizkit.backend)
        self._find()

    def failed(self, error: QuizkitError) -> None:
        """Show why there is no list, or say what could not be done."""
        if self._catalogue is not None:
            super().failed(error)
            return
        self._error = str(error)
        self.facts.show_text(shown(self._error, "$text-error"))
        self.refresh_bindings()

    def _find(self) -> None:
        """Filter and sort in the backend; the newest wish counts, those before are dropped."""
        if self._catalogue is not None:
            looked = self._looked(self._catalogue, self._filter, self._sort)
            self.run_worker(looked, group="find", exclusive=True)

    async def _looked(self, catalogue: "Catalogue", text: str, sort: str) -> None:
        def work() -> "Found | None":
            is_stale = (text, sort) != (self._filter, self._sort)
            return None if is_stale else catalogue.find(text, sort=sort)

        try:
            found = await self.quizkit.backend.call(work)
        except ValueError as error:  # a filter that cannot be read
            if not self.is_left:
                self.line.tell_fault(str(error))
        else:
            if found is not None and not self.is_left:
                self._show(found)

    def _show(self, found: "Found") -> None:
        self.line.tell_fault("")
        self.facts.show_found(found, self._empty(found))
        self.retitle()
        self._paint_head()
        self._paint_row()
        self.refresh_bindings()

    def _empty(self, found: "Found") -> Sequence[Content]:
        if not found.of:
            return (Content("There are no facts yet: add a deck on the home screen."),)
        return (
            joined("Nothing fits ", shown(self._filter, "bold"), "."),
            Content("esc clears the filter."),
        )

    def _paint_head(self) -> None:
        width, found = self.facts.content_size.width - 2, self.facts.found
        has_rows = bool(found and found.facts)
        text = head(width, self._sort) if has_rows and width > 0 else Content("")
        self.query_one("#columns", Static).update(text)

    def _paint_row(self) -> None:
        self.query_one(RowInFull).show_row(self.row)

    def _changed(self, _: object) -> None:
        """Show anew where the learner stands."""
        self.facts.renew()
        self._find()

    def on_picker_moved(self) -> None:
        """Show the chosen fact in full."""
        self._paint_row()
        self.refresh_bindings()

    def on_picker_opened(self) -> None:
        """Open the fact that was clicked once more."""
        self.action_open()

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        """Filter while it is being typed."""
        if event.text != self._filter:
            self._filter = event.text
            self._find()

    def on_filter_line_left(self) -> None:
        """Offer again what can be done with the list."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with what is shown; while a filter is typed only that."""
        if self.is_mounted:
            is_typing, has_filter = self.line.is_typing, bool(self.line.text)
            if is_typing and action not in _WHILE_TYPING:
                return False
            if action in {"clear", "back"}:
                return (action == "clear") == (is_typing or has_filter)
        row = self.row
        if action in {"open", "suspend", "resume", "copy"} and row is None:
            return False
        if row is not None and action == ("suspend" if row.standing == "suspended" else "resume"):
            return False
        if action == "again" and not self._error:
            return False
        if action in {"filter", "sort"} and not self._catalogue:
            return False
        return super().check_action(action, parameters)

    def action_move(self, rows: int) -> None:
        """Choose another fact."""
        self.facts.move(rows)

    def action_page(self, pages: int) -> None:
        """Move by so many screenfuls."""
        self.facts.move(pages * self.facts.page)

    def action_end(self, which: int) -> None:
        """Choose the first or the last fact."""
        self.facts.choose(0 if which < 0 else self.facts.count - 1)

    def action_filter(self) -> None:
        """Show only some facts: type words, or kind:visit, known<80, due:today."""
        self.line.open()

    def action_back(self) -> None:
        """Leave."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self.app.switch_mode("home")

    def action_clear(self) -> None:
        """Show all facts again."""
        self.line.clear()

    def action_sort(self) -> None:
        """Sort by what is known, by what is due, by kind, or as the decks have it."""
        orders = tuple(_SORTED)
        self._sort = orders[(orders.index(self._sort) + 1) % len(orders)]
        self._find()

    def action_resume(self) -> None:
        """Ask the fact again."""
        self.action_suspend()

    def action_suspend(self) -> None:
        """Put the fact aside: it is never asked."""
        row, catalogue = self.row, self._catalogue
        if row is None or catalogue is None:
            return
        is_suspended = row.standing == "suspended"

        def then(done: str) -> None:
            self.tell(f"{'Suspended' if done == 'suspend' else 'Asked again'}: {row.fact}.")
            self._changed(done)

        self.ask(lambda: catalogue.toggle(row.name, is_suspended=is_suspended), then)

    def action_undo(self) -> None:
        """Take the last answer or change back, as far back as the log goes."""
        self._undo(again=False)

    def action_redo(self) -> None:
        """Bring back what was taken back."""
        self._undo(again=True)

    def _undo(self, *, again: bool) -> None:
        catalogue = self._catalogue

        def then(said: str) -> None:
            self.tell(said)
            self._changed(said)

        if catalogue is not None:
            self.ask(lambda: catalogue.undo(again=again), then)

    def action_copy(self) -> None:
        """Copy the fact's id."""
        if self.row is not None:
            self.app.copy_to_clipboard(self.row.name)
            self.tell(f"Copied: {self.row.name}")

    def action_again(self) -> None:
        """Try again to read, named decks from their files."""
        self.facts.show_text(Content("loading …"))
        shelf, decks = self.quizkit.shelf, self._decks

        def forget() -> None:
            for place in decks:
                shelf.forget(place)

        self._quietly(forget, lambda _: self._load())

    def action_open(self) -> None:
        """Show the fact with its evidence."""
        from quizkit.tui.screens.fact import FactScreen

        if self.row is not None and self._catalogue is not None:
            self.app.push_screen(FactScreen(self.row.name, self._catalogue))


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"


def _fitted(title: Content, told: list[str], room: int) -> Content:
    """Return a title with as much behind it as there is room for; the first of it always.

    >>> _fitted(Content("Delegations after the war"), ["5 facts", "9 facets"], 30).plain
    'Delegations after t… · 5 facts'
    """
    while len(told) > 1 and title.cell_length + sum(len(text) + 3 for text in told) > room:
        told = told[:-1]
    left = room - sum(len(text) + 3 for text in told)
    if title.cell_length > left:
        title = joined(title.truncate(max(1, left - 1)).rstrip(), "…")
    return joined(title, *(Content(text) for text in told), between=" · ")
