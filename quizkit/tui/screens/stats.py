"""Stats: what you know, in sentences, in plots, and as tables."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizkit.errors import QuizkitError
from quizkit.model import OpenPlan, Stats
from quizkit.tui.aside import Aside, Stopped
from quizkit.tui.screens.base import WIDTHS, QuizkitScreen
from quizkit.tui.screens.pick import Choice, PickOne, TypeLine
from quizkit.tui.screens.stats_plots import DIMENSIONS, FEWEST, due, plots
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.bars import signs_for
from quizkit.tui.widgets.plot import Plot, PlotView

if TYPE_CHECKING:
    from types import ModuleType

    from textual.worker import WorkType

    from quizkit.analysis.stats.past import Past
    from quizkit.tui.screens.stats_work import Footing

_PERIODS: Final = (("Today", 1), ("30 days", 30), ("All", 0))
_BEAT_S: Final = 0.25
_ALL: Final = "your decks"
_WIDTHS: list[tuple[int, str]] = [*WIDTHS, (110, "-double")]


class StatsScreen(QuizkitScreen[None]):
    """Where a learner stands: three sentences first, then plots.

    Decks and memory are read in the backend, which is quick; the log as a whole is read beside it,
    through a handle of its own, so that nothing waits for it. Leaving the screen stops that.
    """

    HORIZONTAL_BREAKPOINTS = _WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "table", "Table", id="stats.table"),
        Binding("p", "period", "Period", id="stats.period"),
        Binding("d", "deck", "Deck", id="stats.deck"),
        Binding("b", "by", "By", id="stats.by"),
        Binding("x", "export", "Export", id="stats.export"),
        Binding("r", "again", "Read again", id="stats.again"),
    ]
    DEFAULT_CSS = """
    StatsScreen #told { padding: 0 1; }
    StatsScreen #sentences, StatsScreen #period { height: auto; margin-bottom: 1; }
    StatsScreen #told { scrollbar-size-vertical: 1; }
    StatsScreen #plots { height: auto; layout: vertical; }
    StatsScreen #left, StatsScreen #right { height: auto; }
    StatsScreen PlotView { margin-top: 1; }
    StatsScreen PlotView.-spark { margin-top: 0; }
    StatsScreen.-double #plots { layout: horizontal; }
    StatsScreen.-double #left, StatsScreen.-double #right { width: 1fr; padding-right: 2; }
    StatsScreen.-narrow #told, StatsScreen.-tiny #told { padding: 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._aside = Aside()
        self._deck, self._by, self._period = "", "kind", 2
        self._is_table = False
        self._state = ""
        self._footing: Footing | None = None
        self._past: Past | None = None
        self._all: Stats | None = None
        self._stats: Stats | None = None
        self._counted = -1
        self._drawn: list[Plot] = []
        self._ahead: OpenPlan | None = None
        self._error: QuizkitError | None = None
        self._signs = signs_for("utf-8")

    def heading(self) -> Content:
        """Return what is looked at."""
        return joined("Stats · ", shown(self._title()))

    def body(self) -> ComposeResult:
        """Yield the period, the sentences, the plots."""
        with VerticalScroll(id="told"):
            yield Static(id="period")
            yield Static(id="sentences")
            with Container(id="plots"):
                yield Container(id="left")
                yield Container(id="right")

    def on_mount(self) -> None:
        """Draw with what the terminal shows; keep those who wait informed."""
        self._signs = signs_for(self.app.console.encoding)
        self.query_one("#told").focus()
        self.set_interval(_BEAT_S, self._beat)

    def on_screen_resume(self) -> None:
        """Read the log where it has grown, or was not read to its end."""
        self.query_one("#told").focus()
        self._begin()

    def on_screen_suspend(self) -> None:
        """Stop what takes long: another screen needs the time."""
        self.workers.cancel_group(self, "stats")
        self._aside.stop()

    def on_unmount(self) -> None:
        """Stop what takes long."""
        self._aside.stop()

    def _begin(self) -> None:
        """Begin to work out what is not known; what was begun before is given up."""
        work: WorkType[None] = self._renew
        self.run_worker(work, exclusive=True, group="stats")

    async def _renew(self) -> None:
        """Read what is not known yet, or not any more."""
        known, desk = self._footing, self.quizkit.desk
        if known is None:
            self._say("Reading your decks ..")
        try:
            work = await self.quizkit.backend.call(_loaded)
            if known is None or await self.quizkit.backend.call(partial(work.is_old, desk, known)):
                self._footing = self._past = self._all = self._stats = self._ahead = None
                self._say("Reading your decks ..")
                call = partial(work.footing, desk, self.quizkit.shelf, self._deck)
                self._footing = await self.quizkit.backend.call(call)
                self.retitle()
            if self._footing is not None and self._footing.ground is not None:
                await self._reckon(work, self._footing)
            self._error = None
        except Stopped:
            return
        except QuizkitError as error:
            self._error = error
        self._say("")

    async def _reckon(self, work: "ModuleType", footing: "Footing") -> None:
        """Work out what takes long; what is there already is not worked out again."""
        if self._past is None:
            self._say("Reading your answers ..")
            self._past = await self._aside.run(partial(work.read_past, footing))
        if self._all is None:
            self._all = await self._figures(work, footing, 0)
        if self._counted != self._period or self._stats is None:
            days = _PERIODS[self._period][1]
            self._stats = await self._figures(work, footing, days) if days else self._all
            self._counted = self._period
        if self._ahead is None and self._all.facets:
            self._say("Looking ahead ..")
            call = partial(work.scene, self.quizkit.desk, self.quizkit.shelf, self._deck)
            scene = await self.quizkit.backend.call(call)
            minutes = self.quizkit.desk.settings.minutes
            self._ahead = await self._aside.run(partial(work.ahead, scene, self._all, minutes))

    async def _figures(self, work: "ModuleType", footing: "Footing", days: int) -> Stats:
        """Return the figures of some days."""
        past = self._past
        found: Stats = await self._aside.run(lambda _: work.figures(footing, past, days))
        return found

    def _say(self, state: str) -> None:
        """Tell what is being worked out, and show what is known so far."""
        self._state = state
        self._paint()
        self.refresh_bindings()

    def _beat(self) -> None:
        """Tell how far the log is read."""
        if self._state and self.is_current:
            self.query_one("#period", Static).update(self._tabs())

    def _paint(self) -> None:
        self.query_one("#period", Static).update(self._tabs())
        self.query_one("#sentences", Static).update(self._sentences())
        self._drawn = self._plots()
        self._draw(self._drawn)

    def _draw(self, plots: Sequence[Plot]) -> None:
        """Put plots into the views there are; more views only where there are more plots."""
        half = (len(plots) + 1) // 2
        for column, some in (("#left", plots[:half]), ("#right", plots[half:])):
            place = self.query_one(column)
            views = list(place.query(PlotView))
            for view, plot in zip(views, some, strict=False):
                view.plot, view.is_table = plot, self._is_table
            for view in views[len(some) :]:
                view.remove()
            fresh = some[len(views) :]
            if fresh:
                signs, is_table = self._signs, self._is_table
                place.mount(*(PlotView(each, signs=signs, is_table=is_table) for each in fresh))

    def _tabs(self) -> Content:
        """Return the periods, the one that is shown in brackets, and what is being done."""
        names = [
            shown(f"[{name}]", "bold") if at == self._period else Content(f" {name} ")
            for at, (name, _) in enumerate(_PERIODS)
        ]
        return joined(
            *names, *([shown(self._doing(), "italic")] if self._state else []), between=" "
        )

    def _doing(self) -> str:
        events = self._footing.events if self._footing else 0
        is_reading = self._past is None and events and self._aside.ticks > 1
        if not is_reading:
            return self._state
        return f"{self._state} {min(1.0, self._aside.ticks / (2 * events)):.0%}"

    def _sentences(self) -> Content:
        return joined(*map(shown, self._told()), between="\n")

    def _told(self) -> list[str]:
        """Return what is said first."""
        from quizkit.tui.screens.stats_words import beginning, begun

        if self._error is not None:
            return [str(self._error), "Press r to read it again."]
        footing, every = self._footing, self._all
        if footing is None:
            return []

        if footing.ground is None or (every is not None and not every.answers):
            return beginning(footing.facets, is_elsewhere=bool(every and every.elsewhere))
        return [] if every is None else begun(every, self._ahead)

    def _plots(self) -> list[Plot]:
        """Return what is drawn of what is known so far."""
        footing, every, found = self._footing, self._all, self._stats
        if self._error is not None or footing is None or footing.ground is None:
            return []
        if every is None or found is None:
            return [due(footing.coming)]
        if every.answers < FEWEST:
            return [due(footing.coming)] if every.answers else []
        from quizkit.tui.screens.stats_work import least_known  # it is loaded by now

        weak = least_known(found, self._by)
        return plots(found, self._ahead, footing.coming, by=self._by, weakest=weak)

    def _title(self) -> str:
        titles = dict(self._footing.titles) if self._footing else {}
        return titles.get(self._deck, _ALL)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with what there is."""
        if not super().check_action(action, parameters):
            return False
        if action in {"table", "export"}:
            return bool(self._drawn)
        if action in {"period", "by"}:
            return len(self._drawn) > 1
        if action == "deck":
            return self._footing is not None and len(self._footing.titles) > 1
        if action == "again":
            return self._error is not None
        return True

    def action_table(self) -> None:
        """Show every plot as a table, or drawn again."""
        self._is_table = not self._is_table
        self._paint()

    def action_period(self) -> None:
        """Look at the next period."""
        self._period = (self._period + 1) % len(_PERIODS)
        self.query_one("#period", Static).update(self._tabs())
        self._begin()

    def action_by(self) -> None:
        """Put answers together by something else."""
        self._by = DIMENSIONS[(DIMENSIONS.index(self._by) + 1) % len(DIMENSIONS)]
        self._paint()

    def action_deck(self) -> None:
        """Ask which deck is looked at."""
        assert self._footing is not None  # noqa: S101  # else it is not offered
        choices = [Choice("", "All decks"), *(Choice(*each) for each in self._footing.titles)]
        ask = PickOne("Which deck?", choices, current=self._deck)
        self.app.push_screen(ask, self._picked)

    def _picked(self, picked: tuple[str, ...] | None) -> None:
        if picked is None or picked[0] == self._deck:
            return
        self._deck, self._footing = picked[0], None
        self._begin()

    def action_again(self) -> None:
        """Try once more to read the log."""
        self._footing = self._error = None
        self._begin()

    def action_export(self) -> None:
        """Ask for a file, and write all plots into it as CSV."""
        day = self._all.day if self._all else "today"
        ask = TypeLine(
            "Export as CSV",
            example="A file that is not there yet; spreadsheets open it.",
            text=str(Path.cwd() / f"quizkit-stats-{day}.csv"),
            check=lambda text: "" if text.strip() else "type the name of a file",
        )
        self.app.push_screen(ask, self._exported)

    def _exported(self, typed: tuple[str, ...] | None) -> None:
        from quizkit.tui.screens.stats_file import write

        if typed is not None:
            self.ask(partial(write, typed[0], self._drawn), self._tell_export)

    def _tell_export(self, told: tuple[str, bool]) -> None:
        self.tell(told[0], is_error=told[1])

    def action_back(self) -> None:
        """Go back to where the learner came from."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self.app.switch_mode("home")


def _loaded() -> "ModuleType":
    """Return what works it all out; it weighs, so the backend imports it."""
    from quizkit.tui.screens import stats_words, stats_work

    assert stats_words  # noqa: S101  # wanted by the screen as soon as there are figures
    return stats_work
