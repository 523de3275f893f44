"""The handle of a quiz: some questions and a mark, in a cell or by hand."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from quizkit.api import arguments
from quizkit.api.deck import Deck, decks_of
from quizkit.api.forms import any_form
from quizkit.api.questions import Questions
from quizkit.errors import ArgumentError, ArgumentTypeError
from quizkit.model import (
    Answer,
    AskAgainView,
    FeedbackView,
    Form,
    Marked,
    MarkView,
    Next,
    QuestionView,
    Stop,
    View,
)
from quizkit.practice.clock import Clock
from quizkit.practice.quiz import Quiz
from quizkit.questions.formlist import shape_of
from quizkit.text import visible


def quiz(  # noqa: PLR0913  # what to ask, and all that may be wished, each by its own name
    deck: Deck | Sequence[Deck],
    n: int = 10,
    *,
    seed: int | str | None = None,
    form: Form | str | None = None,
    language: str | None = None,
    tags: Sequence[str] = (),
    answers: str = "hidden",
    clock: Clock | None = None,
) -> "QuizWidget":
    """Return a quiz: a widget in a notebook, and the same by `submit` where there is no browser.

    Nothing is remembered of it. A question's key stays in Python until its answer is given; where
    no widget can run, the questions stand as HTML, without their keys.

    Args:
        deck: One deck, or several.
        n: How many questions at most [0..].
        seed: Any text or number: the same seed gives the same quiz; None: one is drawn.
        form: Only in this form; None: the easiest that each has. Flip has no mark.
        language: In this language where a deck can, else in its own; None: as loaded.
        tags: Only facts with one of these tags; empty: all.
        answers: What becomes of the keys in the HTML: "hidden", or "folded" away.
        clock: What tells the time; the system's where not given.

    Raises:
        TypeError: If no deck is given.
        ValueError: If an argument is not as wanted, a deck has no words of the language, or
            nothing has one of the tags.

    >>> from quizkit.api.deck import load
    >>> quiz = quiz(load("vietnam-us"), n=3, seed=7)
    >>> quiz.submit("1").outcome.value in ("right", "wrong")
    True
    >>> quiz.result.asked, len(quiz.result.answers)
    (3, 1)
    """
    arguments.whole("n", n)
    arguments.several("tags", tags, "war")
    arguments.one_of("answers", answers, ("hidden", "folded"))
    wanted = any_form(form) if form else None
    if wanted is not None and shape_of(wanted) is Form.FLIP:
        raise ArgumentError.of("form", form, "a form that can be judged: flip has no mark")
    decks = [each.into(language) for each in decks_of(deck)]
    run = Quiz(
        [each.asker for each in decks],
        count=int(n),
        seed="" if seed is None else arguments.seeded(seed),
        forms=() if wanted is None else (wanted,),
        tags=tags,
        clock=arguments.clocked(clock),
    )
    if tags and not run.total:
        arguments.known_tags(tags, [each.asker for each in decks])
    return _made()(run, decks, answers=answers)


class QuizWidget(arguments.Uncopied, instead="quiz(.., seed=..) makes the same again"):
    """A quiz by hand and, where anywidget is installed, an `anywidget.AnyWidget` as well.

    Made by `quiz`. What is answered by `submit` is shown in the widget at once, and what is
    answered there is in `result`.

    >>> from quizkit.api.deck import load
    >>> quiz(load("spaced-learning"), n=3, seed=7)
    <quiz of 3 questions, 0 answered; seed 7>
    """

    def __init__(self, run: Quiz, decks: Sequence[Deck], *, answers: str) -> None:
        from quizkit.notebook.widget.play import Play  # what draws only where it is drawn

        self._run = run
        self._all = Questions(run.questions())
        self._title = " · ".join(deck.value.title for deck in decks)
        self._answers = answers
        self._play = Play(run, language=decks[0].asker.planner.language)
        self._hint = "static"

    @property
    def seed(self) -> str:
        """The seed in force: given again, it gives the same quiz.

        >>> from quizkit.api.deck import load
        >>> quiz(load("spaced-learning"), n=1, seed=7).seed
        '7'
        """
        return self._run.seed

    @property
    def questions(self) -> Questions:
        """All questions of the quiz, with their keys.

        >>> from quizkit.api.deck import load
        >>> [each.answer for each in quiz(load("spaced-learning"), n=1, seed=7).questions]
        ['2006']
        """
        return self._all

    @property
    def question(self) -> QuestionView | None:
        """The question that waits for its answer, or None when all are answered.

        >>> from quizkit.api.deck import load
        >>> quiz(load("spaced-learning"), n=1, seed=7).question.options
        ('1998', '2006', '2010')
        """
        if isinstance(self._run.view, FeedbackView):
            self._run.act(Next())
            self.refresh()
        match self._run.view:
            case QuestionView() as view:
                return view
            case AskAgainView(question=view):
                return view
            case _:
                return None

    @property
    def view(self) -> View:
        """What is to be shown now.

        >>> from quizkit.api.deck import load
        >>> made = quiz(load("spaced-learning"), n=1, seed=7)
        >>> type(made.view).__name__
        'QuestionView'
        """
        return self._run.view

    @property
    def result(self) -> MarkView:
        """The mark as it stands, with each answer; what is not answered counts as not known.

        >>> from quizkit.api.deck import load
        >>> made = quiz(load("spaced-learning"), n=2, seed=7)
        >>> made.submit("2006").score, made.result.asked, made.result.mark
        (1.0, 2, 0.5)
        """
        return self._run.mark

    @property
    def wrong(self) -> tuple[Marked, ...]:
        """The answers that were not wholly right.

        >>> from quizkit.api.deck import load
        >>> made = quiz(load("spaced-learning"), n=1, seed=7)
        >>> made.submit("1998").score, len(made.wrong)
        (0.0, 1)
        """
        return tuple(answer for answer in self.result.answers if answer.score < 1)

    def submit(self, response: str | int) -> FeedbackView | AskAgainView:
        """Answer the question that waits: an option's number or text, or a typed text.

        Args:
            response: The answer; "" is "I don't know".

        Raises:
            ResponseError: If the response is not of the form's shape; the question still stands.
            ArgumentTypeError: If the response is neither text nor a number, which is a TypeError.
            ArgumentError: If all questions are answered.

        >>> from quizkit.api.deck import load
        >>> made = quiz(load("spaced-learning"), n=1, seed=7)
        >>> made.submit("2").outcome.value
        'right'
        """
        if not (isinstance(response, str) or arguments.is_whole(response)):
            wanted = "a text or an option's number"
            raise ArgumentTypeError.of("the response", response, wanted)
        if self.question is None:
            message = "all questions are answered"
            raise ArgumentError(message)
        view = self._run.act(Answer(str(response)))
        self.refresh()
        assert isinstance(view, FeedbackView | AskAgainView)  # noqa: S101  # no other
        return view

    def stop(self) -> MarkView:
        """End the quiz; what is not answered counts as not known.

        >>> from quizkit.api.deck import load
        >>> quiz(load("spaced-learning"), n=2, seed=7).stop().mark
        0.0
        """
        self._run.act(Stop())
        self.refresh()
        return self.result

    def refresh(self) -> None:
        """Show what was done by hand; the widget shows it by itself."""
        self._play.refresh()

    def __repr__(self) -> str:
        """Return one line: what was asked and answered."""
        mark = self.result
        seed = visible(self.seed)
        return f"<quiz of {mark.asked} questions, {len(mark.answers)} answered; seed {seed}>"

    def _drawn(self) -> dict[str, str]:
        """Return what stands where no widget runs, by mime type."""
        from quizkit.notebook.widget.fallback import questions_html, view_text

        waits = self._run.view if isinstance(self._run.view, QuestionView) else None
        html = questions_html(
            self._all,
            title=self._title,
            language=self._play.state["language"],
            hint=self._hint,
            answers=self._answers,
        )
        return {"text/plain": f"{self!r}{view_text(waits)}", "text/html": html}


class _Still(QuizWidget):
    """A quiz where anywidget is not installed: its questions as HTML, answered by `submit`."""

    def __init__(self, run: Quiz, decks: Sequence[Deck], *, answers: str) -> None:
        super().__init__(run, decks, answers=answers)
        self._hint = "no extra"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return self._drawn()


@cache
def _made() -> type[QuizWidget]:
    """Return the class of quizzes: a widget where anywidget is installed."""
    from quizkit.notebook.widget import panel  # looks for anywidget, which takes 0.3 s

    if not panel.is_there():
        return _Still
    base: Any = panel.panel_class()

    def begin(self: Any, run: Quiz, decks: Sequence[Deck], *, answers: str) -> None:
        QuizWidget.__init__(self, run, decks, answers=answers)
        base.__init__(self, self._play, self._drawn)

    own = {
        "__init__": begin,
        "__doc__": QuizWidget.__doc__,
        "__module__": __name__,
        "refresh": base.refresh,
    }
    made: type[QuizWidget] = type(base)("QuizWidget", (QuizWidget, base), own)
    return made
