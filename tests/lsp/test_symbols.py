"""The outline of a file."""

from quizkit.lsp.symbols import Outline
from tests.lsp.conftest import DECK


def outline(found, path: str = ""):
    return Outline(found, path or found.place).symbols()


def test_sections_kinds_and_facts(bench) -> None:
    found = {each.name: each for each in outline(bench())}
    assert list(found) == [
        "quizkit", "deck", "title", "language", "sources", "names", "kinds", "facts", "cards",
    ]  # fmt: skip
    trip, visit = found["facts"].children
    assert [fact.name for fact in trip.children] == [
        "Lee, Ann went to Hanoi in 1990.",
        "Bo Tran went to Hanoi in July 1995.",
        "Lee, Ann went to Vietnam in 1999.",
    ] or [fact.detail for fact in trip.children] == ["t1", "t2", "t3"]
    assert [fact.detail for fact in visit.children] == ["v1"]
    assert [name.name for name in found["names"].children] == ["Hanoi", "Lee, Ann"]
    assert [card.name for card in found["cards"].children] == ["Why?"]


def test_each_range_holds_its_own_name_and_its_children(bench) -> None:
    def check(symbols) -> None:
        for each in symbols:
            whole, own = each.range, each.selection_range
            assert (whole.start.line, whole.end.line) >= (own.start.line, own.start.line)
            assert own.end.line <= whole.end.line
            for inner in each.children or ():
                assert whole.start.line <= inner.range.start.line
                assert inner.range.end.line <= whole.end.line
            check(each.children or ())

    check(outline(bench()))


def test_a_sheet_is_the_list_of_its_facts(bench) -> None:
    head = "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\nfacts:\n  visit: {file: visits.csv}\n"
    found = bench(head, visits__csv="id,who,to\na1,Bo Tran,Hue\na2,An Ha,Vinh\n")
    symbols = outline(found, found.place.replace("deck.yaml", "visits.csv"))
    assert [(each.detail, each.range.start.line) for each in symbols] == [("a1", 1), ("a2", 2)]


def test_a_text_that_cannot_be_read_has_the_facts_it_had(bench) -> None:
    found = bench()
    found.buffers.open(f"file://{found.place}", 2, DECK + "  - {q: [\n")
    found.edits += 1
    found.look()
    assert [each.detail for each in outline(found)] == ["t1", "t2", "t3", "v1", "c1"]
