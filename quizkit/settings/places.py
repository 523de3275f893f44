"""Where quizkit keeps its files: one folder each for config, data, state and cache."""

from pathlib import Path
from typing import NamedTuple

APP = "quizkit"


class Places(NamedTuple):
    """The folders of this user; none of them need exist.

    Attributes:
        config: Holds `config.toml`.
        data: Holds the log and `decks/`, the user's own folder of decks.
        state: Holds the sitting to go on with, and crash files.
        cache: May be deleted at any time.
    """

    config: Path
    data: Path
    state: Path
    cache: Path

    @property
    def config_file(self) -> Path:
        """Return the user config file."""
        return self.config / "config.toml"

    @property
    def log_file(self) -> Path:
        """Return the log that is used where no setting names another."""
        return self.data / "log.db"

    @property
    def decks(self) -> Path:
        """Return the user's own folder of decks."""
        return self.data / "decks"


def places() -> Places:
    """Return the folders that the platform has for this user."""
    from platformdirs import PlatformDirs  # noqa: PLC0415  # not every command needs a folder

    dirs = PlatformDirs(APP, appauthor=False)
    return Places(
        dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_cache_path
    )
