"""Home's list before any deck was read: what is there, with the figures of the last time.

Nothing is imported here that the first paint can do without.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quizkit.decks.library import is_bundled, name_of
from quizkit.practice.clock import moment
from quizkit.practice.home import DeckRow, HomeView

if TYPE_CHECKING:
    from quizkit.practice.desk import Desk

TOUR: Final = "elements"
"""The deck of the tour, if it is there: everybody knows how it begins."""


def shell(desk: "Desk", before: HomeView | None = None) -> HomeView:
    """Return home before any deck was read: its list, with the figures of the last time.

    Args:
        desk: Whose home it is.
        before: Home as it was kept (`homefile.read`), or None.
    """
    now, learner = moment(desk.clock), desk.settings.learners.get(desk.settings.learner, "")
    if before and learner not in ("", before.learner):
        before = None
    known = {row.place: row for row in before.rows} if before else {}
    rows = [
        known[place]._replace(is_added=is_added(desk, place), state="loading", trouble="")
        if place in known
        else bare(desk, place)
        for place in desk.listed()
    ]
    rows += [gone(desk, place) for place in desk.missing()]
    base = before or HomeView(now.day, learner, desk.settings.minutes)
    is_stale = base.day != now.day
    return replace(
        base,
        day=now.day,
        minutes=desk.settings.minutes,
        rows=in_order(rows),
        used=0.0 if is_stale else base.used,
        has_log=desk.has_log,
        back="" if is_stale else base.back,
        is_kept=before is not None,
        is_stale=before is not None and is_stale,
    )


def bare(desk: "Desk", place: Path) -> DeckRow:
    """Return the row of a deck of which nothing but its place is known."""
    name = name_of(place)
    return DeckRow(place, name, name, is_own=not is_bundled(place), is_added=is_added(desk, place))


def gone(desk: "Desk", place: Path) -> DeckRow:
    """Return the row of a deck that was added and is not there any more."""
    trouble = "its file is not there any more"
    return DeckRow(
        place, place.stem, place.name, "gone", is_added=is_added(desk, place), trouble=trouble
    )


def tour_deck(desk: "Desk") -> Path | None:
    """Return the deck that a first tour is made on: one that came along, or any; None: no deck."""
    listed = desk.listed()
    came = [place for place in listed if is_bundled(place)]
    liked = (place for place in came if name_of(place) == TOUR)
    return next(liked, next(iter(came or listed), None))


def is_added(desk: "Desk", place: Path) -> bool:
    """Return whether the settings name a deck: only then it can be taken off the list."""
    return place in desk.settings.decks


def in_order(rows: Sequence[DeckRow]) -> tuple[DeckRow, ...]:
    """Return the own decks first, those that are gone last."""
    return tuple(sorted(rows, key=lambda row: (row.state == "gone", not row.is_own)))
