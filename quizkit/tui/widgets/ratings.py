"""The four ratings, each with the time until it would be asked again."""

from collections.abc import Sequence
from typing import Any, Final

from textual.content import Content

from quizkit.model.action import Rate
from quizkit.model.learner import Rating
from quizkit.model.view import FeedbackView, RevealView
from quizkit.tui.text import joined
from quizkit.tui.widgets.lines import Line, flowed
from quizkit.tui.widgets.optionrows import NARROW
from quizkit.tui.widgets.pager import Pager
from quizkit.tui.widgets.wanted import Wanted

_MONTH: Final = 30
_YEAR: Final = 365


def interval(days: int) -> str:
    """Return in few cells when something is asked again.

    >>> [interval(days) for days in (0, 1, 14, 90, 800)]
    ['today', '1 d', '14 d', '3 mo', '2 y']
    """
    if days == 0:
        return "today"
    if days < 2 * _MONTH:
        return f"{days} d"
    return f"{round(days / _MONTH)} mo" if days < 2 * _YEAR else f"{round(days / _YEAR)} y"


class Ratings(Pager):
    """A line of ratings; the one that is saved is marked and named."""

    DEFAULT_CSS = """
    Ratings { padding: 0 0 0 3; }
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._days: dict[Rating, int] = {}
        self._saved: Rating | None = None
        self._each: tuple[Rating, ...] = ()
        self._own = False

    def show_ratings(self, view: FeedbackView | RevealView) -> None:
        """Show the ratings of an answer, or those to choose from."""
        self._days, self._saved, self._each, self._own = {}, None, (), False
        if isinstance(view, FeedbackView):
            self._days = dict(view.forecasts)
            self._saved = view.rating
            self._each = tuple(part.rating for part in view.parts if part.rating)
            self._own = view.override == "rating"
        self.redraw(from_top=True)

    def lines(self, width: int) -> Sequence[Line]:
        """Return the ratings and what is saved."""
        pieces = [(self._piece(rating), str(int(rating))) for rating in Rating]
        if self._saved is not None:
            names = ", ".join(r.name.capitalize() for r in self._each or (self._saved,))
            own = ", your rating" if self._own else ""
            pieces.append((Content.styled(f"saved as {names}{own}", "$text-muted"), ""))
        return flowed(pieces, width, gap=3 if width >= NARROW else 2)

    def _piece(self, rating: Rating) -> Content:
        days = f" {interval(self._days[rating])}" if rating in self._days else ""
        name = f"{int(rating)} {rating.name.capitalize()}"
        style = "bold reverse" if rating == self._saved and not self._each else "bold"
        return joined(Content.styled(name, style), days)

    def on_pager_clicked(self, message: Pager.Clicked) -> None:
        """Rate by a click."""
        message.stop()
        self.post_message(Wanted(Rate(Rating(int(message.target)))))
