"""What home needs of the backend: list, figures, changes, the outlook. No widget is known here."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.practice import homefile, homelist
from quizkit.practice.home import DeckRow, HomeView, pulse
from quizkit.tui.shelf import Stamp, stamp_of

if TYPE_CHECKING:
    from quizkit.practice.changes import Changes
    from quizkit.practice.desk import Desk
    from quizkit.practice.homerows import Loads
    from quizkit.practice.outlook import Outlook
    from quizkit.practice.planning import Scene
    from quizkit.questions.ask import Asker
    from quizkit.tui.shelf import Shelf


class HomeKeeper:
    """Keeps home's view up to date. All of it runs in the backend.

    What weighs is imported as it is needed: the first paint comes first.

    Args:
        desk: Whose home it is.
        shelf: The decks that were read.

    Attributes:
        view: Home as it was last looked at, or None.
        pulse: That of the log when it was looked at.
    """

    def __init__(self, desk: "Desk", shelf: "Shelf") -> None:
        self._desk = desk
        self._shelf = shelf
        self._changes: dict[Path, tuple[Asker, Changes]] = {}
        self._stamps: dict[Path, Stamp] = {}
        self._loads: Loads | None = None
        self.view: HomeView | None = None
        self.pulse: tuple[int, ...] = ()

    def first(self) -> HomeView:
        """Return home before any deck was read."""
        if self.view is None:
            self.view = homelist.shell(self._desk, homefile.read(self._desk.places.state))
        return self.view

    def unread(self) -> list[Path]:
        """Return the decks of the list that are still to be read, the own ones first.

        Those whose files have changed since they were read are among them.
        """
        for book in self._shelf.books:
            if self._stamps.get(book.place) not in (None, stamp_of(book)):
                self._shelf.forget(book.place)
                del self._stamps[book.place]
        known = {book.place for book in self._shelf.books}
        rows = homelist.in_order([homelist.bare(self._desk, place) for place in self._listed()])
        begun = {row.place for row in self.first().own}
        order = sorted(rows, key=lambda row: row.place not in begun)
        return [row.place for row in order if row.place not in known]

    def look(self) -> HomeView:
        """Return home with the figures of all decks that were read so far."""
        from quizkit.practice import homerows

        self.pulse = pulse(self._desk)
        for book in self._shelf.books:
            if book.place not in self._stamps:
                self._stamps[book.place] = stamp_of(book)
        listed = frozenset(self._listed())
        shelf = {
            book.place: book.asker or book.error
            for book in self._shelf.books
            if book.place in listed
        }
        found = {place: each for place, each in shelf.items() if each is not None}
        self._loads = self._loads or homerows.Loads()
        view = homerows.look(self._desk, found, self.view, loads=self._loads)
        self.view = replace(view, changes=self._changed(view.own))
        return self.view

    def keep(self) -> None:
        """Write down what is shown, for the next start."""
        if self.view is not None and not self.view.fault:
            homefile.write(self._desk.places.state, self.view)

    def has_news(self) -> bool:
        """Whether somebody wrote into the log since it was looked at."""
        return pulse(self._desk) != self.pulse

    def scene(self) -> "Scene | None":
        """Return what the outlook is worked out from, or None where it is there already."""
        from quizkit.practice.outlook import begun

        view = self.view
        if view is None or view.fault or view.is_loading or view.mark == view.told_of:
            return None
        with self._desk.reading() as log:
            return begun(self._askers(view.own), log, self._desk.clock)

    def foretold(self, found: "Outlook", mark: str) -> HomeView:
        """Take in the outlook that was made for a mark, and return home with it."""
        view = self.first()
        self.view = replace(view, outlook=found.ahead, back=found.back, told_of=mark)
        self.keep()
        return self.view

    def seen(self, places: Sequence[Path]) -> None:
        """Take the changes of decks as seen."""
        from quizkit.practice import changes

        for place in places:
            asker, found = self._changes.get(place, (None, None))
            if asker and found:
                changes.seen(self._desk.places.state, asker.deck)
                self._changes[place] = (asker, changes.Changes(found.title))

    def told(self) -> list[str]:
        """Return what changed in the own decks, a sentence for each fact, and take it as seen."""
        from quizkit.practice import changes

        lines: list[str] = []
        own = self.first().own
        for row in own:
            asker, found = self._changes.get(row.place, (None, None))
            if asker and found:
                language = asker.planner.language
                lines += [found.sentence, *changes.told(found, asker.deck, language), ""]
        self.seen([row.place for row in own])
        return lines[:-1]

    def _changed(self, own: Sequence[DeckRow]) -> "tuple[Changes, ...]":
        """Return the changes of the decks that were begun; the others are only written down."""
        from quizkit.practice import changes

        state, found = self._desk.places.state, []
        for row in own:
            asker = self._shelf.book(row.place).asker if row.state == "ready" else None
            if asker is None:
                continue
            if self._changes.get(row.place, (None,))[0] is not asker:
                news = changes.news(state, asker.deck, is_begun=row.started > 0)
                self._changes[row.place] = (asker, news)
            if self._changes[row.place][1]:
                found.append(self._changes[row.place][1])
        return tuple(found)

    def _askers(self, rows: Sequence[DeckRow]) -> "list[Asker]":
        books = (self._shelf.book(row.place) for row in rows if row.state == "ready")
        return [book.asker for book in books if book.asker]

    def _listed(self) -> list[Path]:
        return self._desk.listed()
