"""What single events do to a memory."""

from math import log as ln

import pytest

from quizkit.memory.folding import Folding, changed
from quizkit.memory.fsrs import DEFAULT_WEIGHTS, Fsrs6
from quizkit.memory.replay import EMPTY, fold, state_of
from quizkit.model import DAY_MS, FacetState, Memory, State
from tests.memory.logs import START, Log, review, wrong

MODEL = Fsrs6()
WHO = "d/a#who"
PARAMS = {"model": "fsrs-6", "weights": [round(w * 1e6) for w in DEFAULT_WEIGHTS]}


def who(log: Log) -> FacetState:
    return fold(log.events).facets[WHO]


def test_a_first_answer() -> None:
    log = Log().days((0, review()))
    t = START + DAY_MS // 2
    day = START // DAY_MS
    assert who(log) == FacetState(
        MODEL.first(3, 0.0), day, t, 1, 0, False, "0" * 16, "Who?", "typed", -1
    )


def test_later_answers_step_by_learner_days() -> None:
    log = Log().days((0, review()), (2, review()), (13, wrong()), (13, review()), (14, review()))
    assert round(who(log).state.stability, 6) == 3.595690
    assert (who(log).reviews, who(log).lapses) == (5, 1)


def test_a_guess_is_taken_from_the_options() -> None:
    options = ["a", "b", "c"]
    log = Log().days((0, review(form="choice", options=options, response=[0])))
    assert round(who(log).state.stability, 3) == 1.270


def test_a_partial_score_lies_between() -> None:
    log = Log().days((0, review()), (2, review(score=500_000, rating=2)))
    assert who(log).state == MODEL.step(MODEL.first(3, 0.0), 2, 2.0, score=0.5)


def test_a_wrong_answer_on_the_same_day_is_no_lapse() -> None:
    log = Log().days((0, review()), (0, wrong()))
    assert (who(log).lapses, who(log).failed_rung) == (0, 0)


def test_a_first_answer_is_never_a_lapse() -> None:
    assert who(Log().days((0, wrong()))).lapses == 0


def test_the_rung_that_failed_stays_until_a_right_answer() -> None:
    log = Log().days((0, review(rating=4)), (30, review(rating=4)))
    assert who(log).state.stability > 45
    assert who(log.days((60, wrong()))).failed_rung == 3
    assert who(log.days((60, wrong()))).failed_rung == 2
    assert who(log.days((60, review()))).failed_rung == -1


def test_days_never_run_backwards() -> None:
    log = Log()
    log.add("review", review(), at=START + 9 * 3_600_000, off=540)
    log.add("review", review(), at=START + 11 * 3_600_000, off=-600)
    log.add("review", wrong(), at=START + 12 * 3_600_000, off=-600)
    state = MODEL.first(3, 0.0)
    assert who(log).state == MODEL.step(MODEL.step(state, 3, 0.0), 1, 0.0)
    assert who(log).lapses == 0


def test_a_changed_key_lowers_the_stability_before_the_step() -> None:
    log = Log().days((0, review()), (2, review()), (10, review(key="1" * 16)))
    before = MODEL.step(MODEL.first(3, 0.0), 3, 2.0)
    assert who(log).state == MODEL.step(changed(before), 3, 8.0)
    assert changed(before).stability == before.stability * 0.3


def test_the_changed_stability_stays_in_bounds() -> None:
    assert changed(State(0.001, 5.0)) == State(0.001, 5.0)


def test_a_reset_empties_the_memory_and_keeps_the_counts() -> None:
    log = Log().days((0, review()), (3, wrong()))
    log.add("reset", {"facet": WHO}, at=START + 4 * DAY_MS)
    state = who(log)
    assert (state.state, state.reviews, state.lapses, state.failed_rung) == (None, 2, 1, -1)
    log.days((5, wrong()))
    assert (who(log).state, who(log).lapses) == (MODEL.first(1, 0.0), 1)


def test_a_reset_of_what_was_never_asked_leaves_nothing() -> None:
    log = Log()
    log.add("reset", {"facet": WHO})
    log.add("reset", {"facet": "d/a"})
    assert fold(log.events).facets == {}


def test_suspending_a_facet() -> None:
    log = Log().days((0, review()))
    log.add("suspend", {"facet": WHO}, at=START + DAY_MS)
    assert who(log).suspended
    log.days((2, review()))
    assert who(log).suspended
    log.add("resume", {"facet": WHO}, at=START + 3 * DAY_MS)
    assert not who(log).suspended


def test_suspending_a_fact_holds_for_all_its_facets() -> None:
    log = Log().days((0, review()), (0, review("d/ab#who")))
    log.add("suspend", {"facet": "d/a"}, at=START + DAY_MS)
    memory = fold(log.events)
    names = (WHO, "d/a#never", "d/ab#who", "d/ab#never")
    assert [state_of(memory, name).suspended for name in names] == [True, True, False, False]
    log.days((2, review("d/a#date")))
    log.add("resume", {"facet": WHO}, at=START + 3 * DAY_MS)
    memory = fold(log.events)
    assert [state_of(memory, f).suspended for f in (WHO, "d/a#date", "d/a#x")] == [0, 1, 1]
    log.add("resume", {"facet": "d/a"}, at=START + 4 * DAY_MS)
    memory = fold(log.events)
    assert [state_of(memory, f).suspended for f in (WHO, "d/a#date", "d/a#x")] == [0, 0, 0]


def test_facets_met_after_their_fact_was_suspended_take_part_in_what_follows() -> None:
    log = Log()
    log.add("suspend", {"facet": "d/a"})
    log.days((0, review()))
    log.add("resume", {"facet": "d/a"}, at=START + DAY_MS)
    assert not who(log).suspended


def test_resetting_a_fact_resets_its_facets() -> None:
    log = Log().days((0, review()), (0, review("d/a#date")), (0, review("d/b#who")))
    log.add("reset", {"facet": "d/a"}, at=START + DAY_MS)
    facets = fold(log.events).facets
    assert [facets[f].state is None for f in (WHO, "d/a#date", "d/b#who")] == [True, True, False]


def test_a_rename_joins_histories() -> None:
    log = Log().days((0, review("d/old#who")), (2, review()))
    log.add("rename", {"old": "d/old", "new": "d/a"}, at=START + 3 * DAY_MS)
    facets = fold(log.events).facets
    assert list(facets) == [WHO]
    assert facets[WHO].state == MODEL.step(MODEL.first(3, 0.0), 3, 2.0)


def test_of_two_renames_of_one_name_the_later_wins() -> None:
    log = Log().days((0, review()))
    log.add("rename", {"old": "d/a", "new": "d/x"}, at=START + 9 * DAY_MS)
    log.add("rename", {"old": "d/a", "new": "d/y"}, at=START, dev="b")
    assert list(fold(log.events).facets) == ["d/x#who"]


def test_the_newest_live_params_hold_for_all_of_history() -> None:
    log = Log().days((0, review()))
    weights = [*PARAMS["weights"][:2], 5_000_000, *PARAMS["weights"][3:]]
    log.add("params", PARAMS | {"weights": weights, "retention": 850_000})
    memory = fold(log.events)
    assert (memory.facets[WHO].state.stability, memory.retention) == (5.0, 0.85)
    log.undo(log.events[-1])
    assert (who(log).state.stability, fold(log.events).retention) == (2.3065, None)


@pytest.mark.parametrize(
    "body",
    [
        {"model": "fsrs-7", "weights": [1], "retention": None},
        PARAMS | {"weights": [*PARAMS["weights"][:20], 900_000], "retention": None},
    ],
)
def test_params_that_cannot_be_used_pass_by(body: dict[str, object]) -> None:
    log = Log()
    log.add("params", PARAMS | {"retention": 950_000})
    log.add("params", body)
    memory = fold(log.events)
    assert (memory.model, memory.weights) == ("fsrs-6", DEFAULT_WEIGHTS)
    assert memory.retention == 0.95


def test_the_newest_exam_of_a_deck_holds() -> None:
    log = Log()
    exam = {"deck": "d", "tags": ["x"], "date": "2026-06-05", "minutes": 20}
    log.add("exam", exam)
    log.add("exam", exam | {"deck": "", "tags": []})
    assert fold(log.events).exams == {
        "d": (("x",), "2026-06-05", 20),
        "": ((), "2026-06-05", 20),
    }
    log.add("exam", exam | {"date": None})
    assert list(fold(log.events).exams) == [""]


def test_the_pace_is_that_of_the_last_200_right_answers_in_a_form() -> None:
    log = Log()
    for number in range(203):
        log.add("review", review(ms=10_000 + number), at=START + number)
    log.add("review", wrong(ms=9), at=START + 300)
    log.add("review", review(score=600_000, rating=2, ms=9), at=START + 301)
    log.add("review", review(form="flip", ms=20_200), at=START + 302)
    speeds = fold(log.events).speeds
    assert (len(speeds["typed"]), len(speeds["flip"])) == (200, 1)
    assert speeds["typed"][0] == ln(10_003 - 50 * 4 - 150 * 10)


def test_other_versions_and_kinds_pass_by_but_have_their_time() -> None:
    log = Log().days((0, review()))
    before = fold(log.events)
    log.add("dream", {}, at=START + DAY_MS)
    other = log.add("review", {"anything": 1}, at=START + 2 * DAY_MS)
    log.events[-1] = other._replace(v=2)
    assert fold(log.events) == before._replace(last=START + 2 * DAY_MS)


def test_a_body_that_cannot_be_read_passes_by() -> None:
    log = Log()
    odd = log.add("review", {"facet": 7})
    assert fold(log.events, unread={odd.id}) == EMPTY._replace(last=START)


def test_only_the_newest_mix_ups_of_a_pair_are_kept() -> None:
    log = Log().days(*((day, wrong()) for day in range(70)))
    weights = fold(log.events).confusions
    assert weights[WHO, "John Vessey"] == pytest.approx(sum(2 ** (-n / 60) for n in range(64)))


def test_a_model_of_true_days_is_given_true_days(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fractional(Fsrs6):
        fractional = True

    monkeypatch.setattr("quizkit.memory.folding.model_named", lambda *_: Fractional())
    log = Log()
    log.add("review", review(), at=START)
    log.add("review", review(), at=START + DAY_MS // 4)
    assert who(log).state == MODEL.step(MODEL.first(3, 0.0), 3, 0.25)


def test_a_memory_made_by_hand_is_refused() -> None:
    with pytest.raises(ValueError, match="want a memory that a fold returned"):
        Folding(Memory({}, {}, {}, "fsrs-6", DEFAULT_WEIGHTS))
