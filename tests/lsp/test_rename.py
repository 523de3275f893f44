"""Renaming: everywhere, or not at all and why."""

from pathlib import Path

import pytest

from quizkit.decks import load
from quizkit.decks.edits import applied
from quizkit.lsp.rename import RefusedError, renamable, rename
from quizkit.model import NOWHERE
from tests.lsp.conftest import DECK, place_of


def after(bench, text: str, new: str, *, nth: int = 1, path: str = "") -> dict[str, str]:
    edits = rename(bench, place_of(bench, text, nth=nth, path=path), new)
    files = {path: bench.buffers.read(Path(path)) for path in bench.trees}
    return {Path(path).name: data.decode() for path, data in applied(files, edits).items()}


def test_a_name_in_values_lists_tables_and_its_declaration(bench) -> None:
    text = after(bench(), "Bo Tran", "Bảo Trần")["deck.yaml"]
    assert "Bo Tran" not in text
    assert "with: [Bảo Trần, Cy Ngo]" in text
    assert "v1 | Bảo Trần  | Hanoi" in text
    assert text == DECK.replace("Bo Tran", "Bảo Trần")


def test_what_needs_quotation_marks_gets_them_and_aliases_stay(bench) -> None:
    text = after(bench(), '"Lee, Ann"', 'Lee "Annie"')["deck.yaml"]
    assert '\n  "Lee \\"Annie\\"": {is: person, aka: [Ann Lee]}' in text
    assert 'who: "Lee \\"Annie\\"", to' in text
    assert "who: Ann Lee, to: Vietnam" in text
    text = after(bench(), "Cy Ngo", "Ngo, Cy")["deck.yaml"]
    assert 'with: [Bo Tran, "Ngo, Cy"]' in text


def test_in_included_files_and_sheets_too(bench) -> None:
    head = "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\ninclude: more.yaml\n"
    text = head + "facts:\n  visit: {file: visits.csv}\n"
    more = "names:\n  Hue: {is: city}\n  Thuan Hoa: {in: Hue}\nabout:\n  Hue: {river: x}\n"
    sheet = 'who,to,note\nBo Tran,Hue,"long, and so"\n"Ann Lee",Hue,x\n'
    found = bench(text, more__yaml=more, visits__csv=sheet)
    files = after(found, "Hue", "Huế", path=found.place.replace("deck.yaml", "more.yaml"))
    assert files["more.yaml"] == more.replace("Hue", "Huế")
    assert files["visits.csv"] == sheet.replace("Hue", "Huế")


def test_sources_and_kinds(bench) -> None:
    assert after(bench(), "log p. 3", "diary")["deck.yaml"] == (
        DECK.replace("log:", "diary:").replace("source: log", "source: diary")
    )
    text = after(bench(), "trip:", "journey")["deck.yaml"]
    assert text == DECK.replace("  trip:", "  journey:")


@pytest.mark.parametrize(
    ("text", "new", "why"),
    [
        ("Bo Tran", "Cy Ngo", "there is a name `Cy Ngo` already"),
        ("Bo Tran", "Ha Noi", "`Ha Noi` is another spelling of `Hanoi` already"),
        ("Bo Tran", "other", "this cannot be a name"),
        ("Bo Tran", " ", "this cannot be a name"),
        ("Bo Tran", "a\nb", "this cannot be a name"),
        ("Bo Tran", "a|b", "a table has `Bo Tran`, where such signs cannot stand"),
        ("Bo Tran", "a\u202eb", "the deck could not be read afterwards"),
        ("Ha Noi\n", "X", "this is an alias of `Hanoi`: rename it under `names`"),
        ("log p. 3", "sea", "there is a source `sea` already"),
        ("log p. 3", "two words", "a source has a name of one word"),
        ("visit:", "call", "the kind `visit` came with quizkit"),
        ("to: Hanoi", "x", "a role's name is part of what learners have answered"),
        ("t1,", "t9", "an id is part of what learners have answered"),
        ("Travels", "x", "only names, sources and the deck's own kinds"),
        ("trip:", "visit", "more than this name would change|already"),
    ],
)
def test_what_is_refused(bench, text: str, new: str, why: str) -> None:
    found = bench()
    place = (found.place, 25, 12) if text == "Ha Noi\n" else place_of(found, text)
    with pytest.raises(RefusedError, match=why):
        rename(found, place, new)


def test_a_broken_deck_is_mended_first(bench) -> None:
    found = bench(DECK + "nonsense: x\n")
    with pytest.raises(RefusedError, match="mend that first"):
        renamable(found, place_of(found, "Bo Tran"))


def test_the_result_is_the_same_deck_but_for_the_name(bench, tmp_path: Path) -> None:
    found = bench()
    text = after(found, "Hanoi", "Thang Long")["deck.yaml"]
    (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
    before, now = found.deck, load(tmp_path / "deck.yaml")
    assert [fact.id for fact in now.facts] == [fact.id for fact in before.facts]
    assert now.names["Thang Long"]._replace(name="Hanoi", at=NOWHERE) == (
        before.names["Hanoi"]._replace(at=NOWHERE)
    )


def test_its_own_name_changes_nothing(bench) -> None:
    assert rename(bench(), place_of(bench(), "Bo Tran"), "Bo Tran") == ()
