"""What answers take, from the newest live reviews."""

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from quizkit.memory.costs import PRIOR, TAIL, WINDOW, Tariff, tariff
from quizkit.memory.due import COSTS, FIRST_RATINGS, Costs
from quizkit.memory.replay import EMPTY, fold_moments
from quizkit.memory.timeline import ordered
from quizkit.model import DAY_MS, Event, Form
from tests.memory.logs import START, Log, random_review, review, wrong

NOON = START + DAY_MS // 2


def log(*reviews: tuple[float, Mapping[str, Any]]) -> list[tuple[int, Event]]:
    """Return live events: each body with the seconds after the first noon when it was answered."""
    made = Log()
    for seconds, body in reviews:
        made.add("review", body, at=NOON + int(seconds * 1_000))
    return ordered(made.events)


def found(*reviews: tuple[float, Mapping[str, Any]], form: str = "typed") -> Costs:
    moments = log(*reviews)
    return tariff(moments, fold_moments(moments)).of(form)


def shrunk(default: float, *seconds: float) -> float:
    return pytest.approx((sum(seconds) + PRIOR * default) / (len(seconds) + PRIOR))


def body(facet: str = "d/a#who", **changes: Any) -> dict[str, Any]:
    return review(facet, **({"sitting": "s"} | changes))


def lapse(facet: str = "d/a#who", **changes: Any) -> dict[str, Any]:
    return wrong(facet, **({"sitting": "s"} | changes))


DAY = 86_400.0


def test_nothing_is_known_of_nobody() -> None:
    assert tariff([], EMPTY) == Tariff()
    assert Tariff().of(Form.TYPED) == Tariff().of(None) == COSTS


def test_a_first_answer_is_new_and_the_next_is_right() -> None:
    costs = found((0, review(ms=4_000)), (DAY, review(ms=9_000)))
    assert costs == (shrunk(COSTS.right, 9.0), COSTS.wrong, shrunk(COSTS.new, 4.0))


def test_reading_counts_until_the_next_question_is_shown_but_no_pause_does() -> None:
    costs = found(
        (0, body("d/a#who", ms=4_000)),
        (20, body("d/b#who", ms=10_000)),  # shown 10 s after the answer before it
        (620, body("d/c#1", ms=3_000)),  # after a pause: 30 s
    )
    assert costs.new == shrunk(COSTS.new, 14.0, 40.0, 3.0)


def test_the_last_of_a_sitting_has_no_gap() -> None:
    costs = found(
        (0, body("d/a#who", ms=4_000)),
        (9, body("d/b#who", ms=1_000) | {"sitting": "t"}),
    )
    assert costs.new == shrunk(COSTS.new, 4.0, 1.0)


def test_an_interrupted_answer_counts_a_minute() -> None:
    assert found((0, body(ms=600_000))).new == shrunk(COSTS.new, 60.0)


def test_a_wrong_answer_costs_its_relearning_too() -> None:
    costs = found(
        (0, body(ms=2_000)),
        (DAY, lapse(ms=5_000)),
        (DAY + 30, body("d/b#who", ms=5_000)),  # 25 s after the wrong answer
        (DAY + 40, lapse(ms=4_000)),  # after 6 s
        (DAY + 50, body(ms=3_000)),  # after 7 s
        (2 * DAY, body(ms=8_000)),
    )
    assert costs.wrong == shrunk(COSTS.wrong, (5 + 25) + (4 + 7) + (3 + 30))
    assert costs.right == shrunk(COSTS.right, 8.0)


def test_more_practice_after_a_right_answer_is_nobodys_cost() -> None:
    costs = found(
        (0, body(ms=2_000)),
        (DAY, body(ms=6_000, sitting=None)),
        (DAY + 90, lapse(ms=5_000, sitting=None)),
    )
    assert costs.right == shrunk(COSTS.right, 6.0)
    assert costs.wrong == COSTS.wrong


def test_forms_are_told_apart_and_a_meeting_has_the_form_it_opened_in() -> None:
    reviews = (
        (0, lapse(ms=2_000, form="choice", options=["a", "b"], response=[1])),
        (60, body(ms=5_000)),
    )
    assert found(*reviews, form="choice").new == shrunk(COSTS.new, 2 + 30 + 5)
    assert found(*reviews).new == COSTS.new


def test_facets_asked_together_were_shown_together() -> None:
    parts = [body(f"d/{n}#who", ms=4_000, form="match", seed="m") for n in "abc"]
    costs = found(
        (0, body("d/z#who", ms=1_000)),
        *((20 + n / 1_000, part) for n, part in enumerate(parts)),  # shown at 8 s
        (30, body("d/y#who", ms=5_000)),
    )
    assert costs.new == shrunk(COSTS.new, 1 + 8.002, 5)


def test_only_the_newest_of_a_form_and_outcome_count() -> None:
    reviews = [(n * DAY, review(ms=1_000 if n < 50 else 9_000)) for n in range(WINDOW + 50)]
    assert found(*reviews).right == shrunk(COSTS.right, *[9.0] * WINDOW)


def test_the_end_of_the_log_tells_the_same_as_all_of_it() -> None:
    rng, made, at = Random("costs"), Log(), NOON
    for _ in range(TAIL + 300):
        at += rng.choice((9_000, 40_000, DAY_MS))
        made.add("review", random_review(rng), at=at)
    moments = ordered(made.events)
    memory = fold_moments(moments)
    whole = tariff(moments, memory)
    assert whole == tariff(moments[-TAIL:], memory)
    assert set(whole.forms) > {"typed", "choice"}


def test_a_renamed_facet_is_not_new() -> None:
    made = Log()
    made.add("review", review("d/old#who", ms=4_000), at=NOON)
    made.add("review", review("d/new#who", ms=9_000), at=NOON + DAY_MS)
    made.add("rename", {"old": "d/old#who", "new": "d/new#who"}, at=NOON + 2 * DAY_MS)
    moments = ordered(made.events)
    costs = tariff(moments, fold_moments(moments)).of("typed")
    assert costs == (shrunk(COSTS.right, 9.0), COSTS.wrong, shrunk(COSTS.new, 4.0))


def test_the_shares_of_first_ratings_leave_the_default_slowly() -> None:
    moments = log(*((n * 60.0, body(f"d/f{n}#who", rating=4)) for n in range(20)))
    shares = tariff(moments, fold_moments(moments)).ratings
    assert sum(shares) == pytest.approx(1.0)
    assert shares[3] == pytest.approx((1 + FIRST_RATINGS[3]) / 2)
    assert shares[0] == pytest.approx(FIRST_RATINGS[0] / 2)
