"""What people type is data: no sign of it is an operator."""

import apsw
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizkit.store.query import MAX_LETTERS, MAX_WORDS, TOKENIZER, phrases, spread, ways

TABLE = apsw.Connection(":memory:")
TABLE.execute(
    f"CREATE VIRTUAL TABLE search USING fts5(says, more, content='', tokenize=\"{TOKENIZER}\")"
)
signs = st.text(
    st.sampled_from("\"*^:(){}-+,\\'\x00 ^ANDORTNE%#đ東\u0301\u200dักि") | st.characters(),
    max_size=20,
)


def ask(*words: str) -> None:
    asked = phrases(words)
    for way in ways(asked, columns=("says", "more"), longer=lambda _: None) if asked else ():
        if way:
            TABLE.execute("SELECT rowid FROM search WHERE search MATCH ?", (way,)).fetchall()


@pytest.mark.property
@given(st.lists(signs, min_size=1, max_size=4))
@example(['"'])
@example(["NEAR(", "AND", "OR", "NOT", "-x", "says:", "{more}", "^", "a*"])
def test_whatever_is_typed_is_a_query_that_sqlite_can_read(words: list[str]) -> None:
    ask(*words)


@pytest.mark.property
@given(signs)
def test_a_text_is_found_by_all_of_its_words(text: str) -> None:
    said = spread(text)
    table = apsw.Connection(":memory:")
    table.execute(f'CREATE VIRTUAL TABLE search USING fts5(words, tokenize="{TOKENIZER}")')
    table.execute("INSERT INTO search VALUES(?)", (said,))
    known = [word for word in said.split() if word.isalnum() and word.isascii()]
    for word in known:
        query = ways([word], columns=("words",), longer=lambda _: None).said
        assert table.execute("SELECT rowid FROM search WHERE search MATCH ?", (query,)).get == 1


def test_spreading_again_changes_nothing() -> None:
    for text in ("Hà Nội", "Lê Đức-Anh", "東京タワー", "กขค", "C# 50 %", "ＡＢＣ"):
        assert spread(spread(text)) == spread(text)


def test_the_words_of_a_search_are_bounded_and_none_is_asked_twice() -> None:
    assert phrases(["Hà", "ha", "HA"]) == ("ha",)
    assert len(phrases([f"w{n}" for n in range(100)])) == MAX_WORDS
    assert len(phrases(["x" * 10_000])[0]) == MAX_LETTERS
    assert phrases(["", " ", "-- ?!", "%"]) == ()


def test_a_beginning_is_asked_for_by_its_words_where_they_are_few() -> None:
    longer = {"deleg": ["delegate", "delegation"], "none": []}.get
    asked = ways(["ha", "deleg"], columns=("says", "more"), longer=longer)
    assert asked.together == '{says} : ("ha deleg")'
    assert asked.said == '{says} : ("ha" AND "deleg")'
    assert asked.there == '{says more} : ("ha" AND "deleg")'
    assert asked.begun == '{says more} : ("ha" AND ("delegate" OR "delegation"))'
    assert ways(["none"], columns=("w",), longer=longer).begun == '{w} : (("none"))'
    assert ways(["many"], columns=("w",), longer=longer).begun == '{w} : ("many" *)'
    assert ways(["del"], columns=("w",), longer=longer).begun == '{w} : ("del" *)'
