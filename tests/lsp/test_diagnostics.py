"""Problems under the text."""

from lsprotocol.types import DiagnosticSeverity, Position, Range

from quizkit.lsp.diagnostics import MOST, Rulers, diagnostics
from quizkit.model import Location, Note, Problem, Related, Severity


def test_a_problem_has_its_place_code_and_help(bench) -> None:
    found = bench()
    found.buffers.open(f"file://{found.place}", 1, "漢😀 word\nother line")
    problem = Problem(
        "QK301",
        Severity.ERROR,
        "two answers fit",
        Location(found.place, 1, 4, 4),
        label="here",
        related=(Related(Location(found.place, 2, 1, 5), "and here"),),
        notes=(Note("help", "give it a month"), Note("fix", "quizkit check --fix")),
    )
    shown = diagnostics([problem], Rulers(found.buffers), home=found.place, related=True)
    (only,) = shown[found.place]
    assert only.range == Range(Position(0, 4), Position(0, 8))
    assert (only.severity, only.code, only.source) == (DiagnosticSeverity.Error, "QK301", "quizkit")
    assert only.message == "two answers fit (here)\nhelp: give it a month"
    assert only.code_description is None
    (second,) = only.related_information
    assert (second.location.range.start.line, second.message) == (1, "and here")
    without = diagnostics([problem], Rulers(found.buffers), home=found.place, related=False)
    assert without[found.place][0].related_information is None


def test_severities_and_what_has_no_place(bench) -> None:
    found = bench()
    problems = [Problem("QK999", each, "so", Location("")) for each in Severity]
    shown = diagnostics(problems, Rulers(found.buffers), home=found.place, related=True)
    assert [each.severity for each in shown[found.place]] == [
        DiagnosticSeverity.Error,
        DiagnosticSeverity.Error,
        DiagnosticSeverity.Warning,
        DiagnosticSeverity.Information,
    ]
    assert shown[found.place][0].range.start == Position(0, 0)


def test_of_too_many_the_worst_are_shown(bench) -> None:
    found = bench()
    notes = [Problem("QK999", Severity.NOTE, "so", Location(found.place, 1))] * MOST
    worst = Problem("QK001", Severity.FATAL, "bad", Location(found.place, 2))
    shown = diagnostics([*notes, worst], Rulers(found.buffers), home=found.place, related=True)
    assert len(shown[found.place]) == MOST
    assert shown[found.place][0].code == "QK001"


def test_signs_that_command_are_shown_as_pictures(bench) -> None:
    found = bench()
    problem = Problem("QK802", Severity.FATAL, "a\x1b[31m", Location(found.place))
    shown = diagnostics([problem], Rulers(found.buffers), home=found.place, related=True)
    assert shown[found.place][0].message == "a␛[31m"
