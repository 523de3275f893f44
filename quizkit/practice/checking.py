"""All problems of a deck that was read, each with its mending: for every front end alike."""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from quizkit.checks.run import arrange, run
from quizkit.checks.wordless import wordless
from quizkit.decks.files import Reading
from quizkit.decks.unstamped import with_ids
from quizkit.model import Problem
from quizkit.practice.checked import Found, Wanted
from quizkit.questions.plan import Planner
from quizkit.questions.unasked import unasked


class Looked(NamedTuple):
    """What is wrong with a deck.

    Attributes:
        reading: Its files, and the deck if it loads.
        planner: Its plans; None where it does not load.
        problems: By file, line, column and code; accepted ones are among them.
    """

    reading: Reading
    planner: Planner | None
    problems: tuple[Problem, ...]


def look(
    reading: Reading,
    wanted: Wanted,
    *,
    select: Collection[str] = (),
    planner: Planner | None = None,
) -> Looked:
    """Return what is wrong with a deck that was read, whether it loads or not.

    Args:
        reading: Its files.
        wanted: What to look for.
        select: Codes of the rules that look; all where empty.
        planner: The deck's plans, where they were made.
    """
    if reading.deck is None:
        return Looked(reading, None, arrange(reading.problems, select=select))
    planner = planner or Planner(reading.deck)
    problems = run(
        reading.deck,
        planner,
        profile=wanted.profile,
        select=select,
        draws=wanted.draws or None,
        everything=wanted.everything,
        lines=reading.lines,
        options=wanted.options,
    )
    return Looked(reading, planner, with_ids(problems, reading.deck, reading.files))


def total(looked: Looked, place: str) -> Found:
    """Return what was found, with what is asked of the deck counted.

    Args:
        looked: What is wrong with it.
        place: The path of its file or folder, for a deck that could not be read.
    """
    reading, planner, problems = looked
    deck = reading.deck
    if deck is None or planner is None:
        name = next((p.deck for p in problems if p.deck), Path(place).name)
        return Found(name, tuple(reading.files), problems=problems)
    refusals = filter(None, map(planner.refusal, planner.candidates))
    facts = len(deck.facts) + len(deck.cards)
    left = unasked(planner, refusals)
    asked = len(planner.facets)
    return Found(deck.id, deck.paths, facts, asked, left, problems, wordless(deck))
