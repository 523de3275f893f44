"""A deck that a program loads: what was worked out before is taken from the cache folder.

A survey, as a sitting needs it (`reading`), takes longer to make than most programs run. Here only
the list of facets is kept, which a draw starts from; what is drawn is planned then.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import Any, Final

from quizkit.decks.compiled import Kept, file_of, load_kept, write_lines
from quizkit.model import Deck, FacetId
from quizkit.practice.reading import stamp_of
from quizkit.questions.ask import Asker
from quizkit.questions.plan import Planner
from quizkit.text import digest

_SPOILT: Final = (OSError, ValueError, TypeError, StopIteration, RuntimeError)


class Warm:
    """A deck read from its files or the cache folder, and what asks for it.

    Args:
        place: Path of the deck's file or folder.
        cache: The cache folder; it need not be there, nor writable.

    Attributes:
        deck: The deck.

    Raises:
        DeckError: If it cannot be read or used.
    """

    def __init__(self, place: str | Path, *, cache: Path) -> None:
        kept: Kept = load_kept(place, cache=cache)
        self.deck = kept.deck
        self._file = file_of(place, cache)
        self._stamp = stamp_of(kept.stamp)

    def asker(self, language: str | None = None) -> Asker:
        """Return what asks for the deck.

        Args:
            language: Language of the wordings; the deck's own where not given.
        """
        tag = language or self.deck.language
        file = self._file.with_suffix(f".{digest(tag.encode())[:8]}.facets")
        return Asker(self.deck, planner=_Recalling(self.deck, tag, file, self._stamp))


class _Recalling(Planner):
    """A planner that knows from another run which facets are asked, or tells the next one."""

    def __init__(self, deck: Deck, language: str, file: Path, stamp: str) -> None:
        super().__init__(deck, language=language)
        self._file, self._stamp = file, stamp

    @cached_property
    def facets(self) -> tuple[FacetId, ...]:
        """Every facet that is asked, in deck order. Plans the whole deck where it is not known."""
        found = self._read()
        if found is None:
            found = super().facets
            with suppress(OSError):
                write_lines(self._file, (self._stamp, found))
        return found

    def _read(self) -> tuple[FacetId, ...] | None:
        with suppress(*_SPOILT), self._file.open(encoding="utf-8") as lines:
            return self._told(map(json.loads, lines))
        return None

    def _told(self, lines: Iterator[Any]) -> tuple[FacetId, ...] | None:
        if next(lines) != self._stamp:
            return None
        return tuple(FacetId(intern(facet)) for facet in next(lines))
