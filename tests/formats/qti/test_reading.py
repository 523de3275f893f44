"""QTI 2.1 of others as cards: interactions, our own packages back, qti-convert's, hostile ones."""

# ruff: noqa: E501  # XML reads worse in pieces

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from quizkit.formats.book import Intake
from quizkit.formats.qti import reading as qti_read
from quizkit.formats.qti import writing as qti
from quizkit.formats.qti.reading import read
from quizkit.formats.strangers.archive import Limits, packed
from tests import consumers
from tests.formats.qti_decks import EVERY, flags, posing_of
from tests.formats.taken_in import (
    check_back,
    check_mutants,
    ids,
    in_order,
    refused,
    rows,
    told,
)

HEAD = '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="{id}" title="{title}">'


def item(declared: str, body: str, *, title: str = "T", id_: str = "i1", more: str = "") -> bytes:
    head = HEAD.format(id=id_, title=title)
    return f"{head}{declared}<itemBody>{body}</itemBody>{more}</assessmentItem>".encode()


def declared(many: str, type_: str, *values: str, **marks: float) -> str:
    right = "".join(f"<value>{value}</value>" for value in values)
    right = f"<correctResponse>{right}</correctResponse>" if values else ""
    entries = "".join(f'<mapEntry mapKey="{k}" mappedValue="{v}"/>' for k, v in marks.items())
    mapping = f'<mapping defaultValue="0">{entries}</mapping>' if marks else ""
    return (
        f'<responseDeclaration identifier="R" cardinality="{many}" baseType="{type_}">'
        f"{right}{mapping}</responseDeclaration>"
    )


def choice(stem: str, **options: str) -> str:
    every = "".join(
        f'<simpleChoice identifier="{k}">{v}</simpleChoice>' for k, v in options.items()
    )
    return f'<choiceInteraction responseIdentifier="R"><prompt>{stem}</prompt>{every}</choiceInteraction>'


FIELD = '<textEntryInteraction responseIdentifier="R"/>'


def package(*items: bytes, type_: str = "imsqti_item_xmlv2p1", named: int | None = None) -> bytes:
    files = {f"items/i {n}.xml": data for n, data in enumerate(items)}
    resources = "".join(
        f'<resource type="{type_}" href="items/i%20{n}.xml"><keyword><s>tag {n}</s></keyword></resource>'
        for n in range(len(items) if named is None else named)
    )
    manifest = f"<manifest><resources>{resources}</resources></manifest>"
    return packed({"imsmanifest.xml": manifest.encode(), **files})


ONE = (
    item(declared("single", "identifier", "B"),
         "<p>Look.</p>" + choice("Which <b>one</b>?", A="x", B="H<sub>2</sub>O<feedbackInline "
         'identifier="B" outcomeIdentifier="F" showHide="show">Yes!</feedbackInline>', C="z"),
         more="<modalFeedback identifier='m'><p>Since.</p></modalFeedback>"),
    item(declared("multiple", "identifier", "A", "B", A=1, B=1, C=-1), choice("Primes?", A="2", B="3", C="4"),
         id_="i2"),
    item(declared("single", "string", "York", York=1, york=1, Yor=0.5), f"<p>It is {FIELD} town.</p>", id_="i3"),
    item(declared("single", "float", "3.5"), f"<p>How far?</p><p>{FIELD} km</p>", id_="i4"),
    item(declared("single", "string", "yes"), f"<p>Is it?</p>{FIELD}", id_="i5"),
    item(declared("multiple", "directedPair", "A X", "B Y"),
         '<matchInteraction responseIdentifier="R"><prompt>Match.</prompt><simpleMatchSet>'
         '<simpleAssociableChoice identifier="A">a</simpleAssociableChoice>'
         '<simpleAssociableChoice identifier="B">b</simpleAssociableChoice></simpleMatchSet>'
         '<simpleMatchSet><simpleAssociableChoice identifier="X">x</simpleAssociableChoice>'
         '<simpleAssociableChoice identifier="Y">y</simpleAssociableChoice>'
         '<simpleAssociableChoice identifier="Z">z</simpleAssociableChoice></simpleMatchSet></matchInteraction>',
         id_="i6"),
    item(declared("ordered", "identifier", "B", "A", "C"),
         choice("Order!", A="a", B="b", C="c").replace("choiceInteraction", "orderInteraction"), id_="i7"),
    item(declared("single", "identifier", A=2, B=0, C=1), choice("Mapped?", A="a", B="b", C="c"), id_="i8"),
)  # fmt: skip


def test_every_interaction_becomes_what_the_table_says() -> None:
    draft = read({"q.zip": package(*ONE)}, "q.zip")
    assert rows(draft) == [
        {"q": "Look.\nWhich one?", "a": "H₂O", "wrong": ["x", "z"], "note": "Since.", "tags": ["tag 0"]},
        {"cloze": "It is [[York]] town.", "also": ["york"], "tags": ["tag 2"]},
        {"q": "How far?", "a": "3.5 km", "also": ["3.5"], "tags": ["tag 3"]},
        {"q": "Is it?", "a": "yes", "tags": ["tag 4"]},
        {"q": "Match: a", "a": "x", "wrong": ["y", "z"], "tags": ["tag 5"]},
        {"q": "Match: b", "a": "y", "wrong": ["x", "z"], "tags": ["tag 5"]},
        {"q": "Mapped?", "a": "a", "wrong": ["b"], "tags": ["tag 7"]},
    ]  # fmt: skip
    [several] = rows(draft, "several answers")
    assert (several["answers"], several["wrong"]) == (["2", "3"], {"answers": ["4"]})
    assert rows(draft, "ordering")[0]["steps"] == ["b", "a", "c"]
    assert told(draft) == [
        ("QK952", 1, "what is no plain text is dropped: feedback on answers, in 1 question"),
        ("QK952", 1, "what is no plain text is dropped: formatting, in 1 question"),
        ("QK954", 3, "an answer worth 50 % is dropped"),
        ("QK954", 8, "an answer worth 50 % is dropped"),
    ]


def test_a_single_item_is_read_too() -> None:
    assert rows(read({"i.xml": ONE[4]}, "i.xml")) == [{"q": "Is it?", "a": "yes"}]


R = declared("single", "identifier", "A")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (item("", '<extendedTextInteraction responseIdentifier="R"/>'), "it is an essay"),
        (item("", "<hotspotInteraction/>"), "it is a picture to point at"),
        (item("", "<newInteraction/>"), "it is of the form newInteraction"),
        (item("", "<p>x</p>"), "it asks for nothing"),
        (item("", FIELD + FIELD), "it asks for 2 things"),
        (item("", choice("q", A="a")), "none of its options is fully right"),
        (item("", f"<p>x</p>{FIELD}"), "no answer of it is fully right"),
        (item(R, choice("", A="a")), "it asks nothing"),
        (item(R + "<templateDeclaration/>", choice("q", A="a")), "it is calculated anew each time"),
        (item(R, choice("q", A="a")).replace(b"itemBody", b"x"), "it has no itemBody"),
        (b"<assessmentTest title='T'/>", "it is <assessmentTest>, no question of QTI 2.1"),
    ],
)
def test_what_is_not_taken_says_why(data, said) -> None:
    draft = read({"q.zip": package(data, ONE[4])}, "q.zip")
    assert told(draft) == [("QK951", 1, f"`T` is not taken: {said}")]
    assert len(rows(draft)) == 1


def test_only_what_the_manifest_names_is_read() -> None:
    assert len(rows(read({"q.zip": package(ONE[4], b"\0", named=1)}, "q.zip"))) == 1
    gone = package(ONE[4], named=2)
    assert told(read({"q.zip": gone}, "q.zip")) == [
        ("QK951", 2, "`items/i 1.xml` is not taken: the package has no such file")
    ]
    assert "it has no imsmanifest.xml" in refused(read, packed({"a.xml": ONE[4]}), "q.zip")
    old = package(ONE[4], type_="imsqti_xmlv1p2")
    assert "its questions are QTI 1.2, want 2.1" in refused(read, old, "q.zip")
    assert "QTI 3.0" in refused(read, package(ONE[4], type_="imsqti_item_xmlv3p0"), "q.zip")
    assert "it names no question" in refused(read, package(ONE[4], type_="webcontent"), "q.zip")


def test_ids_follow_from_identifier_and_title() -> None:
    before = ids(read({"a.zip": package(ONE[3], ONE[4])}, "a.zip"))
    after = ids(read({"b.zip": package(ONE[4].replace(b"yes", b"no"), ONE[3])}, "b.zip"))
    assert before == after[::-1]
    own = package(item(R, choice("q", A="a"), title="h/k7#who"))
    assert ids(read({"a.zip": own}, "a.zip", Intake(deck="h"))) == ["k7#who"]


@pytest.mark.parametrize("deck", ["hostile", "vietnam-us", "flags"])
def test_own_packages_come_back_as_they_went_out(deck, tmp_path) -> None:
    posing = flags(tmp_path) if deck == "flags" else posing_of(deck, EVERY, 300)
    back = in_order(read({"x.zip": qti.write(posing).files[""]}, "x.zip", Intake(deck=deck)))
    assert len(back) == len(posing.questions)
    for posed, row in zip(posing.questions, back, strict=True):
        assert row["id"] == posed.id.partition("/")[2].rpartition("/")[0]
        check_back(posed, row)


@pytest.mark.consumer
def test_packages_of_qti_convert_are_read(tmp_path: Path) -> None:
    program = consumers.program("qti-convert")
    posing = posing_of("vietnam-us", EVERY, 120)
    (tmp_path / "a.zip").write_bytes(qti.write(posing).files[""])
    consumers.run(program, "upgrade", "a.zip", "b.zip", cwd=tmp_path)
    consumers.run(program, "downgrade", "b.zip", "c.zip", cwd=tmp_path)
    intake = Intake(deck="vietnam-us")
    ours, theirs = (
        read({name: (tmp_path / name).read_bytes()}, name, intake) for name in ("a.zip", "c.zip")
    )
    assert in_order(theirs) == in_order(ours)
    assert told(theirs) == told(ours)


def bomb() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", b" " * 60_000_000)
    return stream.getvalue()


BILLION = b"<!DOCTYPE m [<!ENTITY a 'aaaa'>]><manifest>&a;</manifest>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bomb(), "grows over 200 times"),
        (packed({"imsmanifest.xml": BILLION}), "it brings a DOCTYPE"),
        (packed({"imsmanifest.xml": b"<a>" * 90 + b"</a>" * 90}), "lie too deep"),
        (packed({"imsmanifest.xml": b"<manifest>"}), "its XML is damaged"),
        (packed({"imsmanifest.xml": b"<m>" + b" " * 2**24 + b"</m>"}), "more than 16 MiB"),
        (packed({"../imsmanifest.xml": b"<manifest/>"}), "is no name for a file"),
        (package(BILLION), "it brings a DOCTYPE"),
        (b"PK\3\4 no archive", "it is no zip file, or a damaged one"),
        (b"", "its XML is damaged"),
    ],
)
def test_packages_that_could_do_harm_are_refused(data, said) -> None:
    assert said in refused(read, data, "q.zip")


def test_what_earns_as_much_as_the_right_option_is_right_too() -> None:
    one = item(
        declared("single", "identifier", "A", A=1, B=1, C=0), choice("Which?", A="a", B="b", C="c")
    )
    assert rows(read({"q.xml": one}, "q.xml")) == [
        {"q": "Which?", "a": "a", "also": ["b"], "wrong": ["c"]}
    ]


def test_pairs_without_a_text_on_both_sides_are_passed_over() -> None:
    whole = ONE[5].replace(b">x<", b"><").replace(b">b<", b"><")
    assert "no pair of it is right" in str(told(read({"q.xml": whole}, "q.xml")))
    half = ONE[5].replace(b">x<", b"><")
    assert rows(read({"q.xml": half}, "q.xml")) == [{"q": "Match: b", "a": "y", "wrong": ["z"]}]


def test_items_of_very_many_elements_are_refused() -> None:
    flood = item(declared("single", "identifier", "A"), "<p>" + "<b/>" * 600_000 + "</p>")
    assert "more than 500,000 elements" in refused(read, flood, "q.xml")


WORDS = (b"<value>", b"</itemBody>", b"<mapEntry mapKey='A' mappedValue='1'/>", b"<prompt>", b"&x;", b"A B",
         b"cardinality='multiple'", b"<!DOCTYPE a>", b"<feedbackInline>x</feedbackInline>", b"\0", b"PK\3\4",
         b"<textEntryInteraction/>", b"baseType='float'", b"1e99", b"<p>", b"</p>", b"href='..'")  # fmt: skip


def test_mutated_files_are_read_or_refused(size) -> None:
    seeds = [package(*ONE), *ONE, qti.write(posing_of("hostile", EVERY, 20)).files[""]]
    found = check_mutants(read, seeds, words=WORDS, size=size, name="x.zip")
    assert min(found.values()) > 0


def test_a_package_has_a_size(monkeypatch) -> None:
    monkeypatch.setattr(qti_read, "LIMITS", Limits(each=100))
    assert "in it is too large" in refused(read, package(*ONE), "q.zip")
