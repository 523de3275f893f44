"""A desk: what a front end for one learner stands on.

It is made before the first paint, so what weighs is imported where it is used.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.decks import library
from quizkit.settings import Settings
from quizkit.settings.places import Places

if TYPE_CHECKING:
    from quizkit.model import Deck
    from quizkit.practice.clock import Clock
    from quizkit.questions.ask import Asker
    from quizkit.session.sitting import Wish
    from quizkit.store.log import Log


class Desk:
    """Settings, folders, clock, decks and the log of one learner.

    It belongs to one thread: the log's connection does. Nothing is read before it is asked for.

    Args:
        settings: The settings in force.
        places: The folders of this user.
        clock: What tells the time.
        environ: The environment.

    Attributes:
        settings: The settings in force.
        places: The folders of this user.
        clock: What tells the time.
        environ: The environment.
        log: The log while it is open for writing, else None.
    """

    def __init__(
        self, settings: Settings, places: Places, *, clock: "Clock", environ: Mapping[str, str]
    ) -> None:
        self.settings = settings
        self.places = places
        self.clock = clock
        self.environ = environ
        self.log: Log | None = None

    @property
    def log_file(self) -> Path:
        """The log of this user."""
        return self.settings.log or self.places.log_file

    @property
    def has_log(self) -> bool:
        """Whether there is a log already.

        Raises:
            StoreError: If its folder may not be looked into.
        """
        from quizkit.store.faults import is_there

        return is_there(self.log_file)

    def open(self) -> "Log":
        """Open the log for writing, or return it where it is open; a new learner gets an id.

        Its line files are kept up, and it is backed up once a learner-day. What goes wrong with
        either is in `Log.notice`, and stops nothing.

        Raises:
            SettingsError: If a new learner's id cannot be kept in the settings.
            StoreError: If the log is locked, newer, damaged or cannot be written.
        """
        if self.log is None:
            from quizkit.practice.learner import chosen
            from quizkit.store.log import open_log

            learner = chosen(self.settings, self.log_file)
            log = open_log(self.log_file, learner=learner, copies=True, marks=self.places.state)
            log.back_up_daily(at=self.clock.at(), off=self.clock.off())
            self.log = log
        return self.log

    @contextmanager
    def reading(self) -> Iterator["Log | None"]:
        """Lend the open log, else one that is only read; None where there is none yet.

        Raises:
            StoreError: If the log cannot be read.
        """
        if self.log is not None or not self.has_log:
            yield self.log
            return
        from quizkit.practice.learner import known
        from quizkit.store.log import open_log

        learner = known(self.settings, self.log_file)
        if self.settings.learner and learner is None:
            yield None
            return
        with open_log(self.log_file, learner=learner, readonly=True) as log:
            yield log

    def close(self) -> None:
        """Close the log, if it is open."""
        if self.log is not None:
            self.log.close()
            self.log = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The user's own decks and folders of decks."""
        return (*self.settings.decks, self.places.decks)

    def listed(self) -> list[Path]:
        """Return where the decks of the list are: bundled, in the user's own folder, added."""
        return library.places(folders=self.folders)

    def missing(self) -> list[Path]:
        """Return the decks that were added to the list and are not there any more."""
        return [place for place in self.settings.decks if not place.exists()]

    def find(self, name: str) -> Path:
        """Return where a deck is: a file or folder of that name, else the deck of the list.

        Raises:
            DeckError: If there is none.
        """
        return library.find(name, folders=self.folders)

    def asker(self, place: Path) -> "Asker":
        """Read a deck and return what asks for it, in the language wanted where it has it.

        Raises:
            DeckError: If it cannot be read or used.
        """
        from quizkit.practice.reading import prepare, ready

        language, cache = self.settings.lang, self.places.cache
        prepare(place, language=language, cache=cache)
        return ready(place, language=language, cache=cache)

    def wish(self) -> "Wish":
        """Return what the settings want of a sitting."""
        from quizkit.model import Form
        from quizkit.session.sitting import Wish

        form = Form(self.settings.form) if self.settings.form else None
        return Wish(minutes=self.settings.minutes, form=form)


def asking(deck: "Deck", wanted: str) -> "Asker":
    """Return what asks for a deck in the language wanted, or in the deck's own."""
    from quizkit.questions.ask import Asker
    from quizkit.questions.fallback import fitting

    return Asker(deck, language=fitting(wanted, (deck.language, *deck.words)))
