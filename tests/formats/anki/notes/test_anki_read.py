"""Anki packages become cards and facts."""

import json

import pytest

from quizkit.decks.fields import is_id
from quizkit.errors import FormatError
from quizkit.formats.anki import reading as anki_read
from quizkit.formats.book import Intake
from quizkit.text import refused
from tests.formats.ankipacks import (
    BASIC,
    BOTH,
    CLOZE,
    TYPED,
    Note,
    Pack,
    Type,
    losses,
    package,
    rows,
    taken,
)

GIF = b"GIF89a\x03\x00\x02\x00" + b"\x00" * 20


@pytest.fixture(params=[False, True], ids=["older", "newer"])
def newer(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_basic_notes_become_cards(newer: bool) -> None:
    notes = [
        Note(("What is the capital of <b>Vietnam</b>?", "Hà&nbsp;Nội<br>since 1010"), tags=" a b "),
        Note(("CO<sub>2</sub> is?", "carbon dioxide")),
    ]
    draft = taken(Pack(notes, newer=newer))
    assert rows(draft) == [
        {"q": "What is the capital of Vietnam?", "a": "Hà Nội\nsince 1010", "tags": ["a", "b"]},
        {"q": "CO₂ is?", "a": "carbon dioxide"},
    ]
    assert draft.book.sheets[0].columns == ("id", "q", "a", "tags")
    assert draft.counts == {("notes", "cards"): 2}
    assert losses(draft) == [("QK952", "1 piece of formatting is left out")]


def test_ids_follow_from_the_guid_alone(newer: bool) -> None:
    one = taken(Pack([Note(("a", "b"), "x"), Note(("c", "d"), "y")], newer=newer))
    other = taken(Pack([Note(("new words", "d"), "y"), Note(("a", "b"), "x")]))
    [first, second] = [line.cells["id"] for line in one.book.sheets[0].lines]
    assert [line.cells["id"] for line in other.book.sheets[0].lines] == [second, first]
    assert is_id(first)
    assert len({first, second}) == 2


def test_notes_with_one_guid_get_ids_of_their_own() -> None:
    draft = taken(Pack([Note(("a", "b"), "x"), Note(("c", "d"), "x")]))
    assert len({line.cells["id"] for line in draft.book.sheets[0].lines}) == 2


def test_reversed_notes_ask_both_ways(newer: bool) -> None:
    draft = taken(Pack([Note(("dog", "chó"))], [BOTH], newer=newer))
    assert rows(draft) == [{"q": "dog", "a": "chó"}, {"q": "chó", "a": "dog"}]
    assert draft.counts == {("notes", "cards"): 1}


def test_typed_notes_are_cards_like_others(newer: bool) -> None:
    draft = taken(Pack([Note(("dog", "chó"))], [Type(templates=(TYPED,))], newer=newer))
    assert rows(draft) == [{"q": "dog", "a": "chó"}]


def test_gaps_become_a_card_a_number(newer: bool) -> None:
    text = "{{c1::Hanoi}} lies in {{c2::Vietnam::country}}, {{c1::not}} in <i>Laos</i>"
    draft = taken(Pack([Note((text, "see a map"), tags="geo")], [CLOZE], newer=newer))
    assert rows(draft) == [
        {
            "cloze": "[[Hanoi]] lies in Vietnam, [[not]] in Laos",
            "note": "see a map",
            "tags": "geo",
        },
        {"cloze": "Hanoi lies in [[Vietnam]], not in Laos", "note": "see a map", "tags": "geo"},
    ]
    assert ("QK952", "1 hint is left out") in losses(draft)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{c1::a {{c2::b}} c}} d", "it has a gap in a gap"),
        ("{{c1::}} nothing", "it has a gap without a text"),
        ("{{c1::Hanoi}}", "it has no text around its gap"),
        ("no gap at all", "it has no gap"),
        ("{{c1::image-occlusion:rect:left=.1}}<br>", "it hides part of a picture"),
        ("a <b title='{{c1::x'>y}}</b> z", "it has a gap that markup cuts"),
    ],
)
def test_gaps_that_no_deck_can_hold_are_told(text: str, why: str) -> None:
    draft = taken(Pack([Note((text, ""))], [CLOZE]))
    assert rows(draft) == []
    assert ("QK951", f"1 card is not taken: {why}") in losses(draft)
    assert draft.counts == {("notes", "not taken"): 1}


def test_brackets_in_a_text_with_gaps_are_no_gaps() -> None:
    draft = taken(Pack([Note(("a [[b]] {{c1::c[[d]]}} [e]", ""))], [CLOZE]))
    assert rows(draft) == [{"cloze": "a [ [b] ] [[c[ [d] ] ]] [e]"}]


def test_brackets_beside_a_gap_are_no_part_of_its_answer() -> None:
    draft = taken(Pack([Note(("See [{{c1::x}}] and {{c1::a[1]}}.", ""))], [CLOZE]))
    assert rows(draft) == [{"cloze": "See [ [[x]]] and [[a[1] ]]."}]


def test_a_gap_of_two_numbers_is_open_in_both() -> None:
    draft = taken(Pack([Note(("{{c1,2::both}} and {{c2::two}}", ""))], [CLOZE]))
    assert [row["cloze"] for row in rows(draft)] == ["[[both]] and two", "[[both]] and [[two]]"]


def test_templates_are_read_and_never_run(newer: bool) -> None:
    front = "<div class=x>Capital of <i>{{Country}}</i>?</div><script>{{Country}}</script>"
    back = "{{FrontSide}}<hr id='answer'><p>{{Capital}}</p>{{#Note}}<p>Note: {{Note}}</p>{{/Note}}"
    type_ = Type("Geo", ("Country", "Capital", "Note"), ((front, back),))
    notes = [Note(("Vietnam", "Hanoi", "on the Red River")), Note(("Laos", "Vientiane", ""))]
    draft = taken(Pack(notes, [type_], newer=newer))
    assert rows(draft) == [
        {"q": "Capital of Vietnam?", "a": "Hanoi", "note": "Note: on the Red River"},
        {"q": "Capital of Laos?", "a": "Vientiane"},
    ]
    assert losses(draft) == [("QK952", "1 script is left out")]


def test_a_back_that_repeats_its_front_says_only_what_is_new() -> None:
    type_ = Type(templates=(("Q: {{Front}}", "Q: {{Front}}<br>{{Back}}"),))
    assert rows(taken(Pack([Note(("a", "b"))], [type_]))) == [{"q": "Q: a", "a": "b"}]


def test_what_stands_under_a_condition_is_left_out_with_it() -> None:
    optional = ("{{#Add}}{{Back}}{{/Add}}{{^Add}}{{/Add}}", "{{FrontSide}}<hr id=answer>{{Front}}")
    type_ = Type("o", ("Front", "Back", "Add"), (BASIC, optional))
    notes = [Note(("a", "b", "")), Note(("c", "d", "y"))]
    assert [row["q"] for row in rows(taken(Pack(notes, [type_])))] == ["a", "c", "d"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (("<img src=x.png>", "b"), "it asks by picture or sound alone"),
        (("[sound:a.mp3]", "b"), "it asks by picture or sound alone"),
        (("a", "<img src=x.png>"), "it answers by picture or sound alone"),
        (("a", " "), "it has no answer"),
        (("", "b"), "it makes no card"),
        (("a" * 70_000, "b"), "it is longer than 64 KiB"),
    ],
)
def test_cards_without_a_side_in_words_are_told(fields: tuple[str, str], why: str) -> None:
    draft = taken(Pack([Note(fields)]))
    assert rows(draft) == []
    assert ("QK951", f"1 card is not taken: {why}") in losses(draft)


def test_what_is_dropped_is_told_once_a_sort() -> None:
    html = r"<img src=a.png>x [sound:a.mp3] \(x^2\) [latex]$y$[/latex] <script>1</script>"
    draft = taken(Pack([Note((html, "b")), Note((html, "c"))]))
    assert rows(draft)[0]["q"] == "x $x^2$ $y$"
    assert [message for code, message in losses(draft) if code == "QK952"] == [
        "4 formulas are kept as the source says",
        "2 pictures are left out",
        "2 scripts are left out",
        "2 sounds are left out",
    ]


def test_decks_are_tags_where_there_are_several(newer: bool) -> None:
    decks = {1: "Default", 2: "Asia::South East", 3: "empty"}
    notes = [Note(("a", "b"), deck=1, tags="t leech"), Note(("c", "d"), deck=2, tags="Marked")]
    draft = taken(Pack(notes, decks=decks, newer=newer))
    assert [row["tags"] for row in rows(draft)] == [["t", "Default"], "Asia::South East"]
    assert "tags" not in rows(taken(Pack(notes[1:], decks=decks, newer=newer)))[0]


def test_texts_that_look_like_lists_stay_texts() -> None:
    draft = taken(Pack([Note(("[sic] a", "{b}"))]))
    assert rows(draft) == [{"q": "[sic] a", "a": "{b}"}]
    assert draft.book.sheets[0].lines[0].cells["q"] == '"[sic] a"'


FACTS = Type(
    "Country facts",
    ("Country", "Capital", "Flag", "Note"),
    (
        ("What is the capital of {{Country}}?", "{{FrontSide}}<hr id=answer>{{Capital}}{{Flag}}"),
        ("{{Capital}}", "{{Country}}"),
        ("Where is [{{Capital}}]?", "{{FrontSide}}<hr id=answer>{{Country}}"),
    ),
)


def countries(count: int) -> list[Note]:
    flag = '<img src="flag.gif"><img src="gone.png">'
    return [
        Note((f"C{n}", f"{{K{n}}}", flag, ""), f"g{n}", tags="x", cards=3) for n in range(count)
    ]


def test_note_types_of_many_fields_become_kinds(newer: bool) -> None:
    draft = taken(Pack(countries(5), [FACTS], newer=newer), Intake(as_facts=True))
    assert draft.kinds == {
        "country facts": (
            "roles:",
            "  country: {is: text, ask: 'Where is \\[{capital}\\]?'}",
            '  capital: {is: text, ask: "What is the capital of {country}?"}',
        )
    }
    assert rows(draft, "country facts")[0] == {"country": "C0", "capital": "{K0}", "tags": "x"}
    assert draft.counts == {("notes", "facts"): 5}
    assert losses(draft) == [("QK952", "10 pictures are left out")]


def test_few_notes_or_no_words_stay_cards() -> None:
    few = taken(Pack(countries(4), [FACTS]), Intake(as_facts=True))
    assert few.kinds == {}
    assert len(rows(few)) == 12
    wordless = FACTS._replace(templates=FACTS.templates[1:2])
    assert taken(Pack(countries(9), [wordless]), Intake(as_facts=True)).kinds == {}


def test_pictures_of_facts_are_taken_along(newer: bool) -> None:
    media = {"flag.gif": GIF, "other.gif": GIF, "gone.png": b"<svg>"}
    intake = Intake(as_facts=True, media="pics/")
    draft = taken(Pack(countries(5), [FACTS], media=media, newer=newer), intake)
    assert draft.media == {"pics/flag.gif": GIF}
    assert rows(draft, "country facts")[0]["image"] == {"file": "pics/flag.gif"}
    assert losses(draft) == [("QK952", "5 pictures are left out")]
    cards = taken(Pack(countries(5), [FACTS], media=media, newer=newer), Intake(media="pics"))
    assert cards.media == {}


@pytest.mark.parametrize(
    "name",
    [
        "../../x.gif",
        "a/b.gif",
        "con.gif",
        "x.png",
        "é" * 99 + ".gif",
        "",
        "\u202ex.gif",
        "\u200b.gif",
    ],
)
def test_a_picture_never_goes_where_its_name_says_but_into_its_folder(name: str) -> None:
    notes = [Note((f"C{n}", f"K{n}", f'<img src="{name}">', "")) for n in range(5)]
    draft = taken(Pack(notes, [FACTS], media={name: GIF}), Intake(as_facts=True, media="pics"))
    for path in draft.media:
        assert path.startswith("pics/")
        assert path.count("/") == 1
        assert path.endswith(".gif")
        assert next(refused(path), None) is None
    assert all(
        row["image"] == {"file": path}
        for row in rows(draft, "country facts")
        for path in draft.media
    )


def test_pictures_that_are_too_large_are_left_out() -> None:
    huge = b"GIF89a\xff\xff\xff\xff" + b"\x00" * 20
    for newer, data in ((False, huge), (True, huge), (False, GIF + bytes(20_000_000))):
        pack = Pack(countries(5), [FACTS], media={"flag.gif": data}, newer=newer)
        assert taken(pack, Intake(as_facts=True, media="p")).media == {}


def test_notes_asked_both_ways_become_definitions() -> None:
    notes = [Note(("zenith", "the point above"), cards=2), Note(("nadir", ""))]
    draft = taken(Pack(notes, [BOTH]), Intake(as_facts=True))
    assert rows(draft, "definition") == [{"term": "zenith", "meaning": "the point above"}]
    assert draft.kinds == {}
    assert draft.counts == {("notes", "facts"): 1, ("notes", "not taken"): 1}


OWN = Type(
    "quizkit",
    ("Question", "Answer", "Options", "Source", "Note", "Facet", "Extra1", "Extra2"),
    (("{{Question}}", "{{Question}}<hr id=answer><div>{{Answer}}</div><div>{{Note}}</div>"),),
)


def test_what_this_program_wrote_is_known_again(newer: bool) -> None:
    notes = [
        Note(("Who?", "Kerry", "", "", "so it is", "vietnam-us/k7f3#leader/choice", "", "")),
        Note(("Where?", "Hanoi", "", "", "", "other/k7f3#leader", "", "")),
        Note(("Who was it?", "Kerry", "", "", "", "vietnam-us/k7f3#leader/typed", "", "")),
    ]
    reviews = [(1_700_000_000_000, 0, 0, 3, 4_000, 1)]
    pack = Pack(notes, [OWN], reviews=reviews, newer=newer)
    draft = taken(pack, Intake(deck="vietnam-us", history=True, as_facts=True))
    assert rows(draft) == [{"q": "Who?", "a": "Kerry"}, {"q": "Where?", "a": "Hanoi"}]
    [known, other] = [line.cells["id"] for line in draft.book.sheets[0].lines]
    assert known == "k7f3#leader"
    assert is_id(other)
    assert draft.counts == {("notes", "this deck's own"): 2, ("notes", "cards"): 1}
    assert [(one.row, one.role) for one in draft.answers] == [("k7f3", "leader")]
    assert len(rows(taken(pack))) == 3


def test_answers_of_the_past_come_along_where_wished(newer: bool) -> None:
    day = 86_400_000
    notes = [Note(("a", "b"), "x"), Note(("{{c1::c}} d {{c1::e}}", ""), "y", type=1)]
    reviews = [
        (3 * day, 0, 0, 4, 900_000, 1),
        (day, 0, 0, 1, 5_000, 0),
        (day + 1, 0, 0, 0, 0, 4),
        (day + 2, 0, 0, 3, 0, 5),
        (2 * day, 1, 0, 2, 100, 1),
        (2 * day + 1, 1, 3, 2, 100, 1),
        (2 * day + 2, 0, 0, 7, 100, 1),
    ]
    pack = Pack(notes, [Type(), CLOZE], reviews=reviews, newer=newer)
    draft = taken(pack, Intake(history=True))
    [card, cloze] = [line.cells["id"] for line in draft.book.sheets[0].lines]
    assert [one[:5] for one in draft.answers] == [
        (card, "card", day, 5_000, 1),
        (cloze, "1", 2 * day, 100, 2),
        (cloze, "2", 2 * day, 100, 2),
        (card, "card", 3 * day, 900_000, 4),
    ]
    devices = [one.device for one in draft.answers]
    assert devices[0] == devices[3]
    assert len(set(devices)) == 3
    assert taken(pack).answers == ()


def test_a_newer_package_is_not_taken_for_the_notice_in_it() -> None:
    draft = taken(Pack([Note(("a", "b"))], newer=True))
    assert rows(draft) == [{"q": "a", "a": "b"}]


def test_notes_of_no_type_are_told() -> None:
    draft = taken(Pack([Note(("a", "b"), type=5)]))
    assert losses(draft) == [("QK951", "1 card is not taken: it has no note type")]


def test_the_rows_pass_through_a_deck_and_back(newer: bool) -> None:
    """What is read merges into a new deck, and says there what it said here."""
    from pathlib import Path

    from quizkit.formats.merging.begun import begun
    from quizkit.formats.merging.taking import taken as taken_into

    notes = [
        Note(("[a] # {b}: \"c\" 'd'", "- e<br>&nbsp;f: g"), tags="x::y, z"),
        Note(("{{c1::Hanoi}} &lt;b&gt; [[x]]", "no: # comment"), type=1),
    ]
    draft = taken(Pack(notes, [Type(), CLOZE], newer=newer))
    first = begun(Path("new.yaml"), title="New", language="en")
    found = taken_into(Path("new.yaml"), draft.book, path="x.apkg", opener=lambda _: first)
    assert [change.what for change in found.plan.changes] == ["new", "new"]
    assert found.plan.losses == ()


@pytest.mark.parametrize(
    "files", [{}, {"a": b"", "b": b""}, {"a": b""}, {"a": b"PK\x05\x06" + b"\0" * 18}]
)
def test_what_is_no_package_is_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(FormatError, match=r"^cannot (use|read) x\.apkg: "):
        anki_read.read(files, "x.apkg")


def test_names_of_files_are_json_of_the_right_shape() -> None:
    from quizkit.formats.strangers.archive import packed
    from tests.formats.ankipacks import members

    for bad in (b"[", b"[]", b"\xff", json.dumps(["a"]).encode(), b"[" * 100_000):
        files = members(Pack([Note(("a", "b"))])) | {"media": bad}
        with pytest.raises(FormatError, match="its list of files is damaged"):
            anki_read.read({"x": packed(files)}, "x.apkg", Intake(media="m"))
        assert anki_read.read({"x": packed(files)}, "x.apkg").counts
    assert package(Pack([Note(("a", "b"))])) == package(Pack([Note(("a", "b"))]))
