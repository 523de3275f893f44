"""A sitting or a quiz on the screen."""

from collections.abc import Callable
from typing import ClassVar, Final, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from quizkit.errors import QuizkitError, ResponseError, StoreError
from quizkit.model import (
    Action,
    Answer,
    AskAgainView,
    FeedbackView,
    Flag,
    Hint,
    Pause,
    PutOff,
    QuestionView,
    Redo,
    Reveal,
    RevealView,
    Skip,
    Stop,
    Suspend,
    Undo,
    View,
)
from quizkit.tui.screens.allowed import MAY, comes_to_an_end, going_on
from quizkit.tui.screens.asides import Beginning, Flagging
from quizkit.tui.screens.base import Basics, QuizkitScreen
from quizkit.tui.screens.consulting import mend, show_evidence, tell_why
from quizkit.tui.screens.guard import Guard
from quizkit.tui.screens.pages import Pages
from quizkit.tui.screens.waiting import Waiting
from quizkit.tui.widgets.feedback import Feedback
from quizkit.tui.widgets.hintbar import HintBar
from quizkit.tui.widgets.line import AnswerLine
from quizkit.tui.widgets.notices import Trouble, sentence
from quizkit.tui.widgets.typed import Typed
from quizkit.tui.widgets.wanted import Consulted, Doubtful, Wanted

ZERO: Final = "0"
"""What is "I don't know" where there are options: typed, it is asked whether it is the answer."""

WATCH_S: Final = 2.0
"""How often it is looked whether a deck was changed on the disk [s]."""

_UNSAVED: Final = 5
"""Exit code where an answer could not be saved."""


class Runner(Protocol):
    """What a study screen drives: a begun sitting or quiz."""

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

    def rest(self) -> None:
        """Do what can wait while the learner reads."""


class Watch(Protocol):
    """Looks after the decks of a sitting; runs in the backend."""

    def has_changed(self) -> bool:
        """Return whether a deck's files are not as they were when it was read."""

    def renew(self) -> None:
        """Let such decks be read anew the next time they are wanted."""


class StudyScreen(QuizkitScreen[None]):
    """Drives a runner, whose work is done in the backend.

    Args:
        begin: Makes and begins the runner; runs in the backend.
        watch: Tells whether its decks have changed, and reads them anew; None: nobody looks.

    Attributes:
        guard: Tells presses from their echo.
        view: What is shown, or None before anything is.
        coach: Returns a sentence of help to be shown with a view, or "".
    """

    holds = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("R", "reload", "Reload the deck", id="study.reload"),
        Binding("g", "go_on", "Go on", id="study.go-on"),
        Binding("h", "hint", "Hint", id="study.hint"),
        Binding("ctrl+g", "hint_typed", "Hint", id="study.hint-typed"),
        Binding("s", "skip", "Skip", id="study.skip"),
        Binding("u", "undo", "Undo", id="study.undo"),
        Binding("S", "put_off", "Not today", id="study.put-off"),
        Binding("P", "pause", "Pause", id="study.pause"),
        Binding("exclamation_mark", "flag", "Flag", id="study.flag", key_display="!"),
        Binding("p", "suspend", "Never ask", id="study.suspend"),
        Binding("U", "redo", "Redo", id="study.redo"),
        Binding("n", "anew", "New sitting", id="study.anew"),
        Binding("tab", "leave_line", "Skip, flag ..", id="study.leave-line"),
        Binding("ctrl+z", "undo", "Undo", id="study.undo-typed", show=False),
        Binding("ctrl+y", "redo", "Redo", id="study.redo-typed", show=False),
        Binding("pageup", "turn(-1)", "Scroll up", id="study.page-up", show=False),
        Binding("pagedown", "turn(1)", "Scroll down", id="study.page-down", show=False),
    ]

    def __init__(self, begin: Callable[[], Runner], *, watch: Watch | None = None) -> None:
        super().__init__()
        self.guard = Guard()
        self.view: View | None = None
        self.coach: Callable[[View], str] | None = None
        self.pages = Pages()
        self.trouble = Trouble()
        self.trouble.display = False
        self._begin = begin
        self._runner: Runner | None = None
        self._wanted: Action | None = None
        self._waiting = Waiting(self)
        self._watch = watch
        self._is_stale = self._is_meant = False

    def compose(self) -> ComposeResult:
        """Yield the pages, what may go wrong, the hints."""
        self.pages.bar.counts = self.quizkit.desk.settings.counts
        yield self.pages
        yield self.trouble
        yield HintBar()

    def on_mount(self) -> None:
        """Begin once the shell is painted."""
        self.pages.leads_to = self._beneath()
        self.call_after_refresh(self._start)
        if self._watch is not None:
            self.set_interval(WATCH_S, self._glance)

    def _beneath(self) -> str:
        """Return what the screen beneath is called."""
        beneath = self.app.screen_stack[-2:-1]
        return beneath[0].named if beneath and isinstance(beneath[0], Basics) else "Home"

    def _glance(self) -> None:
        if self._runner is not None and not self.busy and not self._is_stale:
            self.run_worker(self._look_for_changes(), group="glance", exclusive=True)

    async def _look_for_changes(self) -> None:
        """Say so once if a deck was changed on the disk; the question on the screen stays."""
        if self._watch is None or not await self.quizkit.backend.call(self._watch.has_changed):
            return
        self._is_stale = True
        press = "tab, then R:" if self.pages.line.box.has_focus else "R"
        self.tell(f"deck changed: {press} Reload")
        self.refresh_bindings()

    def _start(self) -> None:
        self.ask(self._begin, self._begun)
        self._waiting.load()

    def _begun(self, runner: Runner) -> None:
        self._runner = runner
        self.pages.may_go_on = getattr(runner, "is_kept", False)
        self._show(runner.view)
        doubt, opening = (getattr(runner, name, "") for name in ("doubt", "opening"))
        if doubt or opening:
            self.app.push_screen(Beginning(doubt, opening), self._mend)
        elif getattr(runner, "is_resumed", False):
            self.pages.tell(going_on(runner.view))

    def do(self, action: Action) -> None:
        """Have the engine do something; its view is shown once it is committed."""
        runner = self._runner
        if runner is None or not self.ask(lambda: runner.act(action), self._show):
            return
        self._wanted = action
        self.pages.hold()
        self._waiting.save(getattr(getattr(runner, "log", None), "path", None))

    def _mend(self, wanted: str | None) -> None:
        """Mend what a wrong clock saved, if that is wanted, before the first question."""
        if wanted:
            self.ask(lambda: mend(self.quizkit.desk), self.tell)

    def _show(self, view: View) -> None:
        self._waiting.stop()
        again = self._is_same(view)
        self.view, self._is_meant = view, False
        self.pages.show(view, again=again)
        if isinstance(view, FeedbackView | RevealView):
            self.guard.arm()
        self.call_after_refresh(lambda: self.run_worker(self._rest(), group="rest"))
        notice = self._runner.notice if self._runner is not None else ""
        told = notice or (self.coach(view) if self.coach else "")
        if told:
            self.pages.tell(told)

    def _is_same(self, view: View) -> bool:
        """Return whether a question is the one on the screen, changed by a hint or a flag."""
        before = self.view.question if isinstance(self.view, AskAgainView) else self.view
        if not (isinstance(view, QuestionView) and isinstance(before, QuestionView)):
            return False
        return isinstance(self._wanted, Hint | Flag) and view.facet == before.facet

    async def _rest(self) -> None:
        """Do what can wait while the learner reads."""
        if self._runner is not None:
            await self.quizkit.backend.call(self._runner.rest)

    def failed(self, error: QuizkitError) -> None:
        """Tell that what was wanted could not be done; what was answered stays on the screen."""
        self._waiting.stop()
        self.pages.let_go()
        match error:
            case ResponseError():
                self.pages.tell(sentence(str(error)))
            case _ if isinstance(error, StoreError) or self._runner is None:
                self.trouble.display = True
                self.trouble.show_error(error, begun=self._runner is not None)
                self.pages.hold()
                self.set_focus(self.trouble)
            case _:
                self.pages.tell(sentence(str(error)))
        self.refresh_bindings()

    def on_trouble_chosen(self, message: Trouble.Chosen) -> None:
        """Try again, or leave the program."""
        if not message.again:
            self.app.exit(return_code=_UNSAVED)
            return
        self.trouble.display = False
        if self._runner is None:
            self._start()
        elif self._wanted is not None:
            self.pages.refocus()
            self.do(self._wanted)

    def on_wanted(self, message: Wanted) -> None:
        """Do what a widget says the learner wants, if it is no echo of the press before."""
        message.stop()
        if self.guard.lets(message.by):
            self.do(message.action)
        else:
            self.pages.let_go()

    def on_doubtful(self, message: Doubtful) -> None:
        """Ask whether a wrong answer is to be turned into a right one."""
        if self.guard.lets("digit") and isinstance(self.pages.page, Feedback):
            self.pages.page.doubt(message.rating)
            self.guard.arm()

    def on_consulted(self, message: Consulted) -> None:
        """Show the evidence, or why it was asked."""
        if isinstance(self.view, FeedbackView):
            if message.about == "why":
                tell_why(self, self.view.question)
            elif self._runner is not None:
                show_evidence(self, self._runner)

    def on_answer_line_given(self, message: AnswerLine.Given) -> None:
        """Answer with what was typed; enter twice on an empty line gives up."""
        if message.text == ZERO and not self._is_meant and isinstance(self.pages.page, Typed):
            self._is_meant = True
            self.pages.page.say("Enter once more answers 0. Don't know? Empty it, enter twice.")
            self.pages.refocus()
        elif message.text:
            self.do(Answer(message.text))
        elif message.times > 1:
            self.do(Reveal())
        elif isinstance(self.pages.page, Typed):
            self.pages.page.say("Enter once more: I don't know.")

    def on_typed_back(self) -> None:
        """Type on."""
        self.pages.refocus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with what is shown."""
        if action == "back" and self._runner is None:
            return True
        if not super().check_action(action, parameters):
            return False
        if action == "anew":
            return self._wanted is None and getattr(self._runner, "is_resumed", False)
        if action == "reload":
            return self._is_stale and not self.trouble.display
        if action == "go_on" and not self.pages.may_go_on:
            return False
        may = MAY.get(action)
        if may is None:
            return not (self.trouble.display and action == "back")
        if self.view is None or self.trouble.display or self.pages.is_held:
            return False
        return may(self.view) and (action != "leave_line" or self.pages.line.box.has_focus)

    def action_hint(self) -> None:
        """Help a little."""
        self.do(Hint())

    def action_hint_typed(self) -> None:
        """Help a little, while typing."""
        self.do(Hint())

    def action_skip(self) -> None:
        """Ask it later in the sitting."""
        self.do(Skip())

    def action_put_off(self) -> None:
        """Ask it another day."""
        self.do(PutOff())

    def action_suspend(self) -> None:
        """Never ask it again."""
        self.do(Suspend())

    def action_pause(self) -> None:
        """Let the time stand still, with nothing to be read."""
        self.do(Pause())

    def action_undo(self) -> None:
        """Take the last answer back."""
        self.do(Undo())

    def action_redo(self) -> None:
        """Take the last undo back."""
        self.do(Redo())

    def action_flag(self) -> None:
        """Tell the deck's author that something is wrong."""

        def flagged(words: str | None) -> None:
            if words is not None:
                self.do(Flag(words))

        self.app.push_screen(Flagging(), flagged)

    def action_anew(self) -> None:
        """Begin a new sitting instead of going on with the one that was left."""
        begin = getattr(self._runner, "begin", None)
        if begin is not None:
            self.ask(lambda: begin(fresh=True), self._show)
            self._wanted = Stop()

    def action_go_on(self) -> None:
        """Go on with the sitting where it was left."""
        self._wanted = None
        self._start()

    def action_reload(self) -> None:
        """Read the deck anew, and go on with it as it is now."""
        watch = self._watch
        if watch is not None:
            self._is_stale, self._wanted = False, None
            self.ask(lambda: self._renewed(watch), self._reloaded)

    def _reloaded(self, runner: Runner) -> None:
        self._begun(runner)
        self.pages.tell("The deck is read anew.")

    def _renewed(self, watch: Watch) -> Runner:
        watch.renew()
        return self._begin()

    def action_leave_line(self) -> None:
        """Leave the line, so that letters are presses."""
        self.set_focus(self.pages.page)

    def action_turn(self, pages: int) -> None:
        """Scroll the stem, or what is below it."""
        self.pages.turn(pages)

    def action_back(self) -> None:
        """Leave: what came of it is shown first, where anything was answered."""
        if self.view is not None and comes_to_an_end(self.view):
            self.do(Stop())
        else:
            super().action_back()
