"""What came of an answer: the options with their signs, the reasons, the source."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from quizkit.model.action import Next, Override, Rate
from quizkit.model.learner import Rating
from quizkit.model.view import FeedbackView, RevealView
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.judgedrows import judged_rows
from quizkit.tui.widgets.lines import NOTHING, Line, clickable, hung, wrapped
from quizkit.tui.widgets.optionrows import NARROW, drawn, margin
from quizkit.tui.widgets.pager import Pager
from quizkit.tui.widgets.verdicts import HALF, reasons, remarks, verdict
from quizkit.tui.widgets.wanted import Consulted, Doubtful, Wanted


def barred(paragraphs: Iterable[Content], width: int, style: str) -> list[Line]:
    """Return paragraphs wrapped behind a bar.

    >>> lines = barred([Content("Not this one: Kerry led it.")], 18, "bold")
    >>> [line.content.plain for line in lines]
    ['┃ Not this one:', '┃ Kerry led it.']
    """
    bar = joined(" " if width >= NARROW else "", Content.styled("┃", style), " ")
    room = max(width - bar.cell_length, 8)
    lines = [line for text in paragraphs for line in wrapped(text, room)]
    return clickable(joined(bar, line) for line in lines)


class RatingBindings(Pager, can_focus=True):
    """A pager at which 1 to 4 rate."""

    DEFAULT_CSS = """
    RatingBindings { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(int(rating)), f"rate({int(rating)})", f"Rate {rating.name.capitalize()}",
                id=f"rate.{int(rating)}", show=False)
        for rating in Rating
    ]  # fmt: skip

    held: bool = False
    """What was wanted is being saved: presses are dropped."""

    def want(self, wanted: Wanted) -> None:
        """Send out what the learner wants, and drop presses until it is done."""
        self.held = True
        self.post_message(wanted)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Drop presses while something is being saved."""
        return None if self.held else True

    def action_rate(self, rating: int) -> None:
        """Say how well you knew it."""
        self.want(Wanted(Rate(Rating(rating)), by="digit"))


class Feedback(RatingBindings):
    """What is told once an answer is saved, or in a quiz judged."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "next", "Next", id="feedback.next", key_display="enter"),
        Binding("equals_sign", "override", "I was right", id="feedback.override", key_display="="),
        Binding("e", "evidence", "Evidence", id="feedback.evidence"),
        Binding("w", "why", "Why asked", id="feedback.why"),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.view: FeedbackView | None = None
        self._doubt: Rating | None = None

    def show_feedback(self, view: FeedbackView) -> None:
        """Show what came of an answer."""
        self.view = view
        self._doubt = None
        self.held = False
        self.redraw(from_top=True)

    def lines(self, width: int) -> Sequence[Line]:
        """Return options, reasons, parts and source."""
        view = self.view
        if view is None:
            return []
        rows = judged_rows(view)
        told = barred(reasons(view), width, verdict(view).style)
        if self._doubt is not None:
            told = [*told, *barred([_doubted(view, self._doubt)], width, HALF)]
        if not rows:
            return told
        gap = clickable([NOTHING]) if width >= NARROW else []
        return [*drawn(rows, width), *gap, *told]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with this answer."""
        view = self.view
        if self.held or view is None:
            return None
        if action == "override":
            return view.may_override
        if action in {"rate", "evidence", "why"}:
            return view.rating is not None
        return True

    def action_rate(self, rating: int) -> None:
        """Change the rating, and with it when it comes again."""
        wanted = Rating(rating)
        if self.view is not None and wanted in self.view.held and wanted != self._doubt:
            self.post_message(Doubtful(wanted))
            return
        super().action_rate(rating)

    def doubt(self, rating: Rating) -> None:
        """Ask whether a rating is meant that would turn a wrong answer into a right one."""
        self._doubt = rating
        self.redraw()
        self.page(99)

    def action_next(self) -> None:
        """Go on."""
        self.want(Wanted(Next(), by="enter"))

    def action_override(self) -> None:
        """Say that the answer was right."""
        self.want(Wanted(Override()))

    def action_evidence(self) -> None:
        """Ask for the evidence."""
        self.post_message(Consulted("evidence"))

    def action_why(self) -> None:
        """Ask why this was asked."""
        self.post_message(Consulted("why"))


def _doubted(view: FeedbackView, rating: Rating) -> Content:
    own = "= if you were right, " if view.may_override else ""
    number, name = int(rating), rating.name.capitalize()
    return Content(f"That was judged wrong: {own}{number} again for {name} all the same.")


class Revealed(RatingBindings):
    """The answer to a flip question, which the learner rates."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "remind", "Rate", id="reveal.rate", key_display="1-4"),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.view: RevealView | None = None
        self.said = ""

    def show_answer(self, view: RevealView) -> None:
        """Show the answer."""
        self.view, self.said = view, ""
        self.held = False
        self.redraw(from_top=True)

    def lines(self, width: int) -> Sequence[Line]:
        """Return the answer, what else there is to say, and what to do."""
        view = self.view
        if view is None:
            return []
        head = Content(" " + margin(width))
        answer = clickable(hung(head, shown(view.key, "bold"), width))
        more = [*map(shown, view.lines), *remarks(view.source, view.note)]
        ask = Content.styled(self.said or "How well did you know it?", "$text-accent")
        return [
            *answer,
            *clickable([NOTHING]),
            *barred([*more, ask], width, "$text-accent"),
        ]

    def action_remind(self) -> None:
        """Say what is to be pressed."""
        self.said = "Rate yourself: 1 not known, 2 hard, 3 good, 4 easy."
        self.redraw()
