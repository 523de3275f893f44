"""What a check found: a list that reads well."""

from collections.abc import Iterable
from typing import Any

from quizkit.model import Problem, Severity


class Problems(list[Problem]):
    """Problems of a deck, as `Deck.check` returns them: a list, so true when there are any.

    In a notebook a table; as text the frames that `quizkit check` prints.

    Args:
        problems: What was found.
        profile: How strict the check was.
        counts: How much was looked at, in words, such as "184 facts".

    Attributes:
        profile: How strict the check was.
        counts: How much was looked at, in words.

    >>> from quizkit.api.deck import load
    >>> found = load("spaced-learning").check()
    >>> found, found == []
    (No problems at profile practice: 159 facts, 203 facets., True)
    """

    def __init__(
        self,
        problems: Iterable[Problem] = (),
        *,
        profile: str = "practice",
        counts: Iterable[str] = (),
    ) -> None:
        super().__init__(problems)
        self.profile = profile
        self.counts = tuple(counts)
        self._noun = "problems"

    @property
    def errors(self) -> "Problems":
        """Those for which something is not asked; warnings and notes left out.

        >>> Problems().errors
        No errors at profile practice.
        """
        return self._some((each for each in self if each.severity <= Severity.ERROR), "errors")

    def of(self, code: str) -> "Problems":
        """Return those with a code.

        Args:
            code: Such as "QK301".

        >>> Problems().of("QK301")
        No QK301 at profile practice.
        """
        return self._some((problem for problem in self if problem.code == code), code)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return them as plain values, with the fields of `quizkit check --json`.

        >>> Problems().to_dicts()
        []
        """
        from quizkit.checks.frames import as_json

        return [as_json(problem) for problem in self]

    @property
    def summary(self) -> str:
        """One sentence: how many, how strict the check was, how much was looked at.

        >>> Problems(profile="exam", counts=["12 facts"]).summary
        'No problems at profile exam: 12 facts.'
        """
        from quizkit.notebook.problem_view import totals

        told = totals(self) or f"No {self._noun}"
        looked = f": {', '.join(self.counts)}" if self.counts else ""
        return f"{told} at profile {self.profile}{looked}."

    def __repr__(self) -> str:
        """Return the frames of the first 50, and how many there are."""
        from quizkit.notebook import problem_view

        return problem_view.text(self, self.summary)

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, str]:
        """Return what a notebook shows: a table."""
        from quizkit.notebook import problem_view
        from quizkit.notebook.marks import bundle

        return bundle(
            repr(self),
            problem_view.html(self, self.summary),
            problem_view.markdown(self, self.summary),
        )

    def _some(self, problems: Iterable[Problem], noun: str) -> "Problems":
        some = Problems(problems, profile=self.profile, counts=self.counts)
        some._noun = noun
        return some
