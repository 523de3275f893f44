"""Every screen in every state, on few stages: for tests of what holds for all of them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from textual.screen import Screen

from quizkit.model import AskAgainView, Form, MarkView, PausedView, Progress
from quizkit.practice import planning
from quizkit.practice.outlook import Outlook
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens import exam, exam_work, homebody
from quizkit.tui.screens.asides import Flagging, Told
from quizkit.tui.screens.bench import CHECKING
from quizkit.tui.screens.browse import BrowseScreen
from quizkit.tui.screens.check import CheckScreen
from quizkit.tui.screens.confirm import Confirm
from quizkit.tui.screens.evidence import EvidenceScreen
from quizkit.tui.screens.exam import ExamScreen
from quizkit.tui.screens.explain import ExplainScreen
from quizkit.tui.screens.fact import FactScreen
from quizkit.tui.screens.guard import Guard
from quizkit.tui.screens.mend import Mend
from quizkit.tui.screens.opening import OpenFile
from quizkit.tui.screens.pick import Choice, PickOne, PickSome, TypeLine
from quizkit.tui.screens.reading import Reading
from quizkit.tui.screens.settings import SettingsScreen
from quizkit.tui.screens.stats import StatsScreen
from quizkit.tui.screens.study import StudyScreen
from quizkit.tui.screens.tour import Coach
from quizkit.tui.text import shown
from tests.cli.conftest import RIVERS
from tests.practice.test_workshop import BAD
from tests.tui import studying as made
from tests.tui.answered import answer
from tests.tui.stage import Stage
from tests.tui.studying import Clock, Script, Study, feedback, question
from tests.tui.test_browse import TRIPS
from tests.tui.test_check_mends import WRONG
from tests.tui.test_evidence import VIEW

Put = Callable[["Scene"], Awaitable[None]]

STUDIED = {
    "choice": question(),
    "choice-hinted": question(gone=frozenset({2}), may_hint=False),
    "true-false": made.SIDE,
    "select": made.SELECT,
    "typed": made.TYPED,
    "typed-ask-again": AskAgainView(made.TYPED, "bush", ("George Bush", "George W. Bush")),
    "cloze": made.CLOZE,
    "order": made.ORDER,
    "match": made.MATCH,
    "flip": made.FLIP,
    "quiz": question(progress=Progress(3, total=20), may_hint=False),
    "feedback-right": feedback(**made.RIGHT),
    "feedback-wrong": feedback(),
    "feedback-typed": made.TOLD["typed"],
    "feedback-order": made.TOLD["order"],
    "feedback-quiz": feedback(
        question(progress=Progress(3, total=20)),
        rating=None,
        forecasts=(),
        held=frozenset(),
        may_override=False,
    ),
    "reveal": made.REVEALED,
    "paused": PausedView(made.DECK, made.PROGRESS),
    "summary": made.SUMMARY,
    "summary-empty": replace(
        made.SUMMARY,
        answered=0,
        missed=(),
        mixed_up=(),
        next_days=None,
        retry=0,
        may_more=False,
        contrast=None,
        may_undo=False,
    ),
    "mark": MarkView("7", 1, 0.0, (made.marked(Form.TYPED, "When was it?", "1992", "1987", 0),)),
}
"""What the study screen shows, by the name of its state."""


@dataclass(frozen=True)
class State:
    """A screen in a state.

    Attributes:
        name: It in a word.
        put: Brings it onto the stage, above home.
    """

    name: str
    put: Put


class Scene(Study):
    """The whole app on a stage, with anything above home.

    Attributes:
        ends: How often the app was to end; it never does.
    """

    ends: list[tuple]

    async def settle(self) -> None:
        """Wait until nothing is on its way, no worker is at work, nothing is being read."""
        for _ in range(400):
            await super().settle()
            at_work = [each for each in self.app.workers if each.is_running]
            if all(each.group == "follow" for each in at_work) and not _reads(self.screen):
                return
            await asyncio.sleep(0.005)
        pytest.fail(f"there is no end of work:\n{self.text()}")

    @property
    def actions(self) -> list:
        """What was wanted of the study screen so far."""
        script = getattr(self, "script", None)
        return script.actions if script else []

    async def home(self) -> None:
        """Take away whatever is above home, once it is there; its work may go on."""
        for _ in range(400):
            if self.screen.is_mounted and not self.screen.message_queue_size:
                break
            await asyncio.sleep(0.002)
        while len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        self.app.clear_notifications()
        await self.settle()

    async def above(self, screen: Screen) -> None:
        """Put a screen above home, alone."""
        await self.home()
        await self.app.push_screen(screen)
        await self.settle()

    async def until(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        await Stage.until(self, text)


def _reads(screen: Screen) -> bool:
    if isinstance(screen, CheckScreen):
        return screen.state[0].startswith((CHECKING, "reading …"))
    if isinstance(screen, StudyScreen):
        pages = screen.pages
        return screen.focused not in {pages.page, pages.line.box, screen.trouble}
    state = getattr(screen, "_state", "")
    return isinstance(state, str) and bool(state)


def _studied(name: str) -> Put:
    async def put(s: Scene) -> None:
        await s.settle()
        while len(s.app.screen_stack) > 2:
            s.app.pop_screen()
            await s.settle()
        if not isinstance(s.screen, StudyScreen):
            s.script = Script([STUDIED["choice"]])
            await s.above(StudyScreen(lambda: s.script))
            s.screen.guard = Guard(Clock())
        s.app.clear_notifications()
        s.screen.coach = Coach() if name == "tour" else None
        await s.give(STUDIED["choice" if name == "tour" else name])

    return put


def _modal(make: Callable[[], Screen]) -> Put:
    async def put(s: Scene) -> None:
        await s.above(make())

    return put


async def _home(s: Scene) -> None:
    await s.home()
    s.screen.decks.chosen = frozenset()


async def _browsed_in_vain(s: Scene) -> None:
    await s.above(BrowseScreen())
    await s.press("slash")
    s.screen.line.query_one("Input").value = "zebra"
    await s.press("enter")


async def _filtering(s: Scene) -> None:
    await s.above(BrowseScreen())
    await s.press("slash")


async def _help(s: Scene) -> None:
    await s.home()
    await s.press("question_mark")


async def _fact(s: Scene) -> None:
    await s.above(FactScreen("trips/k7f3"))


def _checked(text: str, seen: str) -> Put:
    async def put(s: Scene) -> None:
        place = Path(s.app.desk.places.data) / "checked" / "deck.yaml"
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
        await s.above(CheckScreen(place))
        await s.until(seen)

    return put


async def _mendable(s: Scene) -> None:
    s.app.desk.settings = replace(s.app.desk.settings, profile="class")
    await _checked(WRONG, "QK101")(s)
    await s.until("(class)")
    s.app.desk.settings = replace(s.app.desk.settings, profile="practice")


UNUSABLE = "quizkit: 1\ndeck: x\ntitle: X\nlanguage: en\nfcts: {}\n"
CHOICES = [Choice("a", "Two rivers"), Choice("b", "Some lakes")]

STUDY = [State(name, _studied(name)) for name in (*STUDIED, "tour")]
FULL = [
    State("home", _home),
    State("browse", _modal(BrowseScreen)),
    State("browse-no-hits", _browsed_in_vain),
    State("browse-filtering", _filtering),
    State("fact", _fact),
    State("stats", _modal(StatsScreen)),
    State("exam", _modal(ExamScreen)),
    State("check-clean", _checked(TRIPS.split("    - {id: r5t1")[0], "No problems.")),
    State("check-problems", _checked(BAD, "QK301")),
    State("check-broken", _checked(UNUSABLE, "QK004")),
    State("check-mendable", _mendable),
    State(
        "mend", _modal(lambda: Mend("Write `2000`", "Safe.", [shown("- 200O"), shown("+ 2000")]))
    ),
    State("explain", _modal(lambda: ExplainScreen("QK301"))),
    State("settings", _modal(SettingsScreen)),
    State("help", _help),
    State("evidence", _modal(lambda: EvidenceScreen(VIEW))),
    State("flag", _modal(Flagging)),
    State("told", _modal(lambda: Told("Why was this asked?", shown("It is new to you.")))),
    State("opening", _modal(OpenFile)),
    State("confirm", _modal(lambda: Confirm("Take it off your list?", yes="Take it off"))),
    State("reading", _modal(lambda: Reading("What changed", ["One fact was changed."]))),
    State("pick-one", _modal(lambda: PickOne("Which deck?", CHOICES))),
    State("pick-some", _modal(lambda: PickSome("Which tags?", CHOICES))),
    State("type-line", _modal(lambda: TypeLine("Which day?", example="fri", check=lambda _: "no"))),
]
EMPTY = [
    State("home-empty", _home),
    State("browse-empty", _modal(BrowseScreen)),
    State("stats-empty", _modal(StatsScreen)),
    State("exam-empty", _modal(ExamScreen)),
]
FIRST = [State("home-first", _home), State("stats-first", _modal(StatsScreen))]


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at few futures, wait for nothing, open no editor."""
    monkeypatch.setattr(exam_work.planning, "look", partial(planning.look, runs=3))
    monkeypatch.setattr(exam, "_PAUSE_S", 0.0)
    monkeypatch.setattr(homebody, "QUIET_S", 0.0)
    monkeypatch.setattr(homebody, "LOOK_S", 1000.0)
    monkeypatch.setattr(
        "quizkit.practice.outlook.outlook", lambda _scene, _minutes, *, tick: Outlook("On 1 July.")
    )
    monkeypatch.setattr("quizkit.practice.evidence.evidence", lambda _study: VIEW)
    for module in ("editor", "screens.check"):
        monkeypatch.setattr(f"quizkit.tui.{module}.edit", lambda *_: "No editor is set.")


STAGES = {
    "study": (STUDY, [RIVERS], 0),
    "full": (FULL[:7], [TRIPS, RIVERS], 8),
    "checked": (FULL[7:12], [TRIPS], 0),
    "above": (FULL[12:], [TRIPS], 0),
    "empty": (EMPTY, [], 0),
    "first": (FIRST, [RIVERS], 0),
}
"""For each stage what is put on it, its decks, and for how many days they were studied."""


def by_cost(stages: Iterable[str], *, quick: str) -> list[ParameterSet]:
    """Return the stages for a test: one at every size, the others from size ci on."""
    slow = [pytest.mark.slow, pytest.mark.fault]
    return [pytest.param(name, marks=[] if name == quick else slow) for name in stages]


@asynccontextmanager
async def playing(new_desk, name: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Scene]:
    """Run the app over the decks of a stage."""
    _, decks, days = STAGES[name]
    where = new_desk(decks=decks)
    if days:
        answer(where, days=days, a_day=6)
    app = QuizkitApp(where)
    async with app.run_test(size=size, notifications=True) as pilot:
        scene = Scene(app, pilot, golden=False)
        scene.ends = []
        app.exit = lambda *given, **_named: scene.ends.append(given)
        await scene.settle()
        yield scene
