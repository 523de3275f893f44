"""A deck as the text of one file: every deck says the same when it is read again."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.checks.catalogue import pages
from quizkit.decks import library, load
from quizkit.decks.layout import laid_out
from quizkit.decks.rows import from_rows
from quizkit.decks.whole import text_of
from quizkit.decks.whole_content import content
from quizkit.errors import DeckError
from tests.decks_as_text import HEADER, deck

SAMPLE = Path(__file__).parent / "sample.yaml"


def _again(text: str, folder: Path):
    path = folder / "again.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


@pytest.mark.parametrize("place", [*library.places(), SAMPLE], ids=lambda place: place.stem)
def test_a_deck_is_written_as_one_file_that_says_the_same(place: Path, tmp_path: Path) -> None:
    before = load(place)
    text = text_of(before)
    after = _again(text, tmp_path)
    assert content(after) == content(before)
    assert text_of(after) == text
    assert laid_out(text.encode(), "again.yaml").decode() == text


def test_decks_with_every_kind_of_fault_say_the_same(tmp_path: Path) -> None:
    written = 0
    for example in dict.fromkeys(text for page in pages() for text in (page.example, page.instead)):
        path = tmp_path / "deck.yaml"
        path.write_text(example if "quizkit:" in example else HEADER + example, encoding="utf-8")
        try:
            before = load(path)
        except DeckError:
            continue
        text_of(before)  # it reads its text again, and compares
        written += 1
    assert written > 200


def test_what_is_written_reads_well() -> None:
    made = deck(
        dedent(
            """
            sources: {atlas: An atlas, who: {title: A list, according to: the author}}
            names: {Hue: {in: Vietnam, aka: Thừa Thiên}}
            kinds:
              river:
                called: "the {name}"
                roles:
                  name: name
                  length: {is: number, ask: ["How long is {it}?", "What length has {it}?"]}
            facts:
              river:
                - {id: r1, name: Mekong, length: "4,350 km", source: atlas, tags: [asia]}
                - {id: r2, name: "no", length: about 2 km, source: atlas, tags: [asia]}
            about:
              Vietnam: {capital: Hanoi, population: {as of 2020: 97 million}}
            cards:
              - {cloze: "The embargo was lifted in [[1994]].", note: "so: there"}
            """
        )
    )
    assert text_of(made).removeprefix(HEADER) == dedent(
        """
        sources:
          atlas: An atlas
          who: {title: A list, according to: the author}

        names:
          Hue: {in: Vietnam, aka: [Thừa Thiên]}

        kinds:
          river:
            called: "the {name}"
            roles:
              name: name
              length: {is: number, ask: ["How long is {it}?", "What length has {it}?"]}

        facts:
          river:
            source: atlas
            tags: [asia]
            facts:
              - {id: r1, name: Mekong, length: "4,350 km"}
              - {id: r2, name: "no", length: about 2 km}

        about:
          Vietnam: {capital: Hanoi, population: {as of 2020: 97 million}}

        cards:
          - {cloze: "The embargo was lifted in [[1994]].", note: "so: there"}
        """
    )


def test_what_only_looks_like_another_value_is_kept_apart() -> None:
    made = deck(
        """
about: {Hue: {code: "1992", motto: "4 km", year: 1992, far: 4 km, wide: [1992, "1992"]}}
facts:
  visit:
    - {who: "other", to: Hue}
    - {who: other, to: "yes"}
    - {who: A, to: Hue, with: ...}
"""
    )
    text = text_of(made)
    assert 'code: "1992", motto: "4 km", year: 1992, far: 4 km' in text
    assert '{who: "other", to: Hue}' in text
    assert '{who: other, to: "yes"}' in text


def test_what_could_not_be_read_is_left_out() -> None:
    made = from_rows([{"who": "A", "date": "soon"}, {"date": "soon", "note": "n"}], kind="visit")
    assert len(made.facts) == 2
    assert text_of(made).endswith("facts:\n  visit:\n    - {who: A}\n")


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=12
)


@given(st.lists(st.fixed_dictionaries({"a": TEXTS, "b": TEXTS, "note": TEXTS}), max_size=4))
def test_any_text_is_written_so_that_it_is_read_again(rows: list[dict[str, str]]) -> None:
    roles = {"a": "text", "b": {"is": "name", "ask": "Which?"}}
    try:
        made = from_rows(rows, kind="k", roles=roles, title="A: title")
    except DeckError:
        return
    text = text_of(made)
    assert laid_out(text.encode(), "d.yaml").decode() == text
