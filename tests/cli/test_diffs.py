"""A change of a file as a diff: every line end counts."""

from quizkit.cli.diffs import diff_lines


def test_a_diff_tells_of_an_end_without_a_line_end() -> None:
    lines = list(diff_lines("a", b"x\ny", b"x\nz"))
    assert lines[3:] == [
        *(" x", "-y", "\\ No newline at end of file", "+z", "\\ No newline at end of file")
    ]


def test_another_line_end_is_a_change() -> None:
    assert list(diff_lines("a", b"x\r\n", b"x\n"))[3:] == ["-x\r", "+x"]
    assert list(diff_lines("a", b"x\n", b"x\n")) == []
