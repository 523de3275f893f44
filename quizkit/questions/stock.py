"""Materials, made once and kept while questions are made of them in one form after the other."""

from collections.abc import Callable
from typing import Final, NamedTuple

from quizkit.model import Plan
from quizkit.questions.formlist import FormModule
from quizkit.questions.material import Material

MOST_KEPT: Final = 1_000
"""So many plans' materials are kept, a few megabytes; a facet asked later is made anew."""


class _Kept(NamedTuple):
    material: Material
    suits: dict[FormModule, bool]


class Stock:
    """The materials of the plans that were last asked for.

    Args:
        make: Makes the material of a plan, without a wish of the learner's memory.
    """

    def __init__(self, make: Callable[[Plan], Material]) -> None:
        self._make = make
        self._kept: dict[int, _Kept] = {}

    def material(self, plan: Plan) -> Material:
        """Return the material of a plan."""
        return self._of(plan).material

    def suits(self, module: FormModule, plan: Plan) -> bool:
        """Return whether a plan can be asked in a form, whatever the learner wishes."""
        kept = self._of(plan)
        found = kept.suits.get(module)
        if found is None:
            found = kept.suits[module] = module.suits(kept.material)
        return found

    def _of(self, plan: Plan) -> _Kept:
        # By the plan's place in memory, which is its own as long as the material holds the plan.
        kept = self._kept.get(id(plan))
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            kept = self._kept[id(plan)] = _Kept(self._make(plan), {})
        return kept
