"""Code frames on the screen: marks stay under what they mean, whatever the width and script."""

import pytest
from textual.content import Content

from quizkit.checks.frames import frame
from quizkit.model import Location, Note, Problem, Related, Severity
from quizkit.tui.widgets.codeframe import cut, fitted

LINES = {
    "cjk.yaml": ["- {who: 東京都知事, to: 川, date: 18/11/1992}"],
    "vi.yaml": ["- {who: Nguyễn Văn Linh, to: Hà Nội, date: 18/11/1992}"],
    "apart.yaml": ["- {who: Nguye\u0302\u0303n Va\u0306n, date: 18/11/1992}"],
    "long.yaml": ["- {" + "a: word, " * 20 + "date: 18/11/1992, " + "b: word, " * 9 + "}"],
    "bad.yaml": ["- {who: [link=x]a[/link]\x1b]52;c;x\x07\u202e, date: 18/11/1992}"],
}


def drawn(path: str, width: int, **more) -> list[Content]:
    column = LINES[path][0].index("18/11") + 1
    found = Problem(
        "QK011",
        Severity.ERROR,
        "cannot read the date",
        Location(path, 1, column, 10),
        label="I do not know this form",
        notes=(Note("help", "write 1992-11-18 or leave it out altogether"),),
        **more,
    )
    return fitted(frame(found, LINES), width, severity="error")


@pytest.mark.parametrize("path", LINES)
@pytest.mark.parametrize("width", [24, 38, 58, 78, 118])
def test_the_mark_stands_right_under_its_text_and_nothing_is_too_wide(path, width) -> None:
    lines = drawn(path, width)
    assert max(line.cell_length for line in lines) <= width
    source = next(line for line in lines if line.plain.startswith("1 | "))
    mark = next(line for line in lines if line.plain.startswith("  | ") and "^" in line.plain)
    start = mark.plain.index("^")
    assert "^" * 10 in mark.plain
    at = source.plain.index("18/11/1992")
    assert source[:at].cell_length == start


@pytest.mark.parametrize("width", [24, 38, 58])
def test_what_is_said_is_wrapped_and_never_cut(width) -> None:
    words = " ".join(" ".join(line.plain for line in drawn("long.yaml", width)).split())
    for part in ("error[QK011]: cannot read the date", "leave it out altogether"):
        assert part in words.replace(" | ", " ") or part in words
    assert "know this form" in words.replace(" | ", " ")


def test_what_acts_on_a_terminal_is_a_sign() -> None:
    text = "\n".join(line.plain for line in drawn("bad.yaml", 78))
    assert "[link=x]a[/link]␛]52;c;x␇\ufffd" in text
    assert all(sign >= " " for sign in text.replace("\n", ""))


def test_two_marks_on_one_line_are_both_in_sight() -> None:
    first = Related(Location("vi.yaml", 1, 9, 6), "this one")
    lines = [line.plain for line in drawn("vi.yaml", 98, related=(first,))]
    assert lines[3].endswith("^^^^^^^^^^ I do not know this form")
    assert lines[4] == "  |         ------ this one"


def test_a_line_cut_on_both_sides_keeps_its_cells() -> None:
    assert cut("0123456789", 3, 5) == "…456…"
    assert cut("a東京b", 0, 4) == "a東…"
    assert cut("東京都庁", 3, 4) == "…都…"


def test_a_problem_without_a_line_is_shown_by_its_place() -> None:
    found = Problem("QK009", Severity.FATAL, "it is empty", Location("none.yaml"))
    lines = [line.plain for line in fitted(frame(found, {}), 40, severity="error")]
    assert lines[1].strip() == "--> none.yaml:1:1"
