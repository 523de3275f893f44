"""Scripts played without a front end: actions given to the engine."""

from quizkit.model import (
    Action,
    Answer,
    Contrast,
    Flag,
    Hint,
    More,
    Next,
    Override,
    Pause,
    PutOff,
    Rate,
    Rating,
    Redo,
    Retry,
    Reveal,
    Skip,
    Suspend,
    Undo,
)
from quizkit.practice.evidence import evidence
from tests.front_ends.bench import Bench

ACTIONS: dict[str, Action] = {
    "unknown": Reveal(),
    "reveal": Reveal(),
    "hint": Hint(),
    "skip": Skip(),
    "put off": PutOff(),
    "suspend": Suspend(),
    "pause": Pause(),
    "go on": Next(),
    "next": Next(),
    "undo": Undo(),
    "redo": Redo(),
    "override": Override(),
    "retry": Retry(),
    "more": More(),
    "contrast": Contrast(),
}


def play(bench: Bench, parts: list[list[str]]) -> None:
    """Play a script; between its parts the engine is killed."""
    for steps in parts:
        run = bench.open()
        for step in steps:
            bench.clock.move(seconds=3)
            word, _, rest = step.partition(" ")
            if word == "wait":
                bench.clock.move(seconds=int(rest))
            elif step == "evidence":
                evidence(run)
            elif step != "why":
                run.act(_action(bench, step, word, rest))
        bench.close()


def _action(bench: Bench, step: str, word: str, rest: str) -> Action:
    if step in ACTIONS:
        return ACTIONS[step]
    if word == "rate":
        return Rate(Rating(int(rest)))
    return Flag(rest) if word == "flag" else Answer(bench.response(step))
