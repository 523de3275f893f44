"""Fixes for signs that no deck may hold, and for letters with separate accents."""

import pytest

from quizkit.decks.edits import applied, apply
from quizkit.decks.files import Reading, read_deck
from tests.decks.reading import whole


def told(data: bytes) -> Reading:
    return read_deck("d.yaml", opener=lambda _: data)


@pytest.mark.parametrize(
    ("title", "mended"),
    [
        ("Riv\u200bers", "Rivers"),
        ("Riv\u200b\u202eers", "Rivers"),
        ("\ufeffRivers", "Rivers"),
        ('"Riv\\u200Bers"', '"Rivers"'),
        ('"\\u202eRiv\\x00ers"', '"Rivers"'),
        ('"Riv\\\\\\U0000200bers"', '"Riv\\\\ers"'),
    ],
)
def test_what_nobody_sees_is_deleted(title: str, mended: str) -> None:
    data = whole("cards: []\n").replace("title: X", f"title: {title}").encode()
    for _ in range(3):
        found = told(data)
        fixes = [problem.fix for problem in found.problems if problem.code == "QK802"]
        if not fixes:
            break
        assert fixes[0] is not None
        data = apply(data, fixes[0].edits)
    assert f"title: {mended}\n".encode() in data
    assert [problem.code for problem in told(data).problems] == []


def test_line_ends_of_old_computers_become_line_breaks() -> None:
    data = whole("cards: []\n").encode().replace(b"\ntitle", b"\rtitle")
    (problem,) = told(data).problems
    assert problem.code == "QK802"
    assert problem.fix is not None
    assert apply(data, problem.fix.edits) == whole("cards: []\n").encode()


@pytest.mark.parametrize(
    "text",
    [
        "cards:\n- {q: Hue\u0302?, a: e\u0301}\n",
        "cards:\n- q: |\n    Hue\u0302\n    e\u0301\n  a: b\n",
        "facts:\n visit:\n  table: |\n   who | to\n   Ann | Hue\u0302\u0301\n",
        "names:\n  Hue\u0302: {is: city}\n",
    ],
)
def test_letters_are_composed_in_whole_lines(text: str) -> None:
    found = told(whole(text).encode())
    fixes = {problem.fix for problem in found.problems if problem.code == "QK807"}
    edits = {edit for fix in fixes if fix for edit in fix.edits}
    mended = applied(found.files, edits)["d.yaml"]
    assert b"\xcc\x82" not in mended
    assert [problem.code for problem in told(mended).problems] == []


def test_escapes_that_make_separate_accents_have_no_fix() -> None:
    found = told(whole('cards: [{q: "e\\u0301?", a: b}]\n').encode())
    assert [(problem.code, problem.fix) for problem in found.problems] == [("QK807", None)]
