"""Answers read from the events of a log.

What the forms leave in a `review` event, and what is made of it:

| form | response | taken as |
|---|---|---|
| choice | one option | chosen, and a wrong one is confused with the right answer |
| match | the option of this facet's gap, or none | the same; its options are not to be replaced |
| select | options | chosen |
| true-false, order | options | how right it was, no more: each time another statement or row |
| typed, cloze | a text | said; a wrong one is confused with the right answer |
| flip | none | self-rated: left out of the analysis |
| one of another's own | any | how right it was, no more |

An answer that the learner overruled has the learner's score, and tells nothing of the right
answer. Hints are not told apart: right with a hint is right, as in the log.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar

from quizkit.analysis.items.answers import Answer
from quizkit.memory.renames import current
from quizkit.memory.reviews import MILLION
from quizkit.model import Event

PICKED: Final = frozenset({"choice", "match", "select"})
"""Forms of which it is told which options were chosen."""

TYPED: Final = frozenset({"typed", "cloze"})
"""Forms of which it is told what was typed."""

_T = TypeVar("_T", str, tuple[str, ...])


class Logged:
    """Reads learners' events one learner at a time; texts that come again are kept once."""

    def __init__(self) -> None:
        self._kept: dict[object, Any] = {}

    def answers(self, learner: str, moments: Iterable[tuple[int, Event]]) -> Iterator[Answer]:
        """Yield the answers of one learner, under the present names of their facets.

        Args:
            learner: Who.
            moments: The live events that this version applies, with their derived times [ms], in
                their order.

        >>> list(Logged().answers("mai", []))
        []
        """
        events = [event for _, event in moments if event.kind in ("review", "rename")]
        renames = {each.body["old"]: each.body["new"] for each in events if each.kind == "rename"}
        for event in events:
            if event.kind == "review":
                facet = current(event.body["facet"], renames) if renames else event.body["facet"]
                yield self._answer(self._once(learner), self._once(facet), event.body)

    def _answer(self, learner: str, facet: str, body: Mapping[str, Any]) -> Answer:
        form, response = body["form"], body["response"]
        shown = tuple(body["options"]) if form in PICKED else ()
        picked = response if isinstance(response, list) else ()
        return Answer(
            learner,
            facet,
            self._once(form),
            self._once(body["stem"]),
            self._once(shown),
            self._once(tuple(shown[number] for number in picked if number < len(shown))),
            "",
            body["score"] / MILLION,
            said=response if form in TYPED and isinstance(response, str) else "",
            fingerprint=self._once(body["key"]),
            is_own=body["override"] is not None,
            ms=body["ms"],
        )

    def _once(self, value: _T) -> _T:
        found: _T = self._kept.setdefault(value, value)
        return found
