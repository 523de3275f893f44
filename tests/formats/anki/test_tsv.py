"""Text for Anki, imported by Anki: every question, once, and what changed is updated."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from quizkit.decks.library import bundled
from quizkit.formats.anki import tsv as anki_tsv
from quizkit.formats.anki import writing as anki
from quizkit.formats.anki.fields import tags
from quizkit.formats.posed import Picture, Posing
from quizkit.formats.posing import Wish, pose
from quizkit.practice.reading import ready
from tests.consumers import module
from tests.formats.anki.test_writing import CHANGED, answered, asked, flips, words
from tests.formats.hostile import hostile_asker

SMALL = ("spaced-learning", "vietnam-us")


def text_of(found: Posing) -> str:
    return anki_tsv.write(found).files[""].decode()


def rows(text: str) -> list[list[str]]:
    lines = text.splitlines(keepends=True)[len(anki_tsv.HEAD) :]
    return list(csv.reader(StringIO("".join(lines), newline=""), delimiter="\t"))


def hostile(**wish: Any) -> Posing:
    return pose(hostile_asker(), order=anki_tsv.ORDER, wish=Wish(**wish), target="anki-tsv")


def test_the_head_tells_anki_all_it_must_know() -> None:
    assert text_of(flips()).splitlines()[:7] == [
        "#separator:tab",
        "#html:true",
        "#notetype:Basic",
        "#guid column:1",
        "#deck column:2",
        "#tags column:5",
        "#columns:guid\tdeck\tFront\tBack\ttags",
    ]


def test_each_question_is_a_line() -> None:
    found = hostile()
    made = rows(text_of(found))
    assert text_of(found).count("\n") == len(made) + len(anki_tsv.HEAD)
    assert [row[0] for row in made] == [each.id for each in found.questions]
    assert {row[1] for row in made} == {anki.name_of(found.asker.deck)}
    for each, (_, _, front, _, tagged) in zip(found.questions, made, strict=True):
        assert words(front) == asked(each)
        assert tagged.split() == list(tags(each))
    assert text_of(found) == text_of(hostile())


def test_pictures_are_missed_one_by_one() -> None:
    found = hostile(most=2)
    first, second = found.questions
    picture = Picture("a.png", b"", "PNG", 1, 1, "")
    posed = found._replace(questions=(first._replace(picture=picture), second))
    (lost,) = (each for each in anki_tsv.write(posed).losses if each.code == "QK903")
    assert lost.fact == first.question.plan.fact
    assert "QK901" in {each.code for each in anki_tsv.write(posed).losses}


class Imported(NamedTuple):
    new: int
    updated: int
    same: int
    others: int


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    made = module("anki.collection").Collection(str(tmp_path / "collection.anki2"))
    yield made
    made.close()


def take(collection: Any, text: str, folder: Path) -> Imported:
    anki_ = module("anki.collection")
    file = folder / "x.txt"
    file.write_text(text)
    metadata = collection.get_csv_metadata(path=str(file), delimiter=None)
    assert (metadata.guid_column, metadata.deck_column, metadata.tags_column) == (1, 2, 5)
    assert metadata.is_html
    request = anki_.ImportCsvRequest(path=str(file), metadata=metadata)
    log = collection.import_csv(request).log
    odd = ("conflicting", "first_field_match", "missing_notetype", "missing_deck")
    others = sum(len(getattr(log, name)) for name in (*odd, "empty_first_field"))
    return Imported(len(log.new), len(log.updated), len(log.duplicate), others)


@pytest.mark.consumer
@pytest.mark.parametrize("name", [*SMALL, "hostile"])
def test_anki_shows_every_question(collection: Any, tmp_path: Path, name: str) -> None:
    asker = hostile_asker()
    if name != "hostile":
        asker = ready(bundled() / name, language="", cache=tmp_path)
    found = pose(asker, order=anki_tsv.ORDER, wish=Wish(), target="anki-tsv")
    assert take(collection, text_of(found), tmp_path)[:2] == (len(found.questions), 0)
    named = f'"deck:{anki.name_of(asker.deck)}"'.replace("*", "\\*").replace("_", "\\_")
    if name != "hostile":
        assert len(collection.find_cards(named)) == len(found.questions)
    cards = map(collection.get_card, collection.find_cards(""))
    made = {card.note().guid: card for card in cards}
    assert set(made) == {each.id for each in found.questions}
    for each in found.questions:
        output = made[each.id].render_output(reload=True)
        assert words(output.question_text) == asked(each)
        assert words(output.answer_text) == answered(each, asker)
        assert not output.question_av_tags
        assert not output.answer_av_tags
        for sign in ("[sound:", "[latex", "[$", "{{", "\\(", "\\[", "<script", "cloze"):
            assert sign not in output.answer_text
        assert set(made[each.id].note().tags) == set(tags(each))


@pytest.mark.consumer
def test_anki_updates_what_changed_and_adds_what_is_new(collection: Any, tmp_path: Path) -> None:
    old = text_of(flips())
    assert take(collection, old, tmp_path) == (8, 0, 0, 0)
    one = old.replace("In Hue.", "In the city of Hue.", 1)
    found = take(collection, one, tmp_path)
    assert (found.new, found.updated, found.others) == (0, 1, 0)
    found = take(collection, text_of(flips(CHANGED)), tmp_path)
    assert (found.new, found.updated, found.others) == (2, 3, 0)
    assert collection.note_count() == 10


def test_all_forms_can_be_written() -> None:
    for form in anki_tsv.ORDER:
        found = hostile(forms=(form,), most=3)
        made = rows(text_of(found))
        assert [words(row[2]) for row in made] == [asked(each) for each in found.questions]
        assert [words(row[3]) for row in made] == [
            answered(each, found.asker)[len(asked(each)) :] for each in found.questions
        ]
