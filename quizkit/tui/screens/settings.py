"""Settings, above any screen: three first, the rest under More, each with where it came from."""

from typing import ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from quizkit.errors import QuizkitError
from quizkit.practice.preferences import (
    FIRST,
    MORE,
    Preference,
    next_exam,
    prefer,
    preference,
    restore,
)
from quizkit.settings import Settings
from quizkit.tui import pictures, rtl
from quizkit.tui.screens.base import Modal
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.hintbar import HintBar
from quizkit.tui.widgets.line import TypedIn
from quizkit.tui.widgets.picker import Picker

EXAM: Final = "exam"
"""What the screen returns where the learner wants the exam plan."""
_MORE: Final = "more"
_LABEL: Final = 15
_ORIGIN: Final = 14
_WIDE: Final = 50
"""Cells from which on a row also says where its value came from."""


class Row(NamedTuple):
    """A row: a setting, the exam, or the way to the others.

    Attributes:
        name: A setting's dotted name, `EXAM`, or "more".
        preference: The setting, or None.
    """

    name: str
    preference: Preference | None = None


class SettingsScreen(Modal[str]):
    """Shows and changes the settings; every change is kept and seen at once.

    It returns `EXAM` where the exam plan is wanted, else "".
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "change(-1)", "Change", id="settings.less", key_display="←→"),
        Binding("right", "change(1)", "Change", id="settings.greater", show=False),
        Binding("enter,space", "open", "Open", id="settings.open", key_display="enter"),
        Binding("d,delete", "reset", "Default", id="settings.default", key_display="d"),
        Binding("escape", "back", "Back", id="back", key_display="esc"),
        Binding("down,j", "move(1)", "Down", id="settings.down", show=False),
        Binding("up,k", "move(-1)", "Up", id="settings.up", show=False),
        Binding("home", "move(-1000)", "First", id="settings.first", show=False),
        Binding("end", "move(1000)", "Last", id="settings.last", show=False),
        Binding("question_mark", "help", "Help", id="help", key_display="?"),
        Binding("f1", "help", "Help", id="help-f1", show=False),
    ]
    DEFAULT_CSS = """
    SettingsScreen > #box { width: 90%; max-width: 76; height: auto; max-height: 100%;
        border: round $border-blurred; background: $background; padding: 0 1; margin: 0 0 1 0; }
    SettingsScreen Picker { height: auto; max-height: 18; }
    SettingsScreen #about { height: auto; margin: 1 0 0 0; color: $text-muted; }
    SettingsScreen Input { display: none; }
    SettingsScreen.typing Input { display: block; }
    SettingsScreen HintBar { background: $background; }
    SettingsScreen.-short Picker, SettingsScreen.-flat Picker { max-height: 9; }
    SettingsScreen.-short #about, SettingsScreen.-flat #about { margin: 0; }
    SettingsScreen.-narrow > #box, SettingsScreen.-tiny > #box { width: 100%; border: none;
        padding: 0; height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._exam = ""
        self._fault = ""
        self._is_open = False

    def compose(self) -> ComposeResult:
        """Put the rows in a frame, what they are about beneath, the hints below."""
        line = TypedIn(compact=True, select_on_focus=False, max_length=500)
        box = Vertical(Picker(), Static(id="about", markup=False), line, id="box")
        box.border_title = "Settings"
        yield box
        yield HintBar()

    def on_mount(self) -> None:
        """Show the settings, then ask for the nearest exam."""
        self._fill()
        desk = self.quizkit.desk
        self.run_worker(self._asked(lambda: next_exam(desk), self._took_exam), group="quiet")

    def on_resize(self) -> None:
        """Draw the rows for the new width."""
        self.call_after_refresh(self._fill)

    def rows(self) -> list[Row]:
        """Return what is shown now."""
        settings = self.quizkit.desk.settings
        first = [Row(name, preference(settings, name)) for name in FIRST]
        found = [first[0], Row(EXAM), *first[1:], Row(_MORE)]
        if self._is_open:
            found += [Row(name, preference(settings, name)) for name in MORE]
        return found

    @property
    def row(self) -> Row:
        """The chosen row."""
        return self.rows()[self.query_one(Picker).cursor]

    def _fill(self) -> None:
        picker, rows = self.query_one(Picker), self.rows()
        picker.fill(len(rows), lambda n, width: self._line(rows[n], width), cursor=picker.cursor)
        self._tell()

    def _line(self, row: Row, width: int) -> Content:
        """Return a row in so many cells."""
        found = row.preference
        if found is None:
            if row.name == EXAM:
                return joined("Exam".ljust(_LABEL), "   ", shown(self._exam or "none"))
            return Content("Less ▴" if self._is_open else "More ▾")
        value = shown(found.shown)
        value = joined("◂ ", value, " ▸") if _turns(found) else joined("  ", value)
        text = joined(found.label.ljust(_LABEL), " ", value)
        if width < _WIDE:
            return text
        room = width - _ORIGIN - 1
        if text.cell_length > room:
            text = joined(text.truncate(room - 1), "…")
        gap = " " * (room - text.cell_length + 1)
        return joined(text, gap, shown(found.origin, "$text-muted"))

    def _tell(self) -> None:
        """Say what the chosen row is about."""
        self.query_one("#about", Static).update(self._about(self.row))
        self.refresh_bindings()

    def failed(self, error: QuizkitError) -> None:
        """Say beside the row why its value was not kept."""
        self._fault = str(error)
        self._tell()

    def _about(self, row: Row) -> Content:
        found, desk = row.preference, self.quizkit.desk
        if self._fault:
            return joined("✗ ", shown(self._fault)).stylize("$text-error")
        if self.has_class("typing"):
            return Content("Enter keeps what you type, Esc leaves it as it was.")
        if found is None:
            if row.name == EXAM:
                return Content("A day to be ready for. Enter opens the exam plan.")
            return Content("Colours, movement, languages, editor and more.")
        parts = [shown(found.help), joined("From: ", shown(found.origin), ".")]
        if found.name == "rtl":
            parts.append(shown(rtl.told(desk.settings.rtl, desk.environ)))
        if found.name == "theme":
            if self.app.no_color:
                parts.append(Content("NO_COLOR is set: no colour is sent."))
            parts.append(shown(pictures.told(desk.environ)))
        if found.name == "keys":
            parts += [shown(each) for each in self.quizkit.key_faults]
        if found.fixed:
            parts.append(shown(found.fixed))
        return joined(*parts, between=" ")

    def _took_exam(self, text: str) -> None:
        self._exam = text
        self._fill()

    def on_picker_moved(self) -> None:
        """Say what the row is about; what was being typed is left."""
        self._leave_line()

    def on_picker_opened(self) -> None:
        """A click on the chosen row opens it."""
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the chosen row."""
        if not self.is_mounted or self.busy:
            return super().check_action(action, parameters)
        if self.has_class("typing"):
            return action in {"back", "quit", "help"}
        found = self.row.preference
        if action == "change":
            return found is not None and _turns(found)
        if action == "reset":
            return found is not None and not found.fixed and found.origin != "default"
        return True

    def action_move(self, rows: int) -> None:
        """Choose another row."""
        self.query_one(Picker).move(rows)

    def action_change(self, steps: int) -> None:
        """Take the next value, or the one before."""
        found = self.row.preference
        if found is None or found.fixed:
            return
        if found.name == "minutes":
            self._keep(found.name, str(max(1, min(1440, int(found.value) + steps))))
        elif found.choices:
            self._keep(found.name, found.beside(steps))

    def action_open(self) -> None:
        """Open the row: take the next value, type one, show more, or go to the exam plan."""
        row = self.row
        found = row.preference
        if row.name == EXAM:
            self.dismiss(EXAM)
        elif row.name == _MORE:
            self._is_open = not self._is_open
            self._fill()
        elif found is not None and found.fixed:
            self.tell(found.fixed)
        elif found is not None and found.is_typed:
            self._enter_line(found)
        else:
            self.action_change(1)

    def action_reset(self) -> None:
        """Go back to the value that quizkit comes with."""
        found = self.row.preference
        desk = self.quizkit.desk
        if found is not None and not found.fixed:
            self.ask(lambda: restore(desk, found.name), self._kept)

    def action_back(self) -> None:
        """Leave the line, or the settings."""
        if self.has_class("typing"):
            self._leave_line()
        else:
            self.dismiss("")

    def action_help(self) -> None:
        """Show what can be pressed."""
        self.quizkit.action_help()

    def _enter_line(self, found: Preference) -> None:
        line = self.query_one(Input)
        self.add_class("typing")
        self._fault = ""
        line.value = found.value
        line.cursor_position = len(line.value)
        line.focus()
        self._tell()

    def _leave_line(self) -> None:
        self.remove_class("typing")
        self._fault = ""
        self.set_focus(None)
        self._tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was typed."""
        event.stop()
        self._keep(self.row.name, event.value.strip())

    def _keep(self, name: str, text: str) -> None:
        desk = self.quizkit.desk
        self.ask(lambda: prefer(desk, name, text), self._kept)

    def _kept(self, settings: Settings) -> None:
        self._leave_line()
        self.quizkit.look(settings, self.quizkit.desk.environ)
        self._fill()


def _turns(found: Preference) -> bool:
    """Return whether there is a next value to take."""
    return not found.fixed and (bool(found.choices) or found.name == "minutes")
