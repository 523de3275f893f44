"""What the parts of the build share: the report, the files and the deck's language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypedDict

from quizkit.decks.meant import likeliest, swapped
from quizkit.decks.report import Report, guess
from quizkit.decks.tree import Node, Scalar, Tree
from quizkit.model import Fix, Location, Note, Span, Words

Look = Callable[[str], str]
"""Says why a file of the deck's folder cannot be used as a picture, or ""."""


def unseen(_name: str) -> str:
    """Say nothing of a picture: where a deck is made without a folder."""
    return ""


class Advice(TypedDict):
    """What a problem about an unknown word brings: lines under its frame, and a fix or None."""

    notes: tuple[Note, ...]
    fix: Fix | None


@dataclass(frozen=True, slots=True)
class Context:
    """What every part of the build needs.

    Attributes:
        report: Takes the problems.
        language: The deck's language tag.
        words: Words to read numbers with: the deck's language, or English.
        files: Path to file read.
        look: Looks at a picture's file.
    """

    report: Report
    language: str
    words: Words
    files: dict[str, Tree] = field(default_factory=dict)
    look: Look = unseen

    def advice(self, at: Location, word: str, known: Iterable[str], *, what: str) -> Advice:
        """Return which known word was meant at a place, which there are, and the fix.

        Args:
            at: Where the word stands.
            word: The word.
            known: What would have been right.
            what: What these words are, such as "the kinds".
        """
        words = list(known)
        tree = self.files.get(at.path)
        fix = swapped(tree.lines if tree else (), at, word, likeliest(word, words))
        return {"notes": guess(word, words, what=what), "fix": fix}

    def inside(self, path: str, scalar: Scalar, offset: int, width: int) -> Location:
        r"""Return the place of a stretch of a text, quotation marks and escapes counted in.

        Args:
            path: The file.
            scalar: The text.
            offset: Where the stretch begins [characters from 0].
            width: How many characters it has.
        """
        tree = self.files.get(path)
        whole = Location(path, scalar.line, scalar.column, scalar.width)
        if tree is None or not 0 < scalar.line <= len(tree.lines):
            return whole
        start = scalar.column - 1
        # An escape takes two signs; more than that of a long line is not copied.
        raw = tree.lines[scalar.line - 1][start : start + 2 * (offset + width) + 2]
        begin = _skip(raw, scalar.style, offset)
        end = _skip(raw, scalar.style, offset + width)
        if begin is None or end is None or scalar.style in ("|", ">"):
            return whole
        return Location(path, scalar.line, scalar.column + begin, max(1, end - begin))


def _skip(raw: str, style: str, count: int) -> int | None:
    """Return how many typed characters lead to character `count` of a text on one line."""
    at = len(style)
    for _ in range(count):
        if at >= len(raw):
            return None
        doubled = style == "'" and raw.startswith("''", at)
        escaped = style == '"' and raw[at] == "\\"
        at += 2 if doubled or escaped else 1
    return at


def where(path: str, node: Node | Span) -> Location:
    """Return the location of a node in a file."""
    return Location(path, node.line, node.column, node.width)
