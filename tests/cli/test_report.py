from quizkit.cli.report import in_order, print_problems, sources
from quizkit.model import Location, Problem, Related, Severity


def problem(code: str, line: int, path: str = "a.yaml", **more: object) -> Problem:
    return Problem(code, Severity.ERROR, "wrong", Location(path, line), **more)


def test_problems_come_by_file_line_and_code() -> None:
    found = [problem("QK2", 3), problem("QK1", 3), problem("QK9", 1), problem("QK0", 9, "A.yaml")]
    assert [p.code for p in in_order(found)] == ["QK0", "QK9", "QK1", "QK2"]


def test_files_are_read_for_every_place_that_is_shown(tmp_path) -> None:
    (tmp_path / "a.yaml").write_text("one\ntwo\n")
    (tmp_path / "b.yaml").write_bytes(b"\xef\xbb\xbfb\xff\n")
    related = (Related(Location("b.yaml", 1), "here"),)
    found = sources([problem("QK1", 1, related=related), problem("QK2", 1, "gone.yaml")])
    assert found == {
        "a.yaml": ("one", "two", ""),
        "b.yaml": ("b\ufffd", ""),
        "gone.yaml": (),
    }


def test_frames_have_a_blank_line_between(tmp_path) -> None:
    (tmp_path / "a.yaml").write_text("one\ntwo\n")
    lines: list[str] = []
    print_problems(
        [problem("QK2", 2), problem("QK1", 1)],
        lambda *parts: lines.append("".join(p if isinstance(p, str) else p.text for p in parts)),
    )
    assert [line.split(":")[0] for line in lines] == ["error[QK1]", "", "error[QK2]"]


def test_what_is_no_file_can_be_shown_as_well() -> None:
    lines: list[str] = []
    print_problems(
        [problem("QK1", 1, "-")],
        lambda *parts: lines.append("".join(p if isinstance(p, str) else p.text for p in parts)),
        texts={"-": "typed"},
    )
    assert "1 | typed" in lines[0]
