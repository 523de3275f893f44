"""Mendings as an editor offers them."""

from pathlib import Path

import pytest
from lsprotocol.types import CodeActionKind, Position, Range

from quizkit.decks.edits import applied
from quizkit.lsp.actions import ALL, MEND_ALL, actions, workspace_edit
from quizkit.lsp.whole import all_mended, difference, laid_out
from quizkit.model import Edit, Fix, Location, Problem, Severity
from tests.lsp.conftest import DECK

EVERYWHERE = Range(Position(0, 0), Position(999, 0))


def with_problems(bench, *problems: Problem):
    from dataclasses import replace

    bench.shop.seen = replace(bench.shop.seen, problems=problems)
    return bench


def problem(bench, line: int, safety: str) -> Problem:
    edit = Edit(bench.place, line, 1, line, 1, "x")
    fix = Fix(safety, f"mend line {line}", (edit,))
    return Problem("QK999", Severity.WARNING, "so", Location(bench.place, line, 1, 3), fix=fix)


def test_safe_ones_come_first_and_unsafe_ones_say_so(bench) -> None:
    found = bench()
    with_problems(found, problem(found, 2, "unsafe"), problem(found, 2, "safe"))
    first, second, whole = actions(found, found.place, EVERYWHERE)
    assert (first.title, first.is_preferred) == ("mend line 2", True)
    assert second.title.startswith("mend line 2 (look at it afterwards")
    assert not second.is_preferred
    assert (whole.kind, whole.command.command) == (ALL, MEND_ALL)
    assert whole.title == "Mend all that can be mended safely (1)"
    assert first.diagnostics[0].code == "QK999"
    (change,) = first.edit.document_changes
    assert [edit.new_text for edit in change.edits] == ["x"]
    assert change.text_document.version is None


def test_only_what_the_cursor_touches_and_what_is_wanted(bench) -> None:
    found = bench()
    with_problems(found, problem(found, 2, "safe"), problem(found, 5, "unsafe"))
    here = Range(Position(4, 1), Position(4, 1))
    titles = [each.title for each in actions(found, found.place, here)]
    assert [title[:11] for title in titles] == ["mend line 5", "Mend all th"]
    only = actions(found, found.place, here, only=[CodeActionKind.SourceFixAll.value])
    assert [each.kind for each in only] == [ALL]
    assert actions(found, "/elsewhere.yaml", here, only=["quickfix"]) == []


def test_edits_have_the_version_of_the_text_or_none(bench) -> None:
    found = bench()
    found.buffers.open(f"file://{found.place}", 7, DECK.replace("\n", "\r\n"))
    edit = Edit(found.place, 1, 1, 2, 1, "a\nb\n")
    versioned = workspace_edit(found, [edit], versioned=True)
    assert versioned.document_changes[0].text_document.version == 7
    assert versioned.document_changes[0].edits[0].new_text == "a\r\nb\r\n"
    plain = workspace_edit(found, [edit], versioned=False)
    assert list(plain.changes) == [f"file://{found.place}"]


def test_the_layout_is_the_edit_of_the_lines_that_change(bench) -> None:
    found = bench(DECK.replace("deck: travels", "deck:   travels"))
    (edit,) = laid_out(found, found.place)
    assert edit.line <= 2 < edit.end_line
    data = found.buffers.read(Path(found.place))
    after = applied({found.place: data}, [edit])[found.place].decode()
    assert "\ndeck: travels\n" in after
    broken = bench("quizkit: [")
    assert laid_out(broken, broken.place) == ()


def test_all_mended_is_tried_before_it_is_offered(bench) -> None:
    note = "note: Ha\u0300 No\u0323\u0302i"
    found = bench(DECK.replace("date: 1990", f"date: 1990, {note}"))
    edits = all_mended(found)
    assert all(edit.path == found.place for edit in edits)
    assert "Hà Nội" in "".join(edit.text for edit in edits)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nb\nc\n", "a\nB\nc\n"),
        ("a\nb", "a\nb\n"),
        ("a\nb\n", "a\nb"),
        ("", "a\n"),
        ("a\n", ""),
        ("a\nb\nb\nc", "a\nb\nc"),
        ("a\r\nb\r\n", "a\nx\n"),
        ("a\n", "a\nb\nc\n"),
    ],
)
def test_a_difference_leads_from_one_to_the_other(before: str, after: str) -> None:
    edits = difference("d", before.encode(), after.encode())
    found = applied({"d": before.encode()}, edits).get("d", before.encode())
    assert found.replace(b"\r\n", b"\n") == after.encode()
    windows = after.replace("\n", "\r\n")
    assert difference("d", after.encode(), windows.encode()) == ()
