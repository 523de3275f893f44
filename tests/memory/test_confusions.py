"""Weights of wrong answers, by age."""

import pytest

from quizkit.memory.confusions import Confusions, confused
from quizkit.memory.replay import fold
from tests.memory.logs import Log, review, wrong

VESSEY = ("d/a#who", "John Vessey")


def test_a_typed_mix_up_weighs_one_and_a_picked_one_a_half() -> None:
    picked = wrong(form="choice", options=["Kerry", "Bush"], response=[1])
    log = Log().days((0, wrong()), (0, picked))
    assert dict(fold(log.events).confusions) == {VESSEY: 1.0, ("d/a#who", "Bush"): 0.5}


def test_weights_halve_in_sixty_days() -> None:
    log = Log().days((0, wrong()), (60, wrong()), (120, review("d/b#who")))
    assert fold(log.events).confusions[VESSEY] == 0.25 + 0.5


def test_age_counts_to_the_newest_live_review() -> None:
    log = Log().days((0, wrong()))
    later = log.days((60, review("d/b#who"))).events[-1]
    assert fold(log.events).confusions[VESSEY] == 0.5
    log.undo(later)
    assert fold(log.events).confusions[VESSEY] == 1.0


def test_a_table_of_any_kind_can_be_asked_for_one_facet() -> None:
    table = Confusions({"d/a#who": {"x": ((0, 1.0),)}, "d/b#who": {"y": ((0, 0.5),)}}, 0)
    assert confused(table, "d/a#who") == confused(dict(table), "d/a#who") == {"x": 1.0}
    assert (len(table), list(table)) == (2, [("d/a#who", "x"), ("d/b#who", "y")])
    assert repr(table) == "Confusions(2 pairs, day 0)"


def test_what_was_never_mixed_up_is_not_there() -> None:
    with pytest.raises(KeyError):
        Confusions({}, 0)[VESSEY]


def test_a_day_that_went_back_is_no_age() -> None:
    assert Confusions({"f": {"x": ((5, 1.0),)}}, 3)["f", "x"] == 1.0
