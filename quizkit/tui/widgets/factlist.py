"""A list of facts of any length: rows are made in the backend as they come into sight."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from textual.content import Content

from quizkit.model import FactRow
from quizkit.tui.backend import Backend
from quizkit.tui.widgets.factrows import row_text
from quizkit.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from quizkit.practice.browsing import Found
    from quizkit.practice.catalogue import Catalogue

_AHEAD: Final = 40
"""Rows before and behind those in sight that are made with them."""

_WAITING: Final = Content.styled("…", "$text-muted")


class FactList(Picker):
    """Facts as rows, one of them chosen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.found: Found | None = None
        self._catalogue: Catalogue | None = None
        self._backend: Backend | None = None
        self._rows: dict[int, FactRow] = {}
        self._wanted: set[int] = set()

    def open(self, catalogue: "Catalogue", backend: Backend) -> None:
        """Show what is in a catalogue, whose work is done in a backend."""
        self._catalogue, self._backend = catalogue, backend

    @property
    def place(self) -> int | None:
        """The chosen fact's place in the catalogue, or None."""
        found = self.found
        return found.facts[self.cursor] if found and found.facts else None

    @property
    def row(self) -> FactRow | None:
        """The chosen fact, if it is made already."""
        return None if self.place is None else self._rows.get(self.place)

    def show_found(self, found: "Found", empty: Sequence[Content]) -> None:
        """Show other facts; the one that was chosen stays so, if it is among them."""
        place, self.found = self.place, found
        cursor = found.facts.index(place) if place in found.facts else 0
        self.fill(len(found.facts), self._draw_row, cursor=cursor, empty=empty)

    def show_text(self, *lines: Content) -> None:
        """Show sentences in place of facts."""
        self.found = None
        self.fill(0, self._draw_row, empty=lines)

    def renew(self) -> None:
        """Make the rows in sight anew; those that are shown stay until then."""
        found = self.found
        if found:
            self._make(found.facts[slice(*self._range())], afresh=True)

    def _draw_row(self, number: int, width: int) -> Content:
        found = self.found
        if found is None or number >= len(found.facts):
            return Content("")
        row = self._rows.get(found.facts[number])
        if row is not None:
            return row_text(row, width)
        if not self._wanted:
            self.call_next(self._make_wanted)
        self._wanted.add(number)
        return _WAITING

    def _make_wanted(self) -> None:
        """Make the rows that were to be drawn, and some around them."""
        found, wanted = self.found, self._wanted
        if found is not None and wanted:
            near = found.facts[max(0, min(wanted) - _AHEAD) : max(wanted) + _AHEAD]
            self._make([at for at in near if at not in self._rows])

    def _make(self, places: Sequence[int], *, afresh: bool = False) -> None:
        catalogue, backend = self._catalogue, self._backend
        if catalogue is not None and backend is not None:
            work = self._made(lambda: catalogue.rows(places), backend, afresh=afresh)
            self.run_worker(work, group="rows")

    async def _made(
        self, work: Callable[[], dict[int, FactRow]], backend: Backend, *, afresh: bool
    ) -> None:
        made = await backend.call(work)
        self._rows = made if afresh else self._rows | made
        self._wanted.clear()
        self.refresh()
        self.post_message(self.Moved(self.cursor))
