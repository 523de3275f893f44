"""What all tests share: sizes, hypothesis profiles, a clean environment."""

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from quizkit.model import Deck

SIZES = ("quick", "ci", "full", "release")
LONGER_S = 300
"""How long a test may take from size ci on [s]; many of them share two cores."""

for _name, _examples in zip(SIZES, (50, 250, 1_000, 100_000), strict=True):
    settings.register_profile(
        _name,
        max_examples=_examples,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--size", choices=SIZES, default="quick", help="how much to try")
    parser.addoption("--golden", action="store_true", help="rewrite golden files")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile(config.getoption("--size"))
    for name in [n for n in os.environ if n.startswith("QUIZKIT_")]:
        del os.environ[name]
    os.environ.pop("NO_COLOR", None)
    # Else every worker, and every quizkit that a test starts, would compile all sources anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what is `slow` to the larger sizes, where tests that try more have more time."""
    slow = [each for each in items if each.get_closest_marker("slow")]
    for each in slow:
        assert any(map(each.get_closest_marker, ("fault", "property"))), each.nodeid
    if config.getoption("--size") == "quick" and slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [each for each in items if not each.get_closest_marker("slow")]
    if config.getoption("--size") != "quick":
        for each in items:
            if not each.get_closest_marker("timeout"):
                each.add_marker(pytest.mark.timeout(LONGER_S))


@pytest.fixture(scope="session")
def size(pytestconfig: pytest.Config) -> str:
    """Return quick, ci, full or release."""
    return str(pytestconfig.getoption("--size"))


@pytest.fixture(scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder for all tests: bundled decks are planned once, not for each."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return names for homes: pytest would read the folder of all homes for each new number."""
    homes = tmp_path_factory.mktemp("homes")
    return (homes / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, _homes: Iterator[Path], _cache: Path) -> None:
    """Keep every test away from the folders of whoever runs it."""
    home = next(_homes)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(_cache))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(scope="session")
def small_deck() -> Deck:
    """Return a deck of three delegations and four visits."""
    from quizkit.decks import load

    return load(Path(__file__).parent / "data" / "decks" / "small.yaml")
