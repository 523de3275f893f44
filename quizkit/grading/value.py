"""What a response may mean, and what it was found to mean."""

from typing import NamedTuple

from quizkit.grading.spellings import Spelling
from quizkit.model import Named, Text


class Entry(NamedTuple):
    """A value that a response may mean.

    Attributes:
        value: A name or a text.
        type: Its type.
        spellings: All right spellings, the main one first.
        never: Folded spellings that belong to something else, with and without blanks.
    """

    value: Named | Text
    type: str
    spellings: tuple[str, ...]
    never: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The main spelling."""
        return self.spellings[0]


class Hit(NamedTuple):
    """An entry that a response fits, by which spelling, and how many typing errors away.

    `form` is what the errors were counted against.
    """

    entry: Entry
    spelling: Spelling
    errors: int = 0
    form: str = ""
