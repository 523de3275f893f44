"""The text that asks: pinned at the top, half of the screen at most."""

from collections.abc import Sequence

from quizkit.model.view import QuestionView
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.lines import Line, clickable, wrapped
from quizkit.tui.widgets.pager import Pager


class Stem(Pager):
    """The stem of a question, with what is to be read before it."""

    DEFAULT_CSS = """
    Stem { max-height: 50%; padding: 0 0 0 3; }
    """

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self._view: QuestionView | None = None

    def show_question(self, view: QuestionView | None) -> None:
        """Show the stem of a question, or nothing."""
        before, self._view = self._view, view
        if _read(before) != _read(view):
            self.redraw(from_top=True)

    def lines(self, width: int) -> Sequence[Line]:
        """Return the stem for a width."""
        view = self._view
        if view is None:
            return []
        before = []
        if view.before:
            read = joined(shown("Read first: ", "bold"), shown(view.before))
            before = wrapped(read, width)
        return clickable([*before, *wrapped(shown(view.stem, "bold"), width)])


def _read(view: QuestionView | None) -> tuple[str, str] | None:
    """Return what is read of a question here."""
    return None if view is None else (view.stem, view.before)
