"""Facets under treatment: how many of a sitting they may be, and what is shown before them."""

from typing import Final

from quizkit.model import FacetId
from quizkit.session.diagnosis import Care, Finding, Trouble
from quizkit.session.standing import Standing

_SAID: Final = {
    Trouble.CONFUSION: "You took it for {other} {given} times: the two are set against each other",
    Trouble.SPELLING: (
        "You know this one; its letters fail you: next it is asked with some of them given"
    ),
    Trouble.NEVER_LEARNED: (
        "This one never stuck: on the next day that it is asked, you see the fact before it"
    ),
}
"""What is said after the lapse by which a facet was found."""


def care(standing: Standing) -> Care:
    """Return which facets are under treatment at this moment."""
    treated, shown, seen = set[FacetId](), set[FacetId](), 0
    for facet in standing.leeches:
        found = standing.finding(facet)
        if found and found.is_open:
            treated.add(facet)
        if standing.is_answered_today(facet):
            seen += _shows(standing.finding_before(facet))
        elif _shows(found):
            shown.add(facet)
    return Care(frozenset(treated), frozenset(shown), seen)


def shows_first(standing: Standing, facet: FacetId) -> bool:
    """Return whether a facet's evidence is shown before it is asked now."""
    return not standing.is_answered_today(facet) and _shows(standing.finding(facet))


def advice(found: Finding | None) -> str:
    """Return what is said after the lapse by which a facet was found, or "".

    >>> advice(Finding(Trouble.SPELLING, 1, 0, True))
    'You know this one; its letters fail you: next it is asked with some of them given.'
    """
    if found is None or not found.is_fresh:
        return ""
    said = _SAID[found.trouble].format(other=found.other, given=found.given)
    offer = "; if it is not worth it, suspend it" if found.times > 1 else ""
    return f"{said}{offer}."


def _shows(found: Finding | None) -> bool:
    return found is not None and found.is_fresh and found.trouble is Trouble.NEVER_LEARNED
