"""Answers read from JSON lines."""

import json

import pytest

from quizkit.analysis.items.lines import answers_of
from quizkit.errors import FormatError

LINE = {
    "facet": "d/f#r", "form": "choice", "language": "en", "stem": "Q?", "options": ["a, b", "c"],
    "key": "c", "response": "a, b", "score": 0.0, "why": "", "ms": 900, "prompts": [],
}  # fmt: skip


def read(*lines: object) -> list:
    data = "\n".join(json.dumps(line) for line in lines).encode()
    return list(answers_of(data, "mai.jsonl", learner="mai"))


def test_an_answer_is_read_with_its_options() -> None:
    (found,) = read(LINE)
    assert found[:8] == ("mai", "d/f#r", "choice", "Q?", ("a, b", "c"), ("a, b",), "c", 0.0)
    assert (found.keys, found.said, found.ms) == (("c",), "", 900)
    both = LINE | {"form": "select", "response": "a, b, c", "key": "a, b and c", "score": 1}
    assert read(both)[0].chosen == ("a, b", "c")
    assert read(both)[0].keys == ("a, b", "c")
    typed = read(LINE | {"form": "typed", "options": [], "response": "x"})[0]
    assert (typed.chosen, typed.said, typed.keys) == ((), "x", ())
    row = read(LINE | {"form": "order", "options": ["a", "c"], "response": "c, a"})[0]
    assert (row.options, row.chosen, row.said) == ((), (), "")
    assert read(LINE | {"response": ""})[0].chosen == ()
    assert read(LINE | {"learner": "an"})[0].learner == "an"


@pytest.mark.parametrize(
    "line",
    [
        *("x", 3, [], {}, None),
        *(LINE | {name: 3} for name in ("facet", "form", "stem", "key", "response", "options")),
        *(LINE | {"score": score} for score in (2, -1, "high", None, [], 10**400)),
        LINE | {"options": [1, 2]},
    ],
)
def test_what_is_no_answer_is_refused_with_its_line(line: object) -> None:
    with pytest.raises(FormatError, match=r"line 2 of mai\.jsonl"):
        read(LINE, line)


def test_long_lines_and_broken_bytes_are_refused() -> None:
    for data in (b'{"facet": "' + b"x" * 40_000 + b'"}', b"\xff\xfe", b"[" * 20_000):
        with pytest.raises(FormatError, match="cannot read line 1"):
            list(answers_of(data, "x", learner="x"))
