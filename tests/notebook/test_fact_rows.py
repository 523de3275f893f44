"""Facts as rows: what goes out comes in as the same facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quizkit as qk
from quizkit.notebook.fact_rows import fact_rows
from tests.decks_as_text import deck as deck_of

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1).filter(
    lambda text: text[0] not in "[{~"
)
GIVEN = st.fixed_dictionaries(
    {"who": WORDS},
    optional={
        "to": WORDS,
        "date": st.dates() | st.integers(1000, 2999),
        "with": WORDS,
        "note": WORDS,
        "tags": st.lists(st.sampled_from("abc"), min_size=1, unique=True),
        "difficulty": st.integers(1, 5),
        "disputed": st.booleans(),
        "wrong": st.fixed_dictionaries({"who": st.lists(WORDS, min_size=1, max_size=2)}),
    },
)


@pytest.mark.property
@given(st.lists(GIVEN, min_size=1, max_size=3))
@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_random_facts_go_out_and_come_in(backend: str, rows: list[dict[str, object]]) -> None:
    try:
        before = qk.Deck.from_rows(rows, kind="visit")
    except qk.DeckError:
        return
    if before.value.problems:  # a value that could not be read is in no frame
        return
    after = qk.Deck.from_frame(before.to_frame(backend, kind="visit"), kind="visit")
    assert [fact._replace(spans={}) for fact in after.value.facts] == [
        fact._replace(spans={}) for fact in before.value.facts
    ]


def test_cells_are_those_of_a_sheet() -> None:
    made = deck_of(
        """
sources: {a: A, b: B}
kinds:
  pact: {roles: {between: list, date: date, sum: number, steps: steps}}
facts:
  pact:
    - id: p1
      between: [Laos, "Hue, Vietnam", ...]
      date: {in Hue: 1995, in Lima: 1996}
      source: [a 1, b]
    - {id: p2, sum: "about 1,250 km", steps: [one, two], date: 1999-05~}
about: {Hue: {size: "4,350 km", code: "007"}}
"""
    )
    rows, schema = fact_rows(made)
    assert schema == {
        "id": "text", "kind": "text", "between": "texts", "date": "text", "sum": "text",
        "steps": "texts", "of": "text", "name": "text", "value": "text", "source": "text",
        "note": "text", "tags": "texts",
    }  # fmt: skip
    one, two, three, _ = [
        {name: cell for name, cell in row.items() if cell is not None} for row in rows
    ]
    assert one == {
        "id": "p1", "kind": "pact", "between": ["Laos", "Hue, Vietnam", "..."],
        "date": "{in Hue: 1995, in Lima: 1996}", "source": "[a 1, b]",
    }  # fmt: skip
    assert two == {
        "id": "p2", "kind": "pact", "date": "1999-05~", "sum": "about 1,250 km",
        "steps": ["one", "two"],
    }  # fmt: skip
    assert three["id"] == "Hue.size"
    assert three["value"] == "4,350 km"
