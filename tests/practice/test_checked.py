"""A check is kept while nothing changes, and is the same then as it was."""

from pathlib import Path

import pytest

from quizkit.decks import freshness, library
from quizkit.practice import checked
from quizkit.practice.checked import Wanted, check
from tests.cli.conftest import RIVERS


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    path = tmp_path / "rivers.yaml"
    path.write_text(RIVERS.replace("sea: Black Sea, length: 2850 km", "sea: Black Sea"))
    return path


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the places that were really looked at."""
    found: list[str] = []
    whole = checked.examine

    def looking(place, *rest):
        found.append(place)
        return whole(place, *rest)

    monkeypatch.setattr(checked, "examine", looking)
    return found


def test_an_unchanged_deck_is_not_looked_at_again(rivers, tmp_path, examined) -> None:
    first, again = (check(str(rivers), Wanted(), cache=tmp_path / "cache") for _ in range(2))
    assert first == again
    assert first.problems
    assert (first.facts, first.asked) == (5, 8)
    assert len(examined) == 1


def test_what_changes_is_looked_at_again(rivers, tmp_path, examined, monkeypatch) -> None:
    cache = tmp_path / "cache"
    check(str(rivers), Wanted(), cache=cache)
    check(str(rivers), Wanted(profile="class"), cache=cache)
    check(str(rivers), Wanted(options={"QK410": {"words": 3}}), cache=cache)
    rivers.write_text(rivers.read_text().replace("Rhine", "Main"))
    check(str(rivers), Wanted(), cache=cache)
    monkeypatch.setattr(freshness, "state_of_code", lambda *_: "later")
    check(str(rivers), Wanted(), cache=cache)
    assert len(examined) == 5


def test_a_broken_deck_or_cache_is_looked_at_every_time(rivers, tmp_path, examined) -> None:
    cache = tmp_path / "cache"
    check(str(rivers), Wanted(), cache=cache)
    for file in (cache / "decks").iterdir():
        file.write_text(file.read_text()[:-3])
    found = check(str(rivers), Wanted(), cache=cache)
    assert found.asked == 8
    rivers.write_text("facts: [")
    assert check(str(rivers), Wanted(), cache=cache).problems
    assert check(str(rivers), Wanted(), cache=cache).problems
    assert len(examined) == 4


def test_a_bundled_deck_is_the_same_from_the_cache(tmp_path) -> None:
    place = str(library.bundled() / "spaced-learning")
    wanted = Wanted(profile="shared")
    kept = [check(place, wanted, cache=tmp_path) for _ in range(2)]
    assert kept[0] == kept[1] == check(place, wanted)
