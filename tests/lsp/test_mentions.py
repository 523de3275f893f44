"""What a deck mentions, and where: every place holds the text that it says."""

import pytest

from quizkit.decks import library
from quizkit.lsp.bench import Bench
from quizkit.lsp.mentions import CALLED, FACT, FILE, KIND, NAME, ROLE, SOURCE
from quizkit.lsp.rows import SHEET, TABLE
from tests.lsp.conftest import DECK, place_of


def said(bench: Bench, what: str, *key: str) -> list[tuple[int, str]]:
    return [(each.at.line, each.spelled) for each in bench.index.of(what, key)]


def test_a_name_under_all_its_spellings(bench) -> None:
    found = bench()
    assert said(found, NAME, "Hanoi") == [
        (9, "Hanoi"),
        (22, "Hanoi"),
        (25, "Ha Noi"),
        (32, "Hanoi"),
    ]
    assert said(found, NAME, "Lee, Ann") == [(10, "Lee, Ann"), (22, "Lee, Ann"), (28, "Ann Lee")]
    assert said(found, NAME, "Bo Tran") == [(22, "Bo Tran"), (24, "Bo Tran"), (32, "Bo Tran")]
    assert [each.place for each in found.index.of(NAME, ("Bo Tran",))][2] == TABLE


def test_the_other_things(bench) -> None:
    found = bench()
    assert said(found, SOURCE, "log") == [(6, "log"), (22, "log"), (34, "log")]
    assert said(found, KIND, "trip") == [(12, "trip"), (21, "trip")]
    assert [line for line, _ in said(found, ROLE, "trip", "who")] == [13, 14, 16, 17, 22, 24, 28]
    assert [line for line, _ in said(found, CALLED, "trip")] == [13, 16]
    assert said(found, FACT, "t1") == [(22, "t1"), (27, "t1")]


def test_the_place_of_a_key_in_quotation_marks_is_all_of_it(bench) -> None:
    found = bench()
    (declared, *_) = found.index.of(NAME, ("Lee, Ann",))
    assert (declared.at.column, declared.at.width, declared.style) == (3, 10, '"')


def test_the_shortest_mention_at_a_place(bench) -> None:
    found = bench()
    assert found.index.at(*place_of(found, "Cy Ngo")).key == ("Cy Ngo",)
    assert found.index.at(*place_of(found, "with: [")).key == ("trip", "with")
    assert found.index.at(*place_of(found, "title: Travels")) is None


def test_included_files_and_sheets(bench) -> None:
    text = "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\ninclude: more.yaml\nfacts:\n"
    text += "  visit: {file: visits.csv}\n"
    sheet = 'who,to,note\nBo Tran,Hue,"long, and so"\n"Ann Lee",Hue,x\n'
    more = "names:\n  Hue: {is: city}\nabout:\n  Hue: {river: Bo Tran}\n"
    found = bench(text, more__yaml=more, visits__csv=sheet)
    here = found.index.of(NAME, ("Hue",))
    sheets = [(each.at.line, each.at.column) for each in here if each.place == SHEET]
    assert sheets == [(2, 9), (3, 11)]
    assert len(here) == 4
    files = [each.what for each in found.index.of(FILE, (f"{found.place[:-9]}visits.csv",))]
    assert files == [FILE]


@pytest.mark.parametrize("name", ["vietnam-us", "elements", "spaced-learning"])
def test_every_place_in_the_bundled_decks_holds_its_text(name: str) -> None:
    from quizkit.decks.files import read_bytes
    from quizkit.lsp.buffers import Buffers

    found = Bench((library.bundled() / name / "deck.yaml").as_posix(), Buffers(read_bytes))
    found.edits = 1
    found.look()
    wrong = [
        each
        for mentions in found.index._keys.values()
        for each in mentions
        if not each.style
        and found.line(each.at.path, each.at.line)[each.at.column - 1 :][: each.at.width]
        != each.spelled
    ]
    assert wrong == []


def test_a_broken_text_is_looked_up_as_far_as_it_can_be(bench) -> None:
    found = bench()
    found.buffers.open(
        f"file://{found.place}", 2, DECK.replace("  trip:\n    - {", "  tripp:\n    - {")
    )
    found.edits += 1
    found.look()
    assert found.shop.seen.broken
    assert (9, "Hanoi") in said(found, NAME, "Hanoi")
    found.buffers.open(f"file://{found.place}", 3, DECK + "  - {q: [\n")
    found.edits += 1
    found.look()
    assert said(found, NAME, "Hanoi") == []
