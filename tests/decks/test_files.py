"""From a path to a deck: several files, what cannot be read, and one list of problems."""

from pathlib import Path

import pytest

from quizkit import decks
from quizkit.decks import files
from quizkit.errors import DeckError
from tests.decks.reading import found, problems, read, whole

PARTS = {
    "parts/names.yaml": "names: {Hue: {is: city}}\nfacts: {visit: [{who: An, to: Hue}]}\n",
    "facts.yaml": "facts: {visit: [{who: Bo, to: Hue}]}\ncards: [{q: a, a: b}]\n",
}


def test_a_deck_is_made_of_the_files_it_includes() -> None:
    deck = read(
        "include: [facts.yaml, parts/names.yaml]\nfacts: {visit: [{who: Cu, to: Hue}]}\n", PARTS
    )
    assert deck.paths == ("d.yaml", "facts.yaml", "parts/names.yaml")
    assert [fact.values["who"][0] for fact in deck.facts] == ["Cu", "Bo", "An"]
    assert deck.names["Hue"].declared
    assert deck.facts[1].path == "facts.yaml"


def test_a_file_included_twice_is_read_once() -> None:
    files_ = {
        "a.yaml": "include: c.yaml\n",
        "b.yaml": "include: c.yaml\n",
        "c.yaml": "cards: [{q: a, a: b}]\n",
    }
    assert len(read("include: [a.yaml, b.yaml]\n", files_).cards) == 1


@pytest.mark.parametrize(
    ("typed", "column"),
    [("[nothing.yaml]", 11), ("../x.yaml", 10), ("[a.yaml, /etc/passwd]", 19), ("d.yaml", 10)],
)
def test_files_that_cannot_be_included(typed: str, column: int) -> None:
    assert found(f"include: {typed}\n", {"a.yaml": "cards: [{q: a, a: b}]\n"}) == [
        f"QK015 1:{column}"
    ]


def test_a_circle_of_files_is_told_where_it_closes() -> None:
    files_ = {"a.yaml": "include: b.yaml\n", "b.yaml": "include: a.yaml\n"}
    told = problems("include: a.yaml\n", files_)
    assert [(p.code, p.at.path, p.at.column) for p in told] == [("QK015", "b.yaml", 10)]


def test_problems_of_all_files_come_at_once_in_their_order() -> None:
    files_ = {"a.yaml": "titel: x\n", "b.yaml": "facts: {visit: [{who: B, date: soon}]}\na: [\n"}
    told = problems("include: [a.yaml, b.yaml]\nnames: {A: {is: b}}\n", files_)
    assert [(p.at.path, p.code) for p in told] == [
        ("d.yaml", "QK004"), ("a.yaml", "QK004"), ("b.yaml", "QK001")
    ]  # fmt: skip


def test_included_files_have_no_head_of_a_deck() -> None:
    told = problems("include: a.yaml\n", {"a.yaml": "deck: y\n"})
    assert [(p.code, p.at.path) for p in told] == [("QK004", "a.yaml")]


def test_there_are_limits_for_a_whole_deck(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 2)
    assert found("include: [facts.yaml, parts/names.yaml]\n", PARTS) == ["QK014 1:23"]
    monkeypatch.setattr(files, "MAX_FILES", 9)
    monkeypatch.setattr(files, "MAX_BYTES", 60)
    assert found("include: [facts.yaml, parts/names.yaml]\n", PARTS) == ["QK014 1:11", "QK014 1:23"]


def test_a_folder_is_the_deck_in_it(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(whole("cards: [{q: a, a: b}]\n"))
    assert len(decks.load(tmp_path).cards) == 1
    assert decks.load(str(tmp_path)).paths == ((tmp_path / "deck.yaml").as_posix(),)


def test_what_is_not_there_has_no_problems(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="there is no deck at") as told:
        decks.load(tmp_path / "x.yaml")
    assert told.value.problems == ()


def test_what_cannot_be_read_is_one_sentence() -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(DeckError, match=r"cannot read d\.yaml: Permission denied"):
        decks.load("d.yaml", opener=refuse)


def test_an_included_file_that_cannot_be_read() -> None:
    def refuse(path: Path) -> bytes:
        if path.name == "d.yaml":
            return whole("include: a.yaml\n").encode()
        raise PermissionError(13, "Permission denied")

    with pytest.raises(DeckError) as told:
        decks.load("d.yaml", opener=refuse)
    assert [p.message for p in told.value.problems] == ["cannot read `a.yaml`: Permission denied"]


def test_the_error_names_the_first_problem_and_counts_the_rest() -> None:
    with pytest.raises(DeckError, match=r"d.yaml:5:1: QK004: .* \(and 1 more\)"):
        read("titel: x\nauthr: y\n")


def test_problems_that_stop_nothing_are_kept_with_the_deck() -> None:
    deck = read("facts: {visit: [{who: A, date: soon}]}\n")
    assert [(p.code, p.deck) for p in deck.problems] == [("QK011", "x")]


def test_a_deck_has_all_its_parts() -> None:
    deck = read("licence: CC-BY-4.0\nas of: 2024-09\nok: {QK601: a draft}\ncards: [{q: a, a: b}]\n")
    assert (deck.id, deck.title, deck.language, deck.licence) == ("x", "X", "en", "CC-BY-4.0")
    assert deck.as_of is not None
    assert deck.as_of.text == "2024-09"
    assert deck.ok == {"QK601": "a draft"}
    assert deck.words["en"].tag == "en"
