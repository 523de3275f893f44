"""What every command gets: options, settings, clock, printing, decks; each when asked for."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizkit.cli.clock import Clock
from quizkit.cli.out import Out
from quizkit.errors import SettingsError
from quizkit.settings import Settings, read
from quizkit.settings.places import Places, places

if TYPE_CHECKING:
    from quizkit.model import Memory
    from quizkit.practice.desk import Desk
    from quizkit.practice.opening import Closed, Opening
    from quizkit.store.log import Log


class Cli:
    """The frame of one call of the command line.

    Attributes:
        environ: The environment.
        options: Global options by name; None where not given.
        given: Dotted names of settings that the command's own options set.
        screens: Opens the screens and returns when they are closed; None where there are none.
        serve: Answers an editor until it ends, and returns the exit code; None where none can.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        screens: "Callable[[Desk, Opening], Closed] | None" = None,
        serve: "Callable[[Desk], int] | None" = None,
    ) -> None:
        self.environ = environ
        self.screens = screens
        self.serve = serve
        self.options: dict[str, Any] = {}
        self.given: dict[str, object] = {}

    @cached_property
    def out(self) -> Out:
        """What to print with; it works even where the settings do not."""
        try:
            color = self.options.get("color") or self.settings.color
        except Exception:  # it prints errors, so it may not make one
            color = "auto"
        return Out(color, self.environ, quiet=bool(self.options.get("quiet")))

    @cached_property
    def clock(self) -> Clock:
        """The time."""
        return Clock(self.environ)

    @cached_property
    def places(self) -> Places:
        """The folders of this user."""
        return places()

    @cached_property
    def settings(self) -> Settings:
        """The settings in force, with the options given.

        A file that `--config` names must be there, but for `config set`, which makes it.
        """
        if self.options.get("config") and not self.config_file.is_file():
            message = f"there is no settings file {self.config_file}"
            raise SettingsError(message, [message])
        named = {name: self.options.get(name) for name in ("color", "log", "learner", "lang")}
        options = {**named, **self.given}
        return read(
            {name: value for name, value in options.items() if value is not None},
            environ=self.environ,
            folder=Path.cwd(),
            config=self.config_file,
        )

    @cached_property
    def desk(self) -> "Desk":
        """What commands and the TUI stand on alike."""
        from quizkit.practice.desk import Desk

        return Desk(self.settings, self.places, clock=self.clock, environ=self.environ)

    @cached_property
    def config_file(self) -> Path:
        """The file that `config set` writes."""
        named = self.options.get("config") or self.environ.get("QUIZKIT_CONFIG")
        return Path(named).absolute() if named else self.places.config_file

    @property
    def log_file(self) -> Path:
        """The log of this user."""
        return self.settings.log or self.places.log_file

    @property
    def interactive(self) -> bool:
        """Whether there is a person who can be asked."""
        return not self.options.get("no_input") and sys.stdin is not None and sys.stdin.isatty()

    @contextmanager
    def read_log(self) -> Iterator["Log | None"]:
        """Open the log for reading; None where this learner has not answered anything yet."""
        with self.desk.reading() as log:
            if log is None and self._stranger:
                self.out.tell(self._stranger)
                self._stranger = ""
            yield log

    @cached_property
    def _stranger(self) -> str:
        """What to tell, once, of a name that the log does not know."""
        from quizkit.practice.learner import stranger

        return stranger(self.settings, self.log_file) if self.settings.learner else ""

    def memory(self) -> "Memory":
        """Return what the learner remembers; nothing where there is no log yet."""
        from quizkit.memory.replay import fold

        with self.read_log() as log:
            return log.memory() if log else fold(())

    @contextmanager
    def open_log(self) -> Iterator["Log"]:
        """Open the log for writing; a new learner's name gets a random id, kept in the settings.

        Its line files are kept up, and it is backed up once a learner-day; what goes wrong with
        either is told, and stops nothing.
        """
        log = self.desk.open()
        try:
            told = log.notice
            if told:
                self.out.fault(told)
            yield log
        finally:
            self.desk.close()
        if log.notice not in ("", told):
            self.out.fault(log.notice)
