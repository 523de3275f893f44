"""What the study screen shows for each view: one page at a time, made when first needed."""

from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from quizkit.model.question import Form
from quizkit.model.view import (
    AskAgainView,
    FeedbackView,
    Image,
    MarkView,
    PausedView,
    Progress,
    QuestionView,
    RevealView,
    SummaryView,
    View,
)
from quizkit.tui.text import shown
from quizkit.tui.widgets.answering import Answering
from quizkit.tui.widgets.feedback import Feedback, RatingBindings, Revealed
from quizkit.tui.widgets.flip import Flip
from quizkit.tui.widgets.line import AnswerLine
from quizkit.tui.widgets.markpage import MarkPage
from quizkit.tui.widgets.marks import Marks
from quizkit.tui.widgets.matching import Matching
from quizkit.tui.widgets.notices import Paused, Strip
from quizkit.tui.widgets.options import Options
from quizkit.tui.widgets.ordering import Ordering
from quizkit.tui.widgets.pager import Pager
from quizkit.tui.widgets.progress import TimeBar
from quizkit.tui.widgets.ratings import Ratings
from quizkit.tui.widgets.stem import Stem
from quizkit.tui.widgets.summary import Summary
from quizkit.tui.widgets.typed import Typed

P = TypeVar("P", bound=Pager)

TYPED = frozenset({Form.TYPED, Form.CLOZE})
"""Forms that are answered in the line."""

_ASKED_BY: dict[Form, type[Answering]] = {
    Form.CHOICE: Options,
    Form.TRUE_FALSE: Options,
    Form.SELECT: Marks,
    Form.ORDER: Ordering,
    Form.MATCH: Matching,
    Form.FLIP: Flip,
    Form.TYPED: Typed,
    Form.CLOZE: Typed,
}


class Pages(Vertical):
    """Bar, stem, line, page and ratings.

    Attributes:
        leads_to: What the screen beneath is called.
        may_go_on: A sitting that is left can be gone on with.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Pages { height: 1fr; }
    .-tall Pages > Stem { margin: 1 0; }
    .-tall Pages > AnswerLine { margin: 0 0 1 0; }
    Pages > FactPicture { padding: 0 0 0 3; }
    .-narrow Pages > FactPicture, .-tiny Pages > FactPicture { padding: 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.page: Pager | None = None
        self.bar, self.stem, self.line = TimeBar(), Stem(), AnswerLine()
        self.ratings, self.strip = Ratings(), Strip()
        for widget in (self.stem, self.line, self.ratings, self.strip):
            widget.display = False
        self._made: dict[type[Pager], Pager] = {}
        self.leads_to = "Home"
        self.may_go_on = False
        self._image: Image | None = None
        self._picture: Widget | None = None

    def compose(self) -> ComposeResult:
        """Yield what stands above and below every page."""
        yield self.bar
        yield self.stem
        yield self.line
        yield self.ratings
        yield self.strip

    def show(self, view: View, *, again: bool = False) -> None:
        """Show a view.

        Args:
            view: What is to be shown.
            again: It is the question that is shown already, changed: what was begun stays.
        """
        self.tell("")
        match view:
            case QuestionView():
                self._ask(view, again=again)
            case AskAgainView():
                self._ask_again(view)
            case RevealView():
                self._told(Revealed, view.question, view).show_answer(view)
            case FeedbackView():
                self._told(Feedback, view.question, view).show_feedback(view)
            case PausedView():
                self._alone(Paused, view.progress).show_pause(view.deck)
            case SummaryView():
                self._end(view)
            case MarkView():
                self._alone(MarkPage, None).show_mark(view)

    @property
    def is_typed(self) -> bool:
        """Whether the answer is typed in the line."""
        return isinstance(self.page, Typed)

    def tell(self, text: str) -> None:
        """Say a sentence below, until the next view comes; "" says nothing."""
        self.strip.display = bool(text)
        self.strip.show_paragraphs(shown(text))

    def put_note(self, text: str) -> None:
        """Put a word beside the response."""
        if self.is_typed:
            self.line.put_note(text)
        elif isinstance(self.page, Answering):
            self.page.put_note(text)
        else:
            self.tell(text)

    @property
    def is_held(self) -> bool:
        """Whether something is wanted already, and presses are dropped."""
        page = self.page
        held = isinstance(page, Answering | RatingBindings | Paused | Summary) and page.held
        return held or (self.is_typed and self.line.box.is_shut)

    def hold(self) -> None:
        """Drop presses: something is being saved."""
        if self.is_typed:
            self.line.close()
        if isinstance(self.page, Answering | RatingBindings | Paused | Summary):
            self.page.held = True

    def let_go(self) -> None:
        """Take presses again: what was wanted could not be done."""
        if isinstance(self.page, Answering):
            self.page.let_go()
        elif isinstance(self.page, RatingBindings | Paused | Summary):
            self.page.held = False
        self.refocus()

    def refocus(self) -> None:
        """Put the focus where presses are taken."""
        if self.is_typed:
            self.line.open(again=True)
            self.screen.set_focus(self.line.box)
        else:
            self.screen.set_focus(self.page, scroll_visible=False)

    def turn(self, pages: int) -> None:
        """Scroll: the stem where it has more, else the page."""
        if not (self.stem.display and self.stem.page(pages)) and self.page is not None:
            self.page.page(pages)

    def _ask(self, view: QuestionView, *, again: bool) -> None:
        self._head(view.progress, view)
        self._show_picture(view.image)
        self.ratings.display = False
        page = self._turn_to(_ASKED_BY[view.form])
        self.line.display = view.form in TYPED
        if self.line.display:
            self.line.open(again=again)
        if isinstance(page, Answering):
            page.ask(view, again=again)
        self.screen.set_focus(self.line.box if self.line.display else page, scroll_visible=False)

    def _ask_again(self, view: AskAgainView) -> None:
        self._ask(view.question, again=True)
        if isinstance(self.page, Typed):
            self.page.ask_again(view)
            self.line.offer()
        elif isinstance(self.page, Answering):
            self.page.say("That fits several. Nothing is counted yet.")

    def _told(self, kind: type[P], question: QuestionView, view: FeedbackView | RevealView) -> P:
        self._head(question.progress, question)
        self._show_picture(question.image or view.image)
        self.line.display = question.form in TYPED
        if self.line.display:
            self.line.close(view.response if isinstance(view, FeedbackView) else "")
        self.ratings.display = isinstance(view, RevealView) or view.rating is not None
        self.ratings.show_ratings(view)
        return self._focused(kind)

    def _alone(self, kind: type[P], progress: Progress | None) -> P:
        self._head(progress, None)
        self._show_picture(None)
        self.line.display = self.ratings.display = False
        return self._focused(kind)

    def _end(self, view: SummaryView) -> None:
        page = self._alone(Summary, None)
        page.lead_to(self.leads_to)
        page.may_go_on = self.may_go_on and view.reason == "stopped"
        page.show_summary(view)

    def _focused(self, kind: type[P]) -> P:
        page = self._turn_to(kind)
        self.screen.set_focus(page, scroll_visible=False)
        return page

    def _head(self, progress: Progress | None, question: QuestionView | None) -> None:
        self.bar.show_progress(progress, question)
        self.stem.display = question is not None
        self.stem.show_question(question)

    def _show_picture(self, image: Image | None) -> None:
        """Show a picture below the stem, or none; one that is there already stays."""
        if image == self._image:
            return
        if self._picture is not None:
            self._picture.remove()
        self._image, self._picture = image, None
        if image is not None:
            from quizkit.tui.pictures import FactPicture  # few decks have any

            self._picture = FactPicture(*image)
            self.mount(self._picture, after=self.stem)

    def _turn_to(self, kind: type[P]) -> P:
        """Show a page of this kind only; it is made when it is first needed."""
        page = self._made.get(kind)
        if not isinstance(page, kind):
            page = kind()
            if isinstance(page, Summary):
                page.counts = self.bar.counts
            self._made[kind] = page
            self.mount(page, before=self.ratings)
        if self.page is not None:
            self.page.display = False
        self.page = page
        page.display = True
        return page
