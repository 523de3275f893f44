"""`quizkit export` and `quizkit import`: what is said, what is written, with which exit code."""

import json

import openpyxl
import pytest


def cells(path, sheet: str = "river"):
    return openpyxl.load_workbook(path)[sheet]


def test_a_deck_goes_out_and_comes_back_unchanged(call, rivers) -> None:
    before = rivers.read_bytes()
    assert call("export", "rivers.yaml", "-o", "r.xlsx") == (
        0,
        "r.xlsx\n",
        "xlsx: 6 rows, nothing is lost\n",
    )
    done = call("import", "r.xlsx", "-o", "rivers.yaml")
    assert done == (0, "", "r.xlsx: read as xlsx\nrivers.yaml: nothing changes\n")
    assert rivers.read_bytes() == before


def test_a_changed_workbook_changes_the_deck(call, rivers) -> None:
    call("export", "rivers.yaml", "-o", "r.xlsx")
    book = openpyxl.load_workbook("r.xlsx")
    page = book["river"]
    page["D2"] = "1230 km"
    page.append([None, "Elbe", "North Sea", "1094 km"])
    page.delete_rows(6)
    book.save("r.xlsx")
    dry = call("import", "r.xlsx", "-o", "rivers.yaml", "--dry-run")
    assert dry.out.startswith("changed: river kd7w (row 2): length\nnew: river ")
    assert "nothing was written: leave --dry-run out to write it\n" in dry.err
    assert "1230" not in rivers.read_text()
    done = call("import", "r.xlsx", "-o", "rivers.yaml")
    assert done.code == 0
    assert done.out == dry.out
    assert "rivers.yaml: 1 changed, 1 new, 1 without a row\n" in done.err
    assert "what has no row stays in the deck; --prune takes it out\n" in done.err
    text = rivers.read_text()
    assert "length: 1230 km, source: atlas p. 3}" in text
    assert ", name: Elbe, sea: North Sea, length: 1094 km}\n" in text
    assert "s6bn" in text
    call("import", "r.xlsx", "-o", "rivers.yaml", "--prune")
    assert "s6bn" not in rivers.read_text()


def test_csv_goes_to_a_folder_and_comes_back_from_it(call, rivers) -> None:
    done = call("export", "rivers.yaml", "--to", "csv", "-o", "sheets")
    assert done.out == "sheets/river.csv\nsheets/sources.csv\n"
    assert call("import", "sheets", "-o", "rivers.yaml").err.endswith("nothing changes\n")
    one = call("import", "sheets/river.csv", "-o", "rivers.yaml", "--kind", "river")
    assert one.err.endswith("nothing changes\n")


def test_only_the_kinds_wanted_go_out(call, rivers) -> None:
    done = call("export", "rivers.yaml", "--to", "csv", "-o", "sheets", "--kind", "river")
    assert done.out == "sheets/river.csv\n"
    wrong = call("export", "rivers.yaml", "-o", "x.xlsx", "--kind", "rivr")
    assert wrong.code == 2
    assert "the deck has no kind rivr; did you mean `river`?" in wrong.err


def test_nothing_is_written_over_unless_forced(call, rivers, tmp_path) -> None:
    (tmp_path / "r.xlsx").write_bytes(b"mine")
    done = call("export", "rivers.yaml", "-o", "r.xlsx")
    assert (done.code, done.err.splitlines()[-1]) == (
        3,
        "error: r.xlsx is there already; --force writes over it",
    )
    assert (tmp_path / "r.xlsx").read_bytes() == b"mine"
    assert call("export", "rivers.yaml", "-o", "r.xlsx", "--force").code == 0


def test_losses_are_told_first_and_are_the_answer_with_strict(call, rivers, tmp_path) -> None:
    long = "x" * 40_000
    rivers.write_text(rivers.read_text().replace("tags: [long]", f"note: {long}"))
    done = call("export", "rivers.yaml", "-o", "r.xlsx", "--strict")
    assert done.code == 1
    assert "QK902 a text of 40,000 characters is left out" in done.err
    assert not (tmp_path / "r.xlsx").exists()
    said = call("export", "rivers.yaml", "-o", "r.xlsx", "--json")
    assert [loss["code"] for loss in json.loads(said.out)["lost"]] == ["QK902"]


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("export", "rivers.yaml", "-o", "x.pdf"), 3, "cannot tell the format of x.pdf"),
        (("export", "nothing", "-o", "x.xlsx"), 3, "there is no deck nothing"),
        (("import", "nothing.xlsx"), 3, "there is no file nothing.xlsx"),
        (("import", "rivers.yaml"), 3, "cannot tell the format of rivers.yaml"),
        (("import", "rivers.yaml", "--from", "xlsx"), 3, "it is no zip file, or a damaged one"),
        (("import", "x", "--map", "a"), 2, "write --map 'Land=country'"),
    ],
)
def test_faults_are_said_with_their_exit_code(call, rivers, argv, code, said) -> None:
    done = call(*argv)
    assert done.code == code
    assert said in done.err
    assert done.out == ""


def test_a_new_deck_is_made_of_a_sheet_with_the_roles_of_a_kind(call, tmp_path) -> None:
    data = "Wer,to,date\nBo,Hue,1992\nCy,Vinh,1993\n"
    (tmp_path / "trips.csv").write_text(data)
    done = call("import", "trips.csv", "-o", "my-trips.yaml", "--map", "Wer=who")
    assert done.code == 0
    assert "the sheet trips is taken as facts of the kind visit\n" in done.err
    text = (tmp_path / "my-trips.yaml").read_text()
    assert text.startswith("quizkit: 1\ndeck: my-trips\ntitle: My trips\nlanguage: en\n")
    assert "who: Bo, to: Hue, date: 1992}\n" in text
    assert call("check", "my-trips.yaml").code == 0
    again = call(
        "import", "trips.csv", "-o", "my-trips.yaml", "--kind", "visit", "--map", "Wer=who"
    )
    assert again.err.endswith("my-trips.yaml: nothing changes\n")


def test_columns_of_no_kind_are_named(call, tmp_path) -> None:
    (tmp_path / "trips.csv").write_text("Wer,Wohin,Wann,Womit\nBo,Hue,1992,Bus\n")
    done = call("import", "trips.csv", "-o", "t.yaml")
    assert done.code == 3
    assert (
        "no built-in kind has the columns of the sheet trips of trips.csv (Wann, Wer, Wo"
        in done.err
    )
    assert not (tmp_path / "t.yaml").exists()


def test_without_a_deck_the_plan_is_told_and_nothing_written(call, tmp_path) -> None:
    (tmp_path / "visit.csv").write_text("who,to\nBo,Hue\n")
    done = call("import", "visit.csv")
    assert done.code == 0
    assert done.err.endswith("nothing was written: -o DECK says where to\n")
    assert [path.name for path in tmp_path.iterdir()] == ["visit.csv"]


def test_csv_may_come_from_the_input(call, rivers) -> None:
    sheet = "id,length\nkd7w,1 km\n"
    argv = ("import", "-", "-o", "rivers.yaml", "--kind", "river", "--json")
    done = call(*argv, stdin=sheet)
    said = json.loads(done.out)
    assert (said["changed"], said["facts"], said["written"]) == (1, 1, True)
    assert said["changes"][0] == {
        "what": "changed", "sheet": "river", "id": "kd7w", "columns": ["length"], "row": 2,
    }  # fmt: skip
    assert "length: 1 km" in rivers.read_text()


def test_a_row_that_the_deck_refuses_is_named_by_its_sheet_and_row(call, rivers, tmp_path) -> None:
    before = rivers.read_bytes()
    (tmp_path / "river.csv").write_text('id,name\nkd7w,"[a, b]"\n')
    done = call("import", "river.csv", "-o", "rivers.yaml")
    assert done.code == 3
    assert "river.csv, sheet river:2:1" in done.err
    assert "error: cannot take river.csv: the deck would not load with it\n" in done.err
    assert rivers.read_bytes() == before


def test_a_deck_that_came_with_quizkit_is_not_changed(call, tmp_path) -> None:
    (tmp_path / "visit.csv").write_text("who,to\nBo,Hue\n")
    done = call("import", "visit.csv", "-o", "vietnam-us")
    assert done.code == 3
    assert "vietnam-us came with quizkit and is not changed" in done.err


def test_new_errors_are_told_with_what_to_do(call, rivers, tmp_path) -> None:
    (tmp_path / "river.csv").write_text("id,length\nkd7w,very long\n")
    done = call("import", "river.csv", "-o", "rivers.yaml")
    assert done.code == 0
    assert "1 new error in the deck; `quizkit check rivers.yaml` shows what to mend\n" in done.err


def test_a_deck_is_packed_and_added_somewhere_else(call, rivers) -> None:
    packed = call("pack", "rivers.yaml", "-o", "rivers.zip")
    assert packed == (0, "rivers.zip\n", "1 file packed; `quizkit decks add rivers.zip` adds it\n")
    added = call("decks", "add", "rivers.zip")
    assert added.code == 0
    assert added.err.startswith("rivers: 5 facts, in ")
    assert "rivers" in call("decks").out
    again = call("decks", "add", "rivers.zip")
    assert again.code == 0
    assert again.err.startswith("rivers is there already, just the same, in ")
    (noted := rivers.with_name("noted.yaml")).write_text("# mine\n" + rivers.read_text())
    call("pack", "noted.yaml", "-o", "noted.zip")
    other = call("decks", "add", "noted.zip")
    assert other.code == 4
    assert "rivers is there already; its facts are the same, its other lines are not" in other.err
    noted.unlink()
    rivers.write_text(rivers.read_text().replace("1233 km", "1230 km"))
    call("pack", "rivers.yaml", "-o", "rivers.zip", "--force")
    forced = call("decks", "add", "rivers.zip", "--force")
    assert forced.code == 0
    assert "rivers is there already; 1 changed\n" in forced.err
    assert "the deck that was there is kept in " in forced.err


def test_a_packed_deck_of_an_id_that_the_list_has_is_refused(call, rivers) -> None:
    call("decks", "add", "rivers.yaml")
    call("pack", "rivers.yaml", "-o", "rivers.zip", "--json")
    done = call("decks", "add", "rivers.zip")
    assert done.code == 3
    assert 'a deck "rivers" is in the list already' in done.err


SHEET = "Mountain,Height\nK2,8611\nEverest,8849\nEiger,3967\n"


def test_a_sheet_of_another_name_is_taken_as_the_only_kind_of_the_deck(call, tmp_path) -> None:
    (tmp_path / "t.csv").write_text(SHEET)
    assert call("new", "t.yaml", "--from", "t.csv").code == 0
    (tmp_path / "t.csv").write_text(SHEET + "Mont Blanc,4806\n")
    done = call("import", "t.csv", "-o", "t.yaml")
    assert (done.code, done.out.count("\n")) == (0, 1)
    assert "the sheet t is taken as facts of the kind mountain\n" in done.err
    assert "the column Height is taken as height\n" in done.err
    assert done.err.endswith("t.yaml: 1 new\n")
    assert "Mont Blanc" in (tmp_path / "t.yaml").read_text()


def test_a_sheet_of_which_nothing_can_be_taken_is_no_success(call, rivers, tmp_path) -> None:
    (tmp_path / "t.csv").write_text("a,b,c,d\n1,2,3,4\n")
    before = rivers.read_bytes()
    done = call("import", "t.csv", "-o", "rivers.yaml")
    assert done.code == 1
    assert "nothing of t.csv could be taken; --kind KIND says" in done.err
    assert rivers.read_bytes() == before
    assert call("import", "t.csv", "-o", "rivers.yaml", "--kind", "river").code == 1


def test_new_errors_are_as_many_as_a_check_shows(call, tmp_path) -> None:
    (tmp_path / "t.csv").write_text(SHEET)
    call("new", "t.yaml", "--from", "t.csv")
    (tmp_path / "t.csv").write_text("Mountain,Height\nK2,8000\nEiger,4000\n")
    done = call("import", "t.csv", "-o", "t.yaml")
    shown = call("check", "t.yaml", "--json").out.count('"severity":"error"')
    assert shown > 1
    assert f"{shown} new errors in the deck" in done.err
    assert "a row without `id` is a new fact; `quizkit export` writes a sheet with ids" in done.err


def test_what_is_too_long_to_be_piped_in_is_refused_not_cut(call, rivers, monkeypatch) -> None:
    monkeypatch.setattr("quizkit.cli.commands.import_.LARGEST", 20)
    before = rivers.read_bytes()
    sheet = "id,name,sea,length\nkd7w,Rhine,North Sea,1233 km\n"
    done = call("import", "-", "-o", "rivers.yaml", "--kind", "river", "--prune", stdin=sheet)
    assert done.code == 3
    assert "cannot use what was piped in" in done.err
    assert rivers.read_bytes() == before
