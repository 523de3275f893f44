"""What an update of a deck changed."""

from dataclasses import replace
from decimal import Decimal

from quizkit.model import Blank, Card, List, Named, Number, Text, Views
from quizkit.practice import changes
from quizkit.values.dates import read_date
from tests.session.worlds import deck


def with_values(old, number: int, **values):
    """The deck with some values of one fact replaced."""
    facts = list(old.facts)
    facts[number] = facts[number]._replace(values={**facts[number].values, **values})
    return replace(old, facts=tuple(facts))


def test_a_deck_met_first_has_no_changes(tmp_path) -> None:
    assert not changes.look(tmp_path, deck(5))
    assert not changes.look(tmp_path, deck(5))


def test_changes_are_told_until_they_were_seen(tmp_path) -> None:
    changes.look(tmp_path, deck(5))
    after = with_values(deck(6), 1, place=Named("Elsewhere"))
    after = replace(after, facts=after.facts[1:])
    for _ in range(2):
        found = changes.look(tmp_path, after)
        assert found == changes.Changes("Trips", ("t1",), ("t5",), ("t0",))
        assert found.sentence == "Trips: 1 fact changed, 1 new, 1 gone"
    changes.seen(tmp_path, after)
    assert not changes.look(tmp_path, after)


def test_changes_can_be_told_one_by_one(tmp_path) -> None:
    changes.look(tmp_path, deck(5))
    after = with_values(deck(6), 1, place=Named("Elsewhere"))
    after = replace(after, facts=after.facts[1:])
    told = list(changes.told(changes.look(tmp_path, after), after, "en"))
    assert told[0] == "Changed: Cy Ash led the trip in 1901 to Elsewhere."
    assert told[1].startswith("New: ")
    assert told[2] == "Gone: t0"
    rows = tuple(f"x{number}" for number in range(205))
    many = list(changes.told(changes.Changes("Trips", removed=rows), after, "en"))
    assert len(many) == 201
    assert many[-1] == "and 5 more"


def test_a_fact_without_a_sentence_is_told_by_its_values(tmp_path) -> None:
    base = deck(2)
    kind = replace(base.kinds["trip"], says={})
    bare = replace(base, kinds={"trip": kind})
    (told,) = changes.told(changes.Changes("Trips", changed=("t1",)), bare, "en")
    assert told.startswith("Changed: who: ")
    assert "date: 1901" in told


def test_wordings_notes_and_order_change_nothing(tmp_path) -> None:
    base = deck(5)
    changes.look(tmp_path, base)
    noted = tuple(fact._replace(note="hm", source="x", tags=("t",)) for fact in base.facts)
    assert not changes.look(tmp_path, replace(base, facts=noted[::-1], title="Other"))


def test_every_sort_of_value_counts(tmp_path) -> None:
    number = Number(Decimal(3), "km", "", Decimal("0.5"), "3")
    pairs = [
        (Text("a"), Text("b")),
        (number, number._replace(bound="about")),
        (read_date("1992"), read_date("1992?")),
        (List((Text("a"),)), List((Text("a"),), complete=False)),
        (Views("in", (("x", Text("a")),)), Views("in", (("x", Text("b")),))),
    ]
    for number_, (before, after) in enumerate(pairs):
        folder = tmp_path / str(number_)
        changes.look(folder, with_values(deck(3), 0, place=before))
        assert changes.look(folder, with_values(deck(3), 0, place=after)).changed == ("t0",)


def test_cards_count_too(tmp_path) -> None:
    card = Card("c1", "d.yaml", {}, question="Why?", answer="So")
    cloze = Card("c2", "d.yaml", {}, text="In 1994.", blanks=(Blank(1, "1994", 3, 7),))
    before = replace(deck(2), cards=(card, cloze))
    after = replace(before, cards=(card._replace(answer="No"), cloze))
    changes.look(tmp_path, before)
    found = changes.look(tmp_path, after)
    assert found.changed == ("c1",)
    assert list(changes.told(found, after, "en")) == ["Changed: Why? No"]


def test_a_damaged_file_is_as_none(tmp_path) -> None:
    changes.look(tmp_path, deck(5))
    path = tmp_path / changes.FOLDER / "trips.json"
    for text in ("", "[]", '{"v": 2, "facts": {}}', '{"v": 1, "facts": 3}', "\x00"):
        path.write_text(text, encoding="utf-8")
        assert not changes.look(tmp_path, deck(5))
        assert path.read_text(encoding="utf-8").startswith('{"v": 1, "facts": {"t0"')


def test_a_state_folder_that_cannot_be_written_is_not_missed(tmp_path) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    assert not changes.look(tmp_path / "state", deck(5))
    changes.seen(tmp_path / "state", deck(5))


def test_nothing_is_news_in_a_deck_that_was_not_begun(tmp_path) -> None:
    changes.look(tmp_path, deck(5))
    assert not changes.news(tmp_path, deck(6), is_begun=False)
    assert not changes.news(tmp_path, deck(6), is_begun=True)
    assert changes.news(tmp_path, deck(7), is_begun=True).added == ("t6",)
