"""Home: what waits in each deck, what is known, what was left; all that its screen shows.

`homerows` looks it up, `homefile` keeps it for the next start, `outlook` tells what is to come.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from quizkit.practice.changes import Changes
    from quizkit.practice.deeds import Undone
    from quizkit.practice.desk import Desk

_EPOCH: Final = date(1970, 1, 1).toordinal()

_LEAST: Final = 0.05
"""Minutes below which a deck takes none of the day."""


class DeckRow(NamedTuple):
    """A deck on home.

    Attributes:
        place: Where it is.
        deck: Its id.
        title: For people; the id until the deck was read once.
        state: "loading", "ready", "broken" (cannot be used) or "gone" (its file is not there).
        is_own: The learner began or added it: it is among all that is studied.
        is_added: The learner's settings name it, so it can be taken off the list.
        facets: Facets that can be asked.
        started: Facets with a live review.
        due: Started facets that are due.
        new: Facets not started yet, that may be.
        minutes: What it takes of today's minutes.
        known: Share of its facets known now [0..1].
        later: Days until it has something to ask; 0: now, -1: never.
        is_spent: Today's minutes are used up, so nothing new is begun.
        exam: Its nearest exam, "Fri 5 June", or "".
        problems: What is wrong in its files: errors.
        trouble: Why it cannot be used, in a few words, or "".
    """

    place: Path
    deck: str
    title: str
    state: Literal["loading", "ready", "broken", "gone"] = "loading"
    is_own: bool = False
    is_added: bool = False
    facets: int = 0
    started: int = 0
    due: int = 0
    new: int = 0
    minutes: float = 0.0
    known: float = 0.0
    later: int = 0
    is_spent: bool = False
    exam: str = ""
    problems: int = 0
    trouble: str = ""

    @property
    def is_done(self) -> bool:
        """Whether it was read and has nothing more for today."""
        return self.state == "ready" and not self.due and (self.is_spent or not self.new)

    @property
    def may_study(self) -> bool:
        """Whether it may have something to ask: it was read and has, or was not read yet."""
        return self.state == "loading" or (self.state == "ready" and self.facets > 0)

    @property
    def note(self) -> str:
        """What is to be said instead of figures, or ""."""
        if self.trouble:
            return self.trouble
        if not self.is_done:
            return ""
        if not self.facets:
            return "nothing to ask"
        return f"done for today{_when(self)}"

    @property
    def brief(self) -> str:
        """The same in a word, for a narrow screen, or ""."""
        if self.state == "broken":
            return "problems"
        if self.state == "gone":
            return "gone"
        return "" if not self.is_done else "done" if self.facets else "empty"

    @property
    def sentence(self) -> str:
        """All of its figures in words, or what is to be said instead; "" before it was read."""
        if self.note:
            return f"{self.title}: {self.note}."
        if not self.facets:
            return ""
        told = [
            f"{count:,} {word}" for count, word in ((self.due, "due"), (self.new, "new")) if count
        ]
        if self.minutes >= _LEAST:
            told.append(f"about {max(1, round(self.minutes))} min")
        exam = f" Exam {self.exam}." if self.exam else ""
        return f"{self.title}: {', '.join(told)}; {100 * self.known:.0f} % known.{exam}"

    @property
    def warning(self) -> str:
        """What is wrong in a deck that can be used, or ""."""
        if self.state != "ready" or not self.problems:
            return ""
        what = "1 problem leaves" if self.problems == 1 else f"{self.problems} problems leave"
        return f"{self.title}: {what} something out"


def _when(row: DeckRow) -> str:
    """Return when a deck that is done goes on, to be put after "done for today"."""
    if row.later < 0:
        return ""
    return ", next tomorrow" if row.later <= 1 else f", next in {row.later} days"


class Left(NamedTuple):
    """A sitting of today that was left.

    Attributes:
        decks: Ids of its decks.
        answered: Answers given in it.
        minutes: What is left of its time [minutes].
    """

    decks: tuple[str, ...]
    answered: int
    minutes: int

    @property
    def sentence(self) -> str:
        """It in words."""
        return f"Going on: {self.answered} answered, {self.minutes} min left"


@dataclass(frozen=True, slots=True)
class HomeView:
    """What home shows.

    Attributes:
        day: Number of the learner-day.
        learner: Id of whose figures they are, or "".
        minutes: Minutes a day, as set.
        rows: The decks: the learner's own first.
        known: Facets of the own decks that are known now.
        used: What is used of today's minutes [minutes].
        has_log: There is a log: this is not the first start.
        outlook: What is known some weeks on, in a sentence, or "".
        back: After a break, how to come back, in a sentence or two; else "".
        doubt: A sentence if the clock cannot be right, or "".
        fault: Why nothing can be studied (the log), with what to do; or "".
        left: A sitting of today to go on with, or None.
        changes: What updates of own decks changed since the learner last saw them.
        notes: What syncing left to be seen to: exams that were set, why it failed; sentences.
        mark: Changes with the newest answer, the day, the minutes and the own decks.
        told_of: The mark that the outlook was made for.
        is_kept: The figures are those of the last time.
        is_stale: They are of another learner-day.
    """

    day: int
    learner: str
    minutes: int
    rows: tuple[DeckRow, ...] = ()
    known: float = 0.0
    used: float = 0.0
    has_log: bool = False
    outlook: str = ""
    back: str = ""
    doubt: str = ""
    fault: str = ""
    left: Left | None = None
    changes: tuple["Changes", ...] = ()
    notes: tuple[str, ...] = ()
    mark: str = ""
    told_of: str = ""
    is_kept: bool = False
    is_stale: bool = False

    @property
    def own(self) -> tuple[DeckRow, ...]:
        """The decks that the learner began or added."""
        return tuple(row for row in self.rows if row.is_own)

    @property
    def is_loading(self) -> bool:
        """Whether a deck is still to be read."""
        return any(row.state == "loading" for row in self.rows)

    @property
    def is_done(self) -> bool:
        """Whether the learner has decks, all were read, and nothing more is to be asked today."""
        own = [row for row in self.own if row.state != "gone"]
        ready = [row for row in own if row.state == "ready"]
        return bool(ready) and not self.is_loading and all(row.is_done for row in ready)

    @property
    def is_spent(self) -> bool:
        """Whether today's minutes are used up."""
        return self.used >= self.minutes

    @property
    def today(self) -> str:
        """Today's minutes in words."""
        return f"today {self.used:.0f} of {self.minutes} min"

    @property
    def sentence(self) -> str:
        """What is known, and what is expected; "" before the first answer."""
        facets = sum(row.facets for row in self.own)
        if not facets or not any(row.started for row in self.own):
            return ""
        return f"You know about {self.known:,.0f} of {facets:,} facets. {self.outlook}".rstrip()

    @property
    def next_text(self) -> str:
        """When there is something to ask again, or ""."""
        days = [max(1, row.later) for row in self.own if row.state == "ready" and row.later >= 0]
        if not days:
            return ""
        return "Next: tomorrow." if min(days) == 1 else f"Next: in {min(days)} days."

    def to_study(self, chosen: Collection[Path] = (), *, at: Path | None = None) -> list[DeckRow]:
        """Return the decks that study asks.

        Those chosen; else those of the sitting that was left; else all own ones; else the one
        under the cursor. What cannot be used is left out; what was not read yet is not.

        Args:
            chosen: Places of decks.
            at: Place of the deck under the cursor.
        """
        ready = [row for row in self.rows if row.may_study]
        if chosen:
            return [row for row in ready if row.place in chosen]
        if self.left:
            going = [row for row in ready if row.deck in self.left.decks]
            if len(going) == len(self.left.decks):
                return going
        return [row for row in ready if row.is_own] or [row for row in ready if row.place == at]


def day_words(day: int) -> str:
    """Return a learner-day as people write it.

    >>> day_words(20609)
    'Fri 5 June'
    """
    found = date.fromordinal(_EPOCH + day)
    return f"{found:%a} {found.day} {found:%B}"


def undone_text(deeds: Sequence["Undone"], *, again: bool = False) -> str:
    """Return in a sentence what undo or redo did; answers are named by their question.

    Args:
        deeds: What came of it; none: there was nothing.
        again: It was redo.
    """
    if not deeds:
        return "There is nothing to bring back." if again else "There is nothing to take back."
    done = deeds[0]
    stem = str(done.event.body.get("stem", ""))
    what = f"your answer to “{stem}”" if done.event.kind == "review" and stem else done.text
    return f"{'Brought back' if again else 'Taken back'}: {what}"


def pulse(desk: "Desk") -> tuple[int, ...]:
    """Return figures that change when somebody writes into the log; cheap, and opens nothing."""
    found: list[int] = []
    for suffix in ("", "-wal"):
        try:
            status = desk.log_file.with_name(desk.log_file.name + suffix).stat()
        except OSError:
            found += (0, 0)
        else:  # who only reads leaves an empty file behind, and takes it away again
            found += (status.st_mtime_ns, status.st_size) if status.st_size else (0, 0)
    return tuple(found)
