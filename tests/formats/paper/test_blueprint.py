from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.cli.report import print_problems
from quizkit.errors import FormatError
from quizkit.formats.paper.blueprint import MOST, Known, Line, known_of, read
from quizkit.model import Form
from tests.formats.paper.papers import bundled

KNOWN = Known(tags=("treaty", "war"), kinds=("visit", "delegation"), roles=("who", "date"))


def lines(text: str) -> tuple[Line, ...]:
    return read(text.encode(), "exam.yaml", KNOWN)


def faults(text: str | bytes) -> list[tuple[str, int, int, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(FormatError) as caught:
        read(data, "exam.yaml", KNOWN)
    assert caught.value.problems
    return [(p.code, p.at.line, p.at.column, p.message) for p in caught.value.problems]


def test_a_line_says_what_is_wanted() -> None:
    text = (
        "- {count: 5, tag: war, kind: visit, role: who, form: typed, difficulty: 2..4, points: 3}"
    )
    (line,) = lines(text)
    assert line[:-1] == (5, ("war",), ("visit",), ("who",), (Form.TYPED,), (2, 4), 3)
    assert (line.at.line, line.at.column) == (1, 3)


def test_all_but_count_may_be_left_out_and_lists_are_allowed() -> None:
    first, second = lines("- count: 2\n- {count: 1, tag: [war, treaty], form: [choice, typed]}\n")
    assert first[:-1] == (2, (), (), (), (), None, 1)
    assert second.tags == ("war", "treaty")
    assert second.forms == (Form.CHOICE, Form.TYPED)


def test_one_figure_of_difficulty_is_a_range_of_one() -> None:
    assert [line.difficulty for line in lines("- {count: 1, difficulty: 3}")] == [(3, 3)]


def test_all_problems_come_at_once_each_with_its_place() -> None:
    text = (
        "- {count: 8, kind: visitt}\n"
        "- {cout: 3, tag: wor, form: [choice, flip]}\n"
        "- count: x\n"
        "  role: [whoo, date]\n"
        "  difficulty: 4..2\n"
        "- just text\n"
        "- {count: 2, points: 0}\n"
    )
    assert faults(text) == [
        ("QK104", 1, 20, "the deck has no kind `visitt`"),
        ("QK006", 2, 3, "this line does not say its `count`"),
        ("QK004", 2, 4, "do not know the field `cout` of a blueprint"),
        ("QK701", 2, 18, "the deck has no tag `wor`"),
        ("QK006", 2, 38, "a paper has no form `flip`"),
        ("QK006", 3, 10, "`count` is a whole number from 1 to 500"),
        ("QK004", 4, 10, "the deck has no role `whoo`"),
        ("QK006", 5, 15, "`difficulty` is a figure from 1 to 5, or a range"),
        ("QK006", 6, 3, "a line of a blueprint is a map of fields"),
        ("QK006", 7, 22, "`points` is a whole number from 1 to 1000"),
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("- {cuont: 1}", "count"),
        ("- {count: 1, kind: visits}", "visit"),
        ("- {count: 1, tag: traety}", "treaty"),
        ("- {count: 1, role: dat}", "date"),
        ("- {count: 1, form: true_false}", "true-false"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_likeliest(text: str, meant: str) -> None:
    with pytest.raises(FormatError) as caught:
        lines(text)
    notes = [note.text for problem in caught.value.problems for note in problem.notes]
    assert f"did you mean `{meant}`?" in notes


def test_no_fix_is_promised_that_no_command_makes() -> None:
    with pytest.raises(FormatError) as caught:
        lines("- {cuont: 1, kind: visitt")
    assert [problem.fix for problem in caught.value.problems] == [None]
    printed: list[str] = []
    print_problems(caught.value.problems, lambda *parts: printed.append(str(parts)))
    assert "--fix" not in "".join(printed)


@pytest.mark.parametrize(
    "text", ["", "count: 3", "- {count: 1", "[]", "just text", "- &a {count: 1}"]
)
def test_what_is_no_blueprint_is_refused(text: str) -> None:
    assert faults(text)


def test_a_paper_has_an_end() -> None:
    half = MOST // 2
    assert len(lines(f"- {{count: {half}}}\n- {{count: {half}}}\n")) == 2
    (found,) = faults(f"- {{count: {half}}}\n- {{count: {half + 1}}}\n")
    assert found[3] == "a paper has at most 500 questions, this blueprint wants 501"


def test_bytes_that_are_no_text_are_refused() -> None:
    assert faults(b"- {count: \xff}")[0][0] == "QK002"
    assert faults("- {count: 1, tag: \u202ewar}".encode())[0][0] == "QK802"


@given(
    st.binary(max_size=200) | st.text("-{}[]: countagkidrle,0123\n", max_size=80).map(str.encode)
)
def test_whatever_stands_there_only_a_format_error_comes(data: bytes) -> None:
    found = None
    with suppress(FormatError):
        found = read(data, "exam.yaml", KNOWN)
    assert found is None or 1 <= sum(line.wanted for line in found) <= MOST


def test_the_words_of_a_deck_are_those_that_it_asks_by() -> None:
    asker = bundled("vietnam-us")
    known = known_of(asker.deck, asker.survey.facets)
    assert {"visit", "card"} <= set(known.kinds)
    assert {"leader", "who", "count"} <= set(known.roles)
    assert len(set(known.roles)) == len(known.roles)
