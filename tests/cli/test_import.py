"""`quizkit import` of what other programs wrote: what is said, what is written, twice the same."""

import json
from pathlib import Path

import pytest

from quizkit.formats.book import Answered
from quizkit.formats.gift import reading as gift_read
from tests.cli.conftest import RIVERS

GIFT = """\
$CATEGORY: top/Rivers

// [id:1] [tag:sea]
::R1::Where does the Elbe end?{=North Sea ~Black Sea ~Baltic Sea####It ends at Cuxhaven.}

::R2::Which rivers end in the Black Sea?{~%50%Danube ~%50%Dnieper ~%-100%Po ~%-100%Rhine}

::R3::Where do they end?{=Rhine -> North Sea =Danube -> Black Sea =Volga -> Caspian Sea}

::R4::Write about the Elbe.{}
"""


@pytest.fixture
def gift(tmp_path):
    """Return a GIFT file."""
    path = tmp_path / "r.gift"
    path.write_text(GIFT)
    return path


def test_a_new_deck_is_made_and_what_became_what_is_said(call, gift, tmp_path) -> None:
    done = call("import", "r.gift", "-o", "new.yaml", "--licence", "CC0-1.0")
    assert done.code == 0
    assert done.err.splitlines() == [
        "r.gift: read as gift",
        "4 questions: 1 card, 1 fact of the kind several answers, 1 by pairs, a card each, "
        "1 not taken",
        "r.gift:10:1: QK951 `R4` is not taken: its answer is free text",
        "    quizkit asks for answers that it can judge",
        "new.yaml: 5 new",
    ]
    assert done.out.splitlines()[0].endswith(" (line 4)  Where does the Elbe end?")
    text = (tmp_path / "new.yaml").read_text()
    assert text.startswith("quizkit: 1\ndeck: new\ntitle: New\nlanguage: en\nlicence: CC0-1.0\n")
    assert "a: North Sea, wrong: [Black Sea, Baltic Sea], note: It ends at Cuxhaven." in text
    assert "kinds:\n  several answers:\n    roles:\n" in text
    checked = call("check", "new.yaml", "--json")
    assert '"severity":"error"' not in checked.out
    assert "(5 facts" in call("check", "new.yaml").err


def test_nothing_is_written_in_a_dry_run_or_without_a_deck(call, gift, tmp_path) -> None:
    for argv in (("-o", "new.yaml", "--dry-run"), ()):
        done = call("import", "r.gift", *argv)
        assert done.code == 0
        assert "nothing was written: " in done.err
        assert [path.name for path in tmp_path.iterdir()] == ["r.gift"]


def test_without_a_licence_that_is_said(call, gift) -> None:
    assert "QK607 nobody else may use new.yaml" in call("import", "r.gift", "-o", "new.yaml").err


def test_importing_twice_changes_nothing_and_a_change_changes_one(call, gift, tmp_path) -> None:
    call("import", "r.gift", "-o", "new.yaml")
    before = (tmp_path / "new.yaml").read_bytes()
    again = call("import", "r.gift", "-o", "new.yaml")
    assert (again.code, again.out) == (0, "")
    assert again.err.endswith("new.yaml: nothing changes\n")
    assert (tmp_path / "new.yaml").read_bytes() == before
    gift.write_text(GIFT.replace("=North Sea ~", "=the North Sea ~"))
    changed = call("import", "r.gift", "-o", "new.yaml")
    assert changed.out.startswith("changed: cards ")
    assert ": a  Where does the Elbe end?" in changed.out
    assert "new.yaml: 1 changed\n" in changed.err


def test_what_the_author_added_stays(call, gift, tmp_path) -> None:
    gift.write_text("::a::Who?{=me}\n")
    call("import", "r.gift", "-o", "new.yaml")
    path = tmp_path / "new.yaml"
    path.write_text(path.read_text().replace("a: me", "a: me, wrong: [you, them], note: So!"))
    gift.write_text("::a::Who?{=myself =me}\n\n::b::What?{=it ~that}####}\n")
    call("import", "r.gift", "-o", "new.yaml")
    assert "a: myself, wrong: [you, them], note: So!, also: [me]}" in path.read_text()


def test_kinds_go_into_a_deck_that_is_there(call, gift, rivers) -> None:
    done = call("import", "r.gift", "-o", "rivers.yaml")
    assert "the kind several answers is added to the deck's `kinds:`\n" in done.err
    text = rivers.read_text()
    assert "  several answers:\n    roles:\n      task: name\n" in text
    assert text.startswith(RIVERS.partition("facts:")[0].rstrip("\n"))
    assert "    - {id: kd7w, name: Rhine, sea: North Sea, length: 1233 km" in text
    assert call("import", "r.gift", "-o", "rivers.yaml").err.endswith("nothing changes\n")


def test_a_deck_whose_kinds_cannot_take_more_says_what_to_write(call, gift, tmp_path) -> None:
    head = "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\n"
    path = tmp_path / "d.yaml"
    path.write_text(head + "kinds: {x: {roles: {y: {is: text}}}}\n")
    done = call("import", "r.gift", "-o", "d.yaml")
    assert done.code == 3
    assert "cannot add a kind to d.yaml; write it there yourself:" in done.err
    assert "task: name" in done.err
    path.write_text(head)
    assert call("import", "r.gift", "-o", "d.yaml").code == 0
    assert "\nkinds:\n  several answers:\n" in path.read_text()


def test_pairs_become_facts_where_that_is_wished(call, gift, tmp_path) -> None:
    done = call("import", "r.gift", "-o", "new.yaml", "--as-facts")
    assert done.code == 0
    text = (tmp_path / "new.yaml").read_text()
    assert "  r3:\n    says: " in text
    assert "left: Rhine, right: North Sea" in text
    assert call("import", "r.gift", "-o", "new.yaml", "--as-facts").out == ""


def test_the_language_of_a_new_deck(call, tmp_path) -> None:
    (tmp_path / "t.gift").write_text("Hà Nội là thủ đô.{T}\n")
    call("--lang", "vi", "import", "t.gift", "-o", "new.yaml")
    text = (tmp_path / "new.yaml").read_text()
    assert "language: vi\n" in text
    assert "Đúng hay sai? Hà Nội là thủ đô." in text
    call("import", "t.gift", "-o", "new.yaml")
    assert (tmp_path / "new.yaml").read_text() == text


@pytest.mark.parametrize("format_", ["moodle", "gift", "qti"])
def test_own_questions_of_facts_are_found_again(call, rivers, format_) -> None:
    cards = "cards:\n  - {id: c1, q: Why?, a: So., also: [Thus.], wrong: [No., Yes.], note: N}\n"
    rivers.write_text(RIVERS + cards)
    call("export", "rivers.yaml", "--to", format_, "-o", "out")
    before = rivers.read_bytes()
    done = call("import", "out", "--from", format_, "-o", "rivers.yaml")
    assert done.code == 0
    assert "questions are of facts of this deck: left as it is\n" in done.err
    assert done.err.splitlines()[-1] == "rivers.yaml: nothing changes"
    assert rivers.read_bytes() == before


def test_an_own_card_that_was_changed_elsewhere_changes_here(call, rivers, tmp_path) -> None:
    rivers.write_text(RIVERS + "cards:\n  - {id: c1, q: Why?, a: So., also: [Thus.], note: N}\n")
    (tmp_path / "x.gift").write_text("// [id:rivers/c1#card]\nWhy so?{=So.}\n")
    done = call("import", "x.gift", "-o", "rivers.yaml")
    assert done.out == "changed: cards c1 (line 2): q  Why so?\n"
    assert "{id: c1, q: Why so?, a: So., also: [Thus.], note: N}" in rivers.read_text()


def test_two_columns_are_cards(call, tmp_path) -> None:
    (tmp_path / "w.csv").write_text("Hund,dog\nKatze,cat,\nVogel,\n'=1+1,two\n")
    done = call("import", "w.csv", "-o", "w.yaml")
    assert done.code == 0
    said = "the sheet w is taken as cards: a question, its answer; its first row is taken as one"
    assert said in done.err
    text = (tmp_path / "w.yaml").read_text()
    assert "q: Hund, a: dog}" in text
    assert 'q: "=1+1", a: two}' in text or "q: =1+1, a: two}" in text
    assert "Vogel" not in text
    (tmp_path / "w.csv").write_text("Front;Back;Notes\nHund;dog;an animal\n")
    done = call("import", "w.csv", "-o", "w.yaml")
    assert "a question, its answer, a note\n" in done.err
    assert "{id: " in text
    assert "q: Hund, a: dog, note: an animal}" in (tmp_path / "w.yaml").read_text()


def test_two_columns_may_be_of_a_kind(call, tmp_path) -> None:
    (tmp_path / "w.tsv").write_text("Hund\tdog\nKatze\tcat\n")
    done = call("import", "w.tsv", "-o", "w.yaml", "--kind", "definition")
    assert "the first column is taken as term, the second as meaning\n" in done.err
    assert "term: Hund, meaning: dog}" in (tmp_path / "w.yaml").read_text()
    again = call("import", "w.tsv", "-o", "w.yaml", "--kind", "definition")
    assert again.err.endswith("nothing changes\n")
    (tmp_path / "q.txt").write_text("Hund\tthe dog\nVogel\tbird\n")
    done = call("import", "q.txt", "-o", "w.yaml", "--kind", "definition")
    assert "w.yaml: 1 changed, 1 new, 1 without a row\n" in done.err


def test_separators_may_be_named(call, tmp_path) -> None:
    (tmp_path / "q.txt").write_text("Hund = dog;Katze = cat")
    argv = ("import", "q.txt", "--from", "quizlet", "-o", "q.yaml")
    assert "no line has a tab; --separator says" in call(*argv).err
    assert call(*argv, "--separator", " = ", "--row", ";").code == 0
    assert "q: Katze, a: cat}" in (tmp_path / "q.yaml").read_text()


def test_cards_that_share_a_pattern_are_told(call, tmp_path) -> None:
    lands = ("Peru", "Chad", "Mali", "Cuba", "Oman", "Togo")
    lines = "".join(f"What is the capital of {land}?\tX{land}\n" for land in lands)
    (tmp_path / "q.txt").write_text(lines)
    done = call("import", "q.txt", "-o", "q.yaml")
    said = "6 cards ask `What is the capital of ...?`; as facts:  about: {...: {capital: ...}}\n"
    assert said in done.err


def test_what_is_done_is_told_as_json(call, gift) -> None:
    done = call("import", "r.gift", "-o", "new.yaml", "--json")
    found = json.loads(done.out)
    assert (found["v"], found["format"], found["facts"], found["cards"]) == (1, "gift", 1, 4)
    assert found["became"][0] == {"what": "questions", "became": "not taken", "count": 1}
    assert (found["answers"], found["pictures"], found["kinds"]) == (0, 0, ["several answers"])
    assert [loss["code"] for loss in found["lost"]] == ["QK951"]
    assert found["written"] is True
    assert json.loads(call("import", "r.gift", "--json").out)["written"] is False


def test_a_file_of_which_nothing_can_be_taken_is_no_success(call, tmp_path) -> None:
    (tmp_path / "x.gift").write_text("Write! {}\n")
    done = call("import", "x.gift", "-o", "new.yaml")
    assert done.code == 1
    assert "nothing of x.gift could be taken" in done.err
    assert not (tmp_path / "new.yaml").exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.xml", b"<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz>&a;</quiz>", "it brings a DOCTYPE"),
        ("x.xml", b"<quiz><question></quiz>", "its XML is damaged in line 1"),
        ("x.gift", b"caf\xe9{=x}", "save it as UTF-8"),
        ("x.zip", b"PK\3\4", "cannot tell the format of x.zip"),
        ("x.apkg", b"PK\3\4", "x.apkg"),
        ("x.xml", b"<html/>", "cannot tell the format of x.xml"),
        ("x.md", b"\0", "holds a NUL sign"),
        ("x.csv", b"a,b\n" + b'"x' * 9, "a quotation mark in a cell is doubled"),
    ],
)
def test_files_that_cannot_be_used_write_nothing(call, tmp_path, name, data, said) -> None:
    (tmp_path / name).write_bytes(data)
    done = call("import", name, "-o", "new.yaml")
    assert done.code == 3
    assert said in done.err
    assert not (tmp_path / "new.yaml").exists()


@pytest.mark.parametrize("folder", ["../up", "/etc/x", "a:b", "~"])
def test_pictures_stay_below_the_deck(call, gift, folder) -> None:
    done = call("import", "r.gift", "-o", "new.yaml", "--media", folder)
    assert done.code == 2
    assert "cannot be a folder below the deck's" in done.err


def brings(monkeypatch, **more) -> None:
    """Let the reader of GIFT bring along what only others do."""
    read = gift_read.read

    def reads(files, path, intake):
        draft = read(files, path, intake)
        return draft._replace(**{name: make(draft) for name, make in more.items()})

    monkeypatch.setattr(gift_read, "read", reads)


def test_answers_of_the_past_go_into_the_log_once(call, gift, monkeypatch) -> None:
    def answers(draft):
        row = draft.book.sheets[0].lines[0].cells["id"]
        return tuple(
            Answered(row, role, 1_700_000_000_000, 2000, 3, "0" * 32) for role in ("card", "none")
        )

    brings(monkeypatch, answers=answers)
    done = call("import", "r.gift", "-o", "new.yaml", "--history")
    assert "2 answers of the past for the log\n" in done.err
    said = "answers of the past: 1 in the log now, 1 of what the deck does not ask\n"
    assert done.err.endswith(said)
    again = call("import", "r.gift", "-o", "new.yaml", "--history")
    assert "answers of the past: 1 there already, 1 of what the deck does not ask\n" in again.err
    assert call("history", "--deck", "new").out.count("[new/") == 1


def test_pictures_are_written_beside_the_deck_and_over_nothing(
    call, gift, tmp_path, monkeypatch
) -> None:
    brings(monkeypatch, media=lambda _: {"pics/a.png": b"\x89PNG"})
    done = call("import", "r.gift", "-o", "deck/new.yaml", "--media", "pics")
    assert "1 picture beside the deck\n" in done.err
    assert (tmp_path / "deck" / "pics" / "a.png").read_bytes() == b"\x89PNG"
    assert call("import", "r.gift", "-o", "deck/new.yaml", "--media", "pics").code == 0
    (tmp_path / "deck" / "pics" / "a.png").write_bytes(b"mine")
    done = call("import", "r.gift", "-o", "deck/new.yaml", "--media", "pics")
    assert (done.code, done.err.splitlines()[-1]) == (
        3,
        "error: deck/pics/a.png is another picture; name another folder with --media",
    )
    brings(monkeypatch, media=lambda _: {"../a.png": b"\x89PNG"})
    done = call("import", "r.gift", "-o", "deck/other.yaml")
    assert (done.code, "leads out of the deck's folder" in done.err) == (3, True)
    assert not (tmp_path / "a.png").exists()
    assert not (tmp_path / "deck" / "other.yaml").exists()


def test_text_files_of_anki_are_cards(call, tmp_path) -> None:
    head = "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n"
    (tmp_path / "w.txt").write_text(
        head + 'x1\t<b>Hund</b>\t"a&amp;b\nc"\tanimal\nx2\tKatze\tcat\t\n'
    )
    done = call("import", "w.txt", "-o", "w.yaml")
    assert "w.txt: read as csv: it begins as Anki's text files do\n" in done.err
    text = (tmp_path / "w.yaml").read_text()
    assert 'q: Hund, a: "a&b c"}' in text or "q: Hund, a: a&b c}" in text
    assert "q: Katze, a: cat}" in text


def test_a_cell_that_is_too_long_is_told_by_its_line(call, tmp_path) -> None:
    (tmp_path / "w.csv").write_text("a,b\nc," + "x" * 200_000 + "\n")
    done = call("import", "w.csv", "-o", "w.yaml")
    assert done.err.endswith("error: cannot use w.csv: a cell near line 2 is too long\n")


@pytest.mark.parametrize("name", ["x.gift", "x.md"])
def test_a_file_without_a_question_is_refused(call, tmp_path, name: str) -> None:
    Path(name).write_text("\n", encoding="utf-8")
    done = call("import", name, "-o", "my.yaml")
    assert done.code == 3
    assert f"cannot use {name}: there is no question and no card in it" in done.err
    assert not Path("my.yaml").exists()


def test_what_is_piped_in_says_itself_what_it_is(call) -> None:
    piped = "::One::Who? {=Mai ~An}\n"
    done = call("import", "-", "-o", "my.yaml", "--dry-run", stdin=piped)
    assert done.code == 0
    assert "-: read as gift: its questions have answers in braces" in done.err
