"""Simulation from Python: the rows of the command line."""

import json

import pytest

import quizkit as qk
from quizkit.cli.main import run


def test_the_rows_are_those_of_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    study = ["--learners", "2", "--days", "4", "--minutes", "5", "--facts", "20", "--seed", "7"]
    assert run(["simulate", *study, "--policy", "planner", "--policy", "sm2-20", "--json"]) == 0
    told = {row["policy"]: row for row in json.loads(capsys.readouterr().out)["policies"]}
    found = qk.simulate(learners=2, days=4, minutes=5, facts=20, seed=7)
    assert [row["policy"] for row in found] == ["planner", "sm2-20"]
    for row in found:
        for name in ("exam", "later", "known", "minutes", "right"):
            assert row[name] == pytest.approx(told[row["policy"]][name], abs=1e-4)
    assert found[0]["lead"] is None
    assert found[1]["lead"] == pytest.approx(told["sm2-20"]["lead"]["mean"], abs=1e-4)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"policies": ["planer"]}, "did you mean 'planner'"),
        ({"learners": 0}, "learners is 0"),
        ({"truth": "C"}, "truth is 'C'"),
        ({"minutes": 0.5}, "minutes is 0.5"),
    ],
)
def test_wrong_arguments_are_told(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(qk.ArgumentError, match=said):
        qk.simulate(**wrong)  # type: ignore[arg-type]
