"""Small modal screens that ask for something: one of a list, several of it, or a line."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quizkit.tui.screens.base import Modal
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.hintbar import HintBar
from quizkit.tui.widgets.line import TypedIn

_LONGEST = 200


class Choice(NamedTuple):
    """What can be picked.

    Attributes:
        name: What is returned.
        text: How it is shown, from outside.
    """

    name: str
    text: str


class Box(Modal[tuple[str, ...]]):
    """A box in the middle with a question and whatever answers it."""

    DEFAULT_CSS = """
    Box > Vertical {
        width: 90%; max-width: 64; height: auto; max-height: 100%; padding: 0 1;
        border: round $primary; background: $surface;
    }
    Box OptionList, Box OptionList:focus {
        height: auto; max-height: 60vh; border: none; padding: 0; background: $surface;
    }
    """


class List(OptionList):
    """A list whose presses have ids, so that hints and help tell them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", id="pick.choose", key_display="enter"),
        Binding("down,j", "cursor_down", "Down", id="pick.down", show=False),
        Binding("up,k", "cursor_up", "Up", id="pick.up", show=False),
    ]


class Line(TypedIn):
    """A line whose enter has an id, so that hints and help tell it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Take it", id="line.take", key_display="enter"),
    ]


class Rows(Box):
    """A list with a cursor that is seen without colours too.

    Args:
        title: What is asked: a constant.
        choices: What there is; at least one.
        legend: What can be pressed: a constant.
    """

    def __init__(self, title: str, choices: Sequence[Choice], legend: str) -> None:
        super().__init__()
        self._title, self._choices, self._legend = title, choices, legend
        self._marked: set[str] = set()
        self._at = 0

    def compose(self) -> ComposeResult:
        """Yield the question, the list, and what can be pressed."""
        with Vertical():
            yield Static(Content.styled(self._title, "bold"))
            rows = (Option(self._row(number)) for number in range(len(self._choices)))
            yield List(*rows, markup=False)
            yield Static(Content.styled(self._legend, "$text-muted"))
        yield HintBar()

    def on_mount(self) -> None:
        """Put the cursor where it begins."""
        found = self.query_one(OptionList)
        found.highlighted = self._at
        found.focus()

    def _row(self, number: int) -> Content:
        sign = "> " if number == self._at else "  "
        return joined(sign, self._mark(self._choices[number]), shown(self._choices[number].text))

    def _mark(self, choice: Choice) -> str:
        return ""

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Move the sign of the cursor along."""
        before, self._at = self._at, event.option_index
        for number in {before, self._at}:
            event.option_list.replace_option_prompt_at_index(number, self._row(number))


class PickOne(Rows):
    """A list of which one is picked; returns its name, or None.

    Args:
        title: What is asked: a constant.
        choices: What there is; at least one.
        current: The name that is picked now.
    """

    def __init__(self, title: str, choices: Sequence[Choice], *, current: str = "") -> None:
        super().__init__(title, choices, "↑↓ Move · enter Choose · esc Back")
        names = [each.name for each in choices]
        self._at = names.index(current) if current in names else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return what was picked."""
        self.dismiss((self._choices[event.option_index].name,))


class PickSome(Rows):
    """A list of which any number is marked with space; returns their names, or None.

    Args:
        title: What is asked: a constant.
        choices: What there is; at least one.
        current: The names that are marked now.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "mark", "Mark", id="pick.mark", key_display="space"),
    ]

    def __init__(
        self, title: str, choices: Sequence[Choice], *, current: Sequence[str] = ()
    ) -> None:
        super().__init__(title, choices, "space Mark · enter Done · esc Back")
        self._marked = set(current)

    def _mark(self, choice: Choice) -> str:
        return "[x] " if choice.name in self._marked else "[ ] "

    def action_mark(self) -> None:
        """Mark what the cursor is on, or take the mark away."""
        self._marked ^= {self._choices[self._at].name}
        found = self.query_one(OptionList)
        found.replace_option_prompt_at_index(self._at, self._row(self._at))

    def on_option_list_option_selected(self) -> None:
        """Return what is marked, in the order of the list."""
        self.dismiss(tuple(each.name for each in self._choices if each.name in self._marked))


class TypeLine(Box):
    """Asks for one line, says at once what is wrong with it, and returns it, or None.

    Args:
        title: What is asked: a constant.
        example: What helps to type it: a constant.
        text: What stands there at first.
        check: Returns what is wrong with a line, or "".
    """

    DEFAULT_CSS = """
    TypeLine #wrong { color: $text-error; }
    """

    def __init__(
        self, title: str, *, example: str, text: str = "", check: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._title, self._example = title, example
        self._text, self._check = text, check

    def compose(self) -> ComposeResult:
        """Yield the question, the line, and room for what is wrong with it."""
        with Vertical():
            yield Static(Content.styled(self._title, "bold"))
            yield Static(Content(self._example))
            yield Line(self._text, max_length=_LONGEST, select_on_focus=False, compact=True)
            yield Static(id="wrong")
            yield Static(Content.styled("enter Take it · esc Back", "$text-muted"))
        yield HintBar()

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def forget_what_was_wrong(self) -> None:
        """Say nothing against a line that is being typed."""
        self.query_one("#wrong", Static).update()

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Return the line, or say what is wrong with it."""
        wrong = self._check(event.value)
        if wrong:
            self.query_one("#wrong", Static).update(shown(wrong))
        else:
            self.dismiss((event.value.strip(),))
