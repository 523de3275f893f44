"""Ids for facts and cards that have none, as mendings of QK101.

Unlike those that `stamp` draws, these ids follow from what a fact says: the same deck is offered
the same mending whenever it is checked.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from quizkit.decks.files import Loader
from quizkit.decks.places import Place, places
from quizkit.decks.stamp import MANY, new_ids
from quizkit.errors import DeckError
from quizkit.model import Card, Deck, Fact, Fix, Location, Problem
from quizkit.questions.calm import calm

CODE: Final = "QK101"


def with_ids(
    problems: Iterable[Problem], deck: Deck, files: Mapping[str, bytes]
) -> tuple[Problem, ...]:
    """Return problems, each that is about a missing id with its mending.

    Args:
        problems: What was found in the deck.
        deck: The deck.
        files: The bytes of its files, by their paths as problems show them.
    """
    found = tuple(problems)
    if all(problem.code != CODE or problem.fix for problem in found):
        return found
    fixes = id_fixes(deck, files)
    return tuple(
        problem._replace(fix=fix)
        if problem.code == CODE and not problem.fix and (fix := _of(problem.at, fixes))
        else problem
        for problem in found
    )


def id_fixes(deck: Deck, files: Mapping[str, bytes]) -> dict[tuple[str, int, int], Fix]:
    """Return what writes the ids that are missing, by path, line and column of the facts.

    The column is 0 for a fact in a table or sheet. Facts of a table without a column of ids share
    one mending.

    Args:
        deck: The deck.
        files: The bytes of its files, by their paths as problems show them.
    """
    ids = _ids(deck)
    spots = (s for s in _spots(deck, files) if s.table or s.owner in ids)
    together: dict[tuple[str, int, int], list[Place]] = {}
    for spot in spots:
        key = (spot.path, spot.table, 0) if spot.table else spot.owner
        together.setdefault(key, []).append(spot)
    found = {}
    for group in together.values():
        edits = tuple(spot.edit(ids.get(spot.owner, "")) for spot in group)
        count = sum(spot.takes_id for spot in group)
        title = "write an id" if count == 1 else f"write {count} ids, in a column of their own"
        fix = Fix("safe", title, edits)
        found.update({spot.owner: fix for spot in group if spot.takes_id})
    return found


def _spots(deck: Deck, files: Mapping[str, bytes]) -> list[Place]:
    path = Path(deck.paths[0])

    def held(asked: Path) -> bytes:
        if asked.as_posix() not in files:
            raise FileNotFoundError(asked)
        return files[asked.as_posix()]

    loader = Loader(path, opener=held)
    try:
        with calm():
            loader.load(held(path))
    except (DeckError, FileNotFoundError):
        return []
    trees = loader.trees
    return list(dict.fromkeys(spot for tree in trees.values() for spot in places(tree, trees)))


def _ids(deck: Deck) -> dict[tuple[str, int, int], str]:
    """Return a new id for each fact and card that has none, by its place."""
    rows: tuple[Fact | Card, ...] = (*deck.facts, *deck.cards)
    taken = {row.id for row in rows}
    length = 4 if len(rows) < MANY else 5
    found = {}
    for row in rows:
        if row.id.startswith("~"):
            (id_,) = new_ids(1, taken, seed=f"{deck.id}:{row.id}", length=length)
            taken.add(id_)
            at = row.spans[""]
            found[row.path, at.line, at.column] = found[row.path, at.line, 0] = id_
    return found


def _of(at: Location, fixes: Mapping[tuple[str, int, int], Fix]) -> Fix | None:
    return fixes.get((at.path, at.line, at.column)) or fixes.get((at.path, at.line, 0))
