"""Frames of handles: facts, questions, answers, memory; and decks as text."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import quizkit as qk
from quizkit.api.rows import Rows
from quizkit.decks.whole_content import content
from quizkit.decks.whole_head import kind_node
from quizkit.decks.whole_text import Node, Typed
from quizkit.practice.clock import FixedClock

BACKENDS = ("pandas", "polars")
ROWS = [{"who": f"Person {letter}", "to": "Vietnam", "date": 2000 + n}
        for n, letter in enumerate("ABCDEF")]  # fmt: skip
ASK = {"who": "Who visited {to}[ {on date}]?", "date": "{when} did {who} visit {to}?"}
ANSWERS = ["at", "day", "facet", "deck", "fact", "role", "kind", "form", "stem", "response",
           "score", "rating", "override", "ms", "hints", "stability_days",
           "retrievability_before"]  # fmt: skip


@pytest.fixture
def deck() -> qk.Deck:
    return qk.Deck.from_rows(ROWS, kind="visit", ask=ASK)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime.fromisoformat("2026-06-01T08:00:00+07:00"))


@pytest.fixture
def path(deck: qk.Deck, clock: FixedClock, tmp_path: Path) -> Path:
    """A log of two days."""
    for _ in range(2):
        with qk.study(deck, tmp_path / "me.db", seed="7", clock=clock) as session:
            for _ in range(3):
                clock.move(minutes=1)
                session.answer("1")
        clock.move(minutes=60 * 24 * 2)
    return tmp_path / "me.db"


# Facts


def _plain(node: Node) -> object:
    if isinstance(node, Typed):
        return node.text
    if isinstance(node, list):
        return [_plain(inner) for inner in node]
    return {name: _plain(inner) for name, inner in node.items()}


def _bare(deck: qk.Deck, kind: str) -> list:
    return [
        fact._replace(spans={}, path="", group=0, ask={}, id=fact.id.lstrip("~"))
        for fact in deck.value.facts
        if fact.kind == kind
    ]


@pytest.mark.parametrize("name", ["vietnam-us", "spaced-learning", "elements", "countries"])
def test_facts_of_a_bundled_deck_go_out_and_come_in(name: str) -> None:
    before = qk.load(name)
    names = {
        name.name: {"is": name.type, "aka": list(name.aka), "in": list(name.within),
                    "the": "yes" if name.article else "no", **name.spellings}
        for name in before.value.names.values() if name.declared
    }  # fmt: skip
    sources = {
        one.id: {"title": "T", "according to": one.according_to, "at the time of": one.at_time_of}
        for one in before.value.sources.values()
    }
    for n, kind in enumerate(dict.fromkeys(fact.kind for fact in before.value.facts)):
        frame = before.to_frame(BACKENDS[n % 2], kind=kind)
        said = _plain(kind_node(before.value.kinds[kind], before.value.language))
        said = {name: said[name] for name in ("roles", "called", "says") if name in said}
        after = qk.Deck.from_frame(frame, kind=kind, names=names, sources=sources, **said)
        assert _bare(after, kind) == _bare(before, kind)


def test_the_columns_of_facts() -> None:
    made = qk.Deck.from_rows(
        [{"who": "A", "to": "Hue", "difficulty": 3, "disputed": True, "dont ask": ["to"]}],
        kind="visit",
    )
    first = ["who", "as", "to", "date", "with", "source", "note", "tags"]
    more = ["difficulty", "dont ask", "disputed"]
    frame = made.to_frame("polars", kind="visit")
    assert frame.columns == ["id", *first, *more]
    assert frame["difficulty"].to_list() == [3.0]
    assert frame["disputed"].dtype == pl.Boolean
    assert made.to_frame("pandas").columns.tolist() == ["id", "kind", *first, *more]


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_deck_without_facts_has_the_columns_of_its_kind(backend: str) -> None:
    made = qk.Deck.from_rows([], kind="visit", says="{who} visited {to}.")
    frame = made.to_frame(backend, kind="visit")
    assert list(frame.columns) == [
        "id",
        "who",
        "as",
        "to",
        "date",
        "with",
        "source",
        "note",
        "tags",
    ]
    assert len(frame) == 0
    assert list(made.to_frame(backend).columns) == ["id", "kind", "source", "note", "tags"]


def test_a_kind_that_is_not_there_is_told(deck: qk.Deck) -> None:
    with pytest.raises(ValueError, match="kind is 'vist', wanted one of visit"):
        deck.to_frame(kind="vist")
    odd = qk.Deck.from_rows([{"kind": "A", "n": 3}], kind="thing")
    assert list(odd.to_frame(kind="thing").columns)[:3] == ["id", "kind", "n"]
    with pytest.raises(ValueError, match="a role is called `kind`"):
        odd.to_frame()


def test_problems_of_a_check_name_rows_and_columns() -> None:
    frame = pd.DataFrame({"who": ["A", "B"], "date": ["soon", "2000"]}, index=["x", "y"])
    made = qk.Deck.from_frame(frame, kind="visit")
    found = made.check()
    assert "row 1 (index x), column date" in [problem.at.path for problem in found]
    assert " --> row 1 (index x), column date\n" in repr(found)
    assert "row 1 (index x), column date" in found._repr_mimebundle_()["text/html"]
    assert made.into("vi").check()[0].at.path.startswith("row ")


def test_places_beside_a_problem_are_named_too() -> None:
    rows = [{"element": name, "symbol": symbol} for name, symbol in
            (("nitrogen", "N"), ("carbon", "C"), ("neon", "N"))]  # fmt: skip
    ask = {"element": "Which element has the symbol {symbol}?"}
    (found,) = qk.Deck.from_frame(rows, kind="sign", ask=ask).check()
    assert found.code == "QK301"
    assert {found.at.path, *(near.at.path for near in found.related)} >= {
        "row 1, column element",
        "row 3, column element",
    }


# Text


def test_the_text_of_a_deck_loads_to_it(tmp_path: Path) -> None:
    before = qk.load("spaced-learning")
    path = tmp_path / "deck.yaml"
    path.write_text(before.to_yaml(), encoding="utf-8")
    assert content(qk.load(path).value) == content(before.value)


def test_the_text_of_rows_keeps_ids_and_asks_the_same(deck: qk.Deck, tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(deck.to_yaml(), encoding="utf-8")
    again = qk.load(path)
    assert again.facets == deck.facets
    assert [q.stem for q in again.questions(9, seed=1)] == [
        q.stem for q in deck.questions(9, seed=1)
    ]


# Questions


@pytest.mark.parametrize("backend", BACKENDS)
def test_questions_are_rows(deck: qk.Deck, backend: str) -> None:
    frame = deck.questions(3, seed=7).to_frame(backend)
    assert list(frame.columns) == list(deck.questions(1).to_dicts()[0])
    assert frame["stem"].to_list() if backend == "polars" else list(frame["stem"])
    assert len(deck.questions(0).to_frame(backend)) == 0


# Answers


@pytest.mark.parametrize("backend", BACKENDS)
def test_answers_have_fixed_columns_and_types(path: Path, deck: qk.Deck, backend: str) -> None:
    with qk.open_log(path) as log:
        frame, told = log.to_frame(backend, deck=deck), log.to_dicts()
    assert list(frame.columns) == ANSWERS
    assert len(frame) == len(told) > 3
    rows = frame.to_dicts() if backend == "polars" else frame.to_dict("records")
    for row, wanted in zip(rows, told, strict=True):
        assert row["at"] == datetime.fromtimestamp(wanted["at"] / 1000, UTC)
        same = ("facet", "deck", "fact", "role", "form", "stem", "response", "score", "rating",
                "ms", "hints")  # fmt: skip
        assert {name: row[name] for name in same} == {name: wanted[name] for name in same}
        assert row["kind"] == "visit"
        assert row["stability_days"] > 0
    if backend == "polars":
        assert rows[0]["day"] == date(2026, 6, 1)
        assert frame.schema["at"] == pl.Datetime("ms", "UTC")
        assert [row["retrievability_before"] is None for row in rows].count(True) == len(
            {row["facet"] for row in rows}
        )


@pytest.mark.parametrize("backend", BACKENDS)
def test_answers_taken_back_are_left_out(path: Path, clock: FixedClock, backend: str) -> None:
    with qk.open_log(path) as log:
        before = len(log.to_frame(backend))
        log.undo(clock=clock)
        assert len(log.to_frame(backend)) == before - 1
        assert len(log.to_dicts()) == before
        log.undo(before - 1, clock=clock)
        empty = log.to_frame(backend)
    with qk.open_log(path) as log:
        full = log.to_frame(backend)
    assert len(empty) == len(full) == 0
    dtypes = empty.schema if backend == "polars" else empty.dtypes
    assert [str(dtype) for dtype in (dtypes.values() if backend == "polars" else dtypes)][:2] == (
        ["Datetime(time_unit='ms', time_zone='UTC')", "Date"]
        if backend == "polars"
        else ["datetime64[ms, UTC]", "datetime64[ms]"]
    )


def test_the_kind_is_missing_without_the_deck(path: Path) -> None:
    with qk.open_log(path) as log:
        assert set(log.to_frame("polars")["kind"].to_list()) == {None}


# Memory


def test_memory_is_a_list_that_becomes_a_frame(path: Path, clock: FixedClock) -> None:
    with qk.open_log(path) as log:
        rows = log.memory(clock=clock)
    assert isinstance(rows, Rows)
    assert isinstance(rows, list)
    columns = ["facet", "stability_days", "difficulty", "retrievability", "due", "reviews",
               "lapses", "suspended"]  # fmt: skip
    assert list(rows.columns) == columns == list(rows[0])
    assert rows.to_dicts() == rows
    assert repr(rows) == f"<{len(rows)} rows: {', '.join(columns)}>"
    frame = rows.to_frame("polars")
    assert frame.schema["due"] == pl.Date
    assert [str(day) for day in frame["due"]] == [row["due"] for row in rows]
    assert str(rows.to_frame("pandas")["due"].dtype) == "datetime64[ms]"


@pytest.mark.parametrize("kind", [None, 5, ["visit"]])
def test_a_kind_is_named(kind: object) -> None:
    for make in (qk.Deck.from_rows, qk.Deck.from_frame):
        with pytest.raises(qk.ArgumentError, match=r"kind is .*, wanted the name of a kind"):
            make(ROWS, kind=kind)


def test_columns_are_a_dict() -> None:
    with pytest.raises(qk.ArgumentError, match=r"columns is .*, wanted a dict: column to role"):
        qk.Deck.from_frame(ROWS, kind="visit", columns=["who"])


def test_columns_without_names_go_by_their_numbers() -> None:
    frame = pd.DataFrame([["Ann Ash", "Hue"]])
    deck = qk.Deck.from_frame(frame, kind="visit", columns={0: "who", 1: "to"})
    assert sorted(deck.value.facts[0].values) == ["to", "who"]


@pytest.mark.parametrize("labels", [[pd.NA, 1], [0, pd.NA], [float("nan"), 1.0]])
def test_an_index_may_have_gaps(labels: list[object]) -> None:
    frame = pd.DataFrame({"who": ["Ann", "Bo"], "date": ["200000", "2001"]}, index=labels)
    deck = qk.Deck.from_frame(frame, kind="visit")
    assert deck.check()[0].at.path == f"row 1 (index {labels[0]}), column date"


def test_rows_in_one_line_command_no_terminal() -> None:
    assert repr(Rows([{"\x1b[2J": 1, "b": 2}])) == "<1 row: ␛[2J, b>"
    assert repr(Rows([])) == "<0 rows>"


def test_asking_for_what_is_no_column_says_which_there_are() -> None:
    rows = [{"metal": "gold", "symbol": "Au"}]
    with pytest.raises(
        qk.ArgumentError, match=r"'symbl', wanted .*metal, symbol; did you .*'symbol'"
    ):
        qk.Deck.from_frame(rows, kind="metal", ask={"symbl": "What is {metal}?"})


def test_a_frame_without_rows_is_no_deck_of_a_kind_of_ones_own() -> None:
    frame = pl.DataFrame({"metal": [], "symbol": []})
    with pytest.raises(qk.ArgumentError, match="the frame has no rows"):
        qk.Deck.from_frame(frame, kind="metal", ask={"symbol": "What is {metal}?"})


def test_facts_are_plain_rows_where_there_is_no_frame() -> None:
    deck = qk.load("vietnam-us")
    frame = deck.to_frame("polars", kind="delegation")
    assert deck.to_dicts(kind="delegation") == frame.to_dicts()


def test_whole_numbers_of_a_frame_are_whole_numbers(tmp_path: Path) -> None:
    two, deck = pd.Series([1, 1]).sum(), qk.load("spaced-learning")
    assert len(deck.questions(two)) == 2
    assert qk.quiz(deck, n=two, seed=7).submit(two).outcome.value in ("right", "wrong")
    with qk.study(deck, tmp_path / "me.db", minutes=two, seed="7") as session:
        session.answer(two)
        assert session.answered == 1


def test_a_built_in_kind_with_a_wording_of_ones_own_is_as_quiet_as_without():
    visits = [
        {"who": "Bill Clinton", "to": "Vietnam", "date": 2000},
        {"who": "Barack Obama", "to": "Vietnam", "date": 2016},
    ]
    ask = {"who": "Who visited {to} in {date}?"}
    for made in (qk.Deck.from_frame, qk.Deck.from_rows):
        assert made(visits, kind="visit", ask=ask).check() == []
    scoped = qk.Deck.from_frame(visits, kind="visit", ask=ask, complete="between 1995 and 2020")
    assert scoped.check() == []
    assert any("first" in each.stem for each in scoped.questions(20, seed=7))


def test_a_misspelt_role_of_a_built_in_kind_is_told():
    with pytest.raises(qk.ArgumentError, match="did you mean 'date'"):
        qk.Deck.from_frame([{"who": "Ann"}], kind="visit", ask={"dat": "When?"})
