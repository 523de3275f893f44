"""Facts: rows of a kind, their ids and what their group says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.decks.facts import attribute
from quizkit.model import Named
from tests.decks.reading import TRIP, found, marked, problems, read, trip


def test_an_unstamped_fact_is_named_by_its_kind_and_values() -> None:
    plain = trip("who: Bo, to: Hue")
    assert plain.id.startswith("~")
    assert len(plain.id) == 9
    assert trip("to: Hue, who: Bo").id == plain.id
    assert trip("who: Bo, to: Hue, note: other words").id == plain.id
    assert trip("who: Bo, to: 'Hue'").id == plain.id
    assert trip("who: Bo, to: Hoi An").id != plain.id


def test_the_same_unstamped_fact_twice_has_two_ids() -> None:
    deck = read(f"{TRIP}    - {{who: Bo}}\n    - {{who: Bo}}\n    - {{who: 'Bo'}}\n")
    first = deck.facts[0].id
    assert [fact.id for fact in deck.facts] == [first, f"{first}.2", f"{first}.3"]


def test_an_id_stands_once_in_a_deck() -> None:
    text = f"{TRIP}    - {{id: bcd, who: Bo}}\n    - {{who: An, id: §bcd}}\n"
    text, expected = marked(text, "QK102")
    assert found(text) == expected
    related = problems(text)[0].related[0]
    assert (related.at.line, related.at.column) == (problems(text)[0].at.line - 1, 12)
    cards = text.replace("    - {who: An, id: bcd}\n", "cards: [{id: bcd, q: x, a: y}]\n")
    assert [item.split()[0] for item in found(cards)] == ["QK102"]


def test_a_fact_without_a_role_says_nothing() -> None:
    text, expected = marked(f"{TRIP}    - §{{note: x}}\n", "QK005")
    assert found(text) == expected


def test_a_role_the_kind_has_not() -> None:
    text, expected = marked(f"{TRIP}    - {{who: Bo, §too: Hue}}\n", "QK004")
    assert found(text) == expected
    assert problems(text)[0].message == "trip has no role `too`"
    assert problems(text)[0].notes[0].text == "did you mean `to`?"


def test_wrong_answers_of_a_list_are_members() -> None:
    fact = trip("who: Bo, via: [A, B], wrong: {via: [C, D]}")
    assert fact.wrong["via"] == (Named("C"), Named("D"))


def test_a_disputed_group_may_hold_an_undisputed_fact() -> None:
    text = TRIP.replace("  trip:\n", "  trip:\n", 1) + "    disputed: yes\n    facts:\n"
    deck = read(f"{text}    - {{who: Bo}}\n    - {{who: An, disputed: no}}\n")
    assert [fact.disputed for fact in deck.facts] == [True, False]


def test_fields_have_python_names() -> None:
    names = ["at the time of", "according to", "dont ask", "ask to", "note"]
    expected = ["at_time_of", "according_to", "dont_ask", "ask_to", "note"]
    assert list(map(attribute, names)) == expected


FIELDS = {
    "who": ["Bo", "An Lam", "other"],
    "to": ["Hue", "Hà Nội"],
    "date": ["1992", "1992-11", "1992-11-18", "soon"],
    "rank": ["Colonel", "Generel"],
    "via": ["[A, B]", "[A, ...]", "A"],
    "days": ["3", "about 3 km"],
    "tags": ["[a, b]", "a"],
    "id": ["b2", "a b"],
    "source": ["x p. 1", "y p. 1"],
    "note": ["a note", "[a]"],
    "difficulty": ["3", "9"],
    "disputed": ["yes", "no"],
    "at the time of": ["then"],
    "dont ask": ["[who]", "[whom]"],
    "odd": ["x"],
}


@pytest.mark.property
@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), st.integers(0, 3), min_size=1))
def test_a_fact_on_one_line_is_read_like_any_other(drawn: dict[str, int]) -> None:
    """With a comment behind it a row is read by events: the fact and its problems are the same."""
    row = ", ".join(f"{k}: {FIELDS[k][n % len(FIELDS[k])]}" for k, n in drawn.items())
    texts = [f"sources: {{x: X}}\n{TRIP}    - {{{row}}}{end}\n" for end in ("", "  # c")]
    quick, slow = texts
    assert problems(quick) == problems(slow)
    if not any(problem.severity == 0 for problem in problems(quick)):
        assert read(quick).facts == read(slow).facts
