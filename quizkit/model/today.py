"""Nouns of a day: what a deck has for it, and why a facet is asked or is not."""

from typing import NamedTuple

from quizkit.model.question import FacetId, Form


class DeckDue(NamedTuple):
    """What a deck has for today.

    Attributes:
        deck: Its id.
        title: Its title.
        facets: Facets that can be asked.
        started: Facets with a live review.
        due: Started facets that are due, or were answered wrong today and not right since.
        new: Facets not started yet, that may be.
        minutes: Expected time for the due ones and as many new ones as the day has room for, which
            all decks share.
        known: Share of its facets that is known now [0..1].
        next_days: Days until it has something to ask; 0 if it has now, None if never.
    """

    deck: str
    title: str
    facets: int
    started: int
    due: int
    new: int
    minutes: float
    known: float
    next_days: int | None


class Reason(NamedTuple):
    """Why a facet is asked, or is not; exactly one holds.

    Attributes:
        facet: What it is about.
        kind: "keep", "second", "gain", "new", "relearning", "contrast" (asked) or "answered",
            "due", "sibling", "lookalike", "requires", "treated", "started", "minutes", "suspended",
            "put off", "dont ask", "refused" (not asked).
        sentence: It in words.
        retrievability: R now [0..1], or None before the first answer.
        seconds: Expected time [s].
        gain_per_second: Expected gain [facts/s].
        form: How it would be asked, or None.
        due: Days until it is due; 0 if it is, None if not started.
        other: What stands in the way: a facet, a fact or a problem's code, or "".
    """

    facet: FacetId
    kind: str
    sentence: str
    retrievability: float | None = None
    seconds: float = 0.0
    gain_per_second: float = 0.0
    form: Form | None = None
    due: int | None = None
    other: str = ""

    @property
    def asked(self) -> bool:
        """Return whether it is asked today."""
        return self.kind in {"keep", "second", "gain", "new", "relearning", "contrast"}
