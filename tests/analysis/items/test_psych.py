"""The figures equal those of R's package psych: kept ones always, live ones where R is."""

import json
from pathlib import Path
from typing import Any

import pytest

from quizkit.analysis.items import measures
from quizkit.analysis.items.answers import Figures
from quizkit.analysis.items.measures import figures
from tests.analysis.items.tables import Table, answers, tables
from tests.consumers import program, run

DATA = Path(__file__).parents[2] / "data" / "items"
"""`psych.json` is what `Rscript psych.R` printed of `tables("1968")`; it names its versions."""

EXACT = {"abs": 1e-9, "rel": 1e-9}


def same(found: Figures, told: dict[str, Any], table: Table) -> None:
    """Assert that figures are those that R told of a table."""
    at = {int(each.facet[3:6]): each for each in found.questions}
    assert found.reliability == pytest.approx(told["alpha"], **EXACT)
    assert [at[n].facility for n in range(len(at))] == pytest.approx(told["facility"], **EXACT)
    if "sd" in told and all(len(set(column)) > 1 for column in zip(*table, strict=True)):
        assert found.mean == pytest.approx(told["mean"], **EXACT)
        assert found.spread == pytest.approx(told["sd"], **EXACT)
        error = told["sd"] * (1 - told["alpha"]) ** 0.5
        assert found.error == pytest.approx(error, **EXACT)
    for n, rest in enumerate(told["rest"]):
        assert at[n].discrimination == (rest if rest is None else pytest.approx(rest, **EXACT))
    if all(mark is not None for row in table for mark in row):
        # names as R gives them, V1 .. ; those without variance are not among them
        dropped = {
            int(name[1:]) - 1: r for name, r in zip(told["questions"], told["r_drop"], strict=True)
        }
        for n, r in dropped.items():
            assert at[n].discrimination == pytest.approx(r, **EXACT)
    if told.get("kr20") is not None:
        assert found.is_binary
        assert found.reliability == pytest.approx(told["kr20"], **EXACT)


def kept() -> dict[str, Any]:
    return json.loads((DATA / "psych.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", list(tables("1968")))
def test_figures_equal_those_that_psych_gave(name: str) -> None:
    assert (kept()["R"], kept()["psych"]) == ("4.2.2", "2.2.9")
    table = tables("1968")[name]
    same(figures(answers(table)), kept()["tables"][name], table)


def test_the_kept_figures_tell_a_wrong_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    # the correlation with the whole, the question's own part left in
    monkeypatch.setattr(measures, "_rest", lambda _own, total, count: total / count)
    table = tables("1968")["binary"]
    with pytest.raises(AssertionError):
        same(figures(answers(table)), kept()["tables"]["binary"], table)


@pytest.mark.consumer
@pytest.mark.parametrize("seed", ["a", "b", "c", "d"])
def test_figures_equal_those_of_psych_run_now(seed: str) -> None:
    made = tables(seed)
    said = run(program("Rscript"), str(DATA / "psych.R"), stdin=json.dumps(made).encode())
    told = json.loads(said)["tables"]
    for name, table in made.items():
        same(figures(answers(table)), told[name], table)
