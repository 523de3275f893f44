"""The exam plan: a day, minutes a day, and what will come of them."""

import asyncio
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizkit.errors import QuizkitError
from quizkit.model import ExamPlan, OpenPlan
from quizkit.tui.aside import Aside, Stopped
from quizkit.tui.screens.base import QuizkitScreen
from quizkit.tui.screens.pick import Choice, PickOne, PickSome, TypeLine
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.bars import signs_for
from quizkit.tui.widgets.plot import Plot, PlotView

if TYPE_CHECKING:
    from types import ModuleType

    from textual.worker import WorkType

    from quizkit.practice.planning import Scene
    from quizkit.practice.wanted import Wanted
    from quizkit.tui.screens.exam_work import Grounds

MOST: Final = 240
"""Minutes a day that the arrows reach."""

_STEP: Final = 5
_PAUSE_S: Final = 0.25
_BEAT_S: Final = 0.25
_LONGEST: Final = 1440


def stepped(minutes: int, *, up: bool) -> int:
    """Return the next minutes a day: one more or less up to 5, then by fives up to 240.

    >>> [stepped(each, up=True) for each in (1, 4, 5, 12, 240)]
    [2, 5, 10, 15, 240]
    >>> [stepped(each, up=False) for each in (1, 5, 12, 15, 400)]
    [1, 4, 10, 10, 395]
    """
    if up:
        return max(minutes, min(MOST, minutes + 1 if minutes < _STEP else _fives(minutes) + _STEP))
    return max(1, minutes - 1 if minutes <= _STEP else _fives(minutes - 1))


def _fives(minutes: int) -> int:
    return minutes // _STEP * _STEP


class ExamScreen(QuizkitScreen[None]):
    """What minutes a day bring until an exam, or in 30 days without one.

    Where the learner stands is read in the backend; futures are looked at beside it, first a few,
    then as many as `quizkit plan` looks at. A press that changes the plan stops what is under way.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Save plan", id="exam.save"),
        Binding("right", "more", "Minutes", id="exam.more", key_display="←→", priority=True),
        Binding("left", "fewer", "Fewer minutes", id="exam.fewer", show=False, priority=True),
        Binding("d", "date", "Date", id="exam.date"),
        Binding("t", "table", "Table", id="exam.table"),
        Binding("m", "type_minutes", "Type minutes", id="exam.type"),
        Binding("k", "deck", "Deck", id="exam.deck"),
        Binding("g", "tags", "Tags", id="exam.tags"),
        Binding("w", "target", "Wanted score", id="exam.target"),
        Binding("c", "clear", "Clear exam", id="exam.clear"),
        Binding("r", "again", "Read again", id="exam.again"),
    ]
    DEFAULT_CSS = """
    ExamScreen #plan { padding: 0 1; scrollbar-size-vertical: 1; }
    ExamScreen.-narrow #plan, ExamScreen.-tiny #plan { padding: 0; }
    ExamScreen #form, ExamScreen #sentences, ExamScreen #plots { height: auto; }
    ExamScreen #sentences, ExamScreen PlotView { margin-top: 1; }
    """

    def __init__(self, deck: str | None = None) -> None:
        super().__init__()
        self._aside = Aside()
        self._deck = deck
        self._is_table = False
        self._target = 90
        self._grounds: Grounds | None = None
        self._wanted: Wanted | None = None
        self._scene: tuple[object, Scene] | None = None
        self._plan: ExamPlan | OpenPlan | None = None
        self._state = ""
        self._error: QuizkitError | None = None
        self._signs = signs_for("utf-8")

    def heading(self) -> Content:
        """Return what is planned for."""
        titles = dict(self._grounds.titles) if self._grounds else {}
        return joined("Exam plan · ", shown(titles.get(self._deck or "", "all decks")))

    def body(self) -> ComposeResult:
        """Yield day and minutes, then what comes of them."""
        with VerticalScroll(id="plan"):
            yield Static(id="form")
            yield Static(id="sentences")
            yield Container(id="plots")

    def on_mount(self) -> None:
        """Draw with what the terminal shows; keep those who wait informed."""
        self._signs = signs_for(self.app.console.encoding)
        self.set_interval(_BEAT_S, self._beat)

    def on_screen_resume(self) -> None:
        """Read decks and log, which may have changed, and go on looking ahead."""
        self.query_one("#plan").focus()
        if self._state or self._plan is None:
            self._begin()

    def on_screen_suspend(self) -> None:
        """Stop what takes long: another screen needs the time."""
        self.workers.cancel_group(self, "exam")
        self._aside.stop()

    def on_unmount(self) -> None:
        """Stop what takes long."""
        self._aside.stop()

    def _begin(self) -> None:
        """Look ahead anew; what was begun before is given up."""
        self._plan = None
        work: WorkType[None] = self._look
        self.run_worker(work, exclusive=True, group="exam")

    async def _look(self) -> None:
        if self._grounds is None:
            self._say("Reading your decks ..")
        try:
            work = await self.quizkit.backend.call(_loaded)
            if self._grounds is None:
                await self._read(work)
            self._error = None
            if self._grounds is not None and self._grounds.facets:
                await self._forecast(work)
        except Stopped:
            return
        except QuizkitError as error:
            self._error = error
        self._say("")

    async def _read(self, work: "ModuleType") -> None:
        """Read what a plan starts from; the exam that is kept is the first plan."""
        desk, shelf = self.quizkit.desk, self.quizkit.shelf
        found: Grounds = await self.quizkit.backend.call(
            partial(work.grounds, desk, shelf, self._deck)
        )
        self._grounds, self._deck = found, found.deck
        if self._wanted is None:
            self._wanted = found.kept or work.Wanted(None, desk.settings.minutes)
        self.retitle()

    async def _forecast(self, work: "ModuleType") -> None:
        """Look ahead: a first figure of few futures, then the whole plan."""
        wanted = self._wanted
        assert wanted is not None  # noqa: S101  # read before
        self._say("Looking ahead ..")
        await asyncio.sleep(_PAUSE_S)  # the next press may change the plan
        about = (self._deck, wanted.exam, wanted.tags)
        if self._scene is None or self._scene[0] != about:
            desk, shelf = self.quizkit.desk, self.quizkit.shelf
            call = partial(work.scene, desk, shelf, self._deck, wanted)
            self._scene = (about, await self.quizkit.backend.call(call))
        scene, share = self._scene[1], self._target / 100
        self._plan = await self._aside.run(partial(work.glance, scene, wanted, target=share))
        self._say("A first estimate; looking ahead ..")
        self._plan = await self._aside.run(partial(work.forecast, scene, wanted, target=share))

    def _say(self, state: str) -> None:
        """Tell what is being worked out, and show what is known so far."""
        self._state = state
        self.query_one("#form", Static).update(self._form())
        self.query_one("#sentences", Static).update(joined(*map(shown, self._told()), between="\n"))
        self._draw()
        self.refresh_bindings()

    def _beat(self) -> None:
        """Tell how many futures were looked at."""
        if self._state and self.is_current:
            self.query_one("#form", Static).update(self._form())

    def _plots(self) -> list[Plot]:
        from quizkit.tui.screens.exam_plots import plots  # it is loaded by now

        return plots(self._plan) if self._plan else []

    def _form(self) -> Content:
        """Return day, minutes and tags, and what is being done."""
        from quizkit.tui.screens.exam_words import form

        ticks = self._aside.ticks
        is_counted = self._scene is not None and ticks > 1
        state = f"{self._state} {ticks:,} futures" if self._state and is_counted else self._state
        return form(self._grounds, self._wanted, state)

    def _told(self) -> list[str]:
        """Return what is said below."""
        from quizkit.tui.screens.exam_words import told

        if self._error is not None:
            return [str(self._error), "Press r to read it again."]
        if self._grounds is None or self._wanted is None:
            return []
        return told(self._grounds, self._wanted, self._plan)

    def _draw(self) -> None:
        drawn = self._plots() if self._plan and not self._error else []
        views = list(self.query(PlotView))
        for view, plot in zip(views, drawn, strict=False):
            view.plot, view.is_table = plot, self._is_table
        for view in views[len(drawn) :]:
            view.remove()
        fresh = drawn[len(views) :]
        if fresh:
            made = (PlotView(each, signs=self._signs, is_table=self._is_table) for each in fresh)
            self.query_one("#plots").mount(*made)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with what there is."""
        if not super().check_action(action, parameters):
            return False
        grounds, wanted = self._grounds, self._wanted
        if action == "again":
            return self._error is not None
        if action in {"back", "help"}:
            return True
        if grounds is None or wanted is None or not grounds.facets or self._error is not None:
            return False
        may = {
            "save": wanted.exam is not None and wanted != grounds.kept,
            "table": self._plan is not None,
            "deck": len(grounds.titles) > 1,
            "tags": bool(grounds.tags),
            "target": wanted.exam is not None,
            "clear": bool(grounds.kept or grounds.over),
        }
        return may.get(action, True)

    def _change(self, wanted: "Wanted") -> None:
        """Plan for something else."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._begin()
            self._say("Looking ahead ..")

    def action_more(self) -> None:
        """Plan with more minutes a day."""
        assert self._wanted is not None  # noqa: S101  # else it is not offered
        self._change(self._wanted._replace(minutes=stepped(self._wanted.minutes, up=True)))

    def action_fewer(self) -> None:
        """Plan with fewer minutes a day."""
        assert self._wanted is not None  # noqa: S101  # else it is not offered
        self._change(self._wanted._replace(minutes=stepped(self._wanted.minutes, up=False)))

    def action_table(self) -> None:
        """Show every plot as a table, or drawn again."""
        self._is_table = not self._is_table
        self._draw()

    def action_date(self) -> None:
        """Ask for the day of the exam."""
        ask = TypeLine(
            "When is the exam?",
            example="12 June, 2026-06-12, fri, in 12 days",
            check=self._wrong_day,
        )
        self.app.push_screen(ask, self._dated)

    def _wrong_day(self, text: str) -> str:
        try:
            self._day(text)
        except ValueError as error:
            return str(error)
        return ""

    def _day(self, text: str) -> date:
        from quizkit.practice.exam_day import exam_day  # it is loaded by now

        assert self._grounds is not None  # noqa: S101  # else no day is asked for
        return exam_day(text, self._grounds.today, self._grounds.words)

    def _dated(self, typed: tuple[str, ...] | None) -> None:
        if typed is not None and self._wanted is not None:
            self._change(self._wanted._replace(exam=self._day(typed[0])))

    def action_type_minutes(self) -> None:
        """Ask for the minutes a day."""
        check = partial(_no_number, most=_LONGEST, what="minutes")
        example = f"A number from 1 to {_LONGEST}."
        ask = TypeLine("How many minutes a day?", example=example, check=check)
        self.app.push_screen(ask, self._typed_minutes)

    def _typed_minutes(self, typed: tuple[str, ...] | None) -> None:
        if typed is not None and self._wanted is not None:
            self._change(self._wanted._replace(minutes=int(typed[0])))

    def action_target(self) -> None:
        """Ask for the score that you want on the day; it is not kept."""
        ask = TypeLine(
            "Which score do you want on the day?",
            example="Percent, from 1 to 100.",
            text=f"{self._target}",
            check=partial(_no_number, most=100, what="percent"),
        )
        self.app.push_screen(ask, self._typed_target)

    def _typed_target(self, typed: tuple[str, ...] | None) -> None:
        if typed is not None and int(typed[0]) != self._target:
            self._target = int(typed[0])
            self._begin()

    def action_deck(self) -> None:
        """Ask which deck is planned for."""
        assert self._grounds is not None  # noqa: S101  # else it is not offered
        choices = [Choice("", "All decks"), *(Choice(*each) for each in self._grounds.titles)]
        ask = PickOne("Which deck?", choices, current=self._deck or "")
        self.app.push_screen(ask, self._picked)

    def _picked(self, picked: tuple[str, ...] | None) -> None:
        if picked is not None and picked[0] != self._deck:
            self._deck, self._grounds, self._wanted = picked[0], None, None
            self._begin()

    def action_tags(self) -> None:
        """Ask which facts are in the exam."""
        assert self._grounds is not None  # noqa: S101  # else it is not offered
        assert self._wanted is not None  # noqa: S101  # as above
        choices = [Choice(tag, tag) for tag in self._grounds.tags]
        ask = PickSome("Only facts with a tag? None: all.", choices, current=self._wanted.tags)
        self.app.push_screen(ask, self._tagged)

    def _tagged(self, picked: tuple[str, ...] | None) -> None:
        if picked is not None and self._wanted is not None:
            self._change(self._wanted._replace(tags=picked))

    def action_save(self) -> None:
        """Keep the exam: from now on it is studied for."""
        from quizkit.tui.screens.exam_work import keep  # it is loaded by now

        assert self._wanted is not None  # noqa: S101  # else it is not offered
        self.ask(partial(keep, self.quizkit.desk, self._deck or "", self._wanted), self._kept)

    def _kept(self, _: None) -> None:
        if self._grounds is not None and self._wanted is not None:
            self._grounds = self._grounds._replace(kept=self._wanted)
        self._say(self._state)

    def action_clear(self) -> None:
        """Forget the exam that is kept."""
        from quizkit.tui.screens.exam_work import forget  # it is loaded by now

        self.ask(partial(forget, self.quizkit.desk, self._deck or ""), self._forgotten)

    def _forgotten(self, _: None) -> None:
        self.tell("Forgotten: there is no exam any more.")
        self._grounds = self._wanted = None
        self._begin()

    def action_again(self) -> None:
        """Try once more to read decks and log."""
        self._grounds = self._error = self._scene = None
        self._begin()


def _no_number(text: str, *, most: int, what: str) -> str:
    clean = text.strip()
    is_right = clean.isascii() and clean.isdigit() and 1 <= int(clean) <= most
    return "" if is_right else f"type a number of {what} from 1 to {most}"


def _loaded() -> "ModuleType":
    """Return what works it all out; it weighs, so the backend imports it."""
    from quizkit.tui.screens import exam_plots, exam_work

    assert exam_plots  # noqa: S101  # wanted by the screen as soon as there is a plan
    return exam_work
