"""Line mode: text in, whole lines out."""

import io
import re
from contextlib import suppress
from dataclasses import replace

import pytest

from quizkit.cli import spoken
from quizkit.cli.plain import Plain
from quizkit.cli.presses import HELP, PRESSES, At, hint
from quizkit.cli.wrap import wrapped
from quizkit.errors import StoreError
from quizkit.model import (
    Answer,
    AskAgainView,
    Form,
    Image,
    MarkView,
    Missed,
    MixedUp,
    Outcome,
    Progress,
    QuestionView,
    SummaryView,
)
from quizkit.practice.evidence import evidence
from quizkit.practice.quiz import Quiz
from quizkit.practice.study import Study
from quizkit.session.sitting import Wish
from tests.practice.desks import Desk
from tests.session.test_several import fairs, known, trips
from tests.session.worlds import World, asker


class Still:
    """A runner that shows one view."""

    notice = ""
    is_over = False

    def __init__(self, view):
        self.view = view

    def act(self, _action):
        return self.view


QUESTION = QuestionView(
    facet="d/f#r",
    form=Form.CHOICE,
    deck="Deck",
    stem="Who?",
    options=("a", "b", "c", "d"),
    gone=frozenset({1}),
    several=False,
    hint="",
    may_hint=False,
    progress=Progress(0),
)


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    yield desk
    desk.log.close()


def study(desk, *lines: str, is_terminal: bool = False, **wish: object) -> tuple[int, list[str]]:
    """Run a sitting with these lines and return the exit code and what was written."""
    out = io.StringIO()
    fed = (line + "\n" for line in lines)
    code = Plain(desk.study(**wish), fed, out, is_terminal=is_terminal).run()
    return code, out.getvalue().splitlines()


def ratings(desk) -> list[int]:
    return [event.body["rating"] for event in reversed(desk.log.last("review", 99))]


def test_a_pipe_takes_one_response_a_line(desk):
    code, lines = study(desk, "2", "1", "0", minutes=10)
    assert code == 0
    assert len(ratings(desk)) == 3
    assert [line[:11] for line in lines if line.startswith("Question")] == [
        f"Question {n}," for n in (1, 2, 3, 4)
    ]
    assert lines[-2].startswith("Stopped. 3 answers in ")


def test_empty_lines_in_a_pipe_are_passed_over(desk):
    study(desk, "2", "", "1", "", "", "0", "")
    assert len(ratings(desk)) == 3


def test_no_prompt_goes_into_a_pipe(desk):
    _, lines = study(desk, "1", "0")
    assert not any(line.startswith(">") for line in lines)
    assert not any("Enter next" in line for line in lines)


def test_the_next_question_is_there_before_the_next_line_is_read(desk):
    run = desk.study()
    out = io.StringIO()
    seen = []

    def lines():
        for _ in range(3):
            seen.append(out.getvalue().count("Question"))
            yield "1\n"

    Plain(run, lines(), out, is_terminal=False).run()
    assert seen == [1, 2, 3]


def test_feedback_is_written_after_the_answer_is_on_disk(desk):
    run = desk.study()
    saved = []

    class Out(io.StringIO):
        def write(self, text: str) -> int:
            if text.startswith("Saved as"):
                saved.append(desk.log.count())
            return super().write(text)

    Plain(run, iter(["1\n", "1\n"]), Out(), is_terminal=False).run()
    assert saved == [2, 3]


@pytest.mark.parametrize("lines", [(), ("",), ("?",), ("h", "s")])
def test_the_end_of_input_before_the_first_answer_is_4(desk, lines):
    code, _ = study(desk, *lines)
    assert code == 4


def test_a_terminal_asks_after_the_feedback_too(desk):
    code, lines = study(desk, "0", ":3", "", "0", "e", "=", "q", is_terminal=True)
    assert code == 0
    assert ratings(desk) == [3, 1]
    told = [line.removeprefix("> ") for line in lines]
    assert told[4].startswith("Not known. Right is ")
    assert told[5] == "Saved as Again, today. Enter next, :1-:4 change, u undo, e evidence."
    assert "Saved as Good, tomorrow. Enter next, 1-4 change, u undo, e evidence." in told
    assert any(line.startswith("Asked again: 1 Again today, 2 Hard ") for line in told)
    assert "That was right already." in told


def test_i_was_right_is_offered_for_a_wrong_answer_only(desk):
    world = World()
    world.begin()
    wrong = spoken.fed_back(world.answer(well=False), is_terminal=True)[-1]
    assert wrong.startswith("Saved as Again, today. Enter next, = I was right, :1-:4 change,")
    world.next()
    assert "I was right" not in spoken.fed_back(world.answer(), is_terminal=True)[-1]


def typed(desk, *presses: tuple[str, float], **wish: object) -> list[str]:
    """Run a sitting on a terminal; each line comes so many seconds after it is waited for."""
    out = io.StringIO()
    seconds = 0.0

    def lines():
        nonlocal seconds
        for line, wait in presses:
            seconds += wait
            yield line + "\n"

    run = desk.study(**wish)
    Plain(run, lines(), out, is_terminal=True, clock=lambda: seconds).run()
    return [line.removeprefix("> ") for line in out.getvalue().splitlines()]


def wrong_option(desk) -> str:
    run = desk.study()
    keys = run.sitting.screen.question.keys
    return "1" if 0 not in keys else "2"


JUDGED_WRONG = "That was judged wrong: = if you were right, :{} to rate it so all the same."


@pytest.mark.parametrize("wait", [0.0, 0.299])
def test_a_double_press_on_a_terminal_changes_nothing(desk, wait):
    wrong = wrong_option(desk)
    lines = typed(desk, (wrong, 2), (wrong, wait), (":q", 2))
    assert ratings(desk) == [1]
    assert not any(line.startswith("Right. Saved") or "judged wrong" in line for line in lines)


@pytest.mark.parametrize("digit", ["2", "3", "4"])
def test_a_bare_digit_turns_no_wrong_answer_into_a_right_one(desk, digit):
    lines = typed(desk, (wrong_option(desk), 2), (digit, 2), (":q", 2))
    assert ratings(desk) == [1]
    assert JUDGED_WRONG.format(digit) in lines


@pytest.mark.parametrize(("given", "rating"), [(":2", 2), (":4", 4), ("=", 3)])
def test_a_wrong_answer_is_turned_by_a_sign_or_a_colon(desk, given, rating):
    typed(desk, (wrong_option(desk), 2), (given, 0), (":q", 2))
    assert ratings(desk) == [rating]


def test_after_it_was_turned_a_bare_digit_rates(desk):
    typed(desk, (wrong_option(desk), 2), ("=", 2), ("4", 2), (":q", 2))
    assert ratings(desk) == [4]


def test_what_was_not_known_is_rated_with_a_colon(desk):
    lines = typed(desk, ("0", 2), ("3", 2), (":q", 2))
    assert ratings(desk) == [1]
    assert "That was not known: :3 to rate it so all the same." in lines


def test_a_right_answer_is_rated_with_a_bare_digit_but_not_by_a_double_press(desk):
    right = str(desk.study().sitting.screen.question.keys[0] + 1)
    other = next(digit for digit in "42" if digit != right)
    typed(desk, (right, 2), (right, 0.1), (other, 0.1), (":q", 2))
    assert ratings(desk) == [int(other)]


def test_a_double_press_rates_no_flip_question_but_a_later_digit_does(desk):
    typed(desk, ("3", 2), ("3", 0.1), ("1", 2), ("3", 2), (":q", 2), form=Form.FLIP)
    assert ratings(desk) == [3]


def test_a_pipe_knows_no_double_press(desk):
    study(desk, "2", "2", "2")
    assert len(ratings(desk)) == 3


def test_a_quiz_on_a_terminal_rates_nothing(desk):
    out = io.StringIO()
    quiz = Quiz([asker(12)], count=1, seed="7")
    Plain(quiz, ["0\n", "3\n", "\n"], out, is_terminal=True).run()
    assert "judged" not in out.getvalue()
    assert "not known:" not in out.getvalue()


def test_a_response_after_the_feedback_on_a_terminal_is_not_taken(desk):
    study(desk, "0", "Ann Ash", "", "0", is_terminal=True)
    assert ratings(desk) == [1, 1]


def test_ratings_in_a_pipe_need_a_colon(desk):
    study(desk, "0", ":4", "0", ":=", "1")
    assert ratings(desk)[:2] == [4, 1]


def test_undo_brings_the_question_again(desk):
    _, lines = study(desk, "0", ":u", "0")
    first = [line for line in lines if line.startswith("Question 1,")]
    assert len(first) == 2
    assert first[0] == first[1]


def test_a_letter_at_a_typed_question_is_an_answer(desk):
    study(desk, "q", "u", ":q", form=Form.TYPED)
    responses = [event.body["response"] for event in reversed(desk.log.last("review", 9))]
    assert responses == ["q", "u"]


def test_on_a_terminal_a_command_s_letter_is_asked_about_first(desk):
    _, lines = study(desk, "h", ":q", is_terminal=True, form=Form.TYPED)
    assert "> Nothing is counted yet: :h for the command, h again to answer so." in lines
    assert ratings(desk) == []
    study(desk, "h", "h", ":q", is_terminal=True, form=Form.TYPED)
    assert ratings(desk) == [1]


def test_help_works_at_a_typed_question(desk):
    _, lines = study(desk, "?", form=Form.TYPED)
    assert HELP.splitlines()[0] in lines


def test_two_empty_lines_at_a_typed_question_give_up_on_a_terminal(desk):
    study(desk, "", "", "q", is_terminal=True, form=Form.TYPED)
    assert [event.body["response"] for event in desk.log.last("review", 9)] == [None]


def test_a_flip_question_is_shown_then_rated(desk):
    _, lines = study(desk, "", "3", "", ":q", is_terminal=True, form=Form.FLIP)
    assert ratings(desk) == [3]
    assert any("Rate yourself: 1 not known" in line for line in lines)
    desk.log.close()


def test_a_flip_question_in_a_pipe_takes_two_lines(desk):
    study(desk, "show", "2", "x", "1", form=Form.FLIP)
    assert ratings(desk) == [2, 1]


def test_a_hint_shows_the_question_without_the_option(desk):
    _, lines = study(desk, "h", "0")
    start = lines.index(next(line for line in lines if line.startswith("Question 1")))
    again = lines.index(lines[start], start + 1)
    before, after = lines[start + 1 : again], lines[again + 1 : again + 3]
    assert len(before) == 3
    assert set(after) < set(before)
    (gone,) = set(before) - set(after)
    assert lines[again + 3] == f"  {gone.split()[0]} is taken away."


def test_what_hints_took_away_is_said_with_its_numbers():
    assert spoken.asked(QUESTION)[-1] == "  2 is taken away."
    several = spoken.asked(replace(QUESTION, gone=frozenset({2, 0, 1})))
    assert several[1:] == ["  4 d", "  1, 2 and 3 are taken away."]


def test_lines_fit_the_terminal_that_is_there_when_they_are_written():
    widths = iter([20, 12])
    out = io.StringIO()
    view = replace(QUESTION, stem="Who went?", options=("the United States",), gone=frozenset())
    plain = Plain(
        Still(view), ["?\n"], out, is_terminal=True, fit=lambda t: wrapped(t, next(widths))
    )
    with suppress(StopIteration):
        plain.run()
    assert out.getvalue().splitlines() == [
        *("Question 1, choice.", "Who went?"),
        *("  1 the", "    United", "    States"),
        "> ",
    ]


def test_a_flag_takes_its_words(desk):
    study(desk, "!  the year is wrong", "0")
    study(desk, "!", "no such person", "0", is_terminal=True)
    assert [event.body["reason"] for event in desk.log.last("flag", 9)] == [
        "no such person",
        "the year is wrong",
    ]


def test_a_wrong_shape_is_told_and_asked_again(desk):
    _, lines = study(desk, "9", "0")
    assert '"9" is no option here: give a number from 1 to 3.' in lines
    assert len(ratings(desk)) == 1


def test_why_tells_why(desk):
    _, lines = study(desk, "w", "0")
    assert "Asked because it is new to you; it takes about 18 seconds." in lines


def test_nothing_due_is_said_plainly(desk):
    study(desk, "0", ":3", count=1)
    code, lines = study(desk, count=1)
    assert (code, lines[0]) == (0, "Done for today. 0 answers in 0 s, all saved.")


def test_a_store_that_fails_ends_it_with_its_error(desk, monkeypatch):
    run = desk.study()

    def fail(*_args, **_more):
        raise StoreError("disk full", "log.db")

    monkeypatch.setattr(desk.log, "append", fail)
    out = io.StringIO()
    with pytest.raises(StoreError):
        Plain(run, iter(["1\n"]), out, is_terminal=False).run()
    assert "Saved" not in out.getvalue()


def test_a_quiz_ends_with_its_mark():
    out = io.StringIO()
    quiz = Quiz([asker(12)], count=3, seed="7")
    keys = [f"{question.keys[0] + 1}\n" for question in quiz.questions()]
    assert Plain(quiz, keys, out, is_terminal=False).run() == 0
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("Question 1 of 3, choice. ")
    assert lines[-1] == "Mark: 3 of 3, 100 %. Seed 7."
    assert not any(line.startswith("Saved") for line in lines)


PAYLOADS = ("\x1b[2J", "\x1b]0;t\x07", "\x9b31m", "a\rb", "\b\b", "\u202e", "\u200b", "a\nSaved as")


@pytest.mark.parametrize("bad", PAYLOADS)
def test_nothing_foreign_commands_the_terminal(bad):
    question = replace(QUESTION, deck=bad, stem=bad, options=(bad, bad), hint=bad, why=bad)
    for view in (question, AskAgainView(question, bad, (bad,))):
        out = io.StringIO()
        Plain(Still(view), ["w\n"], out, is_terminal=False).run()
        text = out.getvalue()
        assert not any(char < " " and char != "\n" for char in text)
        assert not any("\x7f" <= char <= "\x9f" or char in "\u202e\u200b" for char in text)
        assert not any(line.startswith("Saved as") for line in text.splitlines())


SUMMARY = SummaryView(
    reason="done",
    answered=14,
    ms=192_000,
    right=11,
    slips=1,
    partly=0,
    wrong=2,
    known=431.2,
    gained=6.0,
    facets=520,
    missed=(Missed("Who?", "Me"),),
    next_days=1,
    next_minutes=9.2,
)


def test_the_summary_has_two_lines():
    assert spoken.summed_up(SUMMARY) == [
        "Done for today. 14 answers in 3 min 12 s, all saved: 11 right, 1 with a slip, 2 wrong.",
        "Known 431 of 520 (+6). Next tomorrow, about 9 minutes.",
    ]


def test_a_wrong_answer_reads_as_in_the_design():
    world = World()
    world.begin()
    view = world.answer(well=False)
    assert view.outcome is Outcome.WRONG
    first = spoken.fed_back(view, is_terminal=False)[0]
    assert first.startswith(f"Wrong. Right is {view.keys[0] + 1}, {view.key}. ")


def test_a_match_is_read_and_heard_in_few_columns():
    world = known(trips(), form=Form.MATCH, extra="weak")
    prompts, options = world.question.prompts, world.question.options
    lines = spoken.asked(world.view)
    assert lines[0] == "Question 1, match. Match each sentence with what belongs in its gap."
    assert lines[1 : 1 + len(prompts)] == [f"  {n} {text}" for n, text in enumerate(prompts, 1)]
    assert lines[1 + len(prompts) : -1] == [
        f"  {letter} {text}" for letter, text in zip("abcde", options, strict=False)
    ]
    assert lines[-1] == "  Give each number its letter, such as 1b 2a; - if you do not know."
    assert max(len(row) for line in lines for row in wrapped(line, 40).splitlines()) <= 40


def test_the_feedback_to_a_match_tells_each_pair():
    world = known(trips(), form=Form.MATCH, extra="weak")
    keys, options = world.question.keys, world.question.options
    given = ["abcde"[key] for key in keys]
    given[0], given[1], given[2] = given[1], given[0], "-"
    view = world.act(Answer(" ".join(given)))
    first, *pairs, saved = spoken.fed_back(view, is_terminal=False)
    right = " ".join(f"{n}{'abcde'[key]}" for n, key in enumerate(keys, 1))
    assert first.endswith(f"Right is {right}.")
    one, two = (options[key] for key in keys[:2])
    assert pairs[0] == f"  1{'abcde'[keys[0]]} {one}, not {two}: wrong."
    assert pairs[2].endswith(": not known.")
    assert saved.startswith("Saved as Again, Again, Again")
    assert saved.endswith(".")


def test_an_order_tells_how_it_is_answered_and_then_the_years():
    world = known(fairs(), form=Form.ORDER, extra="weak")
    lines = spoken.asked(world.view)
    assert lines[0].startswith("Question 1, order. Put these in chronological order")
    assert lines[-1] == "  Give all the numbers in order, such as 2 1 3."
    view = world.act(Answer(world.right()))
    told = spoken.fed_back(view, is_terminal=True)
    assert told[0] == "Right."
    assert all(re.fullmatch(r"  19\d\d: The \w+ fair was held\.", line) for line in told[1:-1])
    assert told[-1].endswith("Enter next, 1-4 change, u undo, e evidence.")


def test_a_match_is_answered_line_by_line(desk):
    run = Study([trips()], desk.log, wish=Wish(minutes=0), clock=desk.clock)
    run.begin()
    Plain(run, iter(["0\n"] * 40), io.StringIO(), is_terminal=False).run()
    desk.clock.move(days=9)
    run = Study(
        [trips()],
        desk.log,
        wish=Wish(minutes=0, form=Form.MATCH, extra="weak"),
        clock=desk.clock,
    )
    run.begin()
    count, before = len(run.view.prompts), desk.log.count()
    out = io.StringIO()
    Plain(run, iter(["nonsense\n", "-" * count + "\n", "u\n"]), out, is_terminal=False).run()
    assert "one letter, no letter twice" in out.getvalue()
    assert desk.log.count() == before + count + 1


def test_true_or_false_is_answered_by_number_or_word(desk):
    made = Quiz([trips()], count=2, seed="1", forms=[Form.TRUE_FALSE])
    out = io.StringIO()
    Plain(made, iter(["perhaps\n", "t\n", "2\n"]), out, is_terminal=False).run()
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("Question 1 of 2, true-false. True or false? ")
    assert lines[1:3] == ["  1 True", "  2 False"]
    assert lines[3] == '"perhaps" is neither: give 1 for True or 2 for False.'
    assert lines[-1].startswith("Mark: ")


def test_a_quiz_without_answers_says_so():
    assert spoken.marked(MarkView("7", 0, 0.0, ())) == ["No question was answered."]


def flat(desk, *lines: str, **wish: object) -> list[str]:
    """Return what a terminal shows, without its prompts."""
    _, told = study(desk, *lines, is_terminal=True, **wish)
    return [line.removeprefix("> ") for line in told]


def test_a_pause_shows_nothing_of_the_question_and_goes_on_with_it(desk):
    lines = flat(desk, "P", "1", "P", ":P", "", "q")
    first = lines[0]
    pause = "Paused: 0 answered, 0 minutes used. No time is counted. P go on, q stop."
    assert [line for line in lines if line in (first, pause)] == [first, pause, first, pause, first]
    assert "This is a pause: Enter go on, P go on, q stop." in lines
    assert ratings(desk) == []


def test_a_pause_in_a_pipe_is_ended_by_the_same_press(desk):
    _, lines = study(desk, "P", "P", "0")
    assert ratings(desk) == [1]
    assert lines[0] == lines[5]


def test_a_letter_at_a_typed_question_may_be_a_new_command_too(desk):
    lines = flat(desk, "S", ":S", "q", "q", form=Form.TYPED)
    assert "Nothing is counted yet: :S for the command, S again to answer so." in lines
    assert "Not asked again today." in lines


def test_at_the_end_a_terminal_offers_what_there_is(desk):
    lines = flat(desk, "0", "", "0", "", "q", "", "0")
    assert ratings(desk) == [1, 1]
    assert len([line for line in lines if line.startswith("Missed: ")]) == 2
    assert lines[-2:] == ["Enter leave, r 2 missed again, m 5 more minutes, u undo.", ""]


def test_at_the_end_once_more_and_minutes_more_and_undo(desk):
    flat(desk, "0", "", "q", "r", "0", "", "q")
    assert len(ratings(desk)) == 2
    lines = flat(desk, "0", "", "q", "m 3", "q", "m x", "q")
    assert 'Minutes are a number, such as m 10, not "x".' in lines
    assert len(ratings(desk)) == 3
    lines = flat(desk, "0", "", "q", "u", "q", "U", "q", "q")
    assert len(ratings(desk)) == 4


def test_in_a_pipe_the_end_is_the_end(desk):
    _, lines = study(desk, "0", "q", "r", "m")
    assert not any(line.startswith(("Missed", "Enter leave")) for line in lines)
    assert len(ratings(desk)) == 1


def test_what_only_the_end_knows_is_an_answer_elsewhere_and_a_notice_with_a_colon(desk):
    _, lines = study(desk, "r", ":r", ":m 9", ":c", "0")
    assert any(line.startswith('"r" is no option here') for line in lines)
    assert lines.count("That can be had at the end of the sitting.") == 3


def test_a_stop_before_the_first_answer_asks_nothing_more(desk):
    lines = flat(desk, "q", "r")
    assert not any(line.startswith("Enter leave") for line in lines)


def test_evidence_on_a_terminal_tells_what_else_is_true(desk):
    run = desk.study()
    out = io.StringIO()
    lines = ["0\n", "e\n", "q\n"]
    Plain(run, lines, out, is_terminal=True, evidence=lambda: evidence(run)).run()
    told = [line.removeprefix("> ") for line in out.getvalue().splitlines()]
    at = told.index("Also asked about it:")
    assert told[at + 1].startswith("  Who received the trip in 19")
    assert any(line.startswith("Asked again: 1 Again today, 2 Hard ") for line in told)


def test_a_picture_is_told_by_its_words():
    image = Image("/decks/ship.png", "a ship at anchor", "Di Elm")
    assert spoken.asked(replace(QUESTION, image=image))[1] == "Picture: a ship at anchor"
    assert "Picture: " not in " ".join(spoken.asked(replace(QUESTION, image=Image("/a", "", ""))))
    world = World()
    world.begin()
    told = replace(world.answer(well=False), image=image)
    assert "Picture: a ship at anchor" in spoken.fed_back(told, is_terminal=False)


def test_the_offer_names_what_was_mixed_up_and_counts_what_is_not_named():
    missed = tuple(Missed(f"Who {n}?", "Me") for n in range(7))
    mixed = (MixedUp("Ann", "Bo", 2), MixedUp("Cy", "Di", 3))
    view = replace(
        SUMMARY, missed=missed, mixed_up=mixed, contrast=("Ann", "Bo"), may_undo=True, retry=7
    )
    lines = spoken.on_offer(view)
    assert lines[:2] == ["Mixed up: Ann / Bo, twice.", "Mixed up: Cy / Di, 3 times."]
    assert lines[2:8] == [*(f"Missed: Who {n}? Me." for n in range(2, 7)), "And 2 more."]
    assert lines[8] == "Enter leave, r 7 missed again, c contrast Ann / Bo, u undo."
    assert spoken.on_offer(SUMMARY)[-1] == "Enter leave."


def test_every_press_of_the_table_is_told_by_help_and_named_once_a_place():
    for place in At:
        named = [press.press for press in PRESSES if place in press.places]
        assert len(named) == len(set(named))
    text = " ".join(HELP.split())
    for press in PRESSES:
        assert f"{press.press} {press.does}" in text


def test_a_press_that_is_not_in_the_table_cannot_be_hinted():
    with pytest.raises(LookupError):
        hint("x")
