"""The deck check: what is wrong with a deck, and its questions, while its author writes it."""

from pathlib import Path
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from quizkit.checks.frames import frame
from quizkit.model import Location, Problem
from quizkit.practice.look import Look
from quizkit.tui.editor import edit, editor_of
from quizkit.tui.screens.bench import BenchScreen
from quizkit.tui.screens.explain import ExplainScreen
from quizkit.tui.widgets import checkrows
from quizkit.tui.widgets.codeframe import fitted
from quizkit.tui.widgets.detail import Detail, Tabs
from quizkit.tui.widgets.lines import NOTHING, Line, clickable
from quizkit.tui.widgets.pager import Pager
from quizkit.tui.widgets.picker import Picker
from quizkit.tui.widgets.previewbox import preview_lines, target

BESIDE: Final = 110
"""From so many cells on the preview stands beside the frame, not below it."""


class CheckScreen(BenchScreen):
    """Two lists, of problems and of facts, and what belongs to the row that is chosen.

    Args:
        place: The deck's file or folder.
        fact: The fact to begin with, in the list of facts; "" begins with the problems.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Choose", id="check.up", key_display="↑↓"),
        Binding("down,j", "move(1)", "Choose next", id="check.down", show=False),
        Binding("tab", "facts", "Facts", id="check.facts"),
        Binding("tab", "problems", "Problems", id="check.problems"),
        Binding("enter,o", "edit", "Editor", id="check.edit", key_display="enter"),
        Binding("r", "draw", "New seed", id="check.draw"),
        Binding("v", "form", "Form", id="check.form"),
        Binding("a", "answers", "Answers", id="check.answers"),
        Binding("i", "explain", "Explain", id="check.explain"),
        Binding("right,l", "question(1)", "Question", id="check.next", key_display="←→"),
        Binding("left,h", "question(-1)", "Question before", id="check.previous", show=False),
        Binding("t", "severity", "Severity", id="check.severity"),
        Binding("pagedown,space", "page(1)", "Scroll", id="check.page-down", key_display="pgdn"),
        Binding("pageup", "page(-1)", "Scroll up", id="check.page-up", show=False),
        Binding("home", "move(-1000000000)", "First", id="check.first", show=False),
        Binding("end", "move(1000000000)", "Last", id="check.last", show=False),
    ]
    DEFAULT_CSS = """
    CheckScreen > Tabs { height: auto; padding: 0 1; }
    CheckScreen > Picker { max-height: 33%; padding: 0 1; }
    CheckScreen.-empty > Picker { max-height: 60%; }
    CheckScreen > #details { height: 1fr; layout: vertical; }
    CheckScreen Detail { height: 1fr; padding: 0 1; border-top: solid $border-blurred; }
    CheckScreen.-beside > #details { layout: horizontal; }
    CheckScreen #preview { display: none; }
    CheckScreen.-beside #preview { display: block; }
    CheckScreen.-narrow > Tabs, CheckScreen.-narrow > Picker, CheckScreen.-narrow Detail,
    CheckScreen.-tiny > Tabs, CheckScreen.-tiny > Picker, CheckScreen.-tiny Detail { padding: 0; }
    """

    def __init__(self, place: Path, *, fact: str = "") -> None:
        super().__init__(place, fact=fact)
        self.on_facts = bool(fact)
        self.only = ""
        self.answers = False
        self.current = 0

    def heading(self) -> Content:
        """Return the deck, what was found, and what happens."""
        margins = 2 if self.has_class("-wide") or self.has_class("-medium") else 0
        return checkrows.heading(self.look, self.state, max(self.size.width - margins, 20))

    def body(self) -> ComposeResult:
        """Yield the names of the lists, the list, and what belongs to its chosen row."""
        yield Tabs(id="tabs")
        yield Picker(id="rows")
        yield Container(Detail(id="frame"), Detail(id="preview"), id="details")

    def on_mount(self) -> None:
        """Paint the shell, then follow the deck."""
        super().on_mount()
        self.query_one("#frame", Detail).show(self._frame_lines)
        self.query_one("#preview", Detail).show(self._preview_lines)
        self._fill()

    def on_resize(self, event: events.Resize) -> None:
        """Put the preview beside the frame where there is room."""
        self.set_class(event.size.width >= BESIDE, "-beside")
        self.call_after_refresh(self._fill)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems in the list."""
        return tuple(p for p in self.look.problems if self.only in ("", p.severity.word))

    @property
    def problem(self) -> Problem | None:
        """The problem under the cursor, or None."""
        found = () if self.on_facts else self.problems
        row = next((each.cursor for each in self.query(Picker)), 0)
        return found[row] if row < len(found) else None

    def took(self, look: Look) -> None:
        """Show a new look, with the cursor on the same problem, or on the fact just edited."""
        chosen = self.problem
        super().took(look)
        if self.only and not look.count(self.only):
            self.only = ""
        if look.edited and not look.complete and (self.on_facts or not self.problems):
            self.fact = look.edited
        elif look.facts and self.fact not in {fact.id for fact in look.facts}:
            self.fact = look.facts[0].id
        self._fill(chosen)

    def sampled(self, *, is_other: bool) -> None:
        """Show the questions."""
        samples = self.preview.samples if self.preview else ()
        if is_other:
            role = self.problem.role if self.problem else ""
            self.current = next((n for n, each in enumerate(samples) if each.role == role), 0)
        self.current = max(0, min(self.current, len(samples) - 1))
        self._paint()
        self.refresh_bindings()

    def _fill(self, chosen: Problem | None = None) -> None:
        """Fill the list, the cursor on the problem given, or on the fact that is shown."""
        look, rows = self.look, self.query_one(Picker)
        empty = checkrows.nothing(look, on_facts=self.on_facts, width=max(20, self.size.width - 2))
        if self.on_facts:
            ids = [fact.id for fact in look.facts]
            at = ids.index(self.fact) if self.fact in ids else 0
            rows.fill(len(ids), self._fact_row, cursor=at, empty=empty)
        else:
            found = self.problems
            at = checkrows.same(found, chosen or self.problem, near=rows.cursor)
            rows.fill(len(found), self._problem_row, cursor=at, empty=empty)
        self.set_class(not rows.count, "-empty")
        names = checkrows.tabs(look, on_facts=self.on_facts, only=self.only)
        self.query_one(Tabs).show(names)
        self.retitle()
        self._paint()
        self.refresh_bindings()

    def _problem_row(self, row: int, width: int) -> Content:
        several = len(self.look.files) > 1
        return checkrows.problem_row(self.problems[row], width, several=several)

    def _fact_row(self, row: int, width: int) -> Content:
        return checkrows.fact_row(self.look.facts[row], self.look, width)

    def _paint(self, *, from_top: bool = False) -> None:
        for detail in self.query(Detail):
            detail.redraw(from_top=from_top)

    def _frame_lines(self, width: int) -> list[Line]:
        """Return the frames of the problem or of the fact's own; with the preview in one pane."""
        if width < 1:
            return []
        lines: list[Line] = []
        for problem in (self.problem,) if self.problem else self._own():
            text = frame(problem, self.look.lines)
            found = clickable(fitted(text, width, severity=problem.severity.word))
            lines += [*clickable([NOTHING] if lines else ()), *found]
        if self.has_class("-beside"):
            return lines or clickable(checkrows.sources(self.look, width))
        below = self._preview_lines(width)
        between = clickable([NOTHING] if lines and below else ())
        return [*lines, *between, *below] if self.problem else [*below, *between, *lines]

    def _own(self) -> tuple[Problem, ...]:
        """Return the problems of the fact that is shown, where the list is of facts."""
        fact = self.preview.fact if self.on_facts and self.preview else None
        if fact is None:
            return ()
        here = (fact.path, fact.line)
        return tuple(p for p in self.look.problems if p.fact == fact.id or p.at[:2] == here)

    def _preview_lines(self, width: int) -> list[Line]:
        if self.preview is None or width < 1:
            return []
        return preview_lines(self.preview, width, current=self.current, answers=self.answers)

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
        samples = self.preview.samples if self.preview else ()
        rows = self.query(Picker)
        may = {
            "move": bool(rows) and rows.first().count > 1,
            "facts": not self.on_facts and bool(self.look.facts),
            "problems": self.on_facts,
            "edit": self._place() is not None,
            "draw": bool(samples),
            "form": bool(samples) and len(samples[self.current].forms) > 1,
            "answers": bool(samples),
            "explain": self.problem is not None,
            "question": len(samples) > 1,
            "severity": not self.on_facts and len(checkrows.severities(self.look)) > 1,
            "page": any(detail.has_more for detail in self.query(Detail)),
        }
        return may.get(action, True) and super().check_action(action, parameters)

    def _place(self) -> Location | None:
        """Return where the editor opens."""
        problem, shown = self.problem, self.preview
        if problem:
            return problem.at
        return Location(shown.fact.path, shown.fact.line) if shown else None

    def action_back(self) -> None:
        """Go back; where nothing else was opened, leave."""
        if self.quizkit.opening.screen == "check":
            self.app.exit(return_code=0)
        else:
            super().action_back()

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
        self.sample()

    def action_answers(self) -> None:
        """Show the right answers, or hide them."""
        self.answers = not self.answers
        self._paint()

    def action_explain(self) -> None:
        """Show the page of the problem's code."""
        if self.problem:
            self.app.push_screen(ExplainScreen(self.problem.code))

    def action_question(self, by: int) -> None:
        """Look at the fact's next question."""
        count = len(self.preview.samples) if self.preview else 0
        self.current = (self.current + by) % max(1, count)
        self._paint()
        for detail in self.query(Detail):
            detail.bring_into_sight(target(self.current))

    def action_severity(self) -> None:
        """Show problems of one severity only, the next one; after the last, all."""
        known = ("", *checkrows.severities(self.look))
        chosen = self.problem
        self.only = known[(known.index(self.only) + 1) % len(known)]
        self._fill(chosen)
        self._again()

    def action_page(self, pages: int) -> None:
        """Scroll what belongs to the row: the preview where there is more of it, else the frame."""
        moved = [detail for detail in reversed(list(self.query(Detail))) if detail.has_more]
        if moved:
            moved[0].page(pages)
