"""One fact: what it says, where it is from, and how well each facet of it is known."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from quizkit.errors import QuizkitError
from quizkit.model import FacetView, FactView, Image, Location, Reason
from quizkit.tui.screens.base import QuizkitScreen, T
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.factlines import FactLines
from quizkit.tui.widgets.pager import Pager

if TYPE_CHECKING:
    from quizkit.practice.catalogue import Catalogue
    from quizkit.session.sitting import Wish


class FactScreen(QuizkitScreen[None]):
    """A fact with its evidence.

    Args:
        name: `deck/fact`.
        catalogue: Where it is looked up; None: it is made of all decks of the list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "ask_now", "Ask now", id="fact.ask", key_display="enter"),
        Binding("w", "why", "Why", id="fact.why"),
        Binding("p", "suspend", "Suspend", id="fact.suspend"),
        Binding("p", "resume", "Ask again", id="fact.resume"),
        Binding("exclamation_mark", "flag", "Flag", id="fact.flag", key_display="!"),
        Binding("o", "edit", "Editor", id="fact.edit"),
        Binding("y", "copy", "Copy id", id="fact.copy"),
        Binding("u", "undo", "Undo", id="fact.undo"),
        Binding("U", "redo", "Redo", id="fact.redo", show=False),
        Binding("ctrl+z", "undo", "Undo", id="fact.undo-ctrl", show=False),
        Binding("ctrl+y", "redo", "Redo", id="fact.redo-ctrl", show=False),
        Binding("down,j", "choose(1)", "Next facet", id="fact.down", show=False),
        Binding("up,k", "choose(-1)", "Facet before", id="fact.up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", id="fact.page-down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="fact.page-up", show=False),
    ]
    DEFAULT_CSS = """
    FactScreen > FactLines { height: 1fr; padding: 0 1; }
    FactScreen > FactPicture { padding: 0 1; }
    FactScreen.-narrow > FactPicture { padding: 0; }
    FactScreen.-tall > FactLines { padding: 1 1 0 1; }
    FactScreen.-narrow > FactLines { padding: 0; }
    """

    def __init__(self, name: str, catalogue: "Catalogue | None" = None) -> None:
        super().__init__()
        self._wanted = name
        self._catalogue = catalogue
        self._deck: Path | None = None
        self._image: Image | None = None
        self._picture: Widget | None = None

    def heading(self) -> Content:
        """Return id, kind, and where it stands."""
        fact = self.told.fact if self.is_mounted else None
        if fact is None:
            return shown(self._wanted)
        place = joined(shown(Path(fact.at.path).name), f":{fact.at.line}:{fact.at.column}")
        return joined(shown(fact.fact), shown(fact.kind), place, between=" · ")

    def body(self) -> ComposeResult:
        """Yield the fact."""
        yield FactLines()

    @property
    def told(self) -> FactLines:
        """The fact in lines."""
        return self.query_one(FactLines)

    def on_mount(self) -> None:
        """Look it up once the shell is painted."""
        self.call_after_refresh(self._load)

    def on_screen_resume(self) -> None:
        """Take in what was answered meanwhile."""
        catalogue = self._catalogue
        if catalogue is not None and self.told.fact is not None:
            self._quietly(lambda: self._renewed(catalogue), self._show)

    def _load(self) -> None:
        app = self.quizkit

        def work() -> "FactView | None":
            from quizkit.practice.catalogue import Catalogue  # in the backend: it weighs

            if self._catalogue is None:
                self._catalogue = Catalogue(app.desk, app.shelf.askers())
            return self._looked_up(self._catalogue)

        self._quietly(work, self._show)

    def _quietly(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Run work as `ask` does, but take presses meanwhile."""
        self.run_worker(self._asked(work, then), group="quiet", exclusive=True)

    def _renewed(self, catalogue: "Catalogue") -> "FactView | None":
        catalogue.renew()
        return self._looked_up(catalogue)

    def _looked_up(self, catalogue: "Catalogue") -> "FactView | None":
        try:
            return catalogue.fact(self._wanted)
        except LookupError:
            return None

    def _show(self, fact: FactView | None) -> None:
        if fact is None:
            gone = joined("There is no fact ", shown(self._wanted), " any more.")
            self.told.show_text(gone)
        else:
            self._show_picture(fact.picture)
            self.told.show_fact(fact)
        self.retitle()

    def _show_picture(self, image: Image | None) -> None:
        """Show a picture above the fact, or none; one that is there already stays."""
        if image == self._image:
            return
        if self._picture is not None:
            self._picture.remove()
        self._image, self._picture = image, None
        if image is not None:
            from quizkit.tui.pictures import FactPicture  # few decks have any

            self._picture = FactPicture(*image)
            self.mount(self._picture, before=self.told)

    def failed(self, error: QuizkitError) -> None:
        """Show why there is no fact, or say what could not be done."""
        if self.told.fact is None:
            self.told.show_text(shown(str(error), "$text-error"))
        else:
            super().failed(error)

    def on_pager_clicked(self, event: Pager.Clicked) -> None:
        """Choose the facet that was clicked."""
        if event.target.isdigit():
            self.action_choose(int(event.target) - self.told.chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the chosen facet."""
        facet = self.told.facet if self.is_mounted else None
        if action == "ask_now" and (facet is None or facet.form is None):
            return False
        if action in {"why", "flag"} and facet is None:
            return False
        if action in {"suspend", "resume"} and not _turns(facet, aside=action == "suspend"):
            return False
        if action in {"edit", "copy"} and not (self.is_mounted and self.told.fact):
            return False
        return super().check_action(action, parameters)

    def action_choose(self, facets: int) -> None:
        """Choose another facet; where there is none, scroll."""
        lines = self.told
        if not lines.choose(facets):
            lines.page(1 if facets > 0 else -1)
        self.refresh_bindings()

    def action_page(self, pages: int) -> None:
        """Scroll by so many screenfuls."""
        self.told.page(pages)

    def action_ask_now(self) -> None:
        """Ask the chosen facet, in a sitting of its own."""
        facet, app = self.told.facet, self.quizkit
        if facet is None:
            return
        name = facet.facet

        def wish() -> "Wish":
            from quizkit.session.sitting import Wish  # in the backend: it weighs

            return Wish(minutes=0, only=(name,))

        place = self._place()
        app.study((place,) if place else (), wish=wish, fresh=True)

    def action_why(self) -> None:
        """Tell why the chosen facet is asked today, or is not."""
        from quizkit.tui.screens.asides import Told

        facet, catalogue = self.told.facet, self._catalogue
        if facet is None or catalogue is None:
            return

        def then(reason: Reason) -> None:
            self.app.push_screen(Told("Why", shown(reason.sentence)))

        self.ask(lambda: catalogue.why(facet.facet), then)

    def action_resume(self) -> None:
        """Ask the chosen facet again."""
        self.action_suspend()

    def action_suspend(self) -> None:
        """Put the chosen facet aside: it is never asked."""
        facet, catalogue = self.told.facet, self._catalogue
        if facet is None or catalogue is None:
            return
        is_suspended = facet.standing == "suspended"

        def work() -> "FactView | None":
            catalogue.toggle(facet.facet, is_suspended=is_suspended)
            return self._renewed(catalogue)

        def then(fact: FactView | None) -> None:
            self.tell(f"{'Asked again' if is_suspended else 'Suspended'}: {facet.role}.")
            self._show(fact)

        self.ask(work, then)

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
            if catalogue is not None:
                self._quietly(lambda: self._looked_up(catalogue), self._show)

        if catalogue is not None:
            self.ask(lambda: catalogue.undo(again=again), then)

    def action_flag(self) -> None:
        """Tell the author what is wrong with the chosen facet."""
        from quizkit.tui.screens.asides import Flagging

        facet, catalogue = self.told.facet, self._catalogue
        if facet is None or catalogue is None:
            return

        def then(words: str | None) -> None:
            if words is not None:
                self.ask(
                    lambda: catalogue.flag(facet.facet, words),
                    lambda _: self.tell("Flagged for the deck's author."),
                )

        self.app.push_screen(Flagging(), then)

    def action_edit(self) -> None:
        """Open the deck in the editor at the fact's line; read it again afterwards."""
        fact = self.told.fact
        if fact is not None:
            self._edited(fact.at)

    def _edited(self, at: Location) -> None:
        from quizkit.tui.editor import edit, editor_of

        app = self.quizkit
        said = edit(app, at, editor_of(app.desk.settings.editor, app.desk.environ))
        if said:
            self.tell(said, is_error=True)
            return
        self._quietly(self._read_again, self._show)

    def _read_again(self) -> "FactView | None":
        """Return the fact as its deck has it now.

        Raises:
            DeckError: If the deck cannot be used any more; what is shown stays.
        """
        shelf, catalogue, place = self.quizkit.shelf, self._catalogue, self._place()
        if catalogue is None or place is None:
            return None
        shelf.forget(place)
        book = shelf.book(place)
        if book.error:
            raise book.error
        if book.asker:
            catalogue.replace(book.asker)
        return self._looked_up(catalogue)

    def _place(self) -> Path | None:
        """Return where the fact's deck is, also when it cannot be used just now."""
        deck = self._wanted.partition("/")[0]
        for book in self.quizkit.shelf.books:
            if book.asker and book.asker.deck.id == deck:
                self._deck = book.place
        return self._deck

    def action_copy(self) -> None:
        """Copy the chosen facet's id, or the fact's."""
        name = self.told.facet.facet if self.told.facet else self._wanted
        self.app.copy_to_clipboard(name)
        self.tell(f"Copied: {name}")


def _turns(facet: FacetView | None, *, aside: bool) -> bool:
    """Return whether a facet can be put aside, or be asked again."""
    if facet is None:
        return False
    is_suspended = facet.standing == "suspended"
    return facet.form is not None and not is_suspended if aside else is_suspended
