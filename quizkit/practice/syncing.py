"""A learner's log synced with a folder or a class server: who the learner is there, the exchange.

Nothing is remembered about the other side. What goes wrong in the middle is harmless: what came
stays, and the same call goes on.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.errors import SyncError
from quizkit.practice.assigned import Assigned
from quizkit.practice.joining import UNSAID, Ask, Question, Who, Wish, nobody_asked, short
from quizkit.settings.target import is_address
from quizkit.store.handover import HandedOver, hand_over, holding, is_forgotten
from quizkit.store.log import Log, open_log
from quizkit.store.sync.exchange import Exchanged, Tick, exchange
from quizkit.store.sync.local import LocalSide
from quizkit.store.sync.side import Side
from quizkit.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizkit.practice.joining import Present
    from quizkit.store.server.connect import Server

SEES: Final = (
    "The teachers of your classes can see every answer there: what was asked, what you answered, "
    "when, and how long it took."
)
"""What is told when a login takes a learner's answers for the first time."""


class Own(NamedTuple):
    """The own log, and how it is opened.

    Attributes:
        path: The log's file; it need not be there.
        learner: Id of who writes in it, or None where nobody does yet.
        others: Ids of this computer's other learners.
        open: Lends it open for writing, for a learner; None: the own one, or a new one.
        bind: Lets the settings name a learner in the place of another.
    """

    path: Path
    learner: str | None
    others: frozenset[str]
    open: Callable[[str | None], AbstractContextManager[Log]]
    bind: Callable[[str | None, str], None]


class Place(NamedTuple):
    """What is synced with.

    Attributes:
        target: A folder's path, or the address of a server.
        shown: The same as the learner wrote it.
    """

    target: str
    shown: str


@dataclass(frozen=True, slots=True)
class Synced:
    """What came of a sync.

    Attributes:
        sent: Events that were new there [0..].
        received: Events that were new here [0..].
        devices: Devices of the learner that either side knows [0..].
        verified: In the end both sides hold the same events of every device.
        learner: The learner's id; "" where nothing was decided, in a dry run.
        answers: Answers of other devices that are new here [0..].
        differing: Ids of the devices of which the sides do not hold the same.
        refused: Lines and events that are damaged or no events at all, and were left out.
        faults: Place of the first of those, and what is wrong with each.
        notes: Sentences on who the learner is now.
        assigned: What teachers set for the learner's classes; None where it was no server.
        is_dry: Nothing was done: it is what would be.
    """

    sent: int = 0
    received: int = 0
    devices: int = 0
    verified: bool = False
    learner: str = ""
    answers: int = 0
    differing: tuple[str, ...] = ()
    refused: int = 0
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    assigned: tuple[Assigned, ...] | None = None
    is_dry: bool = False


@dataclass(frozen=True, slots=True)
class Syncer:
    """Syncs a learner's log.

    Attributes:
        own: The own log.
        wish: What the learner said about who they are.
        ask: Asks which of several learners it is.
        password: Asks for a password, and is told database and host; None asks nobody.
        tick: Is told of the progress: events that have passed, and about how many will.
        is_dry: Only count what would be done.
        tell: Is told, before the first event goes to a class, who sees it; None: it is a note.
        may_bind: Whether a login that never synced is bound to the learner.
    """

    own: Own
    wish: Wish = UNSAID
    ask: Ask = nobody_asked
    password: Callable[[str], str] | None = None
    tick: Tick | None = None
    is_dry: bool = False
    tell: Callable[[str], None] | None = None
    may_bind: bool = True

    def sync(self, place: Place) -> Synced:
        """Sync with a folder or a server.

        Raises:
            SyncError: If the place cannot be reached, read or written, or it is not certain who
                the learner is there.
            StoreError: If the own log cannot be read or written.
            MissingExtraError: If the place is a server, and its optional part is missing.
        """
        if is_address(place.target):
            return self._with_server(place)
        return self._with_folder(place)

    def _with_folder(self, place: Place) -> Synced:
        from quizkit.store.sync.folder import FolderSide, is_opener, learners
        from quizkit.store.sync.trouble import reading

        path = Path(place.target)
        with reading(path):
            is_new = not path.exists()
            if not is_new and not path.is_dir():
                raise SyncError(f"{path} is a file, wanted a folder; name another", str(path))
        own = self.own.learner
        is_known = own is not None and not self.wish.who and is_opener(own, path)
        there = {own: _Held(1, None)} if own is not None and is_known else learners(path)
        who = self._who(there, place, is_login=False)

        def side(learner: str, device: str) -> Side:
            return FolderSide(path, learner, device=device)

        found = self._exchanged(who, side)
        if not there and found.sent and not self.is_dry:
            first = f"Nobody had synced with {place.shown} before."
            note = f"The folder {place.shown} is new." if is_new else first
            found = replace(found, notes=(*found.notes, note))
        return found

    def _with_server(self, place: Place) -> Synced:
        from quizkit.store.server.assignments import assignments
        from quizkit.store.server.connect import connected
        from quizkit.store.server.joining import claim, whose
        from quizkit.store.server.side import ServerSide

        with connected(place.target, password=self.password) as connection:
            bound = whose(connection)
            if bound is None and not self.may_bind:
                raise SyncError(
                    f"nobody has synced as this login with {place.shown} yet; once run `quizkit "
                    "sync` in a terminal: it says first who sees your answers there",
                    place.shown,
                )
            there = {} if bound is None else {bound: _on_server(connection, bound)}
            who = self._who(there, place, is_login=True)

            def side(learner: str, _device: str) -> Side:
                if bound is None and not self.is_dry:
                    if self.tell is not None:
                        self.tell(SEES)
                    claim(connection, learner)
                return ServerSide(connection, learner)

            found = self._exchanged(who, side)
            rows = tuple(Assigned(*each) for each in assignments(connection))
        is_untold = bound is None and not self.is_dry and self.tell is None
        notes = (*found.notes, SEES) if is_untold else found.notes
        return replace(found, assigned=rows, notes=notes)

    def _who(self, there: "Mapping[str, Present]", place: Place, *, is_login: bool) -> Who:
        """Return who syncs; nothing was changed so far.

        Raises:
            SyncError: If that is not certain, or the learner was deleted here.
        """
        own = self.own
        here = holding(own.path, own.learner or "")
        question = Question(own.learner, here, there, own.others, place.shown, is_login)
        who = question.answered(self.wish, self.ask)
        learner = who.learner
        if learner is not None and is_forgotten(own.path, learner):
            raise SyncError(
                f"the learner {learner} was deleted from this computer (`quizkit forget`), so "
                f"nothing comes back from {place.shown}; sync with --log FILE to begin anew",
                place.shown,
            )
        return who

    def _exchanged(self, who: Who, side: Callable[[str, str], Side]) -> Synced:
        if self.is_dry:
            return self._foreseen(who, side)
        handed = self._settle(who)
        with self.own.open(who.learner) as log:
            before = _answers(log)
            found = exchange(LocalSide(log), side(log.learner, log.device), tick=self.tick)
            after = _answers(log)
            notes = tuple(_notes(who, handed, log.learner))
            # No more than came: this computer's learner may be answering meanwhile.
            new = max(0, min(after - before, found.received))
            return _synced(found, log.learner, answers=new, notes=notes)

    def _settle(self, who: Who) -> HandedOver:
        """Let the learner of the place write in the own log from now on."""
        own = self.own
        if who.learner is None or not (who.is_joined or who.is_taken_over):
            return HandedOver()
        handed = HandedOver()
        if own.learner is not None and own.path.exists():
            handed = hand_over(own.path, old=own.learner, new=who.learner)
        own.bind(own.learner, who.learner)
        return handed

    def _foreseen(self, who: Who, side: Callable[[str, str], Side]) -> Synced:
        """Return what would pass; nothing is written anywhere."""
        learner = who.learner or ""
        with self._as_it_would_be(who) as here:
            found = exchange(here, side(learner, ""), is_dry=True)
        return replace(_synced(found, learner), is_dry=True)

    @contextmanager
    def _as_it_would_be(self, who: Who) -> "Iterator[Side]":
        from quizkit.store.images import images
        from quizkit.store.sync.memory import MemorySide

        own = self.own
        if who.is_taken_over or own.learner is None or not own.path.exists():
            yield MemorySide()
            return
        with open_log(own.path, learner=own.learner, readonly=True) as log:
            here = LocalSide(log)
            if not who.is_joined:
                yield here
                return
            events = {each.id: each.data for dev in here.standings() for each in here.above(dev, 0)}
        yield MemorySide(images(events, old=own.learner, new=str(who.learner)))


def _synced(found: Exchanged, learner: str, **more: Any) -> Synced:
    return Synced(
        sent=found.sent,
        received=found.received,
        devices=found.devices,
        verified=found.is_verified,
        learner=learner,
        differing=found.differing,
        refused=found.refused,
        faults=found.faults,
        **more,
    )


def _answers(log: Log) -> int:
    """Return how many answers count."""
    return sum(state.reviews for state in log.memory().facets.values())


def _notes(who: Who, handed: HandedOver, learner: str) -> "Iterable[str]":
    if who.is_taken_over:
        yield (
            "This computer had no answers yet; from now on what you answer here counts for the "
            f"learner there, {short(learner)}."
        )
    elif who.is_joined:
        count = counted(handed.answers, "answer")
        yield (
            f"Joined: {count} of this computer {'counts' if handed.answers == 1 else 'count'} for "
            f"the learner there now, {short(learner)}, and so does what you answer from now on."
        )


class _Held(NamedTuple):
    """What a place holds of a learner."""

    events: int
    newest: int | None


def _on_server(connection: "Server", learner: str) -> _Held:
    from quizkit.store.event import EventError, verify
    from quizkit.store.server.side import ServerSide

    side = ServerSide(connection, learner)
    standings = side.standings()
    newest: list[int] = []
    for dev, standing in standings.items():
        for each in side.above(dev, standing.highest - 1):
            try:
                newest.append(verify(each.data, each.id).at)
            except EventError:
                continue
    return _Held(sum(each.held for each in standings.values()), max(newest, default=None))
