"""The handles of the library: `load`, `study`, `open_log` and what they return.

Each method is one call into the layers below; nothing here holds a rule.

>>> import quizkit as qk
>>> deck = qk.load("vietnam-us")
>>> [question.stem for question in deck.questions(2, seed=7)] == [
...     question.stem for question in deck.questions(2, seed=7)]
True
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, overload

from quizkit.model import (
    Answer,
    AskAgainView,
    FeedbackView,
    Form,
    Hint,
    Next,
    Override,
    Problem,
    Question,
    QuestionView,
    Rate,
    Rating,
    Redo,
    Reveal,
    RevealView,
    Skip,
    Stop,
    SummaryView,
    Undo,
    View,
)
from quizkit.model import Deck as DeckValue
from quizkit.practice import reports
from quizkit.practice.clock import Clock, SystemClock
from quizkit.practice.quiz import Quiz
from quizkit.practice.study import Study
from quizkit.questions.ask import Asker
from quizkit.session.sitting import Wish

__all__ = ["Deck", "Log", "Questions", "Session", "load", "open_log", "study"]

_DECK_SUFFIXES: Final = (".yaml", ".yml")


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
    from quizkit.decks import library
    from quizkit.decks import load as read

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
        from quizkit.decks.rows import from_rows

        return cls(from_rows(rows, kind=kind, called=called, says=says, ask=ask, **more))

    @cached_property
    def asker(self) -> Asker:
        """Makes and judges the deck's questions."""
        return Asker(self.value, language=self._language)

    @property
    def facets(self) -> tuple[str, ...]:
        """The ids of everything that can be asked, in the deck's order."""
        return self.asker.planner.facets

    def check(self, *, profile: str = "practice") -> list[Problem]:
        """Return what is wrong with the deck, as `quizkit check` finds it; empty if nothing is.

        Args:
            profile: How strict to be: "practice", "class", "exam" or "shared".
        """
        from quizkit.checks.run import run

        found = run(self.value, self.asker.planner, profile=profile)
        return [problem for problem in found if not problem.suppressed]

    def questions(
        self, n: int = 10, *, seed: int | str = 0, form: Form | str | None = None
    ) -> "Questions":
        """Return questions drawn at random; the same seed gives the same ones.

        Args:
            n: How many at most.
            seed: Any text or number.
            form: Only in this form; None: the easiest that each has.
        """
        forms = () if form is None else (Form(form),)
        quiz = Quiz([self.asker], count=n, seed=str(seed) or "0", forms=forms)
        return Questions(quiz.questions())

    def __repr__(self) -> str:
        """Return one line: id, facts, facets."""
        facts, facets = len(self.value.facts), len(self.facets)
        return f"<Deck {self.value.id}: {facts} facts, {facets} facets>"


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
        """Return the questions as plain values: facet, form, stem, options, key, seed."""
        return [
            {
                "facet": question.facet,
                "form": question.form.value,
                "stem": question.stem,
                "options": list(question.options),
                "key": question.answer,
                "seed": question.seed,
            }
            for question in self._questions
        ]


def study(
    deck: Deck | Sequence[Deck],
    log: "str | Path | Log",
    *,
    minutes: int = 0,
    form: Form | str | None = None,
    seed: str = "",
    clock: Clock | None = None,
) -> "Session":
    """Begin to study; every answer is in the log before its feedback is returned.

    Args:
        deck: One deck, or several.
        log: Where answers are kept: a file, made if there is none, or an open log.
        minutes: Time box [minutes]; 0: none.
        form: Always this form, where a facet has it.
        seed: Text that all chance starts from; by default the learner's id.
        clock: What tells the time; the system's where not given.

    Raises:
        StoreError: If the log cannot be opened or written.

    >>> from tempfile import TemporaryDirectory
    >>> folder = TemporaryDirectory()
    >>> with study(load("vietnam-us"), Path(folder.name) / "me.db", seed="7") as session:
    ...     feedback = session.answer("1")
    ...     feedback.rating.name in ("AGAIN", "GOOD"), session.answered
    (True, 1)
    >>> folder.cleanup()
    """
    decks = [deck] if isinstance(deck, Deck) else list(deck)
    wish = Wish(minutes=minutes, form=Form(form) if form else None, seed=seed)
    handle = log if isinstance(log, Log) else open_log(log)
    return Session(decks, handle, wish=wish, clock=clock, owns=handle is not log)


class Session:
    """A sitting by hand. A context manager: leaving it ends the sitting and closes its log.

    Made by `study`.

    Attributes:
        log: Where the answers are.
    """

    def __init__(
        self,
        decks: Iterable[Deck],
        log: "Log",
        *,
        wish: Wish,
        clock: Clock | None,
        owns: bool,
    ) -> None:
        self.log = log
        self._owns = owns
        self._run = Study([deck.asker for deck in decks], log.writable(), wish=wish, clock=clock)
        self._run.begin()

    @property
    def question(self) -> QuestionView | None:
        """The question that waits for its answer, or None when the sitting is over."""
        if isinstance(self._run.view, FeedbackView):
            self._run.act(Next())
        match self._run.view:
            case QuestionView() as view:
                return view
            case AskAgainView(question=view) | RevealView(question=view):
                return view
            case _:
                return None

    @property
    def view(self) -> View:
        """What is to be shown now."""
        return self._run.view

    @property
    def notice(self) -> str:
        """One sentence that goes with the view, or ""."""
        return self._run.notice

    @property
    def answered(self) -> int:
        """How many answers the sitting has."""
        return len(self._run.sitting.queue.asked)

    def answer(self, response: str) -> FeedbackView | AskAgainView | RevealView:
        """Answer the question: an option's number or text, or a typed text; "" is "I don't know".

        Raises:
            ResponseError: If the response is not of the form's shape; the question still stands.
            StoreError: If it cannot be saved; the question still stands.
            ValueError: If the sitting is over.
        """
        if self.question is None:
            message = "the sitting is over"
            raise ValueError(message)
        view = self._run.act(Answer(response))
        assert isinstance(view, FeedbackView | AskAgainView | RevealView)  # noqa: S101  # no other
        return view

    def reveal(self) -> View:
        """Show the answer: of a flip question to rate it, of any other "I don't know"."""
        return self._run.act(Reveal())

    def hint(self) -> View:
        """Take a wrong option away, or show the first letter; the answer is then Hard at best."""
        return self._run.act(Hint())

    def rate(self, rating: Rating | int) -> View:
        """Put your own rating in place of the last answer's, or rate a flip question."""
        return self._run.act(Rate(Rating(rating)))

    def override(self) -> View:
        """Say that the last answer was right."""
        return self._run.act(Override())

    def undo(self) -> View:
        """Take the last answer back; its question comes back as it was."""
        return self._run.act(Undo())

    def redo(self) -> View:
        """Take the last undo back."""
        return self._run.act(Redo())

    def skip(self) -> View:
        """Put the question behind the others."""
        return self._run.act(Skip())

    def close(self) -> SummaryView:
        """End the sitting and return its summary; closes the log if the sitting opened it."""
        if not self._run.is_over:
            self._run.act(Stop())
        if self._owns:
            self.log.close()
        view = self._run.view
        assert isinstance(view, SummaryView)  # noqa: S101  # what an ended sitting shows
        return view

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_log(path: str | Path, *, learner: str | None = None) -> "Log":
    """Open a learner's log. It is opened for reading until something is written.

    Args:
        path: The file; made at the first write if there is none.
        learner: The learner's id; None is the only one in the file, or a new one.
    """
    return Log(path, learner=learner)


class Log:
    """A learner's answers. A context manager: leaving it closes the file.

    Made by `open_log`.

    Attributes:
        path: The file.
    """

    def __init__(self, path: str | Path, *, learner: str | None = None) -> None:
        self.path = Path(path)
        self._learner = learner
        self._open: Any = None

    def writable(self) -> Any:
        """Return the store's log, open for writing.

        Raises:
            StoreError: If it cannot be opened for writing.
        """
        from quizkit.store.log import open_log as open_store

        if self._open is None or self._open.readonly:
            self.close()
            self._open = open_store(self.path, learner=self._learner)
        return self._open

    def _readable(self) -> Any:
        from quizkit.store.log import open_log as open_store

        if self._open is None:
            self._open = open_store(self.path, learner=self._learner, readonly=True)
        return self._open

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return every answer as plain values, oldest first, those taken back included.

        `at` is in milliseconds since 1970, UTC; `day` the number of the learner-day.

        Raises:
            StoreError: If the file is not there or cannot be read.
        """
        return reports.history(self._readable())

    def memory(self, *, clock: Clock | None = None) -> list[dict[str, Any]]:
        """Return what is remembered of each facet today: stability, difficulty, recall, due day.

        Raises:
            StoreError: If the file is not there or cannot be read.
        """
        return reports.remembered(self._readable().memory(), clock or SystemClock())

    def undo(self, times: int = 1, *, clock: Clock | None = None) -> list[str]:
        """Take the last answers back and return their facets, newest first.

        Raises:
            StoreError: If it cannot be written.
        """
        done = reports.undo(self.writable(), clock or SystemClock(), times=times)
        return [each.facet for each in done]

    def close(self) -> None:
        """Close the file; safe to call twice."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        """Return one line: the file."""
        return f"<Log {self.path}>"
