"""Anki packages: what Anki shows of every deck, and what it updates when one is imported again."""

import json
import sqlite3
import struct
import warnings
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from quizkit.decks import load
from quizkit.decks.library import bundled
from quizkit.errors import FormatError
from quizkit.formats.anki import look as anki_look
from quizkit.formats.anki import writing as anki
from quizkit.formats.anki.before import before_of
from quizkit.formats.anki.fields import (
    FIELDS,
    Shown,
    fields,
    file_name,
    held,
    shown_of,
    tag_of,
    tags,
)
from quizkit.formats.anki.package import DATABASE, Note, Target, number_of, package
from quizkit.formats.posed import Picture, Posed, Posing
from quizkit.formats.posing import Wish, pose
from quizkit.formats.strangers.archive import Archive, packed
from quizkit.model import Form
from quizkit.practice.reading import ready
from quizkit.questions.ask import Asker
from quizkit.text import nfc
from tests.consumers import module
from tests.formats.hostile import TEXTS, hostile_asker

AT = 1_780_272_000
PLACES = {path.name: path for path in sorted(bundled().iterdir()) if (path / "deck.yaml").exists()}
RIVERS = """
quizkit: 1
deck: rivers
title: "Rivers :: of the <world>"
language: en
licence: CC0-1.0
kinds:
  river:
    says: "The {name} flows into {mouth}."
    roles:
      name:  {is: text, one: yes, ask: "Which river flows into {mouth}?"}
      mouth: {is: text, one: yes, ask: "Into what does the {name} flow?"}
facts:
  river:
    - {id: a1, name: Huong, mouth: Tam Giang Lagoon, note: In Hue., tags: [in hue, far]}
    - {id: a2, name: Thames, mouth: the North Sea}
    - {id: a3, name: Rhone, mouth: the Mediterranean}
    - {id: a4, name: Amazon, mouth: the Atlantic}
"""
CHANGED = RIVERS.replace("the North Sea}", "the cold North Sea}") + (
    "    - {id: a5, name: Volga, mouth: the Caspian Sea}\n"
)


def posing(text: str = RIVERS, **wish: Any) -> Posing:
    asker = Asker(load(Path("rivers.yaml"), opener=lambda _: text.encode()))
    return pose(asker, order=anki.ORDER, wish=Wish(**{"at": AT} | wish), target="anki")


def flips(text: str = RIVERS, **wish: Any) -> Posing:
    """Questions without options: a change of one fact changes no other question."""
    return posing(text, forms=(Form.FLIP,), **wish)


def data_of(found: Posing) -> bytes:
    return anki.write(found).files[""]


class Table(NamedTuple):
    notes: list[tuple[Any, ...]]
    cards: list[tuple[Any, ...]]
    col: dict[str, Any]


def table(data: bytes, folder: Path) -> Table:
    """Return what a package's database holds, read by another SQLite than the one that wrote it."""
    file = folder / f"{sha256(data).hexdigest()}.anki2"
    file.write_bytes(Archive(data, "x").read(DATABASE))
    connection = sqlite3.connect(file)
    connection.row_factory = sqlite3.Row
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        rows = [
            [tuple(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY id")]
            for name in ("notes", "cards")
        ]
        return Table(*rows, dict(connection.execute("SELECT * FROM col").fetchone()))
    finally:
        connection.close()


def mods(data: bytes, folder: Path) -> dict[str, int]:
    return {row[1]: row[3] for row in table(data, folder).notes}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain đ", "plain đ"),
        ("a\nb", "a<br>b"),
        ("a\tb\x1fc", "a b c"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("[latex]x[/latex]", "&#91;latex]x&#91;/latex]"),
        ("{{{F}}}", "&#123;&#123;{F}}}"),
        ("\\\\(x", "\\\\<span></span>(x"),
        ("\\[", "\\<span></span>&#91;"),
        ("\\ (", "\\ ("),
    ],
)
def test_no_text_comes_alive(text: str, html: str) -> None:
    assert held(text) == html


def test_what_is_frozen_is_as_it_was() -> None:
    assert FIELDS == (
        "Question", "Answer", "Options", "Source", "Note", "Facet", "Extra1", "Extra2",
    )  # fmt: skip
    assert (anki_look.MODEL, number_of("vietnam-us")) == (1671842903517, 1062260827745)


def test_a_new_look_has_a_new_date() -> None:
    look = "\n".join((anki_look.FRONT, anki_look.BACK, anki_look.CSS))
    assert (anki_look.CHANGED, sha256(look.encode()).hexdigest()[:16]) == (
        1_780_272_000,
        "f60791030dc2252c",
    )


def test_the_look_runs_and_fetches_nothing() -> None:
    look = "\n".join((anki_look.FRONT, anki_look.BACK, anki_look.CSS)).lower()
    for sign in ("<script", "javascript:", "http", "//", "url(", "@import", " on"):
        assert sign not in look
    assert look.count('dir="auto"') == 7
    assert ".nightmode" in look


def test_a_note_holds_all_that_goes_with_a_question() -> None:
    found = posing()
    each = next(each for each in found.questions if each.id == "rivers/a1#mouth")
    right = f'<li class="key">{each.question.answer}</li>'
    made = fields(each, found.asker)
    assert made[:2] == ("Into what does the Huong flow?", "Tam Giang Lagoon")
    assert made[2].startswith('<ol type="A"><li')
    assert made[2].count("<li>") == len(each.question.options) - 1
    assert right in made[2]
    assert made[4] == "<div>The Huong flows into Tam Giang Lagoon.</div><div>In Hue.</div>"
    assert made[5:] == ("rivers/a1#mouth", "en", "")
    assert tags(each) == ("in_hue", "far", "fact::a1")


def test_questions_about_several_facts_can_be_read() -> None:
    found = posing(forms=(Form.MATCH,))
    each = found.questions[0]
    question = each.question
    asked, answered, options, _, told, *_ = fields(each, found.asker)
    assert asked.startswith(f"{question.stem}<ol><li>{question.prompts[0]}</li>")
    first = question.options[question.keys[0]]
    assert answered.startswith(f"<ol><li>{first}</li>")
    assert 'class="key"' not in options
    assert told.count("<div>The ") == len(question.facets)
    assert len([tag for tag in tags(each) if tag.startswith("fact::")]) == len(question.facets)


def test_same_input_same_bytes() -> None:
    assert data_of(posing()) == data_of(posing())
    data = data_of(posing())
    assert data_of(posing(before=data)) == data
    assert data_of(posing(at=AT + 1)) != data
    database = Archive(data, "x").read(DATABASE)
    header = [struct.unpack_from(">I", database, at)[0] for at in (24, 92, 96)]
    assert header == [1, 1, 3_040_000]


def test_the_deck_and_its_notes(tmp_path: Path) -> None:
    found = posing()
    made = table(data_of(found), tmp_path)
    assert [row[1] for row in made.notes] == [each.id for each in found.questions]
    assert {row[2] for row in made.notes} == {anki_look.MODEL}
    assert {row[3] for row in made.notes} == {AT}
    assert [row[1] for row in made.cards] == [row[0] for row in made.notes]
    assert [row[8] for row in made.cards] == list(range(len(made.cards)))
    deck = json.loads(made.col["decks"])[str(number_of("rivers"))]
    assert (deck["name"], deck["desc"]) == ("quizkit::Rivers : of the <world>", "CC0-1.0")


def test_a_time_before_all_time_is_taken_for_the_first(tmp_path: Path) -> None:
    assert set(mods(data_of(posing(at=-5)), tmp_path).values()) == {1}


def test_it_is_what_genanki_writes(tmp_path: Path) -> None:
    genanki = module("genanki")
    found = posing()
    mine = table(data_of(found), tmp_path)
    model = genanki.Model(
        anki_look.MODEL,
        anki_look.NAME,
        fields=[{"name": name, "font": "Arial"} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": anki_look.FRONT, "afmt": anki_look.BACK}],
        css=anki_look.CSS,
        latex_pre=anki_look.LATEX[0],
        latex_post=anki_look.LATEX[1],
    )
    deck = genanki.Deck(number_of("rivers"), anki.name_of(found.asker.deck), "CC0-1.0")
    for number, each in enumerate(found.questions):
        made = list(fields(each, found.asker))
        note = genanki.Note(model, made, tags=tags(each), guid=each.id, due=number)
        deck.add_note(note)
    stream = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        genanki.Package(deck).write_to_file(stream, timestamp=AT)
    theirs = table(stream.getvalue(), tmp_path)
    assert mine.notes == theirs.notes
    assert mine.cards == theirs.cards
    (one,), (other,) = (json.loads(each.col["models"]).values() for each in (mine, theirs))
    assert one == other | {"mod": anki_look.CHANGED}
    one, other = (
        json.loads(each.col["decks"])[str(number_of("rivers"))] for each in (mine, theirs)
    )
    times = ("mod", "newToday", "revToday", "lrnToday", "timeToday")
    assert {key: each for key, each in one.items() if key not in times} == {
        key: each for key, each in other.items() if key not in times
    }


def test_only_what_changed_is_newer(tmp_path: Path) -> None:
    old, changed = data_of(flips()), data_of(flips(CHANGED, before=data_of(flips())))
    was, now = mods(old, tmp_path), mods(changed, tmp_path)
    newer = {guid for guid, mod in now.items() if mod > AT}
    assert newer == {f"rivers/{each}" for each in ("a2#name", "a2#mouth", "a5#name", "a5#mouth")}
    assert {guid: was[guid] for guid in set(was) - newer} == {
        guid: now[guid] for guid in set(now) - newer
    }
    assert {now[guid] for guid in newer} == {AT + 1}
    later = mods(data_of(flips(CHANGED, before=old, at=AT + 100)), tmp_path)
    assert {later[guid] for guid in newer} == {AT + 100}
    back = mods(data_of(flips(before=changed)), tmp_path)
    assert back["rivers/a2#mouth"] == AT + 2


@pytest.mark.parametrize("data", [b"", b"text", packed({"a": b""}), packed({DATABASE: b"x" * 200})])
def test_what_is_no_package_is_written_over(data: bytes) -> None:
    assert data_of(posing(before=data)) == data_of(posing())


def test_other_fields_stop_the_export(tmp_path: Path) -> None:
    database = tmp_path / "x.anki2"
    database.write_bytes(Archive(data_of(posing()), "x").read(DATABASE))
    connection = sqlite3.connect(database)
    connection.execute("UPDATE col SET models = replace(models, '\"Note\"', '\"Remark\"')")
    connection.commit()
    connection.close()
    data = packed({DATABASE: database.read_bytes(), "media": b"{}"})
    assert before_of(data).fields[4] == "Remark"
    with pytest.raises(FormatError, match="cannot be updated; nothing was written") as caught:
        data_of(posing(before=data))
    (problem,) = caught.value.problems
    assert (problem.code, problem.severity.word) == ("QK906", "error")
    assert problem.message == "Anki would skip the update: the package there has other fields"


def test_another_note_type_stops_the_export(tmp_path: Path) -> None:
    database = tmp_path / "x.anki2"
    database.write_bytes(Archive(data_of(posing()), "x").read(DATABASE))
    connection = sqlite3.connect(database)
    connection.execute("UPDATE notes SET mid = 7 WHERE guid LIKE '%a1#%'")
    connection.commit()
    connection.close()
    with pytest.raises(FormatError) as caught:
        data_of(posing(before=packed({DATABASE: database.read_bytes()})))
    (problem,) = caught.value.problems
    assert problem.message == "Anki would skip 2 questions with another note type there"
    assert "a1#" in problem.notes[0].text


def test_losses_are_told_once() -> None:
    told = anki.write(posing()).losses
    assert [(each.code, each.message) for each in told] == [
        ("QK901", "Anki flips 8 questions and judges no answer"),
        ("QK905", "Anki does not space 4 questions from others of the same fact"),
        ("QK904", "Anki parts tags at blanks: `in hue` gets low lines instead"),
    ]
    accented = RIVERS.replace("Thames", "Sông Đà")
    typed = anki.write(posing(accented, forms=(Form.TYPED,))).losses
    assert "Anki knows one right wording of 4 questions and no part marks" in [
        each.message for each in typed
    ]
    one = anki.write(flips(most=1))
    assert (one.total, one.losses) == (1, ())


def test_pictures_are_called_by_what_they_are() -> None:
    red, blue = (Picture("../a [x].png", data, "PNG", 1, 1, "", "<c>") for data in (b"r", b"b"))
    each = posing().questions[0]
    assert shown_of(each._replace(picture=red), posing().asker) is None  # its fact has none
    names = {file_name(red), file_name(blue), file_name(red)}
    assert len(names) == 2
    shown = Shown("quizkit-1.png", b"r", '<img src="quizkit-1.png">', is_telling=True)
    assert fields(each, posing().asker, shown=shown)[1].endswith(shown.html)
    shown = shown._replace(is_telling=False)
    assert fields(each, posing().asker, shown=shown)[0].endswith(shown.html)


def pictured(folder: Path) -> Posing:
    """Two facts with a picture each: of one its words give the answer away, of one they do not."""
    for name, sign in (("one", b"\x00"), ("two", b"\x01")):
        (folder / f"{name}.png").write_bytes(PNG + sign)
    text = RIVERS.replace("name: Huong,", "name: Huong, image: {file: one.png, alt: 'a \"<boat>'},")
    text = text.replace(
        "name: Rhone,", "name: Rhone, image: {file: two.png, alt: the Rhone, credit: Ann},"
    )
    place = folder / "rivers.yaml"
    place.write_text(text)
    return pose(Asker(load(place)), order=anki.ORDER, wish=Wish(at=AT), target="anki")


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def test_pictures_come_along_and_wait_where_they_tell(tmp_path: Path) -> None:
    found = pictured(tmp_path)
    data = data_of(found)
    archive = Archive(data, "x")
    named = json.loads(archive.read("media"))
    assert sorted(named) == ["0", "1"]
    assert {archive.read(number)[-1:] for number in named} == {b"\x00", b"\x01"}
    made = {row[1]: row[6].split("\x1f") for row in table(data, tmp_path).notes}
    assert 'alt="a &quot;&lt;boat&gt;"' in made["rivers/a1#mouth"][0]
    assert "<img" in made["rivers/a3#name"][1]
    assert "<img" not in made["rivers/a3#name"][0]
    assert '<div class="credit">Ann</div>' in made["rivers/a3#mouth"][0]
    assert "<img" not in "".join(made["rivers/a2#mouth"])


# With Anki's own library


class Words(HTMLParser):
    """What a browser would show of HTML, as words."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag == "style"
        self.parts.append("" if tag == "span" else " ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag == "style"
        self.parts.append("" if tag == "span" else " ")

    def handle_data(self, data: str) -> None:
        self.parts.append("" if self.hidden else data)


def words(html: str) -> list[str]:
    parser = Words()
    parser.feed(html)
    parser.close()
    return nfc("".join(parser.parts)).split()


def plain(*texts: str) -> list[str]:
    return nfc(" ".join(texts)).split()


def asked(each: Posed) -> list[str]:
    question = each.question
    return plain(question.stem, *question.prompts, *question.options)


def answered(each: Posed, asker: Asker) -> list[str]:
    question = each.question
    answer, told = [question.answer], [each.evidence]
    if question.form in (Form.ORDER, Form.MATCH):
        answer = [question.options[key] for key in question.keys]
    if question.facets:
        facts = dict.fromkeys(facet.split("/")[1].split("#")[0] for facet in question.facets)
        told = [asker.statement(fact) for fact in facts]
    return [*asked(each), *plain(*answer, *told, each.note, each.source)]


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


def take(collection: Any, data: bytes, folder: Path) -> Imported:
    anki_ = module("anki.collection")
    file = folder / "x.apkg"
    file.write_bytes(data)
    request = anki_.ImportAnkiPackageRequest(
        package_path=str(file), options=anki_.ImportAnkiPackageOptions()
    )
    log = collection.import_anki_package(request).log
    odd = ("conflicting", "first_field_match", "missing_notetype", "missing_deck")
    others = sum(len(getattr(log, name)) for name in (*odd, "empty_first_field"))
    return Imported(len(log.new), len(log.updated), len(log.duplicate), others)


def cards(collection: Any) -> dict[str, Any]:
    found = map(collection.get_card, collection.find_cards("deck:quizkit::*"))
    return {card.note().guid: card for card in found}


def shows(collection: Any, found: Posing, *, every: int = 1) -> None:
    """Each card shows what was asked, as text, and nothing of it is alive."""
    made = cards(collection)
    assert set(made) == {each.id for each in found.questions}
    for each in found.questions[::every]:
        card = made[each.id]
        output = card.render_output(reload=True)
        assert words(output.question_text) == asked(each)
        assert words(output.answer_text) == answered(each, found.asker)
        assert not output.question_av_tags
        assert not output.answer_av_tags
        html = output.question_text + output.answer_text
        for sign in ("[sound:", "[latex", "[$", "{{", "\\(", "\\[", "<script", "cloze"):
            assert sign not in html
        assert set(map(tag_of, each.tags)) < set(card.note().tags)


@pytest.mark.consumer
@pytest.mark.parametrize("name", [*PLACES, "hostile"])
def test_anki_shows_every_question(collection: Any, tmp_path: Path, name: str, size: str) -> None:
    if name == "hostile":
        asker = hostile_asker()
    else:
        asker = ready(PLACES[name], language="", cache=tmp_path)
    found = pose(asker, order=anki.ORDER, wish=Wish(at=AT), target="anki")
    data = data_of(found)
    assert take(collection, data, tmp_path) == (len(found.questions), 0, 0, 0)
    shows(collection, found, every=1 if size == "release" else 1 + len(found.questions) // 400)
    assert take(collection, data, tmp_path) == (0, 0, len(found.questions), 0)


@pytest.mark.consumer
@pytest.mark.parametrize("form", anki.ORDER, ids=lambda form: form.value)
def test_anki_shows_every_form(collection: Any, tmp_path: Path, form: Form) -> None:
    for asker in (posing().asker, hostile_asker()):
        wish = Wish(at=AT, forms=(form,), most=60)
        found = pose(asker, order=anki.ORDER, wish=wish, target="anki")
        if not found.questions:
            continue
        take(collection, data_of(found), tmp_path)
        shows(collection, found)
        collection.remove_notes(collection.find_notes(""))


@pytest.mark.consumer
def test_anki_updates_what_changed_and_adds_what_is_new(collection: Any, tmp_path: Path) -> None:
    old = flips()
    assert take(collection, data_of(old), tmp_path) == (8, 0, 0, 0)
    new = flips(CHANGED, before=data_of(old))
    assert take(collection, data_of(new), tmp_path) == (2, 2, 6, 0)
    shows(collection, new)
    assert len(collection.models.all_names_and_ids()) == 7
    assert collection.note_count() == collection.card_count() == 10


@pytest.mark.consumer
def test_what_a_learner_did_stays(collection: Any, tmp_path: Path) -> None:
    old = flips()
    take(collection, data_of(old), tmp_path)
    collection.decks.select(collection.decks.id(anki.name_of(old.asker.deck)))
    for _ in range(5):
        card = collection.sched.getCard()
        card.start_timer()
        collection.sched.answerCard(card, 4)
    state = collection.db.all("SELECT id, type, queue, due, ivl, factor, reps FROM cards")
    note = cards(collection)["rivers/a3#name"].note()
    note["Note"] = "my own words"
    collection.update_note(note)
    data = data_of(flips(CHANGED, before=data_of(old)))
    assert take(collection, data, tmp_path)[:2] == (2, 2)
    kept = {row[0]: row for row in collection.db.all(
        "SELECT id, type, queue, due, ivl, factor, reps FROM cards"
    )}  # fmt: skip
    assert [kept[row[0]] for row in state] == state
    assert sum(row[6] for row in state) == 5
    assert cards(collection)["rivers/a3#name"].note()["Note"] == "my own words"


@pytest.mark.consumer
def test_pictures_arrive(collection: Any, tmp_path: Path) -> None:
    found = pictured(tmp_path)
    take(collection, data_of(found), tmp_path)
    made = table(data_of(found), tmp_path)
    named = {name for row in made.notes for name in collection.media.files_in_str(row[2], row[6])}
    assert len(named) == 2
    for name in named:
        assert Path(collection.media.dir(), name).read_bytes().startswith(PNG)
    report = collection.media.check()
    assert (list(report.missing), list(report.unused)) == ([], [])


@pytest.mark.consumer
@pytest.mark.parametrize("legacy", [True, False], ids=["old", "new"])
def test_a_package_that_anki_wrote_is_known_again(
    collection: Any, tmp_path: Path, legacy: bool
) -> None:
    anki_ = module("anki.collection")
    take(collection, data_of(flips()), tmp_path)
    out = tmp_path / "out.apkg"
    options = anki_.ExportAnkiPackageOptions(
        with_scheduling=False, with_deck_configs=False, with_media=True, legacy=legacy
    )
    collection.export_anki_package(out_path=str(out), options=options, limit=None)
    known = before_of(out.read_bytes())
    assert known.fields == FIELDS
    assert len(known.notes) == 8
    assert known.newest == AT
    assert set(mods(data_of(flips(before=out.read_bytes())), tmp_path).values()) == {AT}


def test_a_package_can_be_empty() -> None:
    target = Target(number_of("a"), "a", "", 1)
    assert package(target, [], {}) == package(target, [], {})
    assert package(target, [Note("g", 1, "  ", "x" + 7 * "\x1f")], {}) != package(target, [], {})


def test_the_hostile_deck_is_whole() -> None:
    found = pose(hostile_asker(), order=anki.ORDER, wish=Wish(at=AT), target="anki")
    assert anki.write(found).total == len(found.questions) == 3 * len(TEXTS)
