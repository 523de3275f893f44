"""All problems of a deck that was read, each with its mending: for every front end alike."""

from collections.abc import Collection
from typing import NamedTuple

from quizkit.checks.context import NO_OPTIONS, Options
from quizkit.checks.run import arrange, run
from quizkit.decks.files import Reading
from quizkit.decks.unstamped import with_ids
from quizkit.model import Problem
from quizkit.questions.plan import Planner


class Wish(NamedTuple):
    """What is to be looked for.

    Attributes:
        profile: How strict to be: "practice", "class", "exam" or "shared".
        select: Codes or families ("QK3") to report; all where empty.
        ignore: Codes or families not to report.
        everything: Report also what merely follows from another problem.
        options: Thresholds that were set, by code and name.
    """

    profile: str = "practice"
    select: Collection[str] = ()
    ignore: Collection[str] = ()
    everything: bool = False
    options: Options = NO_OPTIONS

    def takes(self, code: str) -> bool:
        """Tell whether a code is among those that are wanted.

        >>> Wish(select=("QK3",)).takes("QK301"), Wish(ignore=("QK3",)).takes("QK301")
        (True, False)
        """
        chosen = not self.select or code.startswith(tuple(self.select))
        return chosen and not code.startswith(tuple(self.ignore) or ("-",))


class Found(NamedTuple):
    """What is wrong with a deck.

    Attributes:
        reading: Its files, and the deck if it loads.
        planner: Its plans; None where it does not load.
        problems: By file, line, column and code; accepted ones are among them.
    """

    reading: Reading
    planner: Planner | None
    problems: tuple[Problem, ...]


def look(reading: Reading, wish: Wish) -> Found:
    """Return what is wrong with a deck that was read, whether it loads or not.

    Args:
        reading: Its files.
        wish: What to look for.
    """
    select, ignore = tuple(wish.select), tuple(wish.ignore)
    if reading.deck is None:
        return Found(reading, None, arrange(reading.problems, select=select, ignore=ignore))
    planner = Planner(reading.deck)
    problems = run(
        reading.deck,
        planner,
        profile=wish.profile,
        select=select,
        ignore=ignore,
        everything=wish.everything,
        lines=reading.lines,
        options=wish.options,
    )
    return Found(reading, planner, with_ids(problems, reading.deck, reading.files))
