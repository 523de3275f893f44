"""The facts on a learner's desk: looked through, looked up, put aside, flagged for their author."""

from collections.abc import Iterable, Sequence
from typing import Final

from quizkit.memory.renames import split
from quizkit.memory.replay import EMPTY
from quizkit.model import Draft, FacetId, FactRow, FactView, Reason
from quizkit.practice import deeds, reports
from quizkit.practice.browsing import Browser, Found
from quizkit.practice.clock import moment
from quizkit.practice.deeds import Mark
from quizkit.practice.desk import Desk
from quizkit.practice.home import undone_text
from quizkit.questions.ask import Asker
from quizkit.questions.stems import stem
from quizkit.session.scope import deck_of, fact_of

LONGEST: Final = 500
"""Characters of a flag that are kept."""


class Catalogue:
    """The facts of some decks, with a learner's log.

    Like the desk it stands on, it belongs to one thread.

    Args:
        desk: The learner's desk.
        askers: One for each deck.

    Raises:
        StoreError: If the log cannot be read.
    """

    def __init__(self, desk: Desk, askers: Sequence[Asker]) -> None:
        self._desk = desk
        self._askers = {asker.deck.id: asker for asker in askers}
        self._browser = self._opened()

    def _opened(self) -> Browser:
        with self._desk.reading() as log:
            memory = log.memory() if log else EMPTY
            askers = tuple(self._askers.values())
            return Browser(askers, memory, self._desk.clock, log=log)

    def replace(self, asker: Asker) -> None:
        """Take a deck as it was read again; the places of facts may be others then.

        Raises:
            StoreError: If the log cannot be read.
        """
        self._askers[asker.deck.id] = asker
        self._browser = self._opened()

    @property
    def title(self) -> str:
        """The deck's title, or how many decks there are."""
        return self._browser.title

    def renew(self) -> None:
        """Take in what was done since, here or in another window.

        Raises:
            StoreError: If the log cannot be read.
        """
        with self._desk.reading() as log:
            self._browser.renew(log.memory() if log else EMPTY, log)

    def find(self, text: str = "", *, sort: str = "deck") -> Found:
        """Return the facts that a filter lets through, in an order (`Browser.find`).

        Raises:
            FilterError: If the filter cannot be read.
        """
        return self._browser.find(text, sort=sort)

    def rows(self, places: Iterable[int]) -> dict[int, FactRow]:
        """Return facts as rows by their places in the list; there is no row where no fact is."""
        return {at: self._browser.row(at) for at in places if at < len(self._browser)}

    def fact(self, name: str) -> FactView:
        """Return a fact, given as `deck/fact`, in full.

        Raises:
            LookupError: If there is none.
            StoreError: If the log cannot be read.
        """
        with self._desk.reading() as log:
            return self._browser.fact(name, log)

    def named(self, text: str) -> str:
        """Return the fact, as `deck/fact`, that a text names: whole, or by an end that fits one.

        A facet of it (`deck/fact#role`) names it as well.

        Raises:
            LookupError: If it fits none, or several.
        """
        return deeds.named(split(text)[0], self._browser.names)

    def why(self, facet: FacetId) -> Reason:
        """Return why a facet is asked today, or is not.

        Raises:
            LookupError: If there is no such facet.
            StoreError: If the log cannot be read.
        """
        with self._desk.reading() as log:
            memory = log.memory() if log else EMPTY
            minutes = self._desk.settings.minutes
            state, clock = self._desk.places.state, self._desk.clock
            today = reports.today(log, memory, clock, minutes=minutes, state=state)
            return self._browser.why(facet, today=today, log=log)

    def toggle(self, name: str, *, is_suspended: bool) -> Mark:
        """Put a facet or fact aside, or ask it again; return which of them was done.

        Args:
            name: `deck/fact#role`, or `deck/fact` for all of its facets.
            is_suspended: Whether it is put aside now.

        Raises:
            StoreError: If it cannot be written; then nothing was.
        """
        kind: Mark = "resume" if is_suspended else "suspend"
        deeds.mark(self._desk.open(), self._desk.clock, kind, names=[name])
        self.renew()
        return kind

    def undo(self, *, again: bool) -> str:
        """Take the last deed back, whatever it was, and say what that was.

        Args:
            again: Bring back what was taken back.

        Raises:
            StoreError: If it cannot be written; then nothing was.
        """
        done = deeds.undo(self._desk.open(), self._desk.clock, again=again)
        self.renew()
        return undone_text(done, again=again)

    def flag(self, facet: FacetId, text: str) -> None:
        """Tell a deck's author that something is wrong with a facet.

        Args:
            facet: What it is about.
            text: The learner's words; the first 500 characters are kept.

        Raises:
            StoreError: If it cannot be written; then nothing was.
        """
        now = moment(self._desk.clock)
        reason = text.strip().encode(errors="replace").decode()[:LONGEST]
        body = {"facet": facet, "stem": self._stem(facet), "reason": reason}
        self._desk.open().append([Draft("flag", body)], at=now.ms, off=now.off)

    def _stem(self, facet: FacetId) -> str:
        """Return the question of a facet, or its fact's sentence where it has none."""
        asker = self._askers[deck_of(facet)]
        plans = asker.planner.plans(facet)
        return stem(plans[0], asker.deck) if plans else asker.statement(fact_of(facet))
