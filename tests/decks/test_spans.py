"""Places, packed."""

from hypothesis import given
from hypothesis import strategies as st

from quizkit.decks.spans import Spans, packed
from quizkit.model import Span

names = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=9)
places = st.builds(Span, *(st.integers(1, 10**6) for _ in range(3)))


@given(st.dictionaries(names, places))
def test_packed_places_are_the_places(spans):
    found = Spans(packed(spans))
    assert found == spans
    assert spans == found
    assert dict(found) == spans
    assert len(found) == len(spans)
    assert list(found) == list(spans)


def test_what_is_not_there_is_a_key_error():
    assert "who" not in Spans(packed({"": Span(1, 1, 1)}))
