"""Scripts played in line mode on a terminal: a line for each step."""

import io
from collections.abc import Iterator
from itertools import count

from quizkit.cli.plain import Plain
from quizkit.practice.evidence import evidence
from tests.front_ends.bench import Bench

LINES = {
    "hint": ":h",
    "skip": ":s",
    "put off": ":S",
    "suspend": ":p",
    "pause": ":P",
    "go on": "",
    "next": "",
    "undo": ":u",
    "redo": ":U",
    "override": "=",
    "evidence": "e",
    "why": "w",
    "unknown": ":0",
    "reveal": "",
    "retry": "r",
    "more": "m",
    "contrast": "c",
}


class Killed(Exception):  # it is no fault
    """The terminal went away."""


def play(bench: Bench, parts: list[list[str]]) -> str:
    """Play a script; between its parts the terminal goes away. Return what was written."""
    out = io.StringIO()
    for steps in parts:
        run, seconds = bench.open(), count()
        plain = Plain(
            run,
            _lines(bench, steps),
            out,
            is_terminal=True,
            clock=lambda seconds=seconds: next(seconds),
            evidence=lambda run=run: evidence(run),
        )
        try:
            plain.run()
        except Killed:
            bench.close()
    return out.getvalue()


def _lines(bench: Bench, steps: list[str]) -> Iterator[str]:
    for step in steps:
        bench.clock.move(seconds=3)
        word, _, rest = step.partition(" ")
        if word == "wait":
            bench.clock.move(seconds=int(rest))
        else:
            yield _line(bench, step, word, rest) + "\n"
    raise Killed


def _line(bench: Bench, step: str, word: str, rest: str) -> str:
    if step in LINES:
        return LINES[step]
    if word == "rate":
        held = getattr(bench.run.view, "held", ())
        return f":{rest}" if int(rest) in held else rest
    return f":! {rest}" if word == "flag" else bench.response(step)
