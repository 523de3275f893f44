"""From a log to a `params` event, through the child process."""

import json

import pytest

from quizkit.analysis.fit.fitting import Why
from quizkit.analysis.fit.own import fit_log, last_try, past, reminder, told
from quizkit.analysis.fit.report import document, sentences
from quizkit.analysis.fit.rule import PAUSE_MS, Tried
from quizkit.analysis.fit.tried import NAME, in_file, note
from quizkit.memory.fsrs import DEFAULT_WEIGHTS
from quizkit.memory.timeline import learner_day
from quizkit.model import DAY_MS, Draft, Now
from quizkit.session.undo import taken_back
from quizkit.store.log import open_log
from tests.analysis.answered import write


@pytest.fixture
def log(tmp_path):
    with open_log(tmp_path / "log.db", learner="mai") as log:
        yield log


def at(ms: int) -> Now:
    return Now(ms, 0, learner_day(ms, 0))


def said(outcome, *, is_dry: bool = False) -> str:
    return "\n".join(sentences(outcome, is_dry=is_dry, off=0))


def params(**changes):
    weights = [round(weight * 1_000_000) for weight in DEFAULT_WEIGHTS]
    return {"model": "fsrs-6", "weights": weights, "retention": None} | changes


def test_weights_that_predict_better_are_in_force_at_once(log, tmp_path) -> None:
    end = write(log, "2", 1_000)
    outcome = fit_log(log, now=at(end), state=tmp_path)
    assert (outcome.is_kept, outcome.fit.why) == (True, Why.BETTER)
    assert log.memory().weights == outcome.fit.weights != DEFAULT_WEIGHTS
    assert outcome.library == "0.9.3"
    assert not (tmp_path / NAME).exists()
    text = said(outcome)
    assert "It is kept; `quizkit undo` takes it back." in text
    assert "With a memory model of your own" in text


def test_the_wanted_retention_stays(log) -> None:
    log.append([Draft("params", params(retention=850_000))], at=0, off=0)
    end = write(log, "2", 1_000)
    assert fit_log(log, now=at(end)).is_kept
    assert log.memory().retention == 0.85


def test_an_undo_brings_the_old_weights_back_and_counts_as_a_try(log, tmp_path) -> None:
    end = write(log, "2", 1_000)
    assert fit_log(log, now=at(end), state=tmp_path).is_kept
    log.append([taken_back([log.last("params")[0].id])], at=end, off=0)
    assert log.memory().weights == DEFAULT_WEIGHTS
    later = fit_log(log, now=at(end + 2 * PAUSE_MS), state=tmp_path)
    assert (later.fit.why, later.is_kept) == (Why.NOT_YET, False)


def test_a_fit_that_is_no_gain_changes_nothing_and_is_not_repeated_soon(log, tmp_path) -> None:
    end = write(log, "0", 1_000)
    events = log.count()
    outcome = fit_log(log, now=at(end), state=tmp_path)
    assert (outcome.is_kept, outcome.fit.why) == (False, Why.NO_BETTER)
    assert "nothing has changed" in said(outcome)
    again = fit_log(log, now=at(end + 2 * PAUSE_MS), state=tmp_path)
    assert again.fit.why is Why.NOT_YET
    assert again.next == outcome.next
    assert f"The next try is from {outcome.next.reviews:,} answers on" in said(again)
    assert (log.count(), log.memory().weights) == (events, DEFAULT_WEIGHTS)


def test_a_dry_run_says_what_would_be_kept_and_writes_nothing(log, tmp_path) -> None:
    end = write(log, "2", 1_000)
    events = log.count()
    outcome = fit_log(log, now=at(end), state=tmp_path, is_dry=True)
    assert (outcome.fit.why, outcome.is_kept) == (Why.BETTER, False)
    assert "It would be kept; nothing was written." in said(outcome, is_dry=True)
    assert (log.count(), (tmp_path / NAME).exists()) == (events, False)


@pytest.mark.slow
@pytest.mark.property
def test_the_same_log_gives_the_same_weights(log, tmp_path) -> None:
    end = write(log, "2", 1_000)
    with open_log(tmp_path / "other.db", learner="mai") as other:
        write(other, "2", 1_000)
        one, two = (fit_log(each, now=at(end)).fit for each in (log, other))
    assert one == two


def test_too_few_answers_are_told_and_are_no_try(log, tmp_path) -> None:
    end = write(log, "2", 100)
    outcome = fit_log(log, now=at(end), state=tmp_path)
    assert (outcome.fit.why, outcome.next, (tmp_path / NAME).exists()) == (
        Why.TOO_FEW,
        Tried(0, 400),
        False,
    )
    assert f"you have {outcome.fit.reviews}." in said(outcome)


def test_the_document_has_the_promised_members_first(log) -> None:
    end = write(log, "2", 1_000)
    found = json.loads(json.dumps(document(fit_log(log, now=at(end), is_dry=True), off=0)))
    assert list(found)[:5] == ["v", "reviews", "kept", "loss_before", "loss_after"]
    assert (found["seed"], found["config"]["seed"]) == (2023, 2023)
    assert found["library"] == "fsrs-rs-python 0.9.3"
    assert found["loss_after"] < found["loss_before"]


def test_the_learner_is_reminded_when_it_is_time(log, tmp_path) -> None:
    end = write(log, "0", 450)
    memory = log.memory()

    def read():
        return past(log.entries())

    assert "quizkit fit" in reminder(memory, read, state=tmp_path, now=at(end))
    fit_log(log, now=at(end), state=tmp_path)
    assert reminder(memory, read, state=tmp_path, now=at(end)) == ""


def test_few_answers_are_known_as_such_without_reading_the_log(log) -> None:
    end = write(log, "0", 100)
    assert reminder(log.memory(), lambda: pytest.fail("read"), state=None, now=at(end)) == ""


def test_what_is_told_of_later_answers_compares_both_models(log) -> None:
    end = write(log, "2", 1_000)
    assert told(past(log.entries())) == ""
    outcome = fit_log(log, now=at(end))
    assert "answers since" not in told(past(log.entries()))
    write(log, "7", 30, start=end + DAY_MS)
    found = told(past(log.entries()))
    assert found.startswith("With a memory model of your own a fact is expected to last ")
    assert "answers since are" in found
    assert outcome.is_kept


def test_the_file_of_tries_may_be_lost_or_damaged(tmp_path) -> None:
    note(tmp_path / "new", "mai", Tried(5, 500))
    note(tmp_path / "new", "lan", Tried(6, 600))
    assert in_file(tmp_path / "new", "mai") == Tried(5, 500)
    for text in ("", "[]", '{"mai": 3}', '{"mai": {"at": "x"}}', "\udcff"):
        (tmp_path / NAME).write_text(text, errors="surrogateescape")
        assert in_file(tmp_path, "mai") is None
    assert in_file(tmp_path / "nowhere", "mai") is None


def test_the_newest_try_counts(log, tmp_path) -> None:
    end = write(log, "0", 450)
    note(tmp_path, "mai", Tried(end + 9_000, 450))
    log.append([Draft("params", params())], at=end + 5_000, off=0)
    found = past(log.entries())
    assert last_try(found, "mai", tmp_path) == Tried(end + 9_000, 450)
    assert last_try(found, "mai", None) == Tried(end + 5_000, len(found.scored))
