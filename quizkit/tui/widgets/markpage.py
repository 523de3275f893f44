"""The end of a quiz: its mark, and each answer that was not right."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from quizkit.model.view import Marked, MarkView
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.lines import NOTHING, Line, clickable, hung
from quizkit.tui.widgets.optionrows import NARROW
from quizkit.tui.widgets.pager import Pager
from quizkit.tui.widgets.verdicts import BAD, GOOD, HALF


class MarkPage(Pager, can_focus=True):
    """A mark with the answers behind it."""

    DEFAULT_CSS = """
    MarkPage { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "home", "Home", id="mark.home", key_display="enter"),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.view: MarkView | None = None

    def show_mark(self, view: MarkView) -> None:
        """Show the end of a quiz."""
        self.view = view
        self.redraw(from_top=True)

    def lines(self, width: int) -> Sequence[Line]:
        """Return the mark, and what was not right with its right answer."""
        view = self.view
        if view is None:
            return []
        margin = Content(" " if width >= NARROW else "")
        if not view.asked:
            return clickable(hung(margin, Content("No question was answered."), width))
        lines = hung(margin, _mark(view), width)
        missed = [answer for answer in view.answers if answer.score < 1]
        if missed:
            lines += [NOTHING, joined(margin, Content.styled("Not right yet", "bold"))]
        elif view.answers:
            lines += [NOTHING, joined(margin, "Every answer was right.")]
        return clickable([*lines, *(line for answer in missed for line in _told(answer, width))])

    async def action_home(self) -> None:
        """Leave."""
        await self.run_action("screen.back")


def _mark(view: MarkView) -> Content:
    mark = Content.styled(f"Mark: {view.right:g} of {view.asked}, {100 * view.mark:.0f} %.", "bold")
    open_ = view.asked - len(view.answers)
    rest = f" Not answered: {open_}." if open_ else ""
    return joined(mark, rest, " Seed ", shown(view.seed), ". Nothing was saved to your memory.")


def _told(answer: Marked, width: int) -> list[Content]:
    """Return an answer that was not right: the question, the right answer, one's own."""
    sign, style = ("~", HALF) if answer.score else ("✗", BAD)
    head = joined("   " if width >= NARROW else "", Content.styled(sign, style), " ")
    stem = joined(shown(answer.stem), *(joined(" / ", shown(prompt)) for prompt in answer.prompts))
    own = joined(" · you: ", shown(answer.response)) if answer.response else Content(" · not known")
    below = Content(" " * head.cell_length)
    return [*hung(head, stem, width), *hung(below, joined(shown(answer.key, GOOD), own), width)]
