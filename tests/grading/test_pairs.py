"""The grader against the labelled pairs, and what must hold for each of them."""

import subprocess
import sys
from functools import cache
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.model import Outcome
from tests.grading.pairs import FULL, graded, pairs, spellings, value_of
from tests.grading.report import table, tallies, total, verdict


@cache
def found():
    return [(pair, graded(pair)) for pair in pairs()]


def show(kind):
    return [(*pair[:6], grade) for pair, grade in found() if verdict(pair, grade) == kind]


def test_no_other_value_of_the_role_is_ever_right():
    assert show("false accept of another value") == []


def test_few_right_responses_are_rejected():
    by_class = tallies(found())
    all_ = total(by_class.values())
    assert all_.rejects <= 0.02 * all_.deserving, table(by_class)
    worst = {name: one for name, one in by_class.items() if one.rejects > 0.05 * one.deserving}
    assert worst == {}, table(by_class)


def test_few_wrong_responses_are_accepted():
    all_ = total(tallies(found()).values())
    assert all_.accepts <= 0.01 * (all_.pairs - all_.deserving), show("false accept")


def test_a_tally_counts_each_pair_once():
    assert total(tallies(found()).values()).pairs == len(pairs()) == len(found())


def test_a_grader_that_takes_all_would_be_caught():
    # Negative control: the report sees what is wrongly accepted, and what is wrongly rejected.
    yes = next(grade for _, grade in found() if grade.outcome is Outcome.RIGHT)
    no = next(grade for _, grade in found() if grade.outcome is Outcome.WRONG)
    accepting = total(tallies((pair, yes) for pair in pairs()).values())
    rejecting = total(tallies((pair, no) for pair in pairs()).values())
    assert accepting.accepts == accepting.pairs - accepting.deserving
    assert accepting.others > 300
    assert rejecting.rejects == rejecting.deserving


def test_a_grade_is_well_formed():
    for pair, grade in found():
        assert (grade.score == 1.0) == (grade.outcome.value in FULL), pair
        assert (0 < grade.score < 1) == (grade.outcome is Outcome.PARTLY), pair
        assert bool(grade.candidates) == (grade.outcome is Outcome.UNCLEAR), pair
        assert grade.detail or grade.outcome is not Outcome.SLIP, pair


def test_grading_twice_gives_the_same():
    assert [(pair, graded(pair)) for pair in pairs()] == found()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_or_not_makes_no_difference(form):
    for pair, grade in found():
        again = graded(pair, normalize(form, pair.response))
        assert (again.outcome, again.given) == (grade.outcome, grade.given), pair


@pytest.mark.parametrize(
    "change",
    [str.upper, str.lower, str.title, "  {}\t".format, lambda text: text.replace(" ", " \xa0")],
    ids=["upper", "lower", "title", "around", "between"],
)
def test_case_and_blanks_make_no_difference_where_they_do_not_count(change):
    for pair, grade in found():
        changed = change(pair.response)
        if "strict=" not in pair.options:
            assert graded(pair, changed).outcome is grade.outcome, (pair, changed)


@pytest.mark.property
@given(st.sampled_from(pairs()), st.text(max_size=20), st.integers(0, 40))
def test_nothing_that_is_written_raises_or_changes(pair, more, at):
    response = pair.response[:at] + more + pair.response[at:]
    grade = graded(pair, response)
    assert grade == graded(pair, response)
    assert grade.outcome in Outcome


@pytest.mark.property
@given(st.data())
def test_no_spelling_of_another_value_is_right_however_it_is_written(data):
    named = [p for p in pairs() if p.type_ not in {"date", "number"} and "|" not in p.key]
    pair = data.draw(st.sampled_from(named))
    others = [(name, said) for name, said in spellings(pair.type_) if name != pair.key]
    name, said = data.draw(st.sampled_from(others))
    write = data.draw(
        st.sampled_from([str, str.upper, str.lower, "the {}".format, " {}.".format, "“{}”".format])
    )
    own = {said for name, said in spellings(pair.type_) if name == pair.key}
    if said not in own:
        assert graded(pair, write(said)).outcome.value not in FULL, (pair.key, name)


def test_every_key_is_right_for_itself():
    for pair in pairs():
        if "|" not in pair.key:
            key = pair.key
            if pair.type_ == "date":
                key = value_of(key, "date", None).text.rstrip("~?%")
            assert graded(pair, key).outcome in {Outcome.RIGHT, Outcome.SLIP}, pair


def test_the_report_is_a_command():
    done = subprocess.run(
        [sys.executable, "-m", "tests.grading.report", "-v"],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    last = done.stdout.split("\nall ")[1].split("\n")
    assert last[0].split()[0] == str(len(pairs()))
    assert len(last) - 2 == sum(verdict(pair, grade) != "" for pair, grade in found())
