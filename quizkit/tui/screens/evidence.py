"""The evidence for an answer, above the sitting: why it was wrong, what is true, who says so."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from quizkit.model import Beside, EvidenceView, FactEvidence, MixedUp, Outcome
from quizkit.tui.screens.base import Modal
from quizkit.tui.text import joined, shown
from quizkit.tui.told import MARKS, backing, barred, blank, how_often
from quizkit.tui.widgets.hintbar import HintBar
from quizkit.tui.widgets.lines import Line, clickable, hung, wrapped
from quizkit.tui.widgets.pager import Pager

_WORDS: Final = {
    Outcome.RIGHT: "Right",
    Outcome.SLIP: "Right, with a slip",
    Outcome.PARTLY: "Partly",
    Outcome.WRONG: "Wrong",
    Outcome.UNCLEAR: "Which one?",
}


class EvidenceLines(Pager):
    """The evidence in lines.

    Args:
        view: What there is to be told.
    """

    def __init__(self, view: EvidenceView, **options: Any) -> None:
        super().__init__(**options)
        self._view = view

    def lines(self, width: int) -> Sequence[Line]:
        """Return all lines for a width [cells]."""
        return list(told(self._view, width))

    def by(self, lines: int) -> None:
        """Scroll by lines, down if positive."""
        self._scroll(lines)


def told(view: EvidenceView, width: int) -> Iterator[Line]:
    """Yield the evidence for an answer in lines of so many cells."""
    yield from clickable(wrapped(shown(view.stem, "bold"), width))
    yield from _answer(view, width)
    yield from barred([shown(line) for line in view.lines], width)
    for pair in view.mixed_up:
        yield from clickable(wrapped(_mixed(pair), width))
    for fact in view.facts:
        yield blank()
        yield from _fact(fact, width)


def _answer(view: EvidenceView, width: int) -> Iterator[Line]:
    mark = joined(MARKS[view.outcome], " ")
    word = _WORDS[view.outcome]
    if view.outcome in (Outcome.RIGHT, Outcome.SLIP):
        yield from clickable(hung(mark, joined(word, ": ", shown(view.key)), width))
        return
    given = joined(": ", shown(view.response)) if view.response else Content("")
    yield from clickable(hung(mark, joined(word, given), width))
    right = joined(MARKS[Outcome.RIGHT], " ")
    yield from clickable(hung(right, joined("Right is ", shown(view.key)), width))


def _mixed(pair: MixedUp) -> Content:
    taken, right = shown(pair.other), shown(pair.one)
    return joined("You took ", taken, " for ", right, f" {how_often(pair.times)}.")


def _fact(fact: FactEvidence, width: int) -> Iterator[Line]:
    if fact.statement:
        yield from clickable(wrapped(shown(fact.statement), width))
    yield from backing(
        width, source=fact.source, quote=fact.quote, note=fact.note, picture=fact.picture
    )
    if fact.beside:
        yield from clickable(wrapped(Content.styled("Also asked about it", "$text-muted"), width))
        for beside in fact.beside:
            yield from clickable(hung(Content("  "), _beside(beside), width))


def _beside(beside: Beside) -> Content:
    return joined(shown(beside.stem), "  ", shown(beside.answer, "bold"))


class EvidenceScreen(Modal[None]):
    """Shows evidence until it is left again.

    Args:
        view: What `practice.evidence.evidence` returned.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,e,enter", "dismiss", "Back to the answer", id="evidence.back", key_display="esc"
        ),
        Binding("down,j", "scroll(1)", "Down", id="evidence.down", key_display="↓"),
        Binding("up,k", "scroll(-1)", "Up", id="evidence.up", key_display="↑"),
        Binding("pagedown,space", "page(1)", "Page down", id="evidence.page-down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="evidence.page-up", show=False),
    ]
    DEFAULT_CSS = """
    EvidenceScreen > #box { width: 90%; max-width: 96; height: 1fr; margin: 1 0 0 0;
        border: round $panel; border-title-align: left; background: $background; padding: 0 1; }
    EvidenceScreen EvidenceLines { height: 1fr; padding: 0; }
    EvidenceScreen.-narrow > #box, EvidenceScreen.-tiny > #box { width: 100%; border: none;
        margin: 0; padding: 0; }
    EvidenceScreen HintBar { background: $background; }
    """

    def __init__(self, view: EvidenceView) -> None:
        super().__init__()
        self._view = view

    def compose(self) -> ComposeResult:
        """Put the lines in a frame, the hints below."""
        box = Vertical(EvidenceLines(self._view), id="box")
        box.border_title = "Evidence"
        yield box
        yield HintBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer scrolling only where there is more than fits."""
        if action == "scroll" and self.is_mounted:
            return self.query_one(EvidenceLines).has_more
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """Tell anew what can be pressed."""
        self.call_after_refresh(self.refresh_bindings)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(EvidenceLines).by(lines)

    def action_page(self, pages: int) -> None:
        """Scroll by screenfuls."""
        self.query_one(EvidenceLines).page(pages)
