"""The index of decks: what is found, in which order, and that its file may be in any state."""

import os
from pathlib import Path

import apsw
import pytest

from quizkit.store.search import Entry, FactIndex, searched

SAYS = {
    "f1": "John Kerry led the delegation to Hà Nội in 1992.",
    "f2": "Kerry John is somebody else.",
    "f3": "Lê Đức Anh received John Kerry.",
    "f4": "A delegate came.",
    "f5": "東京は日本の首都です。",
}
MORE = {"f4": "kerry of Massachusetts", "f2": "note"}


def entries(deck: str = "d"):
    return [
        Entry(deck, id_, says, f"{deck}.yaml", line, MORE.get(id_, ""))
        for line, (id_, says) in enumerate(SAYS.items(), 1)
    ]


@pytest.fixture
def index():
    with FactIndex(None) as index:
        index.put("/d", entries(), sources={"d.yaml": "1"}, maker="1")
        yield index


def ids(index: FactIndex, *words: str, places=("/d",), most=20) -> list[str]:
    return [entry.id for entry in index.find(words, places=places, most=most)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["ha noi"], ["f1"]),
        (["HÀ", "NỘI"], ["f1"]),
        (["duc", "anh"], ["f3"]),
        (["le duc"], ["f3"]),
        (["duc le"], []),
        (["deleg"], ["f4", "f1"]),
        (["delegation"], ["f1"]),
        (["1992"], ["f1"]),
        (["19"], ["f1"]),
        (["東京"], ["f5"]),
        (["日本"], ["f5"]),
        (["本日"], []),
        (["nothing"], []),
        (["kerry", "nothing"], []),
    ],
)
def test_words_find_facts_whatever_their_accents(index, words, found) -> None:
    assert ids(index, *words) == found


def test_the_best_come_first(index) -> None:
    """Words together, then in the sentence, then beside it; the shorter sentence first."""
    assert ids(index, "john", "kerry") == ["f3", "f1", "f2"]
    assert ids(index, "kerry") == ["f2", "f3", "f1", "f4"]
    assert ids(index, "kerry", most=2) == ["f2", "f3"]
    assert ids(index, "massachu") == ["f4"]


def test_what_is_found_says_where_it_stands(index) -> None:
    (found,) = index.find(["hanoi", "noi"], places=["/d"]) or index.find(["noi"], places=["/d"])
    assert found == Entry("d", "f1", SAYS["f1"], "d.yaml", 1)


def test_only_the_decks_asked_for_are_looked_through(index) -> None:
    index.put("/e", entries("e"), sources={}, maker="1")
    assert ids(index, "noi", places=["/d", "/e"]) == ["f1", "f1"]
    assert [each.deck for each in index.find(["noi"], places=["/e"])] == ["e"]
    assert index.find(["noi"], places=["/other"]) == ()


def test_a_deck_that_is_put_again_takes_the_place_of_the_old_one(index) -> None:
    changed = [Entry("d", "f1", "Nothing is as it was.", "d.yaml", 3)]
    index.put("/d", changed, sources={"d.yaml": "2"}, maker="1")
    assert ids(index, "kerry") == []
    assert ids(index, "nothing") == ["f1"]
    assert index.sources("/d", "1") == {"d.yaml": "2"}
    index.drop("/d")
    assert index.sources("/d", "1") is None
    assert ids(index, "nothing") == []


def test_sentences_of_another_quizkit_do_not_count(index) -> None:
    assert index.sources("/d", "1") == {"d.yaml": "1"}
    assert index.sources("/d", "2") is None


def test_a_common_beginning_finds_as_many_as_are_wanted(index) -> None:
    many = [Entry("m", f"m{n}", f"word{n:04} stands here", "m.yaml", n) for n in range(200)]
    index.put("/m", many, sources={}, maker="1")
    assert len(ids(index, "word", places=["/m"], most=150)) == 150


def job(index: FactIndex) -> list[str]:
    if index.sources("/d", "1") is None:
        index.put("/d", entries(), sources={}, maker="1")
    return ids(index, "noi")


def spoilt(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)


def outdated(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def emptied(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("DELETE FROM fact")
    connection.close()


def torn(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [Path.unlink, spoilt, outdated, emptied, torn])
def test_a_file_in_any_state_is_made_anew_without_a_word(tmp_path: Path, harm) -> None:
    path = tmp_path / "cache" / "search.db"
    assert searched(path, job) == ["f1"]
    assert path.stat().st_mode & 0o777 == 0o600
    harm(path)
    assert searched(path, job) == ["f1"]
    with FactIndex(path) as index:
        assert index.sources("/d", "1") is not None


def test_where_nothing_can_be_written_the_index_is_in_memory(open_folder, as_nobody) -> None:
    open_folder.chmod(0o555)
    path = open_folder / "cache" / "search.db"
    assert as_nobody(lambda: " ".join(searched(path, job))) == "f1"
    assert not path.exists()


def test_an_error_of_the_job_is_not_swallowed(tmp_path: Path) -> None:
    def broken(_: FactIndex) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        searched(tmp_path / "search.db", broken)
