"""The page of a problem code."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from quizkit.tui.screens.base import QuizkitScreen
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.codeframe import STYLES
from quizkit.tui.widgets.detail import Detail
from quizkit.tui.widgets.lines import NOTHING, Line, clickable, hung, wrapped

if TYPE_CHECKING:
    from quizkit.checks.catalogue import Page


class ExplainScreen(QuizkitScreen[None]):
    """What a code means, why it matters, a deck that has it and one that has not.

    Args:
        code: The code.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,space", "page(1)", "Scroll", id="explain.down", key_display="pgdn"),
        Binding("pageup", "page(-1)", "Scroll up", id="explain.up", show=False),
        Binding("down,j", "line(1)", "Line", id="explain.line-down", key_display="↑↓"),
        Binding("up,k", "line(-1)", "Line up", id="explain.line-up", show=False),
    ]
    DEFAULT_CSS = """
    ExplainScreen Detail { height: 1fr; padding: 0 1; }
    ExplainScreen.-narrow Detail, ExplainScreen.-tiny Detail { padding: 0; }
    """

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self._page: Page | None = None

    def heading(self) -> Content:
        """Return the code."""
        return shown(f"Explain {self.code}")

    def body(self) -> ComposeResult:
        """Yield the page."""
        yield Detail()

    def on_mount(self) -> None:
        """Read the page, once the shell is painted."""
        self.query_one(Detail).show(self._lines)
        self.call_after_refresh(lambda: self.ask(self._read, self._shown))

    def _read(self) -> "Page | None":
        from quizkit.checks.catalogue import by_code

        return by_code().get(self.code)

    def _shown(self, page: "Page | None") -> None:
        self._page = page
        if page is None:
            self.tell(f"There is no page for {self.code}.", is_error=True)
        self.query_one(Detail).redraw(from_top=True)
        self.call_after_refresh(self.refresh_bindings)

    def _lines(self, width: int) -> list[Line]:
        return clickable(page_lines(self._page, width)) if self._page and width > 0 else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Scroll only where there is more."""
        if action in ("page", "line"):
            return any(detail.has_more for detail in self.query(Detail))
        return super().check_action(action, parameters)

    def action_page(self, pages: int) -> None:
        """Scroll by screenfuls."""
        self.query_one(Detail).page(pages)

    def action_line(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(Detail).scroll_lines(lines)


def page_lines(page: "Page", width: int) -> list[Content]:
    """Return a code's page for a width [cells]."""
    word = page.severity.word
    lines = wrapped(shown(page.title, "bold"), width)
    lines += wrapped(joined(shown(word, STYLES[word]), f", from profile {page.profile} on"), width)
    for heading, text in page.sections:
        lines += [NOTHING, Content.styled(heading, "bold")]
        for line in text.rstrip("\n").split("\n"):
            indent = len(line) - len(line.lstrip(" "))
            lines += hung(Content(" " * (indent + 2)), shown(line.lstrip(" ")), width)
    return lines
