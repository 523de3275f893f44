"""The collector is paused and comes back."""

import gc

from quizkit.questions.calm import BULK, calm


def test_the_collector_pauses_and_runs_on() -> None:
    with calm():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        with calm():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_only_after_much_work_is_something_left_out_of_its_rounds() -> None:
    gc.unfreeze()
    with calm():
        kept = [[number] for number in range(BULK // 10)]
    assert gc.get_freeze_count() == 0
    with calm():
        kept = [[number] for number in range(2 * BULK)]
    assert gc.get_freeze_count() > len(kept)
    gc.unfreeze()
