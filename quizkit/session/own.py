"""What is the learner's own: how far recall differs from the model's, what answers take.

It is worked out once when a sitting opens, from the log alone, and does not change in it: so the
day's order stays still, and what people are told of a facet changes only with that facet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from quizkit.memory.calibration import newest, offset
from quizkit.memory.due import COSTS, FIRST_RATINGS, Costs
from quizkit.model import Event, Form, Memory


@dataclass(frozen=True, slots=True)
class Own:
    """One learner's figures; the defaults are those of somebody of whom nothing is known.

    Attributes:
        offset: a [logits]: how much more is recalled than the model says.
        costs: Form to the seconds of its answers, by the form's name; of others `COSTS`.
        ratings: p_G, the shares [0..1] of the four ratings of first answers.
    """

    offset: float = 0.0
    costs: Mapping[str, Costs] = field(default_factory=dict)
    ratings: tuple[float, ...] = FIRST_RATINGS

    def costs_of(self, form: Form | None) -> Costs:
        """Return what answers in a form take.

        >>> Own().costs_of(Form.TYPED) == COSTS
        True
        """
        return self.costs.get(form.value, COSTS) if form else COSTS


NOBODY: Final = Own()
"""The figures of somebody of whom nothing is known."""


def own(memory: Memory, reviews: Sequence[Event] = ()) -> Own:
    """Return a learner's figures.

    Args:
        memory: The fold of the log.
        reviews: The newest live reviews, newest first; 2,000 tell all that can be told.

    >>> from quizkit.memory.replay import EMPTY
    >>> own(EMPTY) == NOBODY
    True
    """
    return Own(offset=offset(newest(memory.facets.values())))
