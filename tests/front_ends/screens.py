"""Scripts played on the screen: presses for each step."""

from textual import events

from quizkit.model import AskAgainView, Form, QuestionView
from quizkit.tui.screens.guard import Guard
from tests.front_ends.bench import Bench
from tests.tui.stage import Stage
from tests.tui.studying import Alone, Clock

PRESSES = {
    "hint": ("h",),
    "skip": ("s",),
    "put off": ("S",),
    "suspend": ("p",),
    "pause": ("P",),
    "go on": ("enter",),
    "next": ("enter",),
    "undo": ("u",),
    "redo": ("U",),
    "override": ("equals_sign",),
    "evidence": ("e", "escape"),
    "why": ("w", "enter"),
    "unknown": ("0",),
    "reveal": ("space",),
    "retry": ("r",),
    "more": ("m",),
    "contrast": ("c",),
}
WHILE_TYPING = {
    "hint": ("ctrl+g",),
    "undo": ("ctrl+z",),
    "redo": ("ctrl+y",),
    "unknown": ("enter", "enter"),
}
"""Presses that are no letters; all others come after leaving the line."""

LETTERS = frozenset({"skip", "put off", "suspend", "pause"})
TYPED = frozenset({Form.TYPED, Form.CLOZE})
AT_ONCE = frozenset({Form.CHOICE, Form.TRUE_FALSE})


async def play(bench: Bench, parts: list[list[str]]) -> None:
    """Play a script; between its parts the app goes away."""
    for steps in parts:
        app = Alone(bench.open)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            stage = Stage(app, pilot, golden=False)
            await stage.settle()
            app.screen.guard = Guard(Clock())
            for step in steps:
                bench.clock.move(seconds=3)
                await _step(stage, bench, step)
            await app.backend.call(bench.close)


async def _step(stage: Stage, bench: Bench, step: str) -> None:
    word, _, rest = step.partition(" ")
    if word == "wait":
        bench.clock.move(seconds=int(rest))
        return
    is_typing = _is_typing(bench)
    if word == "flag":
        await stage.press(*(("tab",) if is_typing else ()), "exclamation_mark")
        await _paste(stage, rest)
    elif word == "rate":
        held = getattr(bench.run.view, "held", ())
        await stage.press(rest, *((rest,) if int(rest) in held else ()))
    elif step not in PRESSES:
        await _respond(stage, bench, bench.response(step))
    elif is_typing and step in LETTERS:
        await stage.press("tab", *PRESSES[step])
    else:
        await stage.press(*(WHILE_TYPING if is_typing else PRESSES).get(step, PRESSES[step]))


def _is_typing(bench: Bench) -> bool:
    view = bench.run.view
    at_question = isinstance(view, QuestionView | AskAgainView)
    return at_question and bench.form in TYPED


async def _respond(stage: Stage, bench: Bench, text: str) -> None:
    if isinstance(bench.run.view, AskAgainView):
        await stage.press("ctrl+u")  # the name that fits several still stands there
    if bench.form in AT_ONCE:
        await stage.press(text)
    elif bench.form in TYPED:
        await _paste(stage, text)
    else:
        await stage.pilot.press(*text.replace(" ", ""))
        await stage.press("enter")


async def _paste(stage: Stage, text: str) -> None:
    """Put a text into the line that has the focus, and press enter; a press a sign takes long."""
    stage.screen.focused.post_message(events.Paste(text))
    await stage.press("enter")
