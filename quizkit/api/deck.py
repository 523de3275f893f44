"""The handle of a deck, and of the questions drawn from it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Self, overload

from quizkit.api import arguments
from quizkit.api.problems import Problems
from quizkit.errors import ArgumentError
from quizkit.model import Deck as DeckValue
from quizkit.model import Form, Question
from quizkit.practice.quiz import Quiz
from quizkit.questions.ask import Asker


def load(place: str | Path, *, language: str | None = None) -> "Deck":
    """Return a deck: a bundled or own one by its id, or that of a file or folder.

    Args:
        place: The deck's id, or a path.
        language: Language of the questions; the deck's own where not given.

    Raises:
        DeckError: If there is no such deck, or it cannot be read; with every problem found.

    >>> load("vietnam-us").value.title
    'Vietnam and the United States since the war'
    """
    from quizkit.decks import library  # yaml, pydantic and SQLite only when needed
    from quizkit.decks import load as read  # yaml, pydantic and SQLite only when needed

    return Deck(read(library.find(str(place))), language=language)


class Deck:
    """A deck, with its questions.

    Made by `load` or `Deck.from_rows`.

    Args:
        value: What the deck's files say.
        language: Language of the questions; the deck's own where not given.

    Attributes:
        value: What the deck's files say, as frozen values.
    """

    def __init__(self, value: DeckValue, *, language: str | None = None) -> None:
        self.value = value
        self._language = language
        self._others: dict[str, Deck] = {}

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Mapping[str, Any]],
        *,
        kind: str,
        called: str | None = None,
        says: str | None = None,
        ask: Mapping[str, str | Sequence[str]] | None = None,
        **more: Any,
    ) -> Self:
        """Return a deck made of rows, each a fact of one kind.

        Args:
            rows: Role to value; values as a deck file writes them. None: the role is absent.
            kind: Name of the kind; a built-in one brings its wordings.
            called: What a fact is called, as in a deck file.
            says: The statement.
            ask: Role to wording or wordings.
            **more: What `decks.rows.from_rows` takes besides.

        Raises:
            DeckError: With every problem of the rows.

        >>> deck = Deck.from_rows(
        ...     [{"who": "Bill Clinton", "to": "Vietnam", "date": 2000},
        ...      {"who": "George W. Bush", "to": "Vietnam", "date": 2006}],
        ...     kind="visit", ask={"who": "Who visited {to}[ {on date}]?"})
        >>> len(deck.facets) > 0
        True
        """
        from quizkit.decks.rows import from_rows  # yaml, pydantic and SQLite only when needed

        return cls(from_rows(rows, kind=kind, called=called, says=says, ask=ask, **more))

    @cached_property
    def asker(self) -> Asker:
        """Makes and judges the deck's questions."""
        return Asker(self.value, language=self._language)

    @property
    def facets(self) -> tuple[str, ...]:
        """The ids of everything that can be asked, in the deck's order."""
        return self.asker.planner.facets

    def check(
        self,
        *,
        profile: str = "practice",
        draws: int | None = None,
        options: Mapping[str, Mapping[str, object]] | None = None,
    ) -> Problems:
        """Return what is wrong with the deck, as `quizkit check` finds it; empty if nothing is.

        A list of problems, drawn in a notebook as a table.

        Args:
            profile: How strict to be: "practice", "class", "exam" or "shared".
            draws: With how many seeds questions are drawn to be looked at [0..]; None: none for
                practice, 3 for a class, else 25.
            options: Thresholds by code and name, such as `{"QK410": {"words": 30}}`.

        Raises:
            ArgumentError: If there is no such profile or threshold, or its value is not as wanted.

        >>> load("spaced-learning").check()
        No problems at profile practice: 58 facts, 58 facets.
        """
        from quizkit.checks import thresholds  # a hundred rules only when needed
        from quizkit.checks.context import PROFILES
        from quizkit.checks.run import run
        from quizkit.notebook import deck_view

        try:
            wanted = thresholds.read(options or {})
        except ValueError as error:
            raise ArgumentError(str(error), "options") from error
        arguments.one_of("profile", profile, PROFILES)
        arguments.whole("draws", draws, optional=True)
        found = run(self.value, self.asker.planner, profile=profile, draws=draws, options=wanted)
        open_ = (problem for problem in found if not problem.suppressed)
        return Problems(open_, profile=profile, counts=deck_view.counts(self.asker))

    def into(self, language: str | None) -> "Deck":
        """Return the deck with its questions in another language, as far as it can be asked in it.

        Args:
            language: Language tag; None: as it is.

        Raises:
            ArgumentError: If neither quizkit nor the deck has words of the language.
        """
        if language is None or language == self.asker.planner.language:
            return self
        known = sorted({*self.value.words, self.value.language})
        arguments.one_of("language", language, known)
        found = self._others.get(language)
        if found is None:
            found = self._others[language] = type(self)(self.value, language=language)
        return found

    def questions(
        self,
        n: int = 10,
        *,
        seed: int | str = 0,
        form: Form | str | None = None,
        language: str | None = None,
    ) -> "Questions":
        """Return questions drawn at random; the same seed gives the same ones.

        Args:
            n: How many at most.
            seed: Any text or number.
            form: Only in this form; None: the easiest that each has.
            language: In this language where the deck can, else in its own; None: as loaded.

        >>> load("vietnam-us").questions(1, seed=7, language="vi")[0].plan.language
        'vi'
        """
        arguments.whole("n", n)
        forms = () if form is None else (form_named(form),)
        quiz = Quiz([self.into(language).asker], count=n, seed=str(seed) or "0", forms=forms)
        return Questions(quiz.questions())

    def __repr__(self) -> str:
        """Return one line: id, facts, and facets where the deck is small or was planned."""
        from quizkit.notebook import deck_view

        return deck_view.one_line(self.asker)

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, str]:
        """Return what a notebook shows: title, counts, the first facts."""
        from quizkit.notebook import deck_view
        from quizkit.notebook.marks import bundle

        shown = deck_view.outline(self.asker)
        return bundle(repr(self), deck_view.html(shown), deck_view.markdown(shown))


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
    """Some questions with their answers, like a list.

    >>> len(load("vietnam-us").questions(3, seed=7)[:2])
    2
    """

    def __init__(self, questions: Iterable[Question]) -> None:
        self._questions = tuple(questions)

    @overload
    def __getitem__(self, index: int) -> Question: ...

    @overload
    def __getitem__(self, index: slice) -> "Questions": ...

    def __getitem__(self, index: int | slice) -> "Question | Questions":
        """Return a question, or some of them."""
        if isinstance(index, slice):
            return Questions(self._questions[index])
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

    def __repr__(self) -> str:
        """Return the stems, one a line."""
        stems = "".join(f"\n  {n}. {q.stem}" for n, q in enumerate(self._questions, 1))
        return f"<{len(self._questions)} questions>{stems}"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the questions as plain values: facet, form, language, stem, options, key, seed."""
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
