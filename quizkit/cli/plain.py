"""Line mode: a sitting or a quiz as whole lines, for terminals, screen readers and pipes.

Nothing is redrawn, moved or timed. One line is read for each prompt. On a terminal there are two
prompts: after a question the response, after the feedback a command, where an empty line goes on.

In a pipe there is one: **each line is the response to the question shown last**, feedback waits
for nothing, and empty lines are passed over. So a file of responses, one a line, is a whole
sitting; a program that reads the output finds the next question there before it writes. A
terminal is asked once more at the end: what was missed can be had again, some minutes more, a
contrast.

Commands are single characters (`?` lists them). At a typed question a single character may be an
answer (on a terminal a command's letter is asked about first), and in a pipe a digit always is
one; **with a colon before it a command is a command everywhere**: `:q`, `:=`, `:3`, `:0` for "I
don't know". A flip question takes two lines in a pipe: anything shows the answer, then 1 to 4
rates it.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final, Protocol, TextIO

from quizkit.cli.evidenced import in_full, in_short
from quizkit.cli.presses import ACTIONS, ENDS, HELP, LETTERS, SHOWS, WORDS, At, told
from quizkit.cli.spoken import (
    asked,
    asked_again,
    fed_back,
    held_back,
    marked,
    on_offer,
    paused,
    revealed,
    summed_up,
)
from quizkit.errors import ResponseError
from quizkit.model import (
    Action,
    Answer,
    AskAgainView,
    EvidenceView,
    FeedbackView,
    Flag,
    Form,
    MarkView,
    More,
    Next,
    PausedView,
    Progress,
    QuestionView,
    Rate,
    Rating,
    Reveal,
    RevealView,
    Stop,
    SummaryView,
    View,
)
from quizkit.text import visible
from quizkit.values.formulas import readable

_DOUBLE: Final = 0.3
"""Time within which the same digit again is a double press [s]."""

NO_ANSWER: Final = 4
"""Exit code where the input ended before the first answer."""

_RATINGS: Final = {str(int(rating)): rating for rating in Rating}
_TYPED: Final = frozenset({Form.TYPED, Form.CLOZE})


class Runner(Protocol):
    """What line mode drives: a sitting or a quiz."""

    @property
    def view(self) -> View:
        """What is to be shown."""

    @property
    def notice(self) -> str:
        """One sentence to be shown with it, or ""."""

    @property
    def is_over(self) -> bool:
        """Whether it has come to its end."""

    def act(self, action: Action) -> View:
        """Do what the learner wants."""


class Plain:
    """Line mode over a begun sitting or quiz.

    Args:
        runner: What is driven.
        lines: The responses, one a line.
        out: Where whole lines are written.
        is_terminal: Somebody sits there: prompts are written, the feedback waits.
        fit: Makes a line fit for `out`: for its encoding, and on a terminal for its width.
        clock: Tells seconds; by it a double press is known from a second thought.
        evidence: Returns what stands behind the answer on the screen, None where that is not known.
    """

    def __init__(  # noqa: PLR0913  # what is driven, where it reads and writes, what it must be told
        self,
        runner: Runner,
        lines: Iterable[str],
        out: TextIO,
        *,
        is_terminal: bool,
        fit: Callable[[str], str] = str,
        clock: Callable[[], float] = time.monotonic,
        evidence: Callable[[], EvidenceView | None] = lambda: None,
    ) -> None:
        self._runner = runner
        self._lines = iter(lines)
        self._out = out
        self._is_terminal = is_terminal
        self._fit = fit
        self._shown: View | None = None
        self._told: FeedbackView | None = None
        self._empty = 0
        self._doubt = ""
        self._clock = clock
        self._waited = 0.0
        self._given = ""
        self._evidence = evidence
        self._has_left = False

    def run(self) -> int:
        """Run to the end and return the exit code: 0, or 4 if there was no answer at all.

        Raises:
            StoreError: If an answer cannot be saved; those before are.
        """
        self._show(self._runner.view)
        for line in self._read():
            self._take(line)
        if self._runner.is_over:
            return 0
        if self._told is None:
            return NO_ANSWER
        self._do(Stop())
        return 0

    @property
    def _is_done(self) -> bool:
        """Whether no line is wanted any more: at the end somebody may still want more."""
        if not self._runner.is_over or self._has_left:
            return self._has_left
        view = self._shown
        idle = isinstance(view, SummaryView) and view.reason == "stopped" and not view.answered
        return idle or not (self._is_terminal and isinstance(view, SummaryView))

    def _read(self) -> Iterator[str]:
        while not self._is_done:
            if self._is_terminal:
                self._out.write("> ")
                self._out.flush()
            since = self._clock()
            line = next(self._lines, None)
            self._waited = self._clock() - since
            if line is None:
                if self._is_terminal:
                    self.say("")
                return
            yield line.rstrip("\r\n")

    def _take(self, line: str) -> None:
        text = line.strip()
        given, self._given = self._given, text
        if not text:
            self._take_nothing()
            return
        self._empty = 0
        if text == given and self._is_double(text):
            return
        if self._is_doubtful(text) or self._is_held_back(text):
            return
        command = self._command(text)
        if command is None:
            self._respond(text)
        else:
            self._obey(*command)

    def _is_doubtful(self, text: str) -> bool:
        """Ask once whether a command's letter at a typed question is meant as the answer."""
        doubt, self._doubt = self._doubt, ""
        letter = self._is_terminal and self._may_type() and text in LETTERS - ENDS
        if not letter or text == doubt:
            return False
        self._doubt = text
        self.say(f"Nothing is counted yet: :{text} for the command, {text} again to answer so.")
        return True

    def _is_double(self, text: str) -> bool:
        """Return whether a digit is the one before, pressed twice: it is to rate nothing."""
        rates = isinstance(self._shown, FeedbackView | RevealView)
        return self._is_terminal and rates and text.isdigit() and self._waited < _DOUBLE

    def _is_held_back(self, text: str) -> bool:
        """Say how to turn a wrong answer into a right one; a bare digit does not."""
        if text not in _RATINGS or not isinstance(self._shown, FeedbackView):
            return False
        said = held_back(self._shown, _RATINGS[text])
        if said:
            self.say(said)
        return bool(said)

    def _take_nothing(self) -> None:
        """An empty line goes on after feedback; at a typed question two give up."""
        if not self._is_terminal:
            return
        match self._shown:
            case FeedbackView() | PausedView():
                self._do(Next())
            case SummaryView():
                self._has_left = True
            case RevealView():
                self.say("Rate yourself: 1 not known, 2 hard, 3 good, 4 easy.")
            case QuestionView(form=Form.FLIP):
                self._do(Reveal())
            case _ if self._empty:
                self._empty = 0
                self._do(Reveal())
            case _:
                self._empty = 1
                self.say('Enter again for "I don\'t know", or give an answer; ? helps.')

    def _command(self, text: str) -> tuple[str, str] | None:
        """Return a line as a command and its words, or None if it is a response."""
        name, rest = text[:1], text[1:].strip()
        if name == ":" and rest:
            name, rest = rest[0], rest[1:].strip()
            known = name in ACTIONS or name in SHOWS or name in _RATINGS or name in WORDS
            return (name, rest) if known and (not rest or name in WORDS) else None
        is_end = isinstance(self._shown, SummaryView)
        if name in WORDS and not self._may_type() and (is_end or name not in ENDS):
            return name, rest
        if rest or self._may_type():
            return ("?", "") if text == "?" else None
        if name in _RATINGS:
            rates = isinstance(self._shown, FeedbackView | RevealView)
            return (name, "") if rates else None
        is_known = name in SHOWS or (name in ACTIONS and (is_end or name not in ENDS))
        return (name, "") if is_known else None

    def _may_type(self) -> bool:
        """Return whether the line could be a typed answer."""
        question = _question(self._shown)
        at_question = isinstance(self._shown, QuestionView | AskAgainView)
        return at_question and question is not None and question.form in _TYPED

    def _obey(self, name: str, words: str) -> None:
        if name in SHOWS:
            self._explain(name)
        elif name == "!":
            self._do(Flag(words or self._words()))
        elif name in _RATINGS:
            self._do(Rate(_RATINGS[name]))
        elif name == "m" and words:
            self._do_more(words)
        elif name == "0" and isinstance(self._shown, FeedbackView):
            self.say("That was answered already; Enter goes on.")
        elif name == "q" and self._runner.is_over:
            self._has_left = True
        elif name == "P" and isinstance(self._shown, PausedView):
            self._do(Next())
        else:
            self._do(ACTIONS[name]())

    def _do_more(self, words: str) -> None:
        if words.isdecimal() and len(words) < 5:
            self._do(More(int(words)))
        else:
            self.say(f'Minutes are a number, such as m 10, not "{words}".')

    def _words(self) -> str:
        if not self._is_terminal:
            return ""
        self.say("What is wrong with it? One line.")
        return next(self._read(), "")

    def _explain(self, name: str) -> None:
        if name == "?":
            self.say(*HELP.splitlines())
        elif name == "e":
            self.say(*self._backing())
        else:
            question = _question(self._shown)
            self.say((question.why if question else "") or "There is nothing to explain.")

    def _backing(self) -> list[str]:
        """Return the evidence: in full for the answer on the screen, else what was told of it."""
        if self._told is None:
            return ["There is no answer to give evidence for."]
        found = self._evidence() if isinstance(self._shown, FeedbackView) else None
        return in_full(found, self._told) if found else in_short(self._told)

    def _respond(self, text: str) -> None:
        match self._shown:
            case FeedbackView():
                self.say(f"{told(At.ANSWER, ('Enter', '1-4', '=', 'u', 'e'))}, ? help.")
            case PausedView():
                self.say(f"This is a pause: {told(At.PAUSE)}.")
            case SummaryView():
                self.say(f"This is the end: {told(At.END)}.")
            case _:
                self._do(Answer(text))

    def _do(self, action: Action) -> None:
        try:
            view = self._runner.act(action)
        except ResponseError as error:
            self.say(f"{error}.")
            return
        if self._runner.notice:
            self.say(self._runner.notice)
        if not isinstance(action, Next) and self._is_told(view):
            return
        self._show(view)
        if isinstance(view, FeedbackView) and not self._is_terminal:
            self._do(Next())

    def _is_told(self, view: View) -> bool:
        """Return whether a view was shown: with a notice, whatever time has gone by since."""
        if self._runner.notice:
            return _without_time(view) == _without_time(self._shown)
        return view == self._shown

    def _show(self, view: View) -> None:
        self._shown = view
        match view:
            case QuestionView():
                self.say(*asked(view))
            case AskAgainView():
                self.say(*asked_again(view))
            case RevealView():
                self.say(*revealed(view))
            case FeedbackView():
                self._told = view
                self.say(*fed_back(view, is_terminal=self._is_terminal))
            case PausedView():
                self.say(*paused(view))
            case SummaryView():
                self.say(*summed_up(view), *([] if self._is_done else on_offer(view)))
            case MarkView():
                self.say(*marked(view))

    def say(self, *lines: str) -> None:
        """Write whole lines and flush them."""
        for line in lines:
            self._out.write(self._fit(visible(readable(line))) + "\n")
        self._out.flush()


def _question(view: View | None) -> QuestionView | None:
    match view:
        case QuestionView():
            return view
        case AskAgainView() | RevealView() | FeedbackView():
            return view.question
        case _:
            return None


def _without_time(view: View | None) -> View | None:
    """Return a view as it is whenever it is looked at."""
    if isinstance(view, QuestionView):
        return replace(view, progress=Progress(view.progress.answered))
    return view
