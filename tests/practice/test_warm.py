"""A deck that a program loads: its facets are counted once, and the draw is the same."""

from pathlib import Path

import pytest

from quizkit.decks import load
from quizkit.practice.quiz import Quiz
from quizkit.practice.warm import Warm
from quizkit.questions.ask import Asker
from quizkit.questions.plan import Planner
from tests.cli.conftest import RIVERS


@pytest.fixture
def rivers(tmp_path) -> Path:
    path = tmp_path / "rivers.yaml"
    path.write_text(RIVERS, encoding="utf-8")
    return path


def drawn(asker: Asker) -> list:
    return Quiz([asker], count=3, seed="7").questions()


def test_it_asks_as_a_deck_without_a_cache_does(rivers, tmp_path):
    plain = Asker(load(rivers))
    for _ in range(2):
        asker = Warm(rivers, cache=tmp_path).asker()
        assert asker.deck == plain.deck
        assert drawn(asker) == drawn(plain)
        assert asker.planner.facets == plain.planner.facets


def test_the_second_time_only_what_is_drawn_is_planned(rivers, tmp_path, monkeypatch):
    everything = Warm(rivers, cache=tmp_path).asker().planner.facets
    planned = []
    work_out = Planner._work_out

    def counted(self, facet):
        planned.append(facet)
        return work_out(self, facet)

    monkeypatch.setattr(Planner, "_work_out", counted)
    assert len(drawn(Warm(rivers, cache=tmp_path).asker())) == 3
    assert 3 <= len(planned) < len(everything)


def test_each_language_has_its_own_list(rivers, tmp_path):
    warm = Warm(rivers, cache=tmp_path)
    for language in ("en", "vi"):
        assert warm.asker(language).planner.facets
    assert len(list((tmp_path / "decks").glob("*.facets"))) == 2


def test_a_damaged_list_is_made_anew(rivers, tmp_path):
    right = Warm(rivers, cache=tmp_path).asker().planner.facets
    (file,) = (tmp_path / "decks").glob("*.facets")
    stamp = file.read_text(encoding="utf-8").splitlines()[0]
    for data in ("", "{}", file.read_text()[:-9], '"x"\n[]\n', f"{stamp}\n", f"{stamp}\n[1]\n"):
        file.write_text(data, encoding="utf-8")
        assert Warm(rivers, cache=tmp_path).asker().planner.facets == right


def test_an_edit_is_seen(rivers, tmp_path):
    before = Warm(rivers, cache=tmp_path).asker().planner.facets
    rivers.write_text(RIVERS + "    - {name: Elbe, length: 1094 km}\n", encoding="utf-8")
    assert len(Warm(rivers, cache=tmp_path).asker().planner.facets) > len(before)


def test_a_cache_that_cannot_be_written_stops_nothing(rivers, tmp_path):
    (tmp_path / "file").write_text("")
    assert drawn(Warm(rivers, cache=tmp_path / "file").asker())
