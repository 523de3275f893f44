"""The handle of questions drawn from a deck."""

from collections.abc import Iterable, Sequence
from typing import Any, overload

from quizkit.api import arguments
from quizkit.model import Deck, Form, Question
from quizkit.questions.ask import Asker


def form_named(form: Form | str) -> Form:
    """Return a form by its word.

    Raises:
        ArgumentError: If there is none, with those there are.
    """
    if isinstance(form, Form):
        return form
    words = [known.value for known in Form]
    arguments.one_of("form", form, words)
    return Form(form)


class Questions(Sequence[Question]):
    """Some questions with their answers, like a list; in a notebook the answers are folded away.

    Args:
        questions: The questions.
        asker: What knows their facts: the evidence shown with an answer; None: no evidence.

    >>> from quizkit.api.deck import load
    >>> len(load("vietnam-us").questions(3, seed=7)[:2])
    2
    """

    def __init__(self, questions: Iterable[Question], *, asker: Asker | None = None) -> None:
        self._questions = tuple(questions)
        self._asker = asker

    @overload
    def __getitem__(self, index: int) -> Question: ...

    @overload
    def __getitem__(self, index: slice) -> "Questions": ...

    def __getitem__(self, index: int | slice) -> "Question | Questions":
        """Return a question, or some of them."""
        if isinstance(index, slice):
            return Questions(self._questions[index], asker=self._asker)
        return self._questions[index]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._questions)

    def __eq__(self, other: object) -> bool:
        """Return whether the other holds the same questions."""
        return isinstance(other, Questions) and self._questions == other._questions

    def __hash__(self) -> int:
        """Return the hash of the questions."""
        return hash(tuple(question.seed for question in self._questions))

    def __getstate__(self) -> tuple[tuple[Question, ...], Deck | None, str]:
        """Return what is copied and pickled: the questions, and the deck that they are of."""
        if self._asker is None:
            return self._questions, None, ""
        return self._questions, self._asker.deck, self._asker.planner.language

    def __setstate__(self, state: tuple[tuple[Question, ...], Deck | None, str]) -> None:
        """Take what was copied or pickled."""
        questions, deck, language = state
        self._questions = questions
        self._asker = None if deck is None else Asker(deck, language=language)

    def __repr__(self) -> str:
        """Return the stems, one a line."""
        from quizkit.notebook import question_view

        return question_view.plain(self._questions)

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, str]:
        """Return what a notebook shows: each question, its answer and evidence folded away."""
        from quizkit.notebook import question_view as view
        from quizkit.notebook.marks import bundle

        told = [view.told(question, self._asker) for question in self._questions[: view.MOST]]
        more = len(self) - len(told)
        return bundle(repr(self), view.html(told, more=more), view.markdown(told, more=more))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the questions as plain values: facet, form, language, stem, options, key, seed.

        >>> from quizkit.api.deck import load
        >>> rows = load("spaced-learning").questions(1, seed=7).to_dicts()
        >>> rows[0]["options"], rows[0]["key"]
        (['1998', '2006', '2010'], '2006')
        """
        return [
            {
                "facet": question.facet,
                "form": question.form.value,
                "language": question.plan.language,
                "stem": question.stem,
                "options": list(question.options),
                "key": question.answer,
                "seed": question.seed,
            }
            for question in self._questions
        ]

    def to_frame(self, backend: str | None = None) -> Any:
        """Return the questions as a data frame, one row a question, with the columns of `to_dicts`.

        Args:
            backend: "pandas", "polars", or another library that narwhals can write; None: pandas
                if it is installed, else polars.

        Raises:
            ArgumentError: If there is no such backend.
            MissingExtraError: If the library is not installed, or narwhals is not.

        >>> from quizkit.api.deck import load
        >>> load("vietnam-us").questions(2, seed=7).to_frame("polars").shape
        (2, 7)
        """
        from quizkit.notebook.framed import framed
        from quizkit.notebook.log_rows import QUESTIONS

        return framed(self.to_dicts(), QUESTIONS, backend)
