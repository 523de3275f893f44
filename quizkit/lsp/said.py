"""What is shown beside a text: our own words as Markdown, a deck's words as they are.

Text of a deck never acts: it stands between fences longer than any in it, where no editor looks
for links, pictures or markup; in plain text it stands as it is.
"""

import re
from collections.abc import Sequence
from typing import Final

from lsprotocol.types import MarkupContent, MarkupKind

from quizkit.text import visible

_TICKS: Final = re.compile(r"`+")
_LONGEST: Final = 20_000
"""Characters that are shown at most."""


class Said:
    """A text that grows line by line.

    Args:
        markdown: The editor shows Markdown; else it is plain text.
    """

    def __init__(self, *, markdown: bool) -> None:
        self.markdown = markdown
        self._blocks: list[str] = []

    def head(self, text: str) -> None:
        """Add our own words: no text of a deck is among them."""
        self._blocks.append(f"**{text}**" if self.markdown else text)

    def own(self, text: str) -> None:
        """Add a paragraph of our own words."""
        self._blocks.append(text)

    def quoted(self, lines: Sequence[str], *, language: str = "text") -> None:
        r"""Add lines that a deck says.

        >>> said = Said(markdown=True)
        >>> said.quoted(["[a](b) ```"])
        >>> print(said.markup().value)
        ````text
        [a](b) ```
        ````
        """
        text = "\n".join(visible(line) for line in lines)
        if self.markdown:
            longest = max(map(len, _TICKS.findall(text)), default=0)
            fence = "`" * max(3, longest + 1)
            text = f"{fence}{language}\n{text}\n{fence}"
        self._blocks.append(text)

    def rule(self) -> None:
        """Add a line between two parts."""
        self._blocks.append("---" if self.markdown else "")

    def markup(self) -> MarkupContent:
        """Return the whole; what is too long is cut between two blocks."""
        kept: list[str] = []
        left = _LONGEST
        for block in self._blocks:
            left -= len(block)
            if left < 0 and kept:
                kept.append("...")
                break
            kept.append(block)
        kind = MarkupKind.Markdown if self.markdown else MarkupKind.PlainText
        return MarkupContent(kind, "\n\n".join(kept) if self.markdown else "\n".join(kept))

    def __bool__(self) -> bool:
        return bool(self._blocks)
