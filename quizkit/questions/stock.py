"""Materials, made once and kept while questions are made of them in one form after the other."""

from collections.abc import Iterable
from functools import cache, partial
from typing import Final, NamedTuple

from quizkit.grading.names import Lexicon
from quizkit.model import Lure, Plan, Way
from quizkit.questions.asides import asides
from quizkit.questions.distractors import Lures
from quizkit.questions.formlist import FormModule
from quizkit.questions.material import NO_WISH, Material
from quizkit.questions.plan import Planner
from quizkit.questions.stems import stem
from quizkit.questions.types import role_of, type_of

MOST_KEPT: Final = 1_000
"""So many plans' materials are kept, a few megabytes; a facet asked later is made anew."""


class _Kept(NamedTuple):
    material: Material
    suits: dict[FormModule, bool]


class Stock:
    """The materials of the plans that were last asked for.

    Args:
        planner: What made the plans.
        lures: The deck's wrong answers.
    """

    def __init__(self, planner: Planner, lures: Lures) -> None:
        self._planner = planner
        self._lures = lures
        self._kept: dict[int, _Kept] = {}
        # Not the stock's own method: a material that held its stock would hold itself.
        self._looked_up = cache(partial(Lexicon.of, planner.deck))

    def material(self, plan: Plan) -> Material:
        """Return the material of a plan, without a wish of the learner's memory."""
        return self._of(plan).material

    def suits(self, module: FormModule, plan: Plan) -> bool:
        """Return whether a plan can be asked in a form, whatever the learner wishes."""
        kept = self._of(plan)
        found = kept.suits.get(module)
        if found is None:
            found = kept.suits[module] = module.suits(kept.material)
        return found

    def pool(self, plan: Plan, sentence: str, *, confused: Iterable[str] = ()) -> tuple[Lure, ...]:
        """Return the wrong answers that a plan may offer, in its language.

        Args:
            plan: The plan.
            sentence: Its stem.
            confused: Answers that the learner takes for the right one, as they are shown.
        """
        planner = self._planner
        found = asides(plan, planner.facts.get(plan.fact))
        if found is None:
            found = self._lures.pool(plan, sentence, confused=confused)
        if plan.language == planner.deck.language:
            return found
        return tuple(lure for lure in found if planner.can_say_value(lure.value, plan.language))

    def _of(self, plan: Plan) -> _Kept:
        # By the plan's place in memory, which is its own as long as the material holds the plan.
        kept = self._kept.get(id(plan))
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            kept = self._kept[id(plan)] = _Kept(self._made(plan), {})
        return kept

    def _made(self, plan: Plan) -> Material:
        deck = self._planner.deck
        sentence = stem(plan, deck)
        role = role_of(plan, deck)
        return Material(
            plan=plan,
            stem=sentence,
            type=type_of(plan, deck),
            strict=role.strict if role else frozenset(),
            lures=self.pool(plan, sentence),
            near=plan.way is not Way.LARGER and self._lures.falsehood.has_one(plan),
            latest=self._lures.likeness.latest,
            alike=self._lures.likeness.alike,
            words=deck.words[plan.language],
            deck=deck,
            looked_up=self._looked_up,
            wish=NO_WISH,
            seed="",
        )
