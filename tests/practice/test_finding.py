"""Search of decks on the disk: the index follows the files."""

from pathlib import Path

import pytest

from quizkit.decks import library, load
from quizkit.errors import DeckError
from quizkit.practice import finding

DECK = """\
quizkit: 1
deck: capitals
title: Capitals
language: en
names:
  Hanoi: {is: city, aka: [Tonkin town], vi: Hà Nội}
facts:
  attribute:
    - {id: a1, of: Vietnam, name: capital, value: Hanoi}
    - {id: a2, of: Laos, name: capital, value: Vientiane, note: on the Mekong, tags: [river]}
cards:
  - {id: c1, q: "Which river flows through Vientiane?", a: "The Mekong"}
  - {id: c2, cloze: "The embargo was lifted in [[1994]]."}
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "capitals.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


def ids(deck: Path, *words: str) -> list[str]:
    found = finding.find(words, [deck], cache=deck.parent / "cache", maker="1")
    assert found.left_out == ()
    return [entry.id for entry in found.facts]


def test_facts_and_cards_are_found_by_all_that_belongs_to_them(deck: Path) -> None:
    assert ids(deck, "hanoi") == ["a1"]
    assert ids(deck, "ha noi") == ["a1"]
    assert ids(deck, "tonkin") == ["a1"]
    assert ids(deck, "mekong") == ["c1", "a2"]
    assert ids(deck, "river") == ["c1", "a2"]
    assert ids(deck, "1994") == ["c2"]
    assert ids(deck, "a2") == ["a2"]


def test_a_deck_is_read_again_only_when_its_bytes_changed(deck: Path, monkeypatch) -> None:
    read: list[Path] = []
    monkeypatch.setattr(finding, "load", lambda *a, **k: read.append(a[0]) or load(*a, **k))
    ids(deck, "hanoi")
    ids(deck, "laos")
    assert len(read) == 1
    deck.write_text(DECK.replace("Mekong", "Danube"), encoding="utf-8")
    assert ids(deck, "danube") == ["c1", "a2"]
    assert ids(deck, "mekong") == []
    assert len(read) == 2


def test_a_deck_that_cannot_be_read_is_told_and_not_found_any_more(deck: Path) -> None:
    ids(deck, "hanoi")
    deck.write_text("quizkit: 1\ndeck: [", encoding="utf-8")
    found = finding.find(["hanoi"], [deck], cache=deck.parent / "cache", maker="1")
    assert found.facts == ()
    ((place, error),) = found.left_out
    assert place == deck
    assert isinstance(error, DeckError)
    deck.write_text(DECK, encoding="utf-8")
    assert ids(deck, "hanoi") == ["a1"]


def test_a_file_that_the_deck_names_counts_as_well(tmp_path: Path) -> None:
    deck, rows = tmp_path / "capitals.yaml", tmp_path / "rows.csv"
    head = "quizkit: 1\ndeck: capitals\ntitle: C\nlanguage: en\n"
    deck.write_text(head + "facts:\n  attribute: {file: rows.csv}\n", encoding="utf-8")
    rows.write_text("id,of,name,value\na1,Vietnam,capital,Hanoi\n")
    assert ids(deck, "vietnam") == ["a1"]
    rows.write_text("id,of,name,value\na1,Laos,capital,Vientiane\n")
    assert ids(deck, "vietnam") == []
    assert ids(deck, "laos") == ["a1"]
    rows.unlink()
    assert finding.find(["laos"], [deck], cache=tmp_path / "cache", maker="1").facts == ()


def test_every_fact_of_the_bundled_decks_can_be_found_by_its_sentence(tmp_path: Path) -> None:
    for place in library.places():
        known = {entry.id: entry for entry in finding.entries(load(place))}
        some = list(known.values())[::97]
        for entry in some:
            assert entry.says
            found = finding.find([entry.says[:90]], [place], cache=tmp_path, maker="1", most=50)
            assert entry.id in [each.id for each in found.facts], entry
