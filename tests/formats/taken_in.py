"""Drafts of imports as plain values, what own exports must come back as, and mutated files."""

import resource
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from random import Random
from typing import Any

from quizkit.errors import FormatError
from quizkit.formats.book import Draft, Intake
from quizkit.formats.posed import Posed
from quizkit.formats.sheets.cells import Value, value_of
from quizkit.model import Form
from quizkit.text import fold
from tests.quickness import is_quick

Row = dict[str, Value]
Read = Callable[[Mapping[str, bytes], str, Intake], Draft]

SLOWEST = 0.5
"""Seconds that a mutated file may take."""

MOST_MEMORY = 200 * 2**20
"""Bytes that mutated files may add."""

COUNTS = {"quick": 300, "ci": 1_500, "full": 100_000, "release": 100_000}


def rows(draft: Draft, title: str = "cards") -> list[Row]:
    """Return what the rows of a sheet say, without their ids."""
    return [
        {name: value_of(cell) for name, cell in line.cells.items() if name != "id"}
        for sheet in draft.book.sheets
        if sheet.title == title
        for line in sheet.lines
    ]


def ids(draft: Draft) -> list[str]:
    """Return the ids of all rows, by where they stand."""
    found = [(line.number, line.cells["id"]) for sheet in draft.book.sheets for line in sheet.lines]
    return [id_ for _, id_ in sorted(found)]


def in_order(draft: Draft) -> list[Row]:
    """Return the rows of all sheets by where their questions stand in the file."""
    found = [
        (line.number, {name: value_of(cell) for name, cell in line.cells.items()})
        for sheet in draft.book.sheets
        for line in sheet.lines
    ]
    return [row for _, row in sorted(found, key=lambda each: each[0])]


def told(draft: Draft) -> list[tuple[str, int, str]]:
    """Return what was lost: code, line, message."""
    return [(problem.code, problem.at.line, problem.message) for problem in draft.losses]


def flat(text: object) -> str:
    """Return a text with every run of blanks as one."""
    return " ".join(str(text).split())


def check_back(posed: Posed, row: Row) -> None:
    """Compare a question that went out with the row that it came back as."""
    question = posed.question
    right = [question.options[key] for key in question.keys] if question.options else []
    wrong = [text for at, text in enumerate(question.options) if at not in question.keys]
    if posed.form is Form.ORDER:
        assert (flat(row["task"]), row["steps"]) == (flat(question.stem), right)
    elif posed.form is Form.SELECT:
        assert flat(row["task"]) == flat(question.stem)
        assert sorted(map(flat, row["answers"])) == sorted(map(flat, right))
        inner = row.get("wrong", {"answers": []})
        assert isinstance(inner, dict)
        assert list(map(flat, inner["answers"])) == list(map(flat, wrong))
    elif posed.form is Form.MATCH:
        pairs = dict(zip(question.prompts, right, strict=True))
        assert flat(row["q"]) == flat(question.stem)
        assert flat(row["a"]) in set(map(flat, pairs.values()))
    elif posed.form is Form.CHOICE:
        assert (flat(row["q"]), flat(row["a"])) == (flat(question.stem), flat(right[0]))
        assert list(map(flat, row["wrong"])) == list(map(flat, wrong))
    elif posed.form is Form.TRUE_FALSE:
        assert (flat(row["q"]), row["a"]) == (flat(question.stem), right[0])
    else:
        _check_typed(posed, row)


def _check_typed(posed: Posed, row: Row) -> None:
    stem = flat(posed.question.stem)
    if "cloze" in row:
        before, _, rest = flat(row["cloze"]).partition("[[")
        key, _, after = rest.rpartition("]]")
        assert stem.startswith(before)
        assert stem.endswith(after)
    else:
        key = flat(row["a"])
        assert flat(row["q"]).replace("_", "") == stem.replace("_", "")
    right = {fold(flat(text)) for text in posed.accepted}
    if not posed.quantity:
        found = {fold(flat(text)) for text in [key, *row.get("also", ())]}
        assert right <= found
    else:
        assert fold(key) in right


def mutants(seeds: Sequence[bytes], count: int, *, words: Sequence[bytes]) -> Iterator[bytes]:
    """Yield files with some of their bytes changed, cut out, doubled, or words put in.

    Args:
        seeds: Whole files.
        count: How many.
        words: What means something in the format.
    """
    rng = Random("mutants")
    for number in range(count):
        data = bytearray(seeds[number % len(seeds)])
        for _ in range(rng.choice((1, 2, 4, 16))):
            at = rng.randrange(len(data) + 1)
            to = min(len(data), at + rng.choice((1, 3, 40, 400)))
            match rng.randrange(6):
                case 0:
                    data[at:to] = b""
                case 1:
                    data[at:at] = data[at:to]
                case 2:
                    data[at:to] = rng.randbytes(min(8, to - at))
                case 3:
                    data[at:at] = rng.choice(words) * rng.choice((1, 1, 2, 50))
                case 4:
                    data[at:to] = rng.choice(words)
                case _:
                    other = rng.choice(seeds)
                    begin = rng.randrange(len(other) + 1)
                    data[at:at] = other[begin : begin + 200]
        yield bytes(data)


def _read_into(found: set[str], read: Read, files: Mapping[str, bytes], name: str) -> None:
    """Read a file and tell its outcome."""
    try:
        read(files, name, Intake(deck="x"))
    except FormatError:
        found.add("refused")
    else:
        found.add("read")


def check_mutants(
    read: Read, seeds: Sequence[bytes], *, words: Sequence[bytes], size: str, name: str
) -> dict[str, int]:
    """Read mutated files: each is a draft or a `FormatError`, soon and in little memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    outcomes = {"read": 0, "refused": 0}
    for data in mutants(seeds, COUNTS[size], words=words):
        found: set[str] = set()
        reading = partial(_read_into, found, read, {name: data}, name)
        assert is_quick(reading, below=SLOWEST), data[:2000]
        (outcome,) = found
        outcomes[outcome] += 1
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert grown < MOST_MEMORY
    return outcomes


def refused(read: Any, data: bytes, name: str) -> str:
    """Return the message with which a file is refused."""
    try:
        read({name: data}, name)
    except FormatError as error:
        return str(error)
    message = "it was read"
    raise AssertionError(message)
