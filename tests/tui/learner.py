"""A learner at a terminal: reads questions off the screen and answers them with presses."""

import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from quizkit.model import Event
from quizkit.store.log import open_log
from tests.tui.terminal import QUIZKIT, ROOT, Terminal, environment

GUARD_S = 0.35
"""Longer than the time in which a press after feedback counts as a second one by mistake."""

_ANSWERED = re.compile(r"(\d+) answered")
_OPTION = re.compile(r"^\W*(\d) +(\S.*?)(?:  .*)?$", re.MULTILINE)


def keys_of(deck: Path, env: Mapping[str, str | None] | None = None) -> Mapping[str, set[str]]:
    """Return the right options of every choice question of a deck, by stem."""
    done = subprocess.run(
        [*QUIZKIT, "preview", str(deck), "--json", "--form", "choice", "-n", "all"],
        capture_output=True,
        text=True,
        check=True,
        env=environment(env or {}),
        cwd=ROOT,
    )
    found: dict[str, set[str]] = {}
    for question in json.loads(done.stdout)["questions"]:
        found.setdefault(question["stem"], set()).add(question["key"])
    return found


class Learner:
    """Answers what stands on a terminal: choice questions, with the digits.

    Args:
        terminal: Where `quizkit study` runs.
    """

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    @property
    def answered(self) -> int:
        """How many answers the screen says there were in this sitting; -1 where it does not."""
        found = _ANSWERED.search(self.terminal.text)
        return int(found[1]) if found else -1

    @property
    def options(self) -> Mapping[str, str]:
        """The options on the screen, by digit."""
        return dict(_OPTION.findall(self.terminal.text))

    @property
    def is_asked(self) -> bool:
        """Whether a question stands there to be answered; the last row is painted last."""
        text, hints = self.terminal.text, self.terminal.rows[-1]
        return "I don't know" in text and "Answer" in hints and "✓" not in text

    @property
    def is_told(self) -> bool:
        """Whether feedback stands there, whole."""
        return "✓" in self.terminal.text and "Next" in self.terminal.rows[-1]

    def wait_question(self) -> float:
        """Wait for a question; return how long that took [s]."""
        return self.terminal.wait_until(lambda: self.is_asked, "question")

    def answer(self, press: str) -> float:
        """Press, and wait for the feedback; return how long that took [s]."""
        self.terminal.press(press)
        return self.terminal.wait_until(lambda: self.is_told, "feedback")

    def right(self, keys: Mapping[str, set[str]]) -> str:
        """Return the digit of the right option; "1" where the question is not among those known."""
        text = " ".join(self.terminal.text.split())
        right = {key for stem, found in keys.items() if stem in text for key in found}
        found = [digit for digit, words in self.options.items() if words in right]
        return found[0] if found else "1"

    def go_on(self) -> float:
        """Go on to the next question once the guard is over; return how long it took [s]."""
        self.terminal.idle(GUARD_S)
        self.terminal.press("enter")
        return self.wait_question()


def answers(log: Path) -> Sequence[Event]:
    """Return the answers of a log, in their order."""
    with open_log(log, readonly=True) as opened:
        return [event for event in opened.events() if event.kind == "review"]
