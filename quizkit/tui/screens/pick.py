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


class PickOne(Box):
    """A list of which one is picked; returns its name, or None.

    Args:
        title: What is asked: a constant.
        choices: What there is; at least one.
        current: The name that is picked now.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "down", "Down", id="pick.down", show=False),
        Binding("k", "up", "Up", id="pick.up", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], *, current: str = "") -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._current = current

    def compose(self) -> ComposeResult:
        """Yield the question and the list."""
        with Vertical():
            yield Static(Content.styled(self._title, "bold"))
            yield OptionList(*(Option(shown(each.text)) for each in self._choices), markup=False)
            yield Static(Content.styled("↑↓ Move · enter Choose · esc Back", "$text-muted"))
        yield HintBar()

    def on_mount(self) -> None:
        """Begin at what is picked now."""
        found = self.query_one(OptionList)
        names = [each.name for each in self._choices]
        found.highlighted = names.index(self._current) if self._current in names else 0
        found.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return what was picked."""
        self.dismiss((self._choices[event.option_index].name,))

    def action_down(self) -> None:
        """Move down."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Move up."""
        self.query_one(OptionList).action_cursor_up()


class PickSome(Box):
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
        super().__init__()
        self._title = title
        self._choices = choices
        self._marked = set(current)

    def compose(self) -> ComposeResult:
        """Yield the question and the list."""
        with Vertical():
            yield Static(Content.styled(self._title, "bold"))
            yield OptionList(*(Option(self._row(each)) for each in self._choices), markup=False)
            yield Static(Content.styled("space Mark · enter Done · esc Back", "$text-muted"))
        yield HintBar()

    def on_mount(self) -> None:
        """Begin with the first."""
        found = self.query_one(OptionList)
        found.highlighted = 0
        found.focus()

    def _row(self, choice: Choice) -> Content:
        sign = "[x] " if choice.name in self._marked else "[ ] "
        return joined(shown(sign), shown(choice.text))

    def action_mark(self) -> None:
        """Mark what the cursor is on, or take the mark away."""
        found = self.query_one(OptionList)
        if found.highlighted is None:
            return
        choice = self._choices[found.highlighted]
        self._marked ^= {choice.name}
        found.replace_option_prompt_at_index(found.highlighted, self._row(choice))

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
            yield Input(self._text, max_length=_LONGEST, select_on_focus=False, compact=True)
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
