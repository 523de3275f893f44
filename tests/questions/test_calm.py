"""The collector is paused and comes back."""

import gc

from quizkit.questions.calm import calm


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
