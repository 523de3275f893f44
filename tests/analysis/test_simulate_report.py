"""The report: pairs, bars, tables."""

import math

import pytest

from quizkit.analysis.simulate.cases import CASES, SEEDS, Bar, Case, Figure
from quizkit.analysis.simulate.compare import paired, ratio
from quizkit.analysis.simulate.report import report, section
from quizkit.analysis.simulate.run import Outcome, Setting
from quizkit.analysis.simulate.tables import document, lines, rows
from quizkit.analysis.simulate.truth import Kind

NAMES = ("planner", "sm2-new", "fsrs90-new")


def outcome(exam: float, **changes) -> Outcome:
    plain = Outcome(exam, exam, exam, 10.0, 0.8, 0.4, None, 0.02, 100, 50)
    return plain._replace(**changes)


def case(*bars: Bar) -> Case:
    return Case("a case", Setting(10, 5, 2.0), NAMES, 0.5, bars)


def judged(bar: Bar, *outcomes):
    (found,) = section(case(bar), Kind.A, outcomes).judged
    return found


def test_pairs_and_not_means_are_compared() -> None:
    found = paired([1.0, 2.0, 6.0], [0.0, 2.0, 4.0])
    assert (found.mean, found.median, found.better, found.learners) == (1.0, 1.0, 2.5 / 3, 3)
    assert math.isclose(found.error, found.spread / math.sqrt(3))
    assert paired([1.0], [0.5]).error == 0.0
    with pytest.raises(ValueError, match="2 and 1 learners"):
        paired([1.0, 2.0], [1.0])


def test_the_ratio_is_the_median_of_pairs() -> None:
    assert ratio([2.0, 9.0, 3.0], [2.0, 3.0, 2.0]) == 1.5
    assert ratio([1.0], [0.0]) == 1.0


def test_the_better_of_two_is_the_better_on_average() -> None:
    bar = Bar("better-new", Kind.A, Figure.EXAM, 0.0)
    found = judged(
        bar,
        (outcome(0.80), outcome(0.70), outcome(0.78)),
        (outcome(0.80), outcome(0.81), outcome(0.75)),
    )
    assert found.baseline == "fsrs90-new"
    assert math.isclose(found.found, 3.5)
    assert found.met


@pytest.mark.parametrize(("bar", "met"), [(25.0, True), (25.1, False)])
def test_a_bar_on_points(bar, met) -> None:
    ours, theirs, other = outcome(0.75), outcome(0.5), outcome(0.1)
    found = judged(Bar("sm2-new", Kind.A, Figure.EXAM, bar), (ours, theirs, other))
    assert found.found == 25.0
    assert found.met is met


@pytest.mark.parametrize(
    ("figure", "bar", "met"),
    [
        (Figure.MINUTES, 1.3, True),
        (Figure.MINUTES, 1.2, False),
        (Figure.KNOWN, 1.2, True),
        (Figure.KNOWN, 1.3, False),
    ],
)
def test_bars_on_ratios(figure, bar, met) -> None:
    ours, theirs = outcome(0.5, minutes=12.5), outcome(0.4, minutes=10.0)
    found = judged(Bar("sm2-new", Kind.A, figure, bar), (ours, theirs, theirs))
    assert math.isclose(found.found, 1.25)
    assert found.met is met


@pytest.mark.parametrize(
    ("error", "met"), [(0.02, True), (-0.02, True), (0.04, False), (-0.04, False)]
)
def test_a_bar_on_the_error_of_known(error, met) -> None:
    ours = outcome(0.5, error=error)
    found = judged(Bar("", Kind.A, Figure.ERROR, 3.0), (ours, ours, ours))
    assert math.isclose(found.found, 100 * error)
    assert found.difference is None
    assert found.met is met


def test_bars_of_the_other_truth_are_left_out() -> None:
    found = section(case(Bar("sm2-new", Kind.B, Figure.EXAM, 0.0)), Kind.A, [(outcome(0.5),) * 3])
    assert found.judged == ()
    assert [row.policy for row in found.figures] == list(NAMES)
    assert found.figures[0].lead is None


def test_a_break_that_took_too_long_counts_as_longest() -> None:
    slow, quick = outcome(0.5), outcome(0.5, back=3)
    for outcomes, back in (((slow, quick, quick), 3.0), ((slow, slow, quick), None)):
        found = section(case(), Kind.A, [(each,) * 3 for each in outcomes])
        assert found.figures[0].back == back


def test_the_sets_of_seeds_are_apart() -> None:
    assert list(SEEDS["tuning"]) == list(range(240))
    assert list(SEEDS["judging"]) == list(range(1000, 1240))


def test_the_cases_hold_every_bar_that_was_promised() -> None:
    bars = [(part.setting.days, part.setting.facts, bar) for part in CASES for bar in part.bars]
    assert sum(bar.figure is Figure.EXAM for *_, bar in bars) == 18
    assert sum(bar.figure is Figure.KNOWN for *_, bar in bars) == 6
    assert sum(bar.figure is Figure.MINUTES for *_, bar in bars) == 6
    assert {part.policies[0] for part in CASES} == {"planner"}
    assert (14, 400, Bar("better-new", Kind.B, Figure.EXAM, -2.2)) in bars
    assert (180, 3000, Bar("fsrs90-reviews", Kind.A, Figure.KNOWN, 1.12)) in bars


SMALL = [
    Case(
        "small",
        Setting(20, 5, 2.0, is_exam=True),
        NAMES,
        0.5,
        (
            Bar("better-new", Kind.A, Figure.EXAM, -50.0),
            Bar("sm2-new", Kind.B, Figure.MINUTES, 2.0),
            Bar("", Kind.A, Figure.ERROR, 100.0),
        ),
    )
]


def test_a_report_is_the_same_twice_and_says_everything() -> None:
    first, second = (report("judging", learners=4, cases=SMALL) for _ in range(2))
    assert first == second != report("tuning", learners=4, cases=SMALL)
    assert [(part.truth, part.learners) for part in first] == [("A", 4), ("B", 2)]
    text = list(lines(first))
    assert sum("met" in line.split() for line in text) == 3
    assert sum(line.startswith("small; truth") for line in text) == 2
    assert max(map(len, text)) <= 120


def test_a_report_as_values_and_as_rows() -> None:
    found = report("tuning", learners=2, cases=SMALL)
    plain = document(found[0])
    assert list(plain) == ["case", "truth", "learners", "policies", "bars"]
    assert plain["policies"][0]["lead"] is None
    assert list(plain["policies"][1]["lead"]) == ["mean", "error", "median", "spread", "better"]
    assert [bar["baseline"] is None for bar in plain["bars"]] == [False, True]
    table = rows(found)
    assert len(table) == 1 + 2 * 3
    assert {len(row) for row in table} == {len(table[0])}
