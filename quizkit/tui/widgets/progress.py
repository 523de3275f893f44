"""How far a sitting has come: time as a bar and in words; the deck below."""

from collections.abc import Sequence
from typing import Any, Final

from textual.content import Content

from quizkit.model.view import Progress, QuestionView
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.lines import Line, clickable, wrapped
from quizkit.tui.widgets.pager import Pager
from quizkit.values.languages import named

_MINUTE_MS: Final = 60_000
_LEAST_BAR: Final = 6
_WIDE: Final = 60

_SHARES: Final = (
    (0.1, "just begun"),
    (0.4, "well under way"),
    (0.6, "about half"),
    (0.9, "most of it done"),
    (1.0, "nearly done"),
)


def share(progress: Progress) -> float | None:
    """Return how much is over [0..1]: of the time, or of the questions; None if nothing ends it.

    >>> share(Progress(14, spent_ms=240_000, box_ms=720_000)), share(Progress(3)) is None
    (0.3333333333333333, True)
    """
    if progress.box_ms:
        return min(1.0, progress.spent_ms / progress.box_ms)
    return progress.answered / progress.total if progress.total else None


def words(progress: Progress, *, counts: bool, short: bool = False) -> str:
    """Return how far it is in words.

    Args:
        progress: How far.
        counts: Numbers are wanted.
        short: There is little room.

    >>> words(Progress(14, spent_ms=250_000, box_ms=720_000), counts=True)
    '4 of 12 min · 14 answered'
    >>> words(Progress(14, spent_ms=250_000, box_ms=720_000), counts=True, short=True)
    '4/12 min · 14 answered'
    >>> words(Progress(14, spent_ms=250_000, box_ms=720_000), counts=False)
    'well under way'
    >>> words(Progress(2, total=20), counts=True)
    '2 of 20 answered'
    """
    part = share(progress)
    if not counts:
        if part is None:
            return "as long as you like"
        return next((said for limit, said in _SHARES if part < limit), "time is up: the last one")
    answered = f"{progress.answered} answered"
    if progress.total:
        return f"{progress.answered} of {progress.total} answered"
    if not progress.box_ms:
        return answered
    spent, box = progress.spent_ms // _MINUTE_MS, round(progress.box_ms / _MINUTE_MS)
    time = f"{spent}/{box} min" if short else f"{spent} of {box} min"
    return f"{time} · {answered}"


def bar(part: float, cells: int) -> Content:
    """Return a bar of so many cells, a part [0..1] of which is full.

    >>> bar(0.5, 7).plain
    '━━━╺───'
    """
    full = round(part * (cells - 1))
    return joined(
        Content.styled("━" * full + "╺", "$text-accent"),
        Content.styled("─" * (cells - 1 - full), "$text-muted"),
    )


class TimeBar(Pager):
    """The first line of a sitting, and below it, where there is room, the deck.

    Args:
        counts: Numbers are shown.
    """

    DEFAULT_CSS = """
    TimeBar { padding: 0 1; }
    """

    def __init__(self, *, counts: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.counts = counts
        self._progress: Progress | None = None
        self._deck = ""

    def show_progress(
        self, progress: Progress | None, question: QuestionView | None = None
    ) -> None:
        """Show how far it is, and which deck asks.

        Args:
            progress: How far; None: nothing is known yet.
            question: What is asked, if anything.
        """
        self._progress = progress
        self._deck = _deck_line(question) if question else ""
        self.redraw(from_top=True)

    def lines(self, width: int) -> Sequence[Line]:
        """Return the bar with its words, and the deck where the terminal is high."""
        deck = shown(self._deck, "$text-muted")
        lines = [] if self._progress is None else [self._bar_line(self._progress, width)]
        if self._deck and self.screen.has_class("-tall"):
            lines += wrapped(deck, width)
        return clickable(lines)

    def _bar_line(self, progress: Progress, width: int) -> Content:
        told = Content.styled(
            words(progress, counts=self.counts, short=width < _WIDE), "$text-muted"
        )
        part, room = share(progress), width - told.cell_length - 2
        if part is None or room < _LEAST_BAR:
            return told
        return joined(bar(part, room), "  ", told)


def _deck_line(question: QuestionView) -> str:
    language = f" · in {named(question.language)}" if question.instead else ""
    return question.deck + language
