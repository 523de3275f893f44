"""A deck made ready: what is kept, and what is found again."""

from pathlib import Path

import pytest

from quizkit.practice import reading
from quizkit.practice.reading import prepare, ready
from quizkit.questions.plan import Planner
from tests.cli.conftest import RIVERS


@pytest.fixture
def rivers(tmp_path) -> Path:
    path = tmp_path / "rivers.yaml"
    path.write_text(RIVERS, encoding="utf-8")
    return path


def test_the_second_time_nothing_is_planned(rivers, tmp_path, monkeypatch):
    first = ready(rivers, language="", cache=tmp_path)
    monkeypatch.setattr(Planner, "plans", None)
    second = ready(rivers, language="", cache=tmp_path)
    assert second.survey.whole() == first.survey.whole()
    assert second.deck == first.deck


def test_each_language_has_its_own_survey(rivers, tmp_path):
    assert ready(rivers, language="", cache=tmp_path).planner.language == "en"
    assert ready(rivers, language="vi", cache=tmp_path).planner.language == "vi"
    assert len(list((tmp_path / "decks").glob("*.survey"))) == 2


def test_a_damaged_survey_is_made_anew(rivers, tmp_path):
    right = ready(rivers, language="", cache=tmp_path).survey.whole()
    (file,) = (tmp_path / "decks").glob("*.survey")
    for data in (b"", b"{}", file.read_bytes()[:-9], b'"x"\n[1]\n'):
        file.write_bytes(data)
        assert ready(rivers, language="", cache=tmp_path).survey.whole() == right


def test_an_edit_replaces_what_was_kept(rivers, tmp_path):
    ready(rivers, language="", cache=tmp_path)
    rivers.write_text(RIVERS.replace("name: Po,", "name: Elbe,"), encoding="utf-8")
    found = ready(rivers, language="", cache=tmp_path)
    assert any(seen.single == "Elbe" for seen in found.survey.whole().values())
    assert len(list((tmp_path / "decks").iterdir())) == 2


def test_a_big_deck_is_read_in_another_process(rivers, tmp_path, monkeypatch):
    prepare(rivers, language="", cache=tmp_path)
    assert not (tmp_path / "decks").exists()
    monkeypatch.setattr(reading, "BIG", 1)
    prepare(rivers, language="", cache=tmp_path)
    monkeypatch.setattr(Planner, "plans", None)
    assert ready(rivers, language="", cache=tmp_path).survey.facets
    monkeypatch.setattr(reading.subprocess, "run", None)
    prepare(rivers, language="", cache=tmp_path)


def test_a_deck_that_cannot_be_read_is_told_when_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "BIG", 1)
    prepare(tmp_path / "nowhere.yaml", language="", cache=tmp_path)
    broken = tmp_path / "broken.yaml"
    broken.write_text("deck: [", encoding="utf-8")
    prepare(broken, language="", cache=tmp_path)
    assert not (tmp_path / "decks").exists()
