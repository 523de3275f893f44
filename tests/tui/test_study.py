"""The study screen: how each view looks at each size, and what each press and click does."""

import threading
from dataclasses import replace
from types import SimpleNamespace

from textual.app import App

from quizkit.errors import ResponseError, StoreError
from quizkit.model import (
    Answer,
    AskAgainView,
    Contrast,
    Flag,
    Form,
    Hint,
    MarkView,
    More,
    Next,
    Override,
    Pause,
    PausedView,
    Progress,
    PutOff,
    Rate,
    Rating,
    Redo,
    Retry,
    Reveal,
    Skip,
    Stop,
    Suspend,
    Undo,
)
from quizkit.model.view import Image
from quizkit.tui.screens.study import StudyScreen
from quizkit.tui.widgets.feedback import Feedback
from quizkit.tui.widgets.hintbar import HintBar
from quizkit.tui.widgets.summary import Summary
from tests.tui import studying as made
from tests.tui.studying import feedback, gallery, question, studying

QUESTIONS = {
    "choice": question(),
    "choice-hinted": question(gone=frozenset({2}), may_hint=False),
    "true-false": made.SIDE,
    "select": made.SELECT,
    "typed": made.TYPED,
    "typed-hinted": replace(made.TYPED, hint="J … K …", may_hint=False),
    "typed-ask-again": AskAgainView(made.TYPED, "bush", ("George Bush", "George W. Bush")),
    "cloze": replace(
        made.CLOZE, before="The embargo was lifted in 1994.", instead=True, language="en"
    ),
    "order": made.ORDER,
    "match": made.MATCH,
    "flip": replace(made.FLIP, image=Image("kerry.png", "A man at a desk", "R. Hand")),
    "reveal": made.REVEALED,
    "paused": PausedView(made.DECK, made.PROGRESS),
    "summary": made.SUMMARY,
    "summary-empty": replace(
        made.SUMMARY, reason="done", answered=0, ms=0, missed=(), mixed_up=(), next_days=None
    ),
    "mark": MarkView(
        "7",
        4,
        2.5,
        (
            made.marked(Form.CHOICE, "Who led it?", "John Kerry", "John Kerry", 1),
            made.marked(Form.TYPED, "When was it?", "1992", "1987", 0),
            made.marked(Form.SELECT, "Which three?", "a, b and c", "a and b", 0.5),
        ),
    ),
}  # fmt: skip


async def test_every_question_and_end_looks_as_it_should_at_every_size(pytestconfig):
    async with studying(question()) as s:
        await gallery(s, QUESTIONS, golden=pytestconfig.getoption("--golden"))


async def test_every_feedback_looks_as_it_should_at_every_size(pytestconfig):
    told = {f"{name}-told": view for name, view in made.TOLD.items()}
    told["choice-noted-told"] = feedback(
        note="He came again in 2013.", advice="This fails often: say it aloud.", override="rating"
    )
    told["quiz-told"] = feedback(
        question(progress=Progress(3, total=20)),
        rating=None,
        forecasts=(),
        held=frozenset(),
        may_override=False,
    )
    async with studying(question()) as s:
        await gallery(s, told, golden=pytestconfig.getoption("--golden"))


async def test_figures_can_be_hidden(pytestconfig):
    async with studying(question(), counts=False) as s:
        assert "well under way" in s.text()
        s.screen._show(made.SUMMARY)
        await s.settle()
        assert "14" not in s.text()


PRESSES = [
    (question(), "2", Answer("2")),
    (question(), "down down enter", Answer("2")),
    (question(), "up enter", Reveal()),
    (question(), "j k enter", Reveal()),
    (question(), "0", Reveal()),
    (made.SIDE, "t", Answer("1")),
    (made.SIDE, "f", Answer("2")),
    (made.SELECT, "3 1 2 2 enter", Answer("1, 3")),
    (made.SELECT, "down space down down space enter", Answer("2, 4")),
    (made.ORDER, "3 1 enter", Answer("3, 1, 2")),
    (made.ORDER, "shift+down enter", Answer("2, 1, 3")),
    (made.ORDER, "down down shift+up shift+up enter", Answer("3, 1, 2")),
    (made.ORDER, "3 backspace 2 1 enter", Answer("2, 1, 3")),
    (made.ORDER, "enter enter", Answer("1, 2, 3")),
    (made.MATCH, "1 b 2 a 3 c enter", Answer("1b 2a 3c")),
    (made.MATCH, "c a b enter", Answer("1c 2a 3b")),
    (made.MATCH, "right down right enter enter", Answer("1a 2b 3-")),
    (made.MATCH, "minus a b enter", Answer("1- 2a 3b")),
    (made.FLIP, "space", Reveal()),
    (made.TYPED, "k e r r y enter", Answer("kerry")),
    (made.TYPED, "enter enter", Reveal()),
    (made.TYPED, "ctrl+g", Hint()),
    (made.TYPED, "x tab s", Skip()),
    (made.TYPED, "x ctrl+z", Undo()),
    (made.REVEALED, "3", Rate(Rating.GOOD)),
    (question(), "h", Hint()),
    (question(), "s", Skip()),
    (question(), "S", PutOff()),
    (question(), "p", Suspend()),
    (question(), "P", Pause()),
    (question(), "u", Undo()),
    (question(), "U", Redo()),
    (PausedView("Rivers", made.PROGRESS), "P", Next()),
    (feedback(), "enter", Next()),
    (feedback(), "space", Next()),
    (feedback(), "equals_sign", Override()),
    (feedback(), "3 3", Rate(Rating.GOOD)),
    (feedback(**made.RIGHT), "4", Rate(Rating.EASY)),
    (made.TOLD["typed"], "u", Undo()),
    (made.SUMMARY, "r", Retry()),
    (made.SUMMARY, "m", More()),
    (made.SUMMARY, "c", Contrast()),
    (made.SUMMARY, "u", Undo()),
]
"""What is shown, what is pressed, what is wanted then."""

CLICKS = [
    (question(), "John Kerry", Answer("2")),
    (question(), "I don't know", Reveal()),
    (question(), "h Hint", Hint()),
    (made.SIDE, "false", Answer("2")),
    (made.FLIP, "Think of", Reveal()),
    (
        AskAgainView(made.TYPED, "bush", ("George Bush", "George W. Bush")),
        "George W.",
        Answer("George W. Bush"),
    ),
    (feedback(), "1 Again", Rate(Rating.AGAIN)),
    (feedback(**made.RIGHT), "3 Good", Rate(Rating.GOOD)),
    (feedback(), "= I was right", Override()),
    (feedback(), "enter Next", Next()),
    (made.REVEALED, "4 Easy", Rate(Rating.EASY)),
    (made.SUMMARY, "r Missed", Retry()),
]


async def test_each_press_wants_what_it_says():
    async with studying(question()) as s:
        for view, presses, action in PRESSES:
            await s.give(view)
            await s.press(*presses.split())
            assert list(s.actions) == [action], (view, presses)


async def test_each_thing_can_be_clicked():
    async with studying(question()) as s:
        for view, text, action in CLICKS:
            await s.give(view)
            await s.click(text)
            assert list(s.actions) == [action], (view, text)


async def test_options_of_select_order_and_match_can_be_clicked():
    async with studying(made.SELECT) as s:
        for text in ("Laos", "Brunei", "Several are right"):
            await s.click(text)
        assert list(s.actions) == [Answer("2, 4")]
        await s.give(made.ORDER)
        for text in ("Accords", "Embassy", "All are placed"):
            await s.click(text)
        assert list(s.actions) == [Answer("3, 1, 2")]
        await s.give(made.MATCH)
        for text in ("visited in 2017", "a John", "c John", "b Donald", "All have a letter"):
            await s.click(text)
        assert list(s.actions) == [Answer("1c 2b 3a")]


async def test_what_is_no_press_here_wants_nothing():
    cases = [
        (question(gone=frozenset({1})), "2 9 t"),
        (question(), "enter"),
        (made.SELECT, "enter"),
        (made.TYPED, "enter"),
        (feedback(), "3"),
        (feedback(**made.RIGHT), "equals_sign"),
        (made.REVEALED, "enter"),
        (replace(made.SUMMARY, retry=0, may_more=False, contrast=None, may_undo=False), "r m c u"),
        (PausedView("Rivers", made.PROGRESS), "u 1"),
    ]
    async with studying(question()) as s:
        for view, presses in cases:
            await s.give(view)
            await s.press(*presses.split())
            assert s.actions == [], (view, presses)


async def test_a_double_press_neither_rates_nor_goes_on():
    async with studying(question(), feedback(**made.RIGHT), question()) as s:
        s.clock.step = 0
        await s.press("2")
        s.clock.now += 0.1
        await s.press("enter")
        assert s.actions == [Answer("2")]
        s.clock.now += 0.1
        await s.press("2")
        assert s.actions == [Answer("2")]
        await s.press("enter")
        assert s.actions == [Answer("2"), Next()]


async def test_a_wrong_answer_is_turned_only_by_a_digit_that_is_meant():
    async with studying(feedback()) as s:
        await s.press("3")
        assert "3 again for Good all the same" in s.text()
        await s.press("1", "4")
        assert s.actions == [Rate(Rating.AGAIN)]
        await s.press("4")
        assert s.actions == [Rate(Rating.AGAIN), Rate(Rating.EASY)]


async def test_while_an_answer_is_saved_presses_are_dropped_and_it_is_said_so():
    going = threading.Event()
    async with studying(question(), feedback()) as s:
        s.script.work = going.wait
        await s.press_quickly("2", "1", "u", "enter", "h", "escape", "down")
        await s.until_seen("saving …")
        saving = s.text()
        going.set()
        await s.settle()
        assert "2  John Kerry" in saving
        assert "your answer · saving …" in saving
        assert s.actions == [Answer("2")]
        assert "your answer · saving" not in s.text()


async def test_what_is_typed_stays_while_it_is_saved():
    going = threading.Event()
    async with studying(made.TYPED, made.TOLD["typed"]) as s:
        s.script.work = going.wait
        await s.press_quickly("k", "e", "enter", "x", "y")
        await s.until_seen("saving …")
        assert "Your answer: ke" in s.text()
        going.set()
        await s.settle()
        assert s.actions == [Answer("ke")]


async def test_an_answer_that_cannot_be_saved_stays_and_is_tried_again(pytestconfig):
    error = StoreError("the disk of your folder is full", "")
    golden = pytestconfig.getoption("--golden")
    async with studying(question(), error, feedback(), golden=golden) as s:
        await s.press("2")
        await s.snapshots("study/cannot-save")
        assert "The disk of your folder is full." in s.text()
        await s.press("1", "u", "escape", "enter")
        assert s.actions == [Answer("2")]
        await s.press("r")
        assert s.actions == [Answer("2"), Answer("2")]
        assert "Not saved" not in s.text()
        assert "saved as Again" in s.text()


async def test_quitting_where_nothing_can_be_saved_ends_with_its_own_code():
    async with studying(made.TYPED, StoreError("it is locked")) as s:
        await s.press("x", "enter")
        assert "Your answer: x" in s.text()
        await s.press("q")
    assert s.app.return_code == 5


async def test_a_sitting_that_cannot_begin_says_why_and_begins_when_it_can():
    errors = [StoreError("the log is newer than this program")]

    def begin(script):
        if errors:
            raise errors.pop()
        return script

    async with studying(question(), begin=begin) as s:
        assert "cannot begin" in s.text()
        assert "newer than this program" in s.text()
        await s.press("r")
        assert "Who led the 1992" in s.text()


async def test_a_response_of_the_wrong_shape_is_told_and_nothing_is_lost():
    error = ResponseError("give all 3 numbers", "typed", "x")
    async with studying(made.TYPED, error, made.TOLD["typed"]) as s:
        await s.press("x", "enter")
        assert "Give all 3 numbers." in s.text()
        await s.press("y", "enter")
        assert s.actions == [Answer("x"), Answer("xy")]


async def test_a_hint_keeps_what_was_begun():
    async with studying(question(), question(gone=frozenset({2}))) as s:
        await s.press("down", "h")
        assert "taken away" in s.text()
        await s.press("3")
        assert "The hint took 3 away: it is wrong." in s.text()
        await s.press("enter")
        assert s.actions == [Hint(), Answer("1")]
        await s.give(made.TYPED, replace(made.TYPED, hint="K …"))
        await s.press("x", "ctrl+g")
        assert "Your answer: x" in s.text()
        assert "Hint: K …" in s.text()


async def test_a_flag_takes_one_line_of_words(pytestconfig):
    async with studying(question(), golden=pytestconfig.getoption("--golden")) as s:
        await s.press("exclamation_mark")
        await s.snapshots("study/flag", SMALL)
        await s.press("escape")
        assert s.actions == []
        await s.press("exclamation_mark", "w", "h", "o", "?", "enter")
        assert s.actions == [Flag("who?")]


async def test_why_it_was_asked_can_be_read(pytestconfig):
    async with studying(feedback(), golden=pytestconfig.getoption("--golden")) as s:
        await s.press("w")
        await s.snapshots("study/why", SMALL)
        assert "You knew it last week" in s.text()
        await s.press("enter")
        assert "You knew it last week" not in s.text()
        assert s.actions == []


async def test_a_typed_nought_is_asked_about_before_it_counts():
    async with studying(made.TYPED) as s:
        await s.press("0", "enter")
        assert "Enter once more answers 0." in s.text()
        assert s.actions == []
        await s.press("backspace", "x", "enter")
        assert s.actions == [Answer("x")]
        await s.give(made.TYPED)
        await s.press("0", "enter", "enter")
        assert s.actions == [Answer("0")]


async def test_letters_are_presses_again_once_a_typed_answer_is_told():
    async with studying(made.TYPED, made.TOLD["typed"], made.TYPED) as s:
        await s.press("u", "enter", "u")
        assert s.actions == [Answer("u"), Undo()]
        assert s.screen.pages.line.box.has_focus
        assert s.screen.pages.line.box.value == ""


async def test_leaving_a_sitting_ends_nothing_but_a_quiz_gets_its_mark():
    quiz = question(progress=Progress(3, total=20))
    async with studying(quiz, QUESTIONS["mark"]) as s:
        assert "3 of 20 answered" in s.text()
        await s.press("P", "S", "u", "p")
        await s.press("escape")
        assert s.actions == [Stop()]
        assert "Mark: 2.5 of 4" in s.text()
        s.actions.clear()
        unanswered = question(progress=Progress(0, box_ms=720_000))
        s.script.views = [unanswered]
        s.screen._show(unanswered)
        await s.press("escape")
        assert s.actions == []
        assert len(s.app.screen_stack) == 1


async def test_who_leaves_sees_what_came_of_it_and_can_go_on():
    def begin(script):
        script.is_kept = True
        return script

    stopped = replace(QUESTIONS["summary"], reason="stopped")
    async with studying(question(), stopped, begin=begin) as s:
        await s.press("escape")
        assert s.actions == [Stop()]
        assert "Stopped. 14 answers" in s.text()
        assert "g takes you back to where you left" in s.text()
        await s.press("g")
        assert "Stopped." in s.text(), "the script's view is the same"
        s.screen.pages.leads_to = "Back"
        s.screen._show(stopped)
        s.screen.refresh_bindings()
        await s.settle()
        assert "enter Back" in s.text()
        assert "Done. 14 answers" in s.text()
        assert "Next" not in s.text()
        await s.press("escape")
        assert s.actions == [Stop()]
        assert len(s.app.screen_stack) == 1


async def test_a_deck_that_was_changed_meanwhile_is_told_and_read_anew():
    class Watch:
        changed = renewed = False

        def has_changed(self):
            return self.changed

        def renew(self):
            self.renewed = True

    watch = Watch()
    async with studying(question(), made.SELECT) as s:
        s.screen._watch = watch
        await s.screen._look_for_changes()
        await s.press("R")
        assert not watch.renewed
        watch.changed = True
        await s.screen._look_for_changes()
        await s.settle()
        assert "deck changed: R Reload" in s.text()
        assert "Who led the 1992 delegation?" in s.text()
        await s.press("R")
        assert watch.renewed
        assert "R Reload the deck" not in s.text()


async def test_what_the_engine_says_beside_its_view_is_read_once():
    async with studying(question()) as s:
        s.script.notice = "Nothing to take back."
        await s.press("u")
        assert "Nothing to take back." in s.text()
        s.script.notice = ""
        await s.press("s")
        assert "Nothing to take back." not in s.text()


async def test_a_pause_shows_nothing_of_the_question():
    async with studying(question(), PausedView(made.DECK, made.PROGRESS), question()) as s:
        await s.press("P")
        assert "1992" not in s.text()
        assert "Paused." in s.text()
        await s.press("enter")
        assert "1992" in s.text()


SMALL = ((80, 24), (40, 15))

ELSEWHERE = {
    ("back", StudyScreen),
    ("help", StudyScreen),
    ("help-f1", StudyScreen),
    ("summary.home", Summary),
    ("feedback.evidence", Feedback),
}
"""Hints that need more than this screen."""


async def test_every_hint_that_is_shown_does_something():
    names = ("choice", "select", "typed", "order", "match", "flip", "reveal", "paused", "summary")
    views = {name: QUESTIONS[name] for name in names} | {"told": feedback()}
    async with studying(question(), size=(120, 16)) as s:
        tried = set(ELSEWHERE)
        for name, view in views.items():
            await s.give(view)
            for _, (node, binding, _, _) in s.screen.query_one(HintBar).hints():
                if (binding.id, type(node)) in tried:
                    continue
                tried.add((binding.id, type(node)))
                await s.give(view)
                before = s.text()
                await s.press(binding.key)
                changed = s.actions or s.text() != before or not isinstance(s.screen, StudyScreen)
                assert changed, (name, binding.id)
                while not isinstance(s.screen, StudyScreen):
                    await s.press("escape")


async def test_every_binding_has_an_id_and_words():
    async with studying(question()) as s:
        for view in (*QUESTIONS.values(), *made.TOLD.values()):
            await s.give(view)
            for active in s.screen.active_bindings.values():
                node = active.node
                if type(node).__module__.startswith("quizkit.tui.") and not isinstance(node, App):
                    inherited = "app." in active.binding.action or not active.binding.show
                    assert active.binding.id or inherited, active.binding
                    assert active.binding.description or inherited, active.binding


async def test_a_sitting_that_was_left_is_gone_on_with_or_begun_anew():
    def begin(script):
        script.is_resumed = True
        script.begin = lambda *, fresh: script.views[-1] if fresh else None
        return script

    async with studying(question(), made.SELECT, begin=begin) as s:
        assert "Going on: 14 answered, 8 min left." in s.text()
        await s.press("n")
        assert "Which three countries" in s.text()
        assert s.actions == []
        before = s.text()
        await s.press("n")
        assert s.text() == before


async def test_a_clock_in_doubt_and_a_way_back_are_told_before_the_first_question():
    def begin(script):
        script.doubt, script.opening = "The clock is a year behind.", "12 days at 25 minutes."
        return script

    async with studying(question(), begin=begin) as s:
        assert "The clock is a year behind." in s.text()
        assert "12 days at 25 minutes." in s.text()
        await s.press("enter")
        assert "Before you begin" not in s.text()
        assert s.actions == []


async def test_a_clock_in_doubt_can_be_mended_at_once(monkeypatch):
    def begin(script):
        script.doubt = "The clock is a year behind."
        return script

    monkeypatch.setattr("quizkit.tui.screens.study.mend", lambda desk: f"Mended {desk}.")
    async with studying(question(), begin=begin) as s:
        s.app.desk = "the log"
        assert "f Mend the log" in s.text()
        await s.press("f")
        assert "Mended the log." in s.text()
        assert "Before you begin" not in s.text()


async def test_why_it_takes_long_to_save_is_told(monkeypatch, tmp_path):
    going = threading.Event()
    monkeypatch.setattr("quizkit.tui.screens.waiting.LONG_S", 0.01)
    async with studying(question(), made.SELECT) as s:
        s.script.log = SimpleNamespace(path=tmp_path / "me.db")
        s.script.work = going.wait
        await s.press_quickly("1")
        await s.until_seen("Still saving: the disk takes long.")
        going.set()


async def test_one_can_leave_while_the_decks_are_read():
    going = threading.Event()
    app = made.Alone(lambda: going.wait() and made.Script([question()]))
    async with app.run_test() as pilot:
        s = made.Study(app, pilot, golden=False)
        await s.until_seen("loading …")
        await s.press_quickly("escape")
        for _ in range(200):
            if len(s.app.screen_stack) == 1:
                break
            await s.pilot.pause(0.005)
        going.set()
        assert len(s.app.screen_stack) == 1
