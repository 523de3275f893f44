"""Packages that Anki and genanki write, read here; compared with what Anki itself shows."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizkit.formats.anki.reading import read
from quizkit.formats.book import Draft, Intake
from quizkit.formats.sheets.cells import value_of
from quizkit.formats.strangers.markup import reduced
from tests.consumers import module

pytestmark = pytest.mark.consumer

CLOZES = (
    "{{c1::Hanoi}} lies in {{c2::Vietnam::country}}, {{c1::not}} in <i>Laos</i>",
    "Lê Đức Anh &amp; {{c3::John Kerry}}<br>met in {{c1::<b>Hà Nội</b>}}",
    "{{c1,2::both}} and {{c2::two}} here",
    r"x {{c1::\frac{a}{b}}} y",
    "one {{c1::a<div>b</div>}} two",
)
BASIC = (
    ("What is the <b>capital</b> of Vietnam?", "Hà&nbsp;Nội"),
    ("a &lt; b &amp; c", "<ul><li>one</li><li>two</li></ul>"),
    ("CO<sub>2</sub>", "x<sup>2</sup> &#233; e\u0301 👩\u200d🚀"),
    ("<div>first</div><div>second</div>", "[sound:x.mp3] heard"),
    ("<table><tr><td>1</td><td>2</td></tr></table>", "<a href='http://x'>link</a>"),
    ("{{c1::no gap here}} <script>alert(1)</script>", "<!-- hidden -->seen"),
)
MODELS = ("Basic", "Basic (and reversed card)", "Basic (type in the answer)")


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a collection of Anki with all sorts of notes."""
    module("anki")
    from anki.collection import Collection

    folder = tmp_path_factory.mktemp("anki")
    col = Collection(str(folder / "c.anki2"))
    deck = col.decks.id("Asia::Việt Nam")
    for name in MODELS:
        for front, back in BASIC:
            _add(col, name, deck, Front=front, Back=back)
    for text in CLOZES:
        note = col.new_note(col.models.by_name("Cloze"))
        note["Text"], note["Back Extra"] = text, "an <i>extra</i>"
        col.add_note(note, deck)
    kind = col.models.new("Countries")
    for field in ("Country", "Capital", "River", "Note"):
        col.models.add_field(kind, col.models.new_field(field))
    template = col.models.new_template("Capital")
    template["qfmt"] = "<div class=q>What is the capital of {{Country}}?</div>"
    template["afmt"] = (
        "{{FrontSide}}<hr id=answer><p>{{Capital}}</p>{{#River}}<p>on the {{River}}</p>{{/River}}"
    )
    col.models.add_template(kind, template)
    col.models.add(kind)
    for n in range(6):
        _add(col, "Countries", 1, Country=f"C{n}", Capital=f"K<b>{n}</b>", River="R" * (n % 2))
    yield col
    col.close()


def _add(col: Any, kind: str, deck: int, **fields: str) -> None:
    note = col.new_note(col.models.by_name(kind))
    for name, text in fields.items():
        note[name] = text
    note.tags = ["từ-vựng", "b"]
    col.add_note(note, deck)


def exported(col: Any, folder: Path, *, legacy: bool) -> Path:
    from anki.collection import ExportAnkiPackageOptions

    path = folder / f"{legacy}.apkg"
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
    )
    col.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def draft_of(path: Path, intake: Intake | None = None) -> Draft:
    return read({path.name: path.read_bytes()}, path.name, intake or Intake())


def _text(html: str) -> str:
    html = re.sub(r"\[(?:sound|anki:)[^\]]*\]", "", html)
    text = reduced(
        re.sub(r"<input type=text[^>]*>|<div><code id=typeans.*?</code></div>", "", html)
    ).text
    return " ".join(text.split())


def _shown(col: Any) -> list[tuple[str, str]]:
    """Return what Anki shows of each card: the front, and the whole back."""
    found = []
    for card in sorted(col.find_cards("")):
        got = col.get_card(card)
        found.append((got.nid, got.ord, _text(got.question()), _text(got.answer())))
    return [(front, back) for *_, front, back in sorted(found)]


def _said(draft: Draft) -> list[tuple[str, str]]:
    """Return the same of the rows, the gaps of a text as Anki shows them."""
    found = []
    [sheet] = draft.book.sheets
    for line in sheet.lines:
        cells = {name: value_of(cell) for name, cell in line.cells.items()}
        note = cells.get("note", "")
        if "cloze" in cells:
            front = re.sub(r"\[\[.*?\]\]", "[...]", str(cells["cloze"]), flags=re.DOTALL)
            back = str(cells["cloze"]).replace("[[", "").replace("]]", "")
        else:
            front = str(cells["q"])
            back = f"{front} {cells['a']}"
        found.append((" ".join(front.split()), " ".join(f"{back} {note}".split())))
    return found


@pytest.mark.parametrize("legacy", [True, False])
def test_cards_say_what_anki_shows(collection: Any, tmp_path: Path, legacy: bool) -> None:
    draft = draft_of(exported(collection, tmp_path, legacy=legacy))
    shown = [(front.replace("[country]", "[...]"), back) for front, back in _shown(collection)]
    typed = {(front, back) for front, back in shown} - set(_said(draft))
    # A typed answer is shown by Anki as a comparison with what was typed: nothing here.
    assert all(front == back for front, back in typed)
    assert len(typed) == len(BASIC)
    assert len(_said(draft)) == len(shown) == 6 + 12 + 6 + 8 + 6


@pytest.mark.parametrize("legacy", [True, False])
def test_both_forms_say_the_same(collection: Any, tmp_path: Path, legacy: bool) -> None:
    draft = draft_of(exported(collection, tmp_path, legacy=legacy), Intake(as_facts=True))
    assert list(draft.kinds) == ["countries"]
    titles = [sheet.title for sheet in draft.book.sheets]
    assert sorted(titles) == ["cards", "countries", "definition"]
    assert draft.counts == {("notes", "cards"): 17, ("notes", "facts"): 12}
    tags = {line.cells.get("tags") for sheet in draft.book.sheets for line in sheet.lines}
    assert tags == {"Asia::Việt Nam", "[b, từ-vựng, Asia::Việt Nam]", "[b, từ-vựng, Default]"}


@pytest.mark.parametrize("legacy", [True, False])
def test_whole_collections_are_read(collection: Any, tmp_path: Path, legacy: bool) -> None:
    from anki.collection import Collection

    package = exported(collection, tmp_path, legacy=legacy)
    copy = Collection(str(tmp_path / "copy.anki2"))
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    request = ImportAnkiPackageRequest(
        package_path=str(package), options=ImportAnkiPackageOptions(with_scheduling=True)
    )
    copy.import_anki_package(request)
    path = tmp_path / "all.colpkg"
    copy.export_collection_package(str(path), include_media=True, legacy=legacy)
    ours, theirs = draft_of(path), draft_of(package)
    assert sorted(_said(ours)) == sorted(_said(theirs))
    ids = [{line.cells["id"] for line in one.book.sheets[0].lines} for one in (ours, theirs)]
    assert ids[0] == ids[1]


@pytest.mark.parametrize("legacy", [True, False])
def test_answers_and_pictures_come_along(tmp_path: Path, legacy: bool) -> None:
    module("anki")
    from anki.collection import Collection
    from anki.scheduler.v3 import CardAnswer

    col = Collection(str(tmp_path / "c.anki2"))
    picture = b"GIF89a\x03\x00\x02\x00" + b"\x00" * 20
    name = col.media.write_data("Bản đồ.gif", picture)
    kind = col.models.new("Maps")
    for field in ("Map", "Country", "River"):
        col.models.add_field(kind, col.models.new_field(field))
    template = col.models.new_template("One")
    template["qfmt"], template["afmt"] = "Which river of {{Country}}?", "{{River}}{{Map}}"
    col.models.add_template(kind, template)
    col.models.add(kind)
    for n in range(5):
        _add(col, "Maps", 1, Map=f'<img src="{name}">', Country=f"C{n}", River=f"R{n}")
    for rating in (CardAnswer.GOOD, CardAnswer.AGAIN):
        queued = col.sched.get_queued_cards().cards[0]
        from anki.collection import Card

        card = Card(col, backend_card=queued.card)
        card.start_timer()
        col.sched.answer_card(
            col.sched.build_answer(card=card, states=queued.states, rating=rating)
        )
    intake = Intake(as_facts=True, media="media", history=True)
    path = exported(col, tmp_path, legacy=legacy)
    log = col.db.all("select id, ease, time from revlog order by id")
    col.close()
    draft = draft_of(path, intake)
    assert [[one.at, one.rating, one.ms] for one in draft.answers] == log
    assert {one.role for one in draft.answers} == {"river"}
    assert draft.media == {f"media/{name}": picture}
    assert draft.kinds["maps"][-1] == ('  river: {is: text, ask: "Which river of {country}?"}')


def test_what_genanki_writes_is_read(tmp_path: Path) -> None:
    genanki = module("genanki")
    model = genanki.Model(
        1607392319,
        "Simple",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[
            {"name": "1", "qfmt": "{{Front}}", "afmt": '{{FrontSide}}<hr id="answer">{{Back}}'}
        ],
    )
    deck = genanki.Deck(2059400110, "Thủ đô")
    for front, back in BASIC[:3]:
        deck.add_note(genanki.Note(model=model, fields=[front, back], tags=["x"]))
    deck.add_note(genanki.Note(model=genanki.CLOZE_MODEL, fields=[CLOZES[0], ""]))
    path = tmp_path / "g.apkg"
    genanki.Package(deck).write_to_file(path)
    said = _said(draft_of(path))
    assert said[0] == (
        "What is the capital of Vietnam?",
        "What is the capital of Vietnam? Hà Nội",
    )
    assert len(said) == 5
