"""The noun of this room: a shard, one file with the events of some learners."""

from pathlib import Path
from typing import NamedTuple


class Shard(NamedTuple):
    """A piece of the work.

    Attributes:
        number: Its place among all [>= 0].
        name: Name of its file, or what it is where there is none ("learners 25 to 49").
        sha256: Hash of the file, 64 hex digits; "" where there is none.
        rows: How many rows it holds.
        learners: Of how many learners.
        bytes: Size of the file; 0 where there is none.
        folder: Where the file lies, or None.
    """

    number: int
    name: str
    sha256: str
    rows: int
    learners: int
    bytes: int = 0
    folder: Path | None = None

    @property
    def path(self) -> Path:
        """The file.

        Raises:
            ValueError: If there is none.
        """
        if self.folder is None:
            raise ValueError(f"{self.name} is no file, want a shard of a folder")
        return self.folder / self.name
