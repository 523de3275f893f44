"""Nouns of what is wrong with a deck: a value with a place, never an exception."""

from enum import IntEnum
from typing import Final, NamedTuple


class Severity(IntEnum):
    """What a problem does; smaller is worse.

    FATAL: the file does not load. ERROR: this fact or facet is not asked. WARNING: asked, but a
    careful author would change it. NOTE: fine, could be better. People read FATAL and ERROR both
    as "error".
    """

    FATAL = 0
    ERROR = 1
    WARNING = 2
    NOTE = 3

    @property
    def word(self) -> str:
        """Return the word that people and programs read: error, warning or note."""
        return ("error", "error", "warning", "note")[self]


class Location(NamedTuple):
    """A place in a file. Lines and columns start at 1; columns count code points."""

    path: str
    line: int = 1
    column: int = 1
    width: int = 1


NOWHERE: Final = Location("")
"""The place of what stands in no file."""


class Related(NamedTuple):
    """A second place that explains a problem, with its label."""

    at: Location
    message: str


class Note(NamedTuple):
    """One line under a frame: kind is tried, known, help, or, fix, why or more."""

    kind: str
    text: str


class Edit(NamedTuple):
    """A change of text from one position to another; the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Fix(NamedTuple):
    """A mending: safety is "safe" (same facets, keys and plans afterwards) or "unsafe"."""

    safety: str
    title: str
    edits: tuple[Edit, ...]


class Problem(NamedTuple):
    """A finding in a deck.

    Attributes:
        code: Such as "QK301"; released codes never change their meaning.
        severity: What it does.
        message: One sentence of at most 72 characters without a full stop.
        at: The place to change.
        label: What the mark under that place says; may be empty.
        related: Places that explain it.
        notes: At most six lines of help, in order.
        fix: A mending, or None.
        deck: Id of the deck, or "".
        fact: Id of the fact, or "".
        role: Role, or "".
        profile: "practice", "class", "exam" or "shared": from which strictness on it is reported.
        suppressed: The author's reason where an `ok:` accepts it, else "".
    """

    code: str
    severity: Severity
    message: str
    at: Location
    label: str = ""
    related: tuple[Related, ...] = ()
    notes: tuple[Note, ...] = ()
    fix: Fix | None = None
    deck: str = ""
    fact: str = ""
    role: str = ""
    profile: str = "practice"
    suppressed: str = ""
