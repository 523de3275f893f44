"""Bytes become text, or a problem with a place."""

from pathlib import Path

import pytest

from quizkit.decks import source
from quizkit.decks.report import Report
from quizkit.decks.source import MAX_FILE, MAX_REFUSED, text_of
from tests.decks.reading import found, read

FILES = Path(__file__).parents[1] / "data" / "decks"


def said(data: bytes) -> list[tuple[str, int, int]]:
    report = Report()
    text_of(data, "d", report)
    return [(p.code, p.at.line, p.at.column) for p in report.problems]


def test_line_ends_and_the_byte_order_mark_do_not_matter() -> None:
    assert text_of(b"\xef\xbb\xbfa\r\nb\n", "d", Report()) == "a\nb\n"


def test_bytes_that_are_no_utf8_are_placed_by_characters() -> None:
    assert said("é: ".encode() + b"\xe9") == [("QK002", 1, 4)]
    assert said(b"a\nb\xff") == [("QK002", 2, 2)]


def test_utf16_is_named() -> None:
    report = Report()
    text_of("a: b".encode("utf-16"), "d", report)
    assert report.problems[0].message == "cannot read line 1: it is UTF-16, not UTF-8"


def test_a_file_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_FILE == 16 * 1024 * 1024
    monkeypatch.setattr(source, "MAX_FILE", 10)
    assert said(b"a" * 11) == [("QK014", 1, 1)]
    assert said(b"a" * 10) == []


@pytest.mark.parametrize(
    "char", ["\0", "\x1b", "\x85", "\u202e", "\u200b", "\ue000", "\U000e0041", "\r", "\ufffe"]
)
def test_characters_that_nobody_sees_are_refused(char: str) -> None:
    assert said(f"ab\ncd{char}e".encode()) == [("QK802", 2, 3)]


@pytest.mark.parametrize("text", ["a\tb", "a\u200db", "\u00adx", "👩\u200d🏫", "नमस्ते"])
def test_characters_that_shape_words_are_kept(text: str) -> None:
    assert text_of(text.encode(), "d", Report()) == text


def test_refused_characters_are_reported_so_often_and_no_more() -> None:
    assert len(said(b"\x01" * 1000)) == MAX_REFUSED


def test_files_that_no_text_can_hold() -> None:
    """Each kind of file in tests/data/decks: what is found, and nothing is raised."""
    expected = {
        "alias_bomb.yaml": "QK008",
        "binary.yaml": "QK002",
        "brackets.yaml": "QK014",
        "cr_only.yaml": "QK802",
        "empty.yaml": "QK009",
        "latin1.yaml": "QK002",
        "nul.yaml": "QK802",
        "utf16.yaml": "QK002",
    }
    for name, code in expected.items():
        codes = {item.split()[0] for item in found((FILES / name).read_bytes())}
        assert code in codes, name


@pytest.mark.parametrize("name", ["bom.yaml", "crlf.yaml"])
def test_marks_and_line_ends_of_other_systems_load(name: str) -> None:
    deck = read((FILES / name).read_bytes())
    assert [fact.values["to"].name for fact in deck.facts] == ["Huế"]  # type: ignore[union-attr]
    assert deck.facts[0].spans["to"][:2] == (7, 22)
