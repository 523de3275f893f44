"""Why a facet is asked in the deck's own language, where another one is wanted."""

from collections.abc import Iterable
from typing import NamedTuple

from quizkit.model import FacetId, Refusal
from quizkit.questions.index import fact_of
from quizkit.questions.plan import Planner
from quizkit.questions.ranked import COUNT


class Gap(NamedTuple):
    """What keeps a facet from being asked in another language than the deck's.

    Attributes:
        what: "words" (quizkit has no words of the language), "card" (asked as it was written),
            "wording" (the role has none in it), "refused" (the wording is there, but no question
            with one answer comes of it), "spelling" (of what it would print).
        name: The role, why it is refused, or the name, text or unit without a spelling; else "".
    """

    what: str
    name: str = ""


def fitting(wanted: str, tags: Iterable[str]) -> str | None:
    """Return which of the languages that there are is the one wanted, or None.

    >>> fitting("vi-VN", ["en", "vi"]), fitting("xx", ["en", "vi"])
    ('vi', None)
    """
    known = {tag.casefold(): tag for tag in tags}
    whole = wanted.casefold()
    return known.get(whole) or known.get(whole.partition("-")[0])


def gap(planner: Planner, facet: FacetId) -> Gap | None:
    """Return why a facet is not asked in the planner's language, or None if it is, or not at all.

    Of all that is missing the first is named.

    Args:
        planner: Plans in the language that is wanted.
        facet: The facet.
    """
    plans = planner.plans(facet)
    if not plans or plans[0].language == planner.language:
        return None
    if planner.tongue is None:
        return Gap("words")
    fact_id, role = fact_of(facet)
    if fact_id in planner.cards:
        return Gap("card")
    found = planner.attempt(facet)
    if not isinstance(found, Refusal):
        return Gap("spelling", planner.tongue.missing(found[0]))
    kind = planner.deck.kinds[planner.facts[fact_id].kind]
    roles = kind.roles
    worded = role in roles and any(planner.language in t for t in roles[role].wordings.values())
    if role == COUNT:
        worded = planner.language in kind.ask_how_many
    return Gap("refused", found.message) if worded else Gap("wording", role)


def spoken(planner: Planner) -> tuple[int, int]:
    """Return how many facets are asked in the planner's language, and how many in all."""
    languages = [planner.plans(facet)[0].language for facet in planner.facets]
    return languages.count(planner.language), len(languages)
