from pathlib import Path

import pytest

from tests.analysis.jobs.counting import Counting, shards


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shards(tmp_path / "shards")


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    path = tmp_path / "runs"
    path.mkdir()
    return path


@pytest.fixture
def job(runs: Path) -> Counting:
    return Counting(str(runs))
