"""Missing ids as mendings: the same for the same deck, all at once for a table."""

from pathlib import Path

from quizkit.decks.edits import applied
from quizkit.decks.files import Reading, read_deck
from quizkit.decks.unstamped import id_fixes, with_ids
from quizkit.model import Location, Problem, Severity

HEAD = "quizkit: 1\ndeck: x\ntitle: X\nlanguage: en\nfacts:\n  visit:\n"


def written(tmp_path: Path, text: str, **files: str) -> Reading:
    for name, content in {"deck.yaml": HEAD + text, **files}.items():
        (tmp_path / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return read_deck(tmp_path / "deck.yaml")


def fixed(reading: Reading) -> dict[str, bytes]:
    assert reading.deck is not None
    fixes = dict.fromkeys(id_fixes(reading.deck, reading.files).values())
    return applied(reading.files, [edit for fix in fixes for edit in fix.edits])


def test_each_fact_of_a_list_has_its_own(tmp_path: Path) -> None:
    text = "    - {who: Ann, to: Oslo}\n    - who: Bao\n      to: Hue\n    - {id: b2, who: Cy}\n"
    reading = written(tmp_path, text)
    assert reading.deck is not None
    fixes = id_fixes(reading.deck, reading.files)
    path = reading.deck.paths[0]
    assert list(fixes) == [(path, 7, 7), (path, 8, 7)]
    assert {fix.title for fix in fixes.values()} == {"write an id"}
    (after,) = fixed(reading).values()
    one, two = (fix.edits[0].text.split()[1].strip(",") for fix in fixes.values())
    assert after.decode().endswith(
        f"    - {{id: {one}, who: Ann, to: Oslo}}\n    - id: {two}\n      who: Bao\n      to: Hue\n"
        "    - {id: b2, who: Cy}\n"
    )
    assert id_fixes(reading.deck, reading.files) == fixes


def test_a_table_gets_its_column_at_once(tmp_path: Path) -> None:
    reading = written(tmp_path, "    table: |\n      who | to\n      Ann | Oslo\n      Bao | Hue\n")
    assert reading.deck is not None
    fixes = id_fixes(reading.deck, reading.files)
    assert len(fixes) == 2
    assert len(set(fixes.values())) == 1
    (tmp_path / "deck.yaml").write_bytes(*fixed(reading).values())
    again = read_deck(tmp_path / "deck.yaml").deck
    assert again is not None
    assert [fact.id[0] == "~" for fact in again.facts] == [False, False]


def test_empty_cells_are_filled_one_by_one(tmp_path: Path) -> None:
    text = "    table: |\n      id | who | to\n      a1 | Ann | Oslo\n         | Bao | Hue\n"
    reading = written(tmp_path, text)
    assert reading.deck is not None
    assert [key[1:] for key in id_fixes(reading.deck, reading.files)] == [(10, 0)]


def test_sheets_too(tmp_path: Path) -> None:
    reading = written(tmp_path, "    file: v.csv\n", v_csv="who,to\nAnn,Oslo\nBao,Hue\n")
    (after,) = fixed(reading).values()
    head, *rows = after.decode().splitlines()
    assert head == "id,who,to"
    assert [row.split(",")[1:] for row in rows] == [["Ann", "Oslo"], ["Bao", "Hue"]]


def test_problems_get_their_mending(tmp_path: Path) -> None:
    reading = written(tmp_path, "    - {who: Ann, to: Oslo}\n")
    assert reading.deck is not None
    path = reading.deck.paths[0]
    problems = [
        Problem("QK101", Severity.WARNING, "no id", Location(path, 7, 7)),
        Problem("QK101", Severity.WARNING, "elsewhere", Location(path, 3, 7)),
        Problem("QK202", Severity.WARNING, "another", Location(path, 7, 7)),
    ]
    found = with_ids(problems, reading.deck, reading.files)
    assert [bool(problem.fix) for problem in found] == [True, False, False]
    assert with_ids(problems[2:], reading.deck, reading.files) == tuple(problems[2:])
    assert not with_ids(problems[:1], reading.deck, {})[0].fix
