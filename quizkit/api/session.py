"""The handle of a sitting by hand."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from quizkit.api import arguments
from quizkit.api.deck import Deck, decks_of
from quizkit.api.forms import any_form
from quizkit.api.log import Log, open_log
from quizkit.errors import ArgumentError, ArgumentTypeError
from quizkit.model import (
    Action,
    Answer,
    AskAgainView,
    FeedbackView,
    Form,
    Hint,
    Next,
    Override,
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
from quizkit.notebook.marks import counted
from quizkit.practice.clock import Clock
from quizkit.practice.study import Study
from quizkit.session.sitting import Wish

_OVER: Final = "the sitting is over: study(..) begins another"

DAY_MINUTES = 1440
"""Minutes of a day: the longest time box."""


def study(  # noqa: PLR0913  # what to study, and all that may be wished, each by its own name
    deck: Deck | Sequence[Deck],
    log: "str | Path | Log",
    *,
    minutes: int = 0,
    form: Form | str | None = None,
    seed: int | str = "",
    language: str | None = None,
    clock: Clock | None = None,
) -> "Session":
    """Begin to study; every answer is in the log before its feedback is returned.

    Args:
        deck: One deck, or several.
        log: Where answers are kept: a file, made if there is none, or an open log.
        minutes: Time box [minutes]; 0: none.
        form: Always this form, where a facet has it.
        seed: Text or number that all chance starts from; by default the learner's id.
        language: In this language where a deck can, else in its own; None: as loaded.
        clock: What tells the time; the system's where not given.

    Raises:
        StoreError: If the log cannot be opened or written.
        ArgumentTypeError: If no deck is given, which is a TypeError.
        ArgumentError: If minutes or form are out of range, or a deck has no words of the language.

    >>> from tempfile import TemporaryDirectory
    >>> from quizkit.api.deck import load
    >>> folder = TemporaryDirectory()
    >>> with study(load("vietnam-us"), Path(folder.name) / "me.db", seed="7") as session:
    ...     feedback = session.answer("1")
    ...     feedback.rating.name in ("AGAIN", "GOOD"), session.answered
    (True, 1)
    >>> folder.cleanup()
    """
    arguments.whole("minutes", minutes, 0, DAY_MINUTES)
    chance, clock = arguments.seeded(seed), arguments.clocked(clock)
    wish = Wish(minutes=int(minutes), form=any_form(form) if form else None, seed=chance)
    decks = [each.into(language) for each in decks_of(deck)]
    handle = log if isinstance(log, Log) else open_log(log)
    return Session(decks, handle, wish=wish, clock=clock, owns=handle is not log)


class Session(arguments.Uncopied, instead="its log can, and study(..) begins another"):
    """A sitting by hand. A context manager: leaving it ends the sitting and closes its log.

    Made by `study`.

    Attributes:
        log: Where the answers are.

    >>> import quizkit as qk
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
    ...     session.question.options
    ...     session.answer("1").rating.name
    ...     summary = session.close()
    ('Herbert Spitzer', 'Nate Kornell', 'Michael Rodriguez')
    'GOOD'
    """

    def __init__(
        self, decks: Iterable[Deck], log: "Log", *, wish: Wish, clock: Clock | None, owns: bool
    ) -> None:
        self.log, self._owns = log, owns
        askers = [deck.asker for deck in decks]
        self._run = Study(askers, log.writable(), wish=wish, clock=clock)
        self._run.begin()
        self._panel: Any = None
        self._is_closed = False

    @property
    def question(self) -> QuestionView | None:
        """The question that waits for its answer, or None when the sitting is over.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     session.question.form.value
        ...     summary = session.close()
        'choice'
        """
        if isinstance(self._run.view, FeedbackView):
            self._act(Next())
        match self._run.view:
            case QuestionView() as view:
                return view
            case AskAgainView(question=view) | RevealView(question=view):
                return view
            case _:
                return None

    @property
    def view(self) -> View:
        """What is to be shown now.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     type(session.view).__name__
        ...     summary = session.close()
        'QuestionView'
        """
        return self._run.view

    @property
    def notice(self) -> str:
        """One sentence that goes with the view, or "".

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     session.answer("1").outcome.value
        ...     type(session.undo()).__name__
        ...     type(session.redo()).__name__, session.notice
        ...     summary = session.close()
        'right'
        'QuestionView'
        ('QuestionView', 'Brought back: that answer counts again.')
        """
        return self._run.notice

    @property
    def answered(self) -> int:
        """How many answers the sitting has.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     feedback = session.answer("1")
        ...     session.answered
        ...     summary = session.close()
        1
        """
        return len(self._run.sitting.queue.asked)

    def answer(self, response: str | int) -> FeedbackView | AskAgainView | RevealView:
        """Answer the question: an option's number or text, or a typed text; "" is "I don't know".

        Raises:
            ResponseError: If the response is not of the form's shape; the question still stands.
            StoreError: If it cannot be saved; the question still stands.
            ArgumentTypeError: If the response is neither text nor a number, which is a TypeError.
            ArgumentError: If the sitting is over.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     session.answer("Herbert Spitzer").score
        ...     session.answer("").outcome.value
        ...     summary = session.close()
        1.0
        'wrong'
        """
        if not (isinstance(response, str) or arguments.is_whole(response)):
            raise ArgumentTypeError.of("the response", response, "a text or an option's number")
        if self.question is None:
            raise ArgumentError(_OVER)
        view = self._act(Answer(str(response)))
        assert isinstance(view, FeedbackView | AskAgainView | RevealView)  # noqa: S101  # no other
        return view

    def reveal(self) -> View:
        """Show the answer: of a flip question to rate it, of any other "I don't know".

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     session.reveal().score
        ...     summary = session.close()
        0.0
        """
        return self._act(Reveal())

    def hint(self) -> View:
        """Take a wrong option away, or show the first letter; the answer is then Hard at best.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     len(session.hint().gone)
        ...     summary = session.close()
        1
        """
        return self._act(Hint())

    def rate(self, rating: Rating | int) -> View:
        """Put your own rating in place of the last answer's, or rate a flip question.

        Raises:
            ArgumentError: If there is no such rating, or the sitting is over.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     feedback = session.answer("1")
        ...     session.rate(qk.Rating.HARD).rating.name
        ...     summary = session.close()
        'HARD'
        """
        if self._run.is_over:
            raise ArgumentError(_OVER)
        if rating not in tuple(Rating):
            raise ArgumentError.of("rating", rating, "a Rating, or a whole number from 1 to 4")
        return self._act(Rate(Rating(rating)))

    def override(self) -> View:
        """Say that the last answer was right.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     wrong = session.answer("2")
        ...     wrong.score, session.override().score
        ...     summary = session.close()
        (0.0, 1.0)
        """
        return self._act(Override())

    def undo(self) -> View:
        """Take the last answer back; its question comes back as it was.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     feedback = session.answer("1")
        ...     again = session.undo()
        ...     session.answered
        ...     summary = session.close()
        0
        """
        return self._act(Undo())

    def redo(self) -> View:
        """Take the last undo back.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     feedback = session.answer("1")
        ...     again = session.undo()
        ...     following = session.redo()
        ...     session.answered
        ...     summary = session.close()
        1
        """
        return self._act(Redo())

    def skip(self) -> View:
        """Put the question behind the others.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     before = session.question.facet
        ...     session.skip().facet != before
        ...     summary = session.close()
        True
        """
        return self._act(Skip())

    def widget(self) -> Any:
        """Return the sitting as a widget for a notebook's cell: the same one each time.

        An answer is in the log before its feedback is shown; what the other methods do is shown at
        once. Keys stay in Python until then. It is an `anywidget.AnyWidget` with one trait,
        `state`: what the browser may see. A `with` block would close its sitting.

        Raises:
            MissingExtraError: If anywidget is not installed.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     session.widget() is session.widget()
        ...     summary = session.close()
        True
        """
        if self._panel is None:
            from quizkit.notebook.widget.sitting import sitting_panel  # anywidget takes 0.3 s

            self._panel = sitting_panel(self._run)
        return self._panel

    def _act(self, action: Action) -> View:
        if self._is_closed:
            raise ArgumentError(_OVER)
        view = self._run.act(action)
        if self._panel is not None:
            self._panel.refresh()
        return view

    def close(self) -> SummaryView:
        """End the sitting and return its summary; closes the log if the sitting opened it.

        >>> import quizkit as qk
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     session = qk.study(qk.load("spaced-learning"), f"{folder}/me.db", seed="7")
        ...     feedback = session.answer("1")
        ...     summary = session.close()
        ...     summary.answered, summary.right
        (1, 1)
        """
        if not self._run.is_over:
            self._act(Stop())
        if self._owns:
            self._is_closed = True
            self.log.close()
            if self._panel is not None:
                self._panel.end()
        view = self._run.view
        assert isinstance(view, SummaryView)  # noqa: S101  # what an ended sitting shows
        return view

    def __repr__(self) -> str:
        """Return one line: how many answers, and whether it is over."""
        state = "over" if self._run.is_over else "open"
        return f"<Session: {counted(self.answered, 'answer')}, {state}>"

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, str]:
        """Return what a notebook shows: the question that waits, the feedback, or the summary."""
        from quizkit.notebook.blocks import drawn
        from quizkit.notebook.study_view import blocks

        return drawn(blocks(self.view))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
