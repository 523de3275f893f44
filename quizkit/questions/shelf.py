"""The facts of one kind, sorted for the search of distractors."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from quizkit.model import Date, Fact, Kind, Name, Plan, Precision, Text, Value
from quizkit.questions.index import KindIndex
from quizkit.questions.likeness import Likeness
from quizkit.questions.lineup import Answers, Standing

MOST_ALIKE: Final = 8
"""So many facts that share what a stem prints are looked at."""

MOST_COMPARED: Final = 16
"""Among so many facts with one value those that share most are sought."""


class Shelf:
    """The facts of a kind and, for each role, the answers that they give.

    Args:
        kind: The kind.
        index: Its facts.
        likeness: How answers look.
        names: The deck's names.
    """

    def __init__(
        self, kind: Kind, index: KindIndex, likeness: Likeness, *, names: Mapping[str, Name]
    ) -> None:
        self._kind, self._index, self._likeness, self._names = kind, index, likeness, names
        self.facts = index.facts
        self._answers: dict[tuple[str, Precision | None, Value | None], Answers] = {}
        self._rows: dict[str, dict[Value, list[int]]] = {}

    def is_open(self, role: str) -> bool:
        """Return whether a role holds values of any type: attributes of every name."""
        return role in self._kind.roles and self._kind.roles[role].type == "any"

    def answers(self, plan: Plan, fact: Fact) -> Answers:
        """Return the answers of the role asked for: of an attribute, those of the same name."""
        name = fact.values.get("name") if self.is_open(plan.role) else None
        at = (plan.role, plan.asked, name)
        answers = self._answers.get(at)
        if answers is None:
            answers = self._answers[at] = Answers(
                self._values(plan.role, name),
                self._likeness,
                names=self._names,
                asked=plan.asked,
                times=self._times,
            )
        return answers

    def alike(
        self, fact_id: str, shared: Sequence[tuple[str, Value]], answers: Answers
    ) -> list[Standing]:
        """Return the answers of the facts that share most of these values, neighbours first.

        Args:
            fact_id: The fact that they are compared with.
            shared: Roles and their values, which that fact has.
            answers: The answers of the role asked for.
        """
        if not shared:
            return []
        at = self._index.at(fact_id)
        fewest = min((self._with(role, value) for role, value in shared), key=len)
        middle = bisect_left(fewest, at)
        near = fewest[max(0, middle - MOST_COMPARED // 2) : middle + MOST_COMPARED // 2 + 1]
        ranked = sorted((-self._common(n, shared), abs(n - at), n) for n in near if n != at)
        return [each for _, _, n in ranked[:MOST_ALIKE] for each in answers.given_by(n)]

    def _common(self, position: int, shared: Sequence[tuple[str, Value]]) -> int:
        """Return how many of these values a fact has."""
        values, count = self.facts[position].values, 0
        for role, value in shared:
            count += values.get(role) == value
        return count

    def _values(self, role: str, name: Value | None) -> Iterator[tuple[Value, int]]:
        positions = range(len(self.facts)) if name is None else self._with("name", name)
        for position in positions:
            value = self.facts[position].values.get(role)
            if value is not None:
                yield value, position
        made = self._kind.roles.get(role)
        for member in made.members if made else ():
            yield Text(member, member=True), -1

    def _with(self, role: str, value: Value) -> Sequence[int]:
        """Return the positions of the facts that have a value in a role, ascending."""
        rows = self._rows.get(role)
        if rows is None:
            rows = self._rows[role] = {}
            for position, fact in enumerate(self.facts):
                held = fact.values.get(role)
                if held is not None:
                    rows.setdefault(held, []).append(position)
        return rows.get(value, ())

    @cached_property
    def _times(self) -> Sequence[int]:
        """For each fact its first date [day number], or 0."""
        return [
            next((v.first for v in fact.values.values() if isinstance(v, Date)), 0)
            for fact in self.facts
        ]
