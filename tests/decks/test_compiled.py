"""Decks kept in the cache folder: the same deck, or read anew."""

import json
import os
from pathlib import Path

import pytest

from quizkit.decks import compiled, freshness, library, load
from quizkit.decks.compiled import file_of, kept_stamp, load_kept
from quizkit.errors import DeckError
from tests.cli.conftest import RIVERS

DECKS = sorted(library.bundled().glob("*/deck.yaml"))


@pytest.fixture
def rivers(tmp_path) -> Path:
    path = tmp_path / "rivers.yaml"
    path.write_text(RIVERS, encoding="utf-8")
    return path


@pytest.fixture
def reads(monkeypatch) -> list:
    """Return the places that were read from their own files."""
    found = []

    def reading(place, **options):
        found.append(place)
        return load(place, **options)

    monkeypatch.setattr(compiled, "load", reading)
    return found


@pytest.mark.parametrize("place", DECKS, ids=lambda path: path.parent.name)
def test_a_kept_deck_is_the_very_deck(place, tmp_path, reads):
    first, second = (load_kept(place.parent, cache=tmp_path) for _ in range(2))
    assert reads == [place.parent]
    assert first == second
    assert second.deck == load(place.parent)
    assert list(second.deck.facts[0].values) == list(first.deck.facts[0].values)


def test_a_whole_path_is_the_same_deck_wherever_one_works(rivers, tmp_path, reads, monkeypatch):
    other = tmp_path / "other"
    other.mkdir()
    (other / rivers.name).write_text(RIVERS.replace("Black Sea", "Azov Sea"), encoding="utf-8")
    for folder in (tmp_path, other):
        monkeypatch.chdir(folder)
        load_kept(rivers, cache=tmp_path)
        load_kept(rivers.name, cache=tmp_path)
    assert reads == [rivers, rivers.name, rivers.name]


def test_a_changed_file_is_read_anew(rivers, tmp_path, reads):
    before = load_kept(rivers, cache=tmp_path)
    assert kept_stamp(rivers, cache=tmp_path) == before.stamp
    rivers.write_text(RIVERS.replace("Black Sea", "Azov Sea"), encoding="utf-8")
    assert kept_stamp(rivers, cache=tmp_path) == ""
    after = load_kept(rivers, cache=tmp_path)
    assert len(reads) == 2
    assert after.deck == load(rivers)
    assert after.stamp != before.stamp


def test_an_included_file_that_changed_counts(tmp_path, reads):
    folder = tmp_path / "deck"
    folder.mkdir()
    head, facts = RIVERS.split("facts:\n")
    (folder / "deck.yaml").write_text(head + "include: [facts.yaml]\n", encoding="utf-8")
    (folder / "facts.yaml").write_text("facts:\n" + facts, encoding="utf-8")
    assert len(load_kept(folder, cache=tmp_path).deck.facts) == 5
    (folder / "facts.yaml").write_text("facts:\n" + facts.rsplit("    - ", 1)[0], encoding="utf-8")
    assert len(load_kept(folder, cache=tmp_path).deck.facts) == 4
    assert len(reads) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: b"\x00\xff" * 99,
        lambda data: data.replace(b'"maker"', b'"other"'),
        lambda data: b"\n".join(data.split(b"\n")[:-3]),
        lambda data: data.replace(b"[1,", b"[77,"),
        lambda data: b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_made_anew_without_a_word(spoil, rivers, tmp_path):
    right = load_kept(rivers, cache=tmp_path)
    file = file_of(rivers, tmp_path)
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    assert load_kept(rivers, cache=tmp_path) == right
    assert file.read_bytes() == whole


def test_another_state_of_the_code_reads_anew(rivers, tmp_path, reads, monkeypatch):
    load_kept(rivers, cache=tmp_path)
    monkeypatch.setattr(freshness, "state_of_code", lambda *_: "later")
    load_kept(rivers, cache=tmp_path)
    assert len(reads) == 2


def test_where_nothing_can_be_written_decks_are_read(rivers, tmp_path):
    (tmp_path / "cache").write_text("a file, no folder")
    assert load_kept(rivers, cache=tmp_path / "cache").deck == load(rivers)


def test_a_broken_deck_is_not_kept(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("quizkit: 1\ndeck: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(DeckError):
            load_kept(path, cache=tmp_path)
    assert not file_of(path, tmp_path).exists()


def test_a_kept_file_is_for_its_owner_and_leaves_nothing_beside_it(rivers, tmp_path):
    load_kept(rivers, cache=tmp_path)
    file = file_of(rivers, tmp_path)
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    if os.name == "posix":
        assert file.parent.stat().st_mode & 0o077 == 0
    assert json.loads(file.read_text(encoding="utf-8").splitlines()[-1]) == 5


def test_compiled_files_that_come_and_go_are_no_other_code(tmp_path, monkeypatch) -> None:
    room = tmp_path / "room"
    (room / "__pycache__").mkdir(parents=True)
    (room / "one.py").write_text("1")
    monkeypatch.setattr(freshness, "_PACKAGE", tmp_path)
    freshness.state_of_code.cache_clear()
    before = freshness.state_of_code("room")
    (room / "__pycache__" / "one.pyc").write_bytes(b"1")
    freshness.state_of_code.cache_clear()
    assert freshness.state_of_code("room") == before
    (room / "two.yaml").write_text("2")
    freshness.state_of_code.cache_clear()
    assert freshness.state_of_code("room") != before
    freshness.state_of_code.cache_clear()
