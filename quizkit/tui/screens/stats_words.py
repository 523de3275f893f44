"""What the stats screen says in sentences, before and after there are answers."""

from typing import Final

from quizkit.analysis.stats import prospect, sentences
from quizkit.model import OpenPlan, Stats
from quizkit.tui.screens.stats_plots import FEWEST

_TO_COME: Final = (
    f"After {FEWEST} answers: answers and minutes a day, what is known by kind, role and form.",
    "From the second day on: how what you know grows, what you mix up.",
    f"After {FEWEST} answers on later days: how good the forecast is.",
)


def beginning(facets: int, *, is_elsewhere: bool) -> list[str]:
    """Return what is said before the first answer.

    Args:
        facets: Facets that can be asked.
        is_elsewhere: Whether there are answers, but about other decks.
    """
    if not facets:
        return ["There is nothing to ask yet. Add a deck, and answer a few questions."]
    wait = "1 facet waits" if facets == 1 else f"{facets:,} facets wait"
    where = "about this deck" if is_elsewhere else "anything"
    return [f"You have not answered {where} yet; {wait}.", "Here will stand:", *_bulleted()]


def begun(stats: Stats, ahead: OpenPlan | None) -> list[str]:
    """Return what is said first: three sentences, and what is still to come here.

    Args:
        stats: The figures of all answers.
        ahead: What is expected, or None while it is not known.
    """
    told = list(sentences(stats, prospect(stats, ahead)))
    if stats.answers >= FEWEST:
        return told
    left = FEWEST - stats.answers
    more = "1 more answer" if left == 1 else f"{left} more answers"
    return [*told[:1], f"After {more} this page begins to fill. Here will stand:", *_bulleted()]


def _bulleted() -> list[str]:
    return [f"· {each}" for each in _TO_COME]
