"""A study screen alone: views made by hand, actions written down, a clock that tests move."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.keys import _character_to_key

from quizkit.model import (
    Action,
    FacetId,
    FeedbackView,
    Forecast,
    Form,
    Marked,
    Missed,
    MixedUp,
    Outcome,
    PartView,
    Progress,
    QuestionView,
    Rating,
    RevealView,
    SummaryView,
    View,
)
from quizkit.tui.backend import Backend
from quizkit.tui.presses import spelt
from quizkit.tui.screens.guard import Guard
from quizkit.tui.screens.study import StudyScreen
from tests.tui.stage import GOLDEN, SIZES, Stage

PROGRESS = Progress(14, spent_ms=250_000, box_ms=720_000)
DECK = "Vietnam and the United States"
KERRY = ("John Vessey", "John Kerry", "Patrick Leahy")
SOURCE = "The story of General Le Duc Anh ... John Kerry, para. 15"
FORECASTS = tuple(map(Forecast, Rating, (0, 2, 6, 14)))


def question(form=Form.CHOICE, **more) -> QuestionView:
    """Return a question; by default the choice that the design draws."""
    made = QuestionView(
        facet=FacetId("vietnam-us/k7f3#leader"),
        form=form,
        deck=DECK,
        stem="Who led the 1992 delegation?",
        options=KERRY if form is Form.CHOICE else (),
        gone=frozenset(),
        several=form is Form.SELECT,
        hint="",
        may_hint=form is Form.CHOICE,
        progress=PROGRESS,
        why="You knew it last week; by now it may be slipping.",
    )
    return replace(made, **more)


def feedback(asked: QuestionView | None = None, **more) -> FeedbackView:
    """Return a feedback; by default to the wrong option of that choice."""
    made = FeedbackView(
        question=asked or question(),
        response="John Vessey",
        chosen=(0,),
        outcome=Outcome.WRONG,
        score=0.0,
        key="John Kerry",
        keys=(1,),
        lines=("John Vessey led the 1987 one.",),
        statement="John Kerry led the 1992 delegation to Vietnam.",
        source=SOURCE,
        note="",
        rating=Rating.AGAIN,
        forecasts=FORECASTS,
        may_override=True,
        held=frozenset({Rating.HARD, Rating.GOOD, Rating.EASY}),
    )
    return replace(made, **more)


def marked(form: Form, stem: str, key: str, response: str, score: float) -> Marked:
    """Return an answer of a quiz."""
    return Marked(FacetId("d/f#r"), form, stem, (), key, response, score, "", 9_000)


RIGHT = {
    "response": "John Kerry",
    "chosen": (1,),
    "outcome": Outcome.RIGHT,
    "score": 1.0,
    "lines": (),
    "rating": Rating.GOOD,
    "may_override": False,
    "held": frozenset(),
}

SIDE = question(
    Form.TRUE_FALSE,
    stem="John Vessey led the 1992 delegation.",
    options=("true", "false"),
)
SELECT = question(
    Form.SELECT,
    stem="Which three countries signed the agreement of 1997?",
    options=("Indonesia", "Laos", "Thailand", "Brunei", "Vietnam"),
)
TYPED = question(Form.TYPED, may_hint=True)
CLOZE = question(Form.CLOZE, stem="The embargo was lifted in ____ .", may_hint=True)
ORDER = question(
    Form.ORDER,
    stem="Put these in order, the earliest first.",
    options=("Embassy opened", "Embargo lifted", "Paris Peace Accords signed"),
)
MATCH = question(
    Form.MATCH,
    stem="What belongs where?",
    prompts=(
        "____ led the 1987 delegation.",
        "____ led the 1992 delegation.",
        "____ visited in 2017.",
    ),
    options=("John Kerry", "Donald Trump", "John Vessey"),
)
FLIP = question(Form.FLIP)

TOLD = {
    "choice": feedback(),
    "choice-right": feedback(**RIGHT),
    "choice-unknown": feedback(response="", chosen=(), may_override=False),
    "true-false": feedback(SIDE, chosen=(0,), keys=(1,), response="true", key="false"),
    "select": feedback(
        SELECT,
        chosen=(0, 1, 2),
        keys=(0, 2, 4),
        response="Indonesia, Laos, Thailand",
        key="Indonesia, Thailand and Vietnam",
        outcome=Outcome.PARTLY,
        score=0.5,
        rating=Rating.HARD,
        lines=("Laos is none of them; Vietnam is missing.",),
        statement="Indonesia, Thailand and Vietnam signed the agreement of 1997.",
    ),
    "typed": feedback(TYPED, response="Kery", chosen=(), keys=(), outcome=Outcome.SLIP, score=1.0,
                      lines=('You wrote "Kery", it is "Kerry".',), rating=Rating.GOOD,
                      may_override=False, held=frozenset()),
    "cloze": feedback(CLOZE, response="1995", chosen=(), keys=(), key="1994",
                      statement="The embargo was lifted in 1994.",
                      lines=("The embassy opened in 1995.",)),
    "order": feedback(
        ORDER, response="Embassy opened, Paris Peace Accords signed, Embargo lifted",
        chosen=(0, 2, 1), keys=(2, 1, 0), key="", forecasts=(), statement="", lines=(), source="",
        score=1 / 3, outcome=Outcome.PARTLY, held=frozenset(),
        parts=(
            PartView(FacetId("a"), "Paris Peace Accords signed", "1973", "", 0.5, Rating.HARD),
            PartView(FacetId("b"), "Embargo lifted", "1994", "", 0.5, Rating.HARD),
            PartView(FacetId("c"), "Embassy opened", "1995", "", 0.0, Rating.AGAIN),
        ),
    ),
    "match": feedback(
        MATCH, response="John Vessey, Donald Trump, -", chosen=(2, 1, -1), keys=(2, 0, 1), key="",
        forecasts=(), statement="", lines=("Donald Trump visited in 2017.",), source="",
        score=1 / 3, outcome=Outcome.PARTLY, held=frozenset(),
        parts=(
            PartView(FacetId("a"), MATCH.prompts[0], "John Vessey", "John Vessey", 1, Rating.GOOD),
            PartView(FacetId("b"), MATCH.prompts[1], "John Kerry", "Donald Trump", 0, Rating.AGAIN),
            PartView(FacetId("c"), MATCH.prompts[2], "Donald Trump", "", 0, Rating.AGAIN),
        ),
    ),
    "flip": feedback(FLIP, response="", chosen=(), keys=(), outcome=Outcome.RIGHT, score=1.0,
                     lines=(), rating=Rating.GOOD, may_override=False, held=frozenset()),
}  # fmt: skip

REVEALED = RevealView(FLIP, "John Kerry", (), SOURCE, "He came with two others.")

SUMMARY = SummaryView(
    reason="time",
    answered=14,
    ms=192_000,
    right=11,
    slips=1,
    partly=0,
    wrong=2,
    known=431.2,
    gained=6.1,
    facets=520,
    missed=(Missed("Who received the 1992 delegation?", "Le Duc Anh"),),
    mixed_up=(MixedUp("John Kerry", "John Vessey", 2),),
    next_days=1,
    next_minutes=9.2,
    retry=2,
    may_more=True,
    contrast=("John Kerry", "John Vessey"),
    may_undo=True,
)


@dataclass
class Script:
    """A runner that writes down what is wanted, and shows the views it was given, in turn.

    Attributes:
        views: What is shown next; the last stays. An error among them is raised instead.
        actions: What was wanted.
        work: Done in the backend before each answer to an action.
    """

    views: list[View | Exception]
    actions: list[Action] = field(default_factory=list)
    notice: str = ""
    is_over: bool = False
    work: Callable[[], object] = lambda: None

    @property
    def view(self) -> View:
        """What is to be shown."""
        return self.views[0]

    def rest(self) -> None:
        """Do nothing while the learner reads."""

    def act(self, action: Action) -> View:
        """Write the action down, and go on to the next view."""
        self.actions.append(action)
        self.work()
        if len(self.views) > 1:
            self.views.pop(0)
        if isinstance(self.views[0], Exception):
            raise self.views.pop(0)
        return self.views[0]


class Alone(App[int]):
    """An app with nothing but a study screen."""

    def __init__(self, begin: Callable[[], Script], *, counts: bool = True) -> None:
        super().__init__()
        self.begin = begin
        self.backend = Backend()
        self.desk = SimpleNamespace(settings=SimpleNamespace(counts=counts), environ={})

    def on_mount(self) -> None:
        """Study."""
        self.push_screen(StudyScreen(self.begin))

    def get_key_display(self, binding: Binding) -> str:
        """Return a press as the app itself spells it."""
        return binding.key_display or spelt(binding.key)

    def action_help(self) -> None:
        """There is none here."""

    def on_unmount(self) -> None:
        """End the thread."""
        self.backend.close(lambda: None)


class Clock:
    """Seconds, of which one passes between two looks unless a test moves them itself."""

    def __init__(self) -> None:
        self.now = 100.0
        self.step = 1.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@asynccontextmanager
async def studying(
    *views: View | Exception,
    size: tuple[int, int] = (80, 24),
    golden: bool = False,
    counts: bool = True,
    begin: Callable[[Script], Script] = lambda script: script,
) -> AsyncIterator["Study"]:
    """Run a study screen over views."""
    script = Script(list(views))
    app = Alone(lambda: begin(script), counts=counts)
    async with app.run_test(size=size, notifications=True) as pilot:
        stage = Study(app, pilot, golden=golden)
        stage.script = script
        await stage.settle()
        stage.clock = Clock()
        app.screen.guard = Guard(stage.clock)
        yield stage


class Study(Stage):
    """A study screen on a stage."""

    script: Script
    clock: Clock

    @property
    def actions(self) -> list[Action]:
        """What was wanted so far."""
        return self.script.actions

    async def give(self, *views: View | Exception) -> None:
        """Show a view anew; nothing was wanted yet, and what is wanted shows the next."""
        self.script.views[:] = views
        self.actions.clear()
        self.screen.view = None
        self.screen._show(views[0])
        self.screen.refresh_bindings()
        await self.settle()

    async def press(self, *presses: str) -> None:
        """Press one after the other; each is waited for."""
        for each in presses:
            await self.press_quickly(each)
            await self.settle()

    async def settle(self) -> None:
        """Wait until no message is on its way, the backend is idle and all is painted.

        A pilot waits for the processor to be idle, at least 20 ms each time; there are too many
        presses here for that.
        """
        calm = 0
        for _ in range(5_000):
            screen = self.app.screen
            pumps = (self.app, *self.app.screen_stack, *screen.walk_children())
            waiting = getattr(screen, "busy", False) or any(
                pump.message_queue_size for pump in pumps
            )
            calm = 0 if waiting or not self.app.backend.is_idle else calm + 1
            if calm == 4:
                return
            if calm:
                screen._on_timer_update()
            await asyncio.sleep(0.001)
        pytest.fail("there is no end of messages")

    async def press_quickly(self, *presses: str) -> None:
        """Press without waiting for the backend."""
        for press in presses:
            name = _character_to_key(press) if len(press) == 1 and not press.isalnum() else press
            event = events.Key(name, press if len(press) == 1 else None)
            event.set_sender(self.app)
            self.app._driver.send_message(event)
            await asyncio.sleep(0)

    async def until_seen(self, text: str) -> None:
        """Wait until a text stands on the screen, whatever the backend does."""
        for _ in range(300):
            if text in self.text():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"{text!r} never stood on the screen:\n{self.text()}")

    async def click(self, text: str) -> None:
        """Click the first cell of a text on the screen."""
        for y, line in enumerate(self.text().splitlines()):
            if text in line:
                await self.pilot.click(offset=(line.index(text), y))
                await self.settle()
                return
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text()}")


async def gallery(stage: "Study", views: dict[str, View], *, golden: bool) -> None:
    """Compare each view at each size with `golden/study/NAME.txt`, which holds all sizes."""
    found: dict[str, list[str]] = {name: [] for name in views}
    for width, height in SIZES:
        await stage.resize(width, height)
        for name, view in views.items():
            stage.screen._show(view)
            stage.screen.refresh_bindings()
            await stage.settle()
            text = stage.text()
            check_fits(text, width, name)
            found[name].append(f"==== {width}x{height}\n{text}\n")
    for name, texts in found.items():
        path = GOLDEN / "study" / f"{name}.txt"
        if golden:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(texts), encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "".join(texts), path.name


def check_fits(text: str, width: int, name: str) -> None:
    """Check what holds at every size: help in the last line, no line wider than the screen."""
    lines = text.splitlines()
    assert lines[-1].endswith("Help"), (name, lines[-1])
    assert max(map(cell_len, lines)) <= width, name
