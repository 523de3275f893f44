"""What the deck check shows: two lists, and what belongs to the row that is chosen."""

from pathlib import Path
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from quizkit.checks.frames import MOST_NOTES, frame
from quizkit.decks.library import is_bundled
from quizkit.model import Note, Problem
from quizkit.practice.look import Look
from quizkit.tui.screens.bench import BenchScreen
from quizkit.tui.widgets import checkrows
from quizkit.tui.widgets.codeframe import fitted
from quizkit.tui.widgets.detail import Detail, Tabs
from quizkit.tui.widgets.lines import NOTHING, Line, clickable
from quizkit.tui.widgets.picker import Picker
from quizkit.tui.widgets.previewbox import preview_lines

BESIDE: Final = 110
"""From so many cells on the preview stands beside the frame, not below it."""


class CheckPanes(BenchScreen):
    """Two lists, of problems and of facts, and what belongs to the row that is chosen.

    Args:
        place: The deck's file or folder.
        fact: The fact to begin with, in the list of facts; "" begins with the problems.

    Attributes:
        on_facts: The list is that of facts.
        only: The severity that is shown alone, or "".
        answers: Right answers are shown.
        current: The question that is looked at, from 0.
    """

    DEFAULT_CSS = """
    CheckPanes > Tabs { height: auto; padding: 0 1; }
    CheckPanes > Picker { max-height: 33%; padding: 0 1; }
    CheckPanes.-empty > Picker { max-height: 60%; }
    CheckPanes > #details { height: 1fr; layout: vertical; }
    CheckPanes Detail { height: 1fr; padding: 0 1; border-top: solid $border-blurred; }
    CheckPanes.-beside > #details { layout: horizontal; }
    CheckPanes #preview { display: none; }
    CheckPanes.-beside #preview { display: block; }
    CheckPanes.-narrow > Tabs, CheckPanes.-narrow > Picker, CheckPanes.-narrow Detail,
    CheckPanes.-tiny > Tabs, CheckPanes.-tiny > Picker, CheckPanes.-tiny Detail { padding: 0; }
    """

    def __init__(self, place: Path, *, fact: str = "") -> None:
        super().__init__(place, fact=fact)
        self.on_facts = bool(fact)
        self.only = ""
        self.answers = False
        self.current = 0
        self._listed: tuple[int, str, tuple[Problem, ...]] = (0, "", ())

    def heading(self) -> Content:
        """Return the deck, what was found, and what happens."""
        margins = 2 if self.has_class("-wide") or self.has_class("-medium") else 0
        width = max(self.size.width - margins, 20)
        return checkrows.heading(self.look, self.state, width, profile=self.profile)

    def body(self) -> ComposeResult:
        """Yield the names of the lists, the list, and what belongs to its chosen row."""
        yield Tabs(id="tabs")
        yield Picker(id="rows")
        yield Container(Detail(id="frame"), Detail(id="preview"), id="details")

    def on_mount(self) -> None:
        """Paint the shell, then follow the deck."""
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
        if self._listed[:2] != (id(self.look), self.only):
            found = (p for p in self.look.problems if self.only in ("", p.severity.word))
            self._listed = (id(self.look), self.only, tuple(found))
        return self._listed[2]

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
            text = frame(self._pointing(problem), self.look.lines)
            found = clickable(fitted(text, width, severity=problem.severity.word))
            lines += [*clickable([NOTHING] if lines else ()), *found]
        if self.has_class("-beside"):
            return lines or clickable(checkrows.sources(self.look, width))
        below = self._preview_lines(width)
        between = clickable([NOTHING] if lines and below else ())
        return [*lines, *between, *below] if self.problem else [*below, *between, *lines]

    def _pointing(self, problem: Problem) -> Problem:
        """Return a problem that names the press that mends it, in place of a command."""
        if problem.fix is None or is_bundled(self.place):
            return problem._replace(fix=None)
        press = self.quizkit.desk.settings.keys.get("check.fix", "f").split(",")[0]
        last = tuple(note for note in problem.notes if note.kind in ("known", "why", "more"))
        first = tuple(note for note in problem.notes if note not in last)
        note = Note("fix", f"press {press}: it shows what would be changed, and asks")
        return problem._replace(fix=None, notes=(*first, note, *last)[:MOST_NOTES])

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
