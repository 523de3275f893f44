"""The deck check: what is wrong with a deck, and its questions, while its author writes it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from quizkit.model import Location
from quizkit.practice.look import Sample
from quizkit.settings.table import PROFILES
from quizkit.tui.editor import edit, editor_of
from quizkit.tui.screens.bench import CHECKING
from quizkit.tui.screens.checkmends import CheckMends
from quizkit.tui.screens.explain import ExplainScreen
from quizkit.tui.widgets import checkrows
from quizkit.tui.widgets.detail import Detail
from quizkit.tui.widgets.pager import Pager
from quizkit.tui.widgets.picker import Picker
from quizkit.tui.widgets.previewbox import target


class CheckScreen(CheckMends):
    """The deck check, and what can be done there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Choose", id="check.up", key_display="↑↓"),
        Binding("down,j", "move(1)", "Choose next", id="check.down", show=False),
        Binding("tab", "facts", "Facts", id="check.facts"),
        Binding("tab", "problems", "Problems", id="check.problems"),
        Binding("enter,o", "edit", "Editor", id="check.edit", key_display="enter"),
        Binding("f", "fix", "Fix", id="check.fix"),
        Binding("F", "fix_all", "Fix all safe", id="check.fix-all"),
        Binding("u", "undo", "Undo fix", id="check.undo"),
        Binding("r", "draw", "New seed", id="check.draw"),
        Binding("v", "form", "Form", id="check.form"),
        Binding("a", "answers", "Answers", id="check.answers"),
        Binding("i", "explain", "Explain", id="check.explain"),
        Binding("right,l", "question(1)", "Question", id="check.next", key_display="←→"),
        Binding("left,h", "question(-1)", "Question before", id="check.previous", show=False),
        Binding("t", "severity", "Severity", id="check.severity"),
        Binding("p", "profile", "Profile", id="check.profile"),
        Binding("pagedown,space", "page(1)", "Scroll", id="check.page-down", key_display="pgdn"),
        Binding("pageup", "page(-1)", "Scroll up", id="check.page-up", show=False),
        Binding("home", "move(-1000000000)", "First", id="check.first", show=False),
        Binding("end", "move(1000000000)", "Last", id="check.last", show=False),
    ]

    def _again(self) -> None:
        """Show the row that is chosen now."""
        self._paint(from_top=True)
        self.sample()
        self.refresh_bindings()

    def on_picker_moved(self, message: Picker.Moved) -> None:
        """Show what belongs to the row."""
        if self.on_facts:
            self.fact = self.look.facts[message.row].id
        self._again()

    def on_picker_opened(self) -> None:
        """Open the editor by a second click on a row."""
        self.action_edit()

    def on_pager_clicked(self, message: Pager.Clicked) -> None:
        """Turn to the list, or look at the question, that was clicked."""
        message.stop()
        word, _, number = message.target.partition(" ")
        if word == "question":
            self.current = int(number)
            self._paint()
            self.refresh_bindings()
        else:
            self._turn(on_facts=word == "facts")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what does something now."""
        may = _MAY.get(action)
        return (may is None or may(self)) and super().check_action(action, parameters)

    @property
    def _samples(self) -> tuple[Sample, ...]:
        """The questions in the preview."""
        return self.preview.samples if self.preview else ()

    def _has_rows(self) -> bool:
        """Return whether there is another row to go to."""
        return any(each.count > 1 for each in self.query(Picker))

    def _place(self) -> Location | None:
        """Return where the editor opens."""
        problem, shown = self.problem, self.preview
        if problem:
            return problem.at
        return Location(shown.fact.path, shown.fact.line) if shown else None

    def action_back(self) -> None:
        """Go back; where nothing else was opened, leave, as `quizkit check` does."""
        if self.quizkit.opening.screen == "check":
            self.app.exit(return_code=self.exit_code)
        else:
            super().action_back()

    @property
    def exit_code(self) -> int:
        """1 where the check finds errors [0..1]."""
        return int(self.look.fails(strict=self.quizkit.desk.settings.strict))

    def action_move(self, rows: int) -> None:
        """Choose another row."""
        self.query_one(Picker).move(rows)

    def action_facts(self) -> None:
        """Turn to the list of facts."""
        self._turn(on_facts=True)

    def action_problems(self) -> None:
        """Turn to the list of problems."""
        self._turn(on_facts=False)

    def _turn(self, *, on_facts: bool) -> None:
        if on_facts == self.on_facts or (on_facts and not self.look.facts):
            return
        if self.preview:
            self.fact = self.preview.fact.id
        self.on_facts = on_facts
        self._fill()
        self._again()

    def action_edit(self) -> None:
        """Open the editor at the problem or fact; what is saved there is seen at once."""
        at, desk = self._place(), self.quizkit.desk
        if at is None:
            return
        fault = edit(self.app, at, editor_of(desk.settings.editor, desk.environ))
        if fault:
            self.tell(fault, is_error=True)

    def action_draw(self) -> None:
        """Draw the questions with another seed."""
        self.seed += 1
        self._look_at_question()
        self.sample()

    def action_form(self) -> None:
        """Ask in the next form that the question has; each is asked so where it can be."""
        samples = self.preview.samples if self.preview else ()
        if not samples:
            return
        sample = samples[self.current]
        at = sample.forms.index(sample.view.form)
        form = sample.forms[(at + 1) % len(sample.forms)]
        self.form = None if form is sample.first else form
        self._look_at_question()
        self.sample()

    def action_answers(self) -> None:
        """Show the right answers, or hide them."""
        self.answers = not self.answers
        self._paint()
        self._look_at_question()

    def action_explain(self) -> None:
        """Show the page of the problem's code."""
        if self.problem:
            self.app.push_screen(ExplainScreen(self.problem.code))

    def action_question(self, by: int) -> None:
        """Look at the fact's next question."""
        count = len(self.preview.samples) if self.preview else 0
        self.current = (self.current + by) % max(1, count)
        self._paint()
        self._look_at_question()

    def _look_at_question(self) -> None:
        """Scroll to the question that is looked at."""
        for detail in self.query(Detail):
            detail.bring_into_sight(target(self.current))

    def action_severity(self) -> None:
        """Show problems of one severity only, the next one; after the last, all."""
        known = ("", *checkrows.severities(self.look))
        chosen = self.problem
        self.only = known[(known.index(self.only) + 1) % len(known)]
        self._fill(chosen)
        self._again()

    def action_profile(self) -> None:
        """Check as the next profile does, which is stricter; after the strictest, the laxest."""
        self.profile = PROFILES[(PROFILES.index(self.profile) + 1) % len(PROFILES)]
        self.state = (CHECKING, CHECKING)
        self.took(replace(self.look, complete=False))

    def action_page(self, pages: int) -> None:
        """Scroll what belongs to the row: the preview where there is more of it, else the frame."""
        moved = [detail for detail in reversed(list(self.query(Detail))) if detail.has_more]
        if moved:
            moved[0].page(pages)


_MAY: Final[Mapping[str, Callable[[CheckScreen], bool]]] = {
    "move": CheckScreen._has_rows,
    "facts": lambda self: not self.on_facts and bool(self.look.facts),
    "problems": lambda self: self.on_facts,
    "edit": lambda self: self._place() is not None,
    "draw": lambda self: bool(self._samples),
    "form": lambda self: bool(self._samples) and len(self._samples[self.current].forms) > 1,
    "answers": lambda self: bool(self._samples),
    "explain": lambda self: self.problem is not None,
    "question": lambda self: len(self._samples) > 1,
    "severity": lambda self: not self.on_facts and len(checkrows.severities(self.look)) > 1,
    "page": lambda self: any(detail.has_more for detail in self.query(Detail)),
}
"""Actions that do something only at times, and when: each is asked after every press."""
