"""The command palette: every action that can be done now, and every deck and fact by its words."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from quizkit.errors import QuizkitError
from quizkit.tui.bindings import Entry, entries, holds
from quizkit.tui.text import joined, shown

if TYPE_CHECKING:
    from pathlib import Path

    from quizkit.store.search import Entry as Found
    from quizkit.tui.app import QuizkitApp

PAUSE_S: Final = 0.2
"""How long typing must rest before facts are searched [s]."""
MOST: Final = 12
"""Facts that are shown at most."""
_SENTENCE: Final = 0.2
_FACT: Final = 0.4
"""How well a hit by a sentence, and a fact, are taken to match [0..1]."""
_LEAST: Final = 2
"""Letters from which on facts are searched."""


class Command(NamedTuple):
    """What can be done from everywhere.

    Attributes:
        name: It in a few words.
        says: A sentence on what it does.
        action: The app's action.
    """

    name: str
    says: str
    action: str


EVERYWHERE: Final = (
    Command("Settings", "Minutes a day, colours, movement, languages.", "settings"),
    Command("Sync now", "Answers to and from your folder or your class.", "sync_now"),
    Command("How it works", "Facts, minutes, ratings, undo: ten lines.", "help_how"),
    Command("Back to the shell", "Stop for a moment; fg brings quizkit back.", "suspend_process"),
)


class Actions(Provider):
    """Everything that can be pressed on the screen beneath, and what needs no press."""

    async def discover(self) -> Hits:
        """Yield all of it."""
        for name, says, presses, run in self._all():
            yield DiscoveryHit(_line(Content(name), presses), run, name, says)

    async def search(self, query: str) -> Hits:
        """Yield what matches the query: its name by and by, its sentence by whole words."""
        matcher = self.matcher(query)
        for name, says, presses, run in self._all():
            score = matcher.match(name)
            if score > 0 or holds(f"{name} {says}", query):
                shows = _line(matcher.highlight(name), presses)
                yield Hit(max(score, _SENTENCE), shows, run, name, says)

    def _all(self) -> Iterator[tuple[str, str, str, Callable[[], Any]]]:
        names = set()
        for entry in entries(self.screen):
            names.add(entry.name)
            if entry.id != "palette":
                yield entry.name, entry.says, entry.presses, partial(self._run, entry)
        for command in EVERYWHERE:
            if command.name not in names:
                run = partial(self.app.run_action, f"app.{command.action}")
                yield command.name, command.says, "", run

    async def _run(self, entry: Entry) -> None:
        await self.app.run_action(entry.action, entry.node)


class Facts(Provider):
    """Decks by their titles, facts by their sentences; what is chosen is opened."""

    @property
    def quizkit(self) -> "QuizkitApp":
        """The app, by its own type."""
        return cast("QuizkitApp", self.app)  # a provider cannot name its app's type

    async def search(self, query: str) -> Hits:
        """Yield the decks and facts that hold all words, once typing rests."""
        await asyncio.sleep(PAUSE_S)
        for hit in self._decks(query):
            yield hit
        if len(query.strip()) < _LEAST:
            return
        app = self.quizkit
        hits: tuple[Found, ...] = ()
        with suppress(QuizkitError):  # what is wrong with a deck is told on its own row
            hits = await app.searcher.call(partial(_found, app, query))
        for found in hits:
            words = joined(shown(found.says), "  ", shown(found.deck, "$text-muted"))
            yield Hit(_FACT, words, partial(self._open, found), found.says)

    def _decks(self, query: str) -> Iterator[Hit]:
        matcher = self.matcher(query)
        for title, place in _titles(self.quizkit):
            score = matcher.match(title)
            if score > 0:
                run = partial(self.quizkit.study, (place,))
                yield Hit(score, joined("Study ", shown(title)), run, title)

    def _open(self, found: "Found") -> None:
        from quizkit.tui.screens.fact import FactScreen

        self.app.push_screen(FactScreen(f"{found.deck}/{found.id}"))


def _line(name: Content, presses: str) -> Content:
    return joined(name, "  ", Content.styled(presses, "bold $text-accent")) if presses else name


def _titles(app: "QuizkitApp") -> "list[tuple[str, Path]]":
    return [(book.asker.deck.title, book.place) for book in app.shelf.books if book.asker]


def _found(app: "QuizkitApp", query: str) -> "tuple[Found, ...]":
    from quizkit.practice.crash import own_version
    from quizkit.practice.finding import find

    desk = app.desk
    cache, maker = desk.places.cache, own_version()
    return find(query.split(), desk.listed(), cache=cache, maker=maker, most=MOST).facts
