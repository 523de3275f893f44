from datetime import timedelta

import pytest

from quizkit.cli.clock import Clock
from quizkit.errors import SettingsError

NOW = {"QUIZKIT_NOW": "2026-06-01T08:00:00+07:00"}


def test_the_clock_starts_where_it_is_told() -> None:
    clock = Clock(NOW)
    assert clock.now() - clock.start < timedelta(seconds=5)
    assert clock.at() // 10_000 == 1_780_275_600_000 // 10_000
    assert clock.off() == 420


def test_the_clock_runs() -> None:
    clock = Clock(NOW)
    moments = [clock.now() for _ in range(100)]
    assert moments == sorted(moments)
    assert moments[0] < moments[-1]


def test_a_time_without_a_zone_is_local() -> None:
    assert Clock({"QUIZKIT_NOW": "2026-06-01T08:00"}).now().tzinfo is not None


@pytest.mark.parametrize("environ", [{}, {"QUIZKIT_NOW": ""}])
def test_without_the_variable_it_is_the_systems(environ) -> None:
    assert Clock(environ).start is None
    assert Clock(environ).now().tzinfo is not None


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "08:00", "99999-01-01"])
def test_a_wrong_time_is_one_sentence(text) -> None:
    with pytest.raises(SettingsError, match="should be a time such as"):
        Clock({"QUIZKIT_NOW": text})


@pytest.mark.parametrize(
    "text",
    [
        "1960-01-01T00:00+00:00",
        "1970-01-01T00:00+07:00",
        "0001-01-01T00:00+23:00",
        "2026-06-01T08:00+23:00",
        "2026-06-01T08:00-16:01",
        "9999-12-31T23:59+00:00",
    ],
)
def test_a_time_that_no_log_can_keep_is_one_sentence(text) -> None:
    with pytest.raises(SettingsError, match=r"years 1970 to 9999 .* at most 16 hours from UTC"):
        Clock({"QUIZKIT_NOW": text})


@pytest.mark.parametrize("text", ["1970-01-01T00:00Z", "9999-12-30T23:59+16:00"])
def test_the_first_and_the_last_time_can_be_studied_at(call, rivers, monkeypatch, text) -> None:
    monkeypatch.setenv("QUIZKIT_NOW", text)
    assert call("study", "rivers.yaml", stdin="1\n1\n").code == 0
    assert call("due", "rivers.yaml").code == call("history").code == call("undo").code == 0
