"""The benchmark of loading, in small: both sides read the same facts."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[1] / "bench"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCH))
    spec = importlib.util.spec_from_file_location("deck_load", BENCH / "deck_load.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "deck_load", module)
    spec.loader.exec_module(module)
    return module


def test_both_sides_read_every_fact(bench: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "bench.yaml"
    path.write_text(bench.made_deck(50), encoding="utf-8")
    assert bench.run_ours(path) == bench.run_peer(path) == 50
