"""The end of a sitting: what was right, what was mixed up, what comes next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from quizkit.model.action import Action, Contrast, More, Retry
from quizkit.model.view import SummaryView
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.lines import NOTHING, Line, clickable, hung
from quizkit.tui.widgets.optionrows import NARROW
from quizkit.tui.widgets.pager import Pager
from quizkit.tui.widgets.verdicts import BAD, GOOD, HALF
from quizkit.tui.widgets.wanted import Wanted

_ENDS: Final = {"time": "Time is up.", "done": "Done for today.", "stopped": "Stopped."}
_GO_ON: Final = "g takes you back to where you left; later today, begin the same way again."
_LABEL: Final = 11
_MOST_MISSED: Final = 8

_Entry = tuple[str, Content]


def duration(ms: int) -> str:
    """Return a time in words.

    >>> duration(192_000), duration(40_000)
    ('3 min 12 s', '40 s')
    """
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "answer"), counted(14, "answer")
    ('1 answer', '14 answers')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def labelled(entries: Iterable[_Entry], width: int) -> list[Line]:
    """Return entries with their labels: beside each in a column, or above it where it is narrow.

    >>> [line.content.plain for line in labelled([("Next", Content("tomorrow"))], 70)]
    ['   Next       tomorrow']
    """
    lines: list[Content] = []
    before = ""
    for label, text in entries:
        own = "" if label == before else label
        before = label
        if width >= NARROW:
            head = joined("   ", Content.styled(own.ljust(_LABEL), "bold"))
            lines += hung(head, text, width)
        else:
            lines += [Content.styled(own, "bold")] if own else []
            lines += hung(Content("  "), text, width)
    return clickable(lines)


class Summary(Pager, can_focus=True):
    """What came of a sitting, and what can be done next.

    Args:
        counts: Numbers of answers are shown.

    Attributes:
        may_go_on: It was left, and can be gone on with.
        is_aside: Something was asked beside the day's study, about which it says nothing.
    """

    DEFAULT_CSS = """
    Summary { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "home", "Home", id="summary.home", key_display="enter"),
        Binding("r", "retry", "Missed again", id="summary.retry"),
        Binding("m", "more", "5 more minutes", id="summary.more"),
        Binding("c", "contrast", "Contrast question", id="summary.contrast"),
    ]

    def __init__(self, *, counts: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.counts = counts
        self.held = False
        self.may_go_on = self.is_aside = False
        self.view: SummaryView | None = None

    def lead_to(self, name: str) -> None:
        """Say in hints where enter leads; to anywhere but home from what was asked beside."""
        self.is_aside = name != "Home"
        table = self._bindings.key_to_bindings
        table["enter"] = [replace(binding, description=name) for binding in table["enter"]]

    def show_summary(self, view: SummaryView) -> None:
        """Show the end of a sitting."""
        self.view, self.held = view, False
        self.redraw(from_top=True)
        if view.reason == "time":
            self.app.bell()  # heard only where the settings want it

    def lines(self, width: int) -> Sequence[Line]:
        """Return all that is to be said."""
        view = self.view
        if view is None:
            return []
        ends = _ENDS if not self.is_aside else {}
        end = Content.styled(ends.get(view.reason, "Done."), "bold")
        done = f"{counted(view.answered, 'answer')} in {duration(view.ms)}, all saved."
        if not view.answered:
            done = "Nothing was asked." if view.reason == "done" else "No answer was given."
        first = joined(end, " ", done if self.counts or not view.answered else "All is saved.")
        head = hung(Content(" " if width >= NARROW else ""), first, width)
        return [*clickable(head), *clickable([NOTHING]), *labelled(self._entries(view), width)]

    def _entries(self, view: SummaryView) -> Iterator[_Entry]:
        if view.answered and self.counts:
            yield "Answers", _counts(view)
        if view.facets:
            change = f" ({round(view.gained):+d})" if round(view.gained) else ""
            yield "Known", Content(f"about {view.known:.0f} of {view.facets}{change}")
        for pair in view.mixed_up:
            times = {1: "once", 2: "twice"}.get(pair.times, f"{pair.times} times")
            yield "Mixed up", joined(shown(pair.one), " / ", shown(pair.other), f", {times}")
        for missed in view.missed[-_MOST_MISSED:]:
            yield "Missed", joined(shown(missed.stem), "  ", shown(missed.key, GOOD))
        for stem in view.stubborn:
            yield "Stubborn", joined(shown(stem), "  fails again and again; you may suspend it")
        if self.may_go_on:
            yield "Go on", Content(_GO_ON)
        if not self.is_aside:
            yield "Next", Content(_next(view))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        view = self.view
        if self.held or view is None:
            return None
        offered = {
            "retry": bool(view.retry),
            "more": view.may_more,
            "contrast": view.contrast is not None,
        }
        return offered.get(action, True)

    async def action_home(self) -> None:
        """Leave."""
        await self.run_action("screen.back")

    def action_retry(self) -> None:
        """Ask again what was missed."""
        self._want(Retry())

    def action_more(self) -> None:
        """Go on for some minutes."""
        self._want(More())

    def action_contrast(self) -> None:
        """Set against each other what was mixed up."""
        self._want(Contrast())

    def _want(self, action: Action) -> None:
        self.held = True
        self.post_message(Wanted(action))


def _counts(view: SummaryView) -> Content:
    told = (
        (view.right, "✓", "right", GOOD),
        (view.slips, "✓", "with a slip", GOOD),
        (view.partly, "~", "partly right", HALF),
        (view.wrong, "✗", "wrong", BAD),
    )
    pieces = [
        joined(Content.styled(sign, style), f" {word} {number}")
        for number, sign, word, style in told
        if number
    ]
    return joined(*pieces, between=" · ")


def _next(view: SummaryView) -> str:
    if view.next_days is None:
        return "Nothing more to ask."
    days = view.next_days
    when = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
    return f"{when}, about {counted(max(1, round(view.next_minutes)), 'minute')}"
