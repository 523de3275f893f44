"""The fixtures of these tests."""

from datetime import datetime

import pytest

from quizkit.practice.clock import FixedClock
from quizkit.practice.desk import Desk as Table
from quizkit.settings import read
from quizkit.settings.places import Places
from tests.cli.conftest import NOW, RIVERS
from tests.practice.desks import Desk
from tests.practice.homes import SECOND


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    yield desk
    desk.log.close()


@pytest.fixture
def bundled(tmp_path, monkeypatch):
    """A folder of bundled decks with one deck in it."""
    folder = tmp_path / "bundled"
    folder.mkdir()
    (folder / "streams.yaml").write_text(SECOND, encoding="utf-8")
    monkeypatch.setattr("quizkit.decks.library.bundled", lambda: folder)
    return folder


@pytest.fixture
def make(tmp_path, bundled):
    """Make a desk with one deck of the user's own beside the bundled one."""

    def made(*, own: bool = True, **options) -> Table:
        places = Places(*(tmp_path / name for name in ("config", "data", "state", "cache")))
        places.decks.mkdir(parents=True, exist_ok=True)
        if own:
            (places.decks / "rivers.yaml").write_text(RIVERS, encoding="utf-8")
        settings = read(options, environ={}, folder=tmp_path, config=places.config_file)
        clock = FixedClock(datetime.fromisoformat(NOW))
        return Table(settings, places, clock=clock, environ={})

    desks: list[Table] = []
    yield lambda **options: desks.append(made(**options)) or desks[-1]
    for each in desks:
        each.close()
