"""Help, above any screen: what can be pressed there now, searchable, and how quizkit works."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from quizkit.tui.bindings import Entry
from quizkit.tui.screens.base import Modal
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.hintbar import HintBar
from quizkit.tui.widgets.line import TypedIn
from quizkit.tui.widgets.lines import Line, clickable, hung, wrapped
from quizkit.tui.widgets.pager import Pager

WORKS: Final = (
    ("Facts", "A deck holds facts. quizkit makes the questions, each time worded afresh."),
    ("Minutes", "You say how many minutes a day; quizkit picks what helps you most in them."),
    ("Forms", "New facts come as a choice; what you know well you type, order or match."),
    ("Typing", "Marks on letters, capitals and small slips do not count against you."),
    ("Ratings", "After an answer 1 to 4 says how well you knew it; mostly quizkit is right."),
    ("Evidence", "e shows the source, what you mixed it up with, and what else is true of it."),
    ("Undo", "u takes back the last answer, and more, also after a restart. U does it again."),
    ("Saved", "Every answer is on the disk before you see if it was right. Quit when you like."),
    ("Exams", "Give a date with x on the first screen: then quizkit plans for that day."),
    ("Aloud", "For a screen reader: quizkit study --plain asks in whole lines, nothing moves."),
)
"""How it works, in ten lines."""
_WIDE: Final = 56


class HelpLines(Pager):
    """The lines of help; what does not hold the words of the search is left out."""

    def __init__(self, entries: Sequence[Entry], **options: Any) -> None:
        super().__init__(**options)
        self._entries = entries
        self.words = ""
        self.tells_how = False

    def lines(self, width: int) -> Sequence[Line]:
        """Return all lines for a width [cells]."""
        if self.tells_how:
            return clickable(line for name, text in WORKS for line in _how(name, text, width))
        found = [entry for entry in self._entries if entry.holds(self.words)]
        if not found:
            nothing = joined("Nothing here holds ", shown(self.words, "bold"), ".")
            return clickable(wrapped(nothing, width))
        column = max(len(entry.presses) for entry in found)
        return clickable(line for entry in found for line in _told(entry, column, width))

    def by(self, lines: int) -> None:
        """Scroll by lines, down if positive."""
        self._scroll(lines)


def _how(name: str, text: str, width: int) -> list[Content]:
    if width < _WIDE:
        return wrapped(joined(Content.styled(name, "bold"), ": ", text), width)
    return hung(Content.styled(name.ljust(10), "bold"), Content(text), width)


def _told(entry: Entry, column: int, width: int) -> list[Content]:
    """Return an entry: its presses, its name, and its sentence where that says more."""
    words = Content(entry.name)
    if entry.says and entry.says != entry.name:
        words = joined(words, "  ", Content.styled(entry.says, "$text-muted"))
    column = min(column, 12 if width >= _WIDE else 9)
    head = Content.styled(entry.presses.ljust(column), "bold")
    if head.cell_length > column:
        return [*wrapped(head, width), *hung(Content(" " * (column + 2)), words, width)]
    return hung(joined(head, "  "), words, width)


class HelpScreen(Modal[None]):
    """Shows help until it is left.

    Args:
        entries: What could be pressed on the screen beneath when help was asked for.
        tells_how: Begin with how quizkit works.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="back", key_display="esc"),
        Binding(
            "tab,shift+tab", "turn", "How it works", id="help.how", key_display="tab", priority=True
        ),
        Binding(
            "tab,shift+tab",
            "turn_back",
            "Presses",
            id="help.presses",
            key_display="tab",
            priority=True,
        ),
        Binding("down", "scroll(1)", "Down", id="help.down", key_display="↓", priority=True),
        Binding("up", "scroll(-1)", "Up", id="help.up", key_display="↑", priority=True),
        Binding("pagedown", "page(1)", "Page down", id="help.page-down", show=False, priority=True),
        Binding("pageup", "page(-1)", "Page up", id="help.page-up", show=False, priority=True),
        Binding("f1", "dismiss", "Help", id="help", priority=True),
        Binding("question_mark", "dismiss", "Help", id="help.leave", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen > #box { width: 90%; max-width: 90; height: 1fr; margin: 1 0 0 0;
        border: round $border-blurred; background: $background; padding: 0 1; }
    HelpScreen HelpLines { height: 1fr; }
    HelpScreen Input { margin: 0 0 1 0; background: $surface; }
    HelpScreen.how Input { display: none; }
    HelpScreen.-short Input, HelpScreen.-flat Input { margin: 0; }
    HelpScreen.-narrow > #box, HelpScreen.-tiny > #box { width: 100%; border: none; margin: 0;
        padding: 0; }
    HelpScreen HintBar { background: $background; }
    """

    def __init__(self, entries: Sequence[Entry], *, tells_how: bool = False) -> None:
        super().__init__()
        self._entries = entries
        self._begins_with_how = tells_how

    def compose(self) -> ComposeResult:
        """Put the search and the lines in a frame, the hints below."""
        search = TypedIn(placeholder="type to search", compact=True, max_length=60)
        box = Vertical(search, HelpLines(self._entries), id="box")
        box.border_title = "Help"
        yield box
        yield HintBar()

    def on_mount(self) -> None:
        """What is typed is searched for."""
        self.query_one(Input).focus()
        if self._begins_with_how:
            self.action_turn()

    @property
    def _lines(self) -> HelpLines:
        return self.query_one(HelpLines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer scrolling only where there is more than fits."""
        if action == "scroll" and self.is_mounted:
            return self._lines.has_more
        if action in {"turn", "turn_back"}:
            return self.has_class("how") == (action == "turn_back")
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """Tell anew what can be pressed."""
        self.call_after_refresh(self.refresh_bindings)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave out what does not hold the words."""
        event.stop()
        self._lines.words = event.value
        self._lines.redraw(from_top=True)
        self.call_after_refresh(self.refresh_bindings)

    def action_turn_back(self) -> None:
        """Show what can be pressed."""
        self.action_turn()

    def action_turn(self) -> None:
        """Show how quizkit works."""
        lines = self._lines
        lines.tells_how = not lines.tells_how
        self.set_class(lines.tells_how, "how")
        self.query_one("#box").border_title = "How it works" if lines.tells_how else "Help"
        lines.redraw(from_top=True)
        self.call_after_refresh(self.refresh_bindings)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._lines.by(lines)

    def action_page(self, pages: int) -> None:
        """Scroll by screenfuls."""
        self._lines.page(pages)
