"""How many facets of a deck are not asked, for which reason."""

from collections import Counter
from collections.abc import Iterable, Set
from typing import TYPE_CHECKING, NamedTuple

from quizkit.model import Refusal

if TYPE_CHECKING:
    from quizkit.questions.plan import Planner


class Unasked(NamedTuple):
    """Facets that are not asked.

    Attributes:
        refused: A fault of the deck, with a code that tells of it.
        dont_ask: Left out by `dont ask`.
        together: Asked together with others.
        uncertain: Without one certain answer, as their author wrote them.
    """

    refused: int = 0
    dont_ask: int = 0
    together: int = 0
    uncertain: int = 0

    @property
    def told(self) -> list[str]:
        """All but the refused ones, in words; none of which there is none."""
        words = (
            (self.dont_ask, "left out by `dont ask`"),
            (self.together, "asked together with others"),
            (self.uncertain, "without one certain answer"),
        )
        return [f"{count} {word}" for count, word in words if count]


def unasked(planner: "Planner", refusals: Iterable[Refusal]) -> Unasked:
    """Return how many of the refusals there are of each kind."""
    plans = [plan for facet in planner.facets for plan in planner.plans(facet)[:1]]
    shared = {(fact, plan.role) for plan in plans for fact in plan.shared}
    return Unasked(**Counter(_kind(planner, refusal, shared) for refusal in refusals))


def _kind(planner: "Planner", refusal: Refusal, shared: Set[tuple[str, str]]) -> str:
    if refusal.code:
        return "refused"
    fact = planner.facts.get(refusal.fact)
    if fact and refusal.role in fact.dont_ask:
        return "dont_ask"
    return "together" if (refusal.fact, refusal.role) in shared else "uncertain"
