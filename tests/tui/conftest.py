"""What tests of the screens share."""

from functools import partial
from pathlib import Path

import pytest

from tests.tui.stage import desk, on_stage


@pytest.fixture(autouse=True)
def _steady(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the terminal of whoever runs the tests out of them; show no bundled decks."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "COLORFGBG", "VTE_VERSION", "KONSOLE_VERSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    empty = tmp_path / "bundled"
    empty.mkdir()
    monkeypatch.setattr("quizkit.decks.library.bundled", lambda: empty)


@pytest.fixture
def stage(tmp_path: Path, pytestconfig: pytest.Config):
    """Return what puts the app on a stage: `async with stage(decks=.., size=..) as s`."""

    def staged(*, where=None, decks=None, opening=None, size=(80, 24), **options):
        own = where or desk(tmp_path, **({} if decks is None else {"decks": decks}), **options)
        golden = pytestconfig.getoption("--golden")
        return on_stage(own, opening=opening, size=size, golden=golden)

    return staged


@pytest.fixture
def new_desk(tmp_path: Path):
    """Return what makes a desk in this test's folder."""
    return partial(desk, tmp_path)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at few futures, wait for nothing, open no editor."""
    from tests.tui.states import hurry

    hurry(monkeypatch)
