"""Texts without quotation marks, found in lines: the same that a reader of YAML finds."""

from pathlib import Path

import pytest
import yaml

from quizkit.checks.plain_texts import Plain, plain_texts
from quizkit.decks import library

FILES = sorted(library.bundled().glob("*/*.yaml"))


def by_events(text: str) -> list[tuple[str, int, int]]:
    return [
        (event.value, event.start_mark.line + 1, event.start_mark.column + 1)
        for event in yaml.parse(text, Loader=yaml.CSafeLoader)
        if isinstance(event, yaml.ScalarEvent)
        and event.style in (None, "")
        and event.value
        and event.start_mark.line == event.end_mark.line
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_they_are_those_of_a_reader_of_yaml(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = [(plain.text, plain.line, plain.column) for plain in plain_texts(text.split("\n"))]
    assert found == by_events(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: no, thanks\nb: [no, 'x # y', on # off\n  , yes]\n",
        "a: |\n  no\n\n  12:30\nb: >-\n  no\nc: no\n",
        "a: no\n  thanks\nb: x: y\n",
        "a: \"no\n  no\"\nb: it's\nc: 'it''s'\nd: e#f\n",
        "- no\n- - yes\n  - a: http://x.org/a#b\n- {a: no thanks, b: [c d]}\n",
        "# no\na:\n  no\nb: {c: {d: no}}\n",
    ],
)
def test_odd_places(text: str) -> None:
    if "x: y" in text:
        text = text.replace("x: y", "x:y")
    found = [(plain.text, plain.line, plain.column) for plain in plain_texts(text.split("\n"))]
    assert found == by_events(text)


def test_the_field_is_known() -> None:
    assert list(plain_texts(["the: yes", "x: {aka: [no]}"]))[1::2] == [
        Plain("yes", 1, 6, "the"),
        Plain("aka", 2, 5),
    ]
