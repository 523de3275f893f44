"""From a mention to where a thing is declared, and to all its other mentions."""

import pytest

from quizkit.lsp.navigate import definition, references
from tests.lsp.conftest import place_of


def lines(found) -> list[int]:
    return [each.range.start.line + 1 for each in found]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ann Lee, to", 10),
        ("Bo Tran", 22),
        ("log p. 3", 6),
        ("to: Hanoi", 17),
        ("who}]", 16),
        ("it}?", 13),
        ("t1]", 22),
        ("  trip:\n", 12),
    ],
)
def test_a_definition(bench, text: str, line: int) -> None:
    bench = bench()
    place = (bench.place, 21, 4) if text == "  trip:\n" else place_of(bench, text)
    assert lines(definition(bench, place)) == [line]


def test_a_kind_that_ships_leads_to_its_file(bench) -> None:
    (found,) = definition(bench(), place_of(bench(), "visit:"))
    assert found.uri.endswith("kinds/visit.yaml")


def test_an_included_file(bench) -> None:
    head = "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\n"
    found = bench(head + "include: [more.yaml]\n", more__yaml="names: {}\n")
    (target,) = definition(found, place_of(found, "more.yaml"))
    assert target.uri.endswith("/more.yaml")


def test_references_with_and_without_the_declaration(bench) -> None:
    found = bench()
    place = place_of(found, "Hanoi", nth=2)
    assert lines(references(found, place, declaration=True)) == [9, 22, 25, 32]
    assert lines(references(found, place, declaration=False)) == [22, 25, 32]
    assert references(found, place_of(found, "Travels"), declaration=True) == []
    assert definition(found, place_of(found, "Travels")) == []
