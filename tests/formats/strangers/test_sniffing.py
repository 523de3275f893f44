"""Which format a file is taken for, and why."""

import pytest

from quizkit.errors import FormatError
from quizkit.formats.strangers.archive import packed
from quizkit.formats.strangers.sniffing import guessed


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("a.CSV", b"", "csv"),
        ("a.tsv", b"", "csv"),
        ("a.xlsx", b"", "xlsx"),
        ("a.gift", b"", "gift"),
        ("a.apkg", b"", "anki"),
        ("a.colpkg", b"", "anki"),
        ("a.xml", b"<?xml version='1.0'?>\n<!-- x --><quiz><question/></quiz>", "moodle"),
        ("a.xml", b"\xef\xbb\xbf<quiz>", "moodle"),
        ("a.xml", b"<assessmentItem xmlns='x'>", "qti"),
        ("a.xml", b"<qti:assessmentItem xmlns:qti='x'>", "qti"),
        ("a.zip", packed({"imsmanifest.xml": b"", "x": b"y" * 100_000}), "qti"),
        ("a.zip", packed({"collection.anki2": b""}), "anki"),
        ("a.zip", packed({"xl/workbook.xml": b""}), "xlsx"),
        ("a.txt", b"#separator:tab\n#html:true\na\tb\n", "csv"),
        ("a.txt", b"one\ttwo\nthree\tfour\n", "quizlet"),
        ("a.txt", b"one\ttwo\nthree\nfour\tfive", "quizlet"),
        ("a.txt", b"// x\n::T::Who?{=me ~you}\n", "gift"),
        ("a.txt", b"$CATEGORY: x\n\nWho?\n{\n=me\n~you\n}\n", "gift"),
        ("a.txt", b"It is so.{TRUE}", "gift"),
        ("a.txt", b"Q: Who?\nA: me\n", "hashcards"),
        ("a.md", b"# Title\n\nC: [x] is y\n", "hashcards"),
        ("a.md", b"# Title\n", "hashcards"),
    ],
)
def test_the_name_or_the_first_bytes_tell_it(name, data, format_) -> None:
    found = guessed(name, data)
    assert found.format == format_
    has_plain_name = name.lower().endswith((".csv", ".tsv", ".xlsx", ".gift", "pkg"))
    assert bool(found.why) == (not has_plain_name and data != b"# Title\n")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b""),
        ("a.txt", b"just some words\n"),
        ("a.xml", b"<html><quiz/></html>"),
        ("a.xml", b"<questestinterop>"),
        ("a.zip", packed({"readme.txt": b""})),
        ("a.zip", b"PK\3\4"),
        ("a.bin", bytes(range(256))),
        ("deck.yaml", b"quizkit: 1\n"),
    ],
)
def test_what_cannot_be_told_is_asked_for(name, data) -> None:
    with pytest.raises(FormatError, match="say which with --from: xlsx, csv, moodle"):
        guessed(name, data)


def test_a_folder_is_of_csv_files() -> None:
    assert guessed("sheets", b"", is_folder=True) == ("csv", "")


@pytest.mark.parametrize("sign", ["{", "::", "=", "<", "\t", "Q:", "{=" * 2, "{ ~"])
def test_the_worst_text_takes_no_time(sign) -> None:
    import time

    begin = time.process_time()
    with pytest.raises(FormatError):
        guessed("a.bin", b"\x01" + sign.encode() * 200_000 if sign != "\t" else b"\x01")
    assert time.process_time() - begin < 0.5
