"""Frames, concise lines, JSON values and totals."""

from pathlib import Path

import pytest

from quizkit.checks.frames import as_json, concise, counts, frame, summary
from quizkit.model import Edit, Fix, Location, Note, Problem, Related, Severity

GOLDEN = Path(__file__).parent / "golden"


def lines(**numbered: str) -> list[str]:
    """Return a file that has these texts at lines l12, l34, .. and nothing elsewhere."""
    last = max(int(name[1:]) for name in numbered)
    return [numbered.get(f"l{number}", "") for number in range(1, last + 1)]


COLON = Problem(
    "QK001",
    Severity.FATAL,
    "cannot read line 12: the text has a colon in it",
    Location("rivers.yaml", 12, 27),
    label="I read this colon as the end of a field's name",
    notes=(
        Note("help", 'put the text in quotes:  note: "The Mekong Delta: nine mouths"'),
        Note("fix", "quizkit check --fix --unsafe rivers.yaml"),
        Note("more", "quizkit explain QK001"),
    ),
)
PLACEHOLDER = Problem(
    "QK120",
    Severity.FATAL,
    "do not know what `{leeder}` stands for",
    Location("vietnam-us.yaml", 27, 41, 8),
    label="no role has this name",
    notes=(
        Note("help", "did you mean `{leader}`?"),
        Note(
            "known",
            "the roles of delegation (leader, host, date, of, to), "
            "{on date}, {it}, {when}, {count}, {scope}, {view}",
        ),
        Note("fix", "quizkit check --fix --unsafe vietnam-us.yaml"),
        Note("more", "quizkit explain QK120"),
    ),
)
COLLISION = Problem(
    "QK301",
    Severity.ERROR,
    "cannot ask who led this delegation: two answers fit",
    Location("vietnam-us.yaml", 41, 26, 8),
    label="I wanted to ask for this",
    related=(
        Related(Location("vietnam-us.yaml", 34, 64, 7), "July 1993"),
        Related(Location("vietnam-us.yaml", 41, 63, 4), "no month: it may be the same July"),
    ),
    notes=(
        Note("tried", "year, month, `of`, `to`; none of them tells t8wd and p4xq apart"),
        Note("help", "give line 41 a month"),
        Note(
            "or",
            "add a part that differs to `called`, such as `[ received by {host}]`, "
            "and give both a host",
        ),
        Note("or", "write `dont ask: [leader]` on both lines to leave the question out"),
        Note("why", "quizkit why vietnam-us/p4xq#leader"),
        Note("more", "quizkit explain QK301"),
    ),
)
SOURCES = {
    "colon": (COLON, {"rivers.yaml": lines(l12="    note: The Mekong Delta: nine mouths")}),
    "placeholder": (
        PLACEHOLDER,
        {
            "vietnam-us.yaml": lines(
                l27='      date: {is: date, ask: "{when} did {leeder} lead {it}?"}'
            )
        },
    ),
    "collision": (
        COLLISION,
        {
            "vietnam-us.yaml": lines(
                l34="    - {id: t8wd, leader: Ann Walsh, of: US, to: Vietnam, date: 1993-07}",
                l41="    - {id: p4xq, leader: Bao Tran, of: US, to: Vietnam, date: 1993}",
            )
        },
    ),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_frame_is_laid_out_as_documented(name: str, pytestconfig: pytest.Config) -> None:
    problem, files = SOURCES[name]
    golden = GOLDEN / f"{name}.txt"
    drawn = frame(problem, files) + "\n"
    if pytestconfig.getoption("--golden"):
        golden.write_text(drawn, encoding="utf-8")
    assert drawn == golden.read_text(encoding="utf-8")


def marked(text: str, column: int, width: int = 1) -> str:
    """Return the line under a source line."""
    problem = Problem("QK401", Severity.ERROR, "x", Location("a", 1, column, width))
    return frame(problem, {"a": [text]}).splitlines()[3]


@pytest.mark.parametrize(
    ("text", "column", "width", "expected"),
    [
        ("abc", 2, 1, "  |  ^"),
        ("東京 b", 4, 1, "  |      ^"),
        ("東京 b", 1, 2, "  | ^^^^"),
        ("e\u0301x", 3, 1, "  |  ^"),
        ("\tb", 2, 1, "  |     ^"),
        ("abc", 9, 5, "  |    ^"),
    ],
)
def test_marks_are_counted_in_terminal_cells(
    text: str, column: int, width: int, expected: str
) -> None:
    assert marked(text, column, width) == expected


def test_adjacent_lines_have_no_gap_between_them() -> None:
    problem = Problem(
        "QK003",
        Severity.FATAL,
        "`to` is given twice",
        Location("a", 2, 1, 2),
        related=(Related(Location("a", 1, 1, 2), "first here"),),
    )
    assert frame(problem, {"a": ["to: b", "to: c"]}).splitlines()[2:] == [
        "1 | to: b",
        "  | -- first here",
        "2 | to: c",
        "  | ^^",
        "  = more: quizkit explain QK003",
    ]


def test_a_place_in_another_file_is_shown_under_its_own_name() -> None:
    problem = Problem(
        "QK102",
        Severity.FATAL,
        "the id `b` is taken",
        Location("a", 1, 1, 1),
        related=(Related(Location("more/b", 11, 2, 1), "here"),),
    )
    assert frame(problem, {"a": ["x"], "more/b": lines(l11=" y")}).splitlines()[1:] == [
        "  --> a:1:1",
        " 1 | x",
        "   | ^",
        "  ::: more/b:11:2",
        "11 |  y",
        "   |  - here",
        "   = more: quizkit explain QK102",
    ]


def test_a_file_that_cannot_be_shown_is_named() -> None:
    problem = Problem("QK002", Severity.FATAL, "not UTF-8", Location("a", 3, 1))
    assert frame(problem, {}).splitlines() == [
        "error[QK002]: not UTF-8",
        " --> a:3:1",
        "  = more: quizkit explain QK002",
    ]


def test_deck_text_cannot_command_the_terminal() -> None:
    at = Location("a\x1b]0;x", 1, 1)
    evil = Problem(
        "QK802",
        Severity.FATAL,
        "x\x1b[2J",
        at,
        label="\x07",
        related=(Related(at, "\u202e"),),
        notes=(Note("help", "\x9b"),),
        suppressed="\x1b",
    )
    drawn = frame(evil, {at.path: ["\x1b[31m\u202e"]}) + concise(evil) + summary("\x1b", [evil])
    assert not set(drawn) & set("\x1b\x07\x9b\u202e")


def test_an_accepted_problem_shows_the_reason() -> None:
    problem = Problem(
        "QK303", Severity.WARNING, "x", Location("a"), suppressed="the question names the year"
    )
    assert frame(problem, {}).splitlines()[-1] == "  = ok:   the question names the year"


def test_one_line_a_problem() -> None:
    expected = (
        "vietnam-us.yaml:41:26: QK301 error: cannot ask who led this delegation: two answers fit"
    )
    assert concise(COLLISION) == expected


def test_json_values_have_the_documented_fields() -> None:
    fix = Fix("safe", "close it", (Edit("a", 1, 2, 1, 3, "]"),))
    value = as_json(COLLISION._replace(fix=fix, deck="vietnam-us", fact="p4xq", role="leader"))
    assert list(value) == [
        "code", "severity", "profile", "message", "path", "line", "column", "end_line",
        "end_column", "deck", "fact", "role", "related", "lines", "hint", "fix", "suppressed",
    ]  # fmt: skip
    assert (value["severity"], value["end_column"], value["suppressed"]) == ("error", 34, None)
    assert value["hint"] == "give line 41 a month"
    assert value["related"][0] == {  # type: ignore[index]
        "path": "vietnam-us.yaml",
        "line": 34,
        "column": 64,
        "end_column": 71,
        "message": "July 1993",
    }
    assert value["fix"] == {
        "safety": "safe",
        "title": "close it",
        "edits": [
            {"path": "a", "line": 1, "column": 2, "end_line": 1, "end_column": 3, "text": "]"}
        ],
    }


def test_totals_count_accepted_problems_apart() -> None:
    warning = Problem("QK303", Severity.WARNING, "x", Location("a"))
    problems = [COLON, COLLISION, warning, warning._replace(suppressed="meant so")]
    assert counts(problems) == {"errors": 2, "warnings": 1, "notes": 0, "suppressed": 1}
    assert (
        summary("vietnam-us", problems, facts=48, asked=131, refused=2)
        == "vietnam-us: 2 errors, 1 warning (48 facts, 131 asked, 2 refused, 1 suppressed)"
    )


def test_a_frame_has_six_lines_of_help_at_most() -> None:
    notes = tuple(Note("or", str(number)) for number in range(6))
    problem = Problem("QK301", Severity.ERROR, "x", Location("a"), notes=notes)
    drawn = frame(problem, {}).splitlines()[2:]
    assert drawn == [f"  = or:   {number}" for number in range(6)]
