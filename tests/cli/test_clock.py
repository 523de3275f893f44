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
