"""Whatever is in a file: a deck, or documented problems; never anything else, never long.

Mutated decks: a few hundred in each run, 100,000 by `pytest --size full tests/decks/test_fuzz.py`
(with `-n 2` on two cores).
"""

import resource
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

from quizkit.checks.catalogue import by_code
from quizkit.checks.frames import as_json, frame
from quizkit.checks.run import run
from quizkit.decks import tables
from quizkit.decks.edits import applied
from quizkit.decks.files import Reading, read_deck
from quizkit.errors import DeckError
from quizkit.model import Problem
from quizkit.questions.plan import Planner
from quizkit.text import canonical
from tests.decks.mutants import LONGEST, mutant, seeds
from tests.decks.reading import read, whole

DECKS = {"quick": 400, "ci": 4_000, "full": 100_000, "release": 1_000_000}
PARTS = 10
SLOWEST_S = 0.5
DRAWN = 20
"""Problems of one deck that are drawn and mended."""

T = TypeVar("T")
SAMPLE = (Path(__file__).parent / "sample.yaml").read_text(encoding="utf-8")
BESIDE = {"x.csv": b"who,to\nA,B\n", "s.txt": "“Some words”, and more.".encode(), "a": b"names: {"}


def reading(data: bytes) -> Reading:
    def opener(path: Path) -> bytes:
        if path.name == "d.yaml":
            return data
        if path.name in BESIDE:
            return BESIDE[path.name]
        raise FileNotFoundError(2, "No such file")

    return read_deck("d.yaml", opener=opener)


def checked(data: bytes, *, profile: str = "practice") -> tuple[Reading, tuple[Problem, ...]]:
    """Read a deck and check it, if it is one."""
    found = reading(data)
    if found.deck is None:
        return found, found.problems
    planner = Planner(found.deck)
    return found, run(found.deck, planner, profile=profile, lines=found.lines)


def examine(found: Reading, problems: tuple[Problem, ...]) -> bool:
    """Return whether a file is a deck.

    Raises:
        AssertionError: If a problem is not as it should be.
    """
    lines = found.lines
    assert problems or found.deck is not None, "no deck, and no problem"
    for number, problem in enumerate(problems):
        page = by_code().get(problem.code)
        assert page is not None, f"{problem.code} has no page"
        assert problem.severity is page.severity
        assert 0 < len(problem.message) <= 72
        assert problem.at.line > 0
        assert problem.at.column > 0
        assert len(problem.notes) <= 6
        if number < DRAWN:
            assert frame(problem, lines)
            assert canonical(as_json(problem))
        if problem.fix is not None:
            assert problem.fix.safety == page.safety, f"{problem.code} promises another mending"
            assert number >= DRAWN or applied(found.files, problem.fix.edits) is not None
    return found.deck is not None


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what work gives and how long it takes: the time of the process, the least of a few."""
    taken = []
    while True:
        start = time.process_time()
        made = work()
        taken.append(time.process_time() - start)
        if min(taken) < SLOWEST_S or len(taken) == 4:
            return made, min(taken)


def tried(number: int, data: bytes) -> bool:
    """Read and check a deck, each tenth as strictly as can be; return whether it is one.

    Raises:
        AssertionError: If that is slow, or a problem is not as it should be.
    """
    profile = "shared" if number % 10 == 9 else "practice"
    made, taken = timed(lambda: checked(data, profile=profile))
    assert taken < SLOWEST_S or profile == "shared", f"{taken:.2f} s"
    return examine(*made)


@pytest.mark.property
@pytest.mark.timeout(6_000)
@pytest.mark.parametrize("part", range(PARTS))
def test_mutated_decks_are_decks_or_documented_problems(part: int, size: str) -> None:
    rng = Random(f"fuzz {part}")
    count = DECKS[size] // PARTS
    seen: Counter[bool] = Counter()
    for number in range(count):
        data = mutant(rng)
        try:
            seen[tried(number, data)] += 1
        except Exception as error:
            error.add_note(f"deck {number} of part {part}: {data[:3000]!r}")
            raise
    assert seen[False]
    assert count < 400 or seen[True] > count // 25


def test_seeds_are_many_and_small() -> None:
    assert len(seeds()) > 250
    assert max(len(seed.encode()) for seed in seeds()) <= LONGEST


def test_the_harness_sees_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "cells_of", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tried(0, whole("facts:\n visit:\n  table: |\n   who|to\n   A|B\n").encode())


def test_the_harness_sees_a_code_without_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(by_code(), "QK104")
    with pytest.raises(AssertionError, match="QK104 has no page"):
        tried(0, whole("facts:\n nothing:\n  - {who: A}\n").encode())


def test_the_harness_sees_what_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> list[object]:
        start = time.process_time()
        while time.process_time() - start < 0.2:
            pass
        return []

    monkeypatch.setitem(globals(), "SLOWEST_S", 0.2)
    monkeypatch.setattr(tables.Tables, "table", slow)
    with pytest.raises(AssertionError, match=r"0\.[2-9]. s"):
        tried(0, whole("facts:\n visit:\n  table: |\n   who|to\n   A|B\n").encode())


@pytest.mark.parametrize("size_", [0, 1, 10, 1000])
def test_random_bytes_are_no_deck(size_: int) -> None:
    rng = Random(size_)
    for _ in range(50):
        assert not tried(0, rng.randbytes(size_))


HOSTILE = {
    "brackets": "a: " + "[" * 60_000,
    "braces": "a: " + "{a: " * 15_000,
    "bare row": "facts:\n visit:\n  - {" + "a" * 60_000 + "}\n",
    "keys": "facts:\n visit:\n  - {" + "a b-" * 15_000 + ": x}\n",
    "colons": "facts:\n visit:\n  - {a: " + "x:y" * 20_000 + "}\n",
    "spaced colons": "a: " + "x: y " * 12_000 + "\n",
    "spaced colons in braces": "a: {b: " + "x: y " * 12_000 + "}\n",
    "open list": "facts:\n visit:\n  - {a: [" + "x, " * 20_000 + "}\n",
    "open texts": 'a: "b\n' * 10_000,
    "indented": "\n".join(" " * (n % 70) + "a" for n in range(1_500)),
    "tabs": "a:\n" + "\t- b\n" * 12_000,
    "one field again and again": "  a: b\n" * 9_000,
    "unknown fields": "".join(f"z{n}: b\n" for n in range(6_000)),
    "unknown roles": "facts:\n visit:\n" + "".join(f"  - {{z{n}: b}}\n" for n in range(4_000)),
    "one fact again and again": "facts:\n visit:\n" + "  - {who: A}\n" * 4_500,
    "names in names": "names:\n" + "".join(f"  a{n}: {{in: a{n + 1}}}\n" for n in range(3_000)),
    "gaps": "cards: [{cloze: '" + "[[" * 30_000 + "'}]\n",
    "full gaps": "cards: [{cloze: '" + "[[a]]" * 12_000 + "x'}]\n",
    "braces for gaps": "cards: [{cloze: '" + "{{a" * 20_000 + "'}]\n",
    "placeholders": 'kinds: {k: {roles: {a: {is: text, ask: "' + "{x}" * 330 + '"}}}}\n',
    "cells": "facts:\n visit:\n  table: |\n   who|to\n" + "   [[[|{{{\n" * 5_000,
    "tabbed cells": "facts:\n visit:\n  table: |\n   who\tto\n" + "   a\tb\n" * 9_000,
    "rewritten cells": "facts:\n visit:\n  table: |\n   who|to\n" + "   1E+05|a\n" * 5_000,
    "bars": "facts:\n visit:\n  table: |\n   who|to\n   " + "|" * 60_000 + "\n",
    "dashes": "- " * 30_000,
    "steps": "\n".join(" " * n + "a:" for n in range(300)),
    "anchors": "a: &a [x]\n" + "".join(f"b{n}: *a\n" for n in range(5_000)),
    "two kinds of line ends": "a: b\r\nc: d\n" * 5_000,
    "hidden signs": "a: b\u200b\n" * 8_000,
    "separate accents": "cards:\n" + '- {q: "e\u0301?", a: b}\n' * 2_800,
    "quotes": "sources: {s: {title: t, file: s.txt}}\nfacts:\n abbreviation:\n"
    + "".join(
        f"  - {{short: a{n}, long: b{n}, source: s, quote: some such words}}\n" for n in range(900)
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_64_kib_never_take_long(name: str) -> None:
    data = whole(HOSTILE[name]).encode()
    assert timed(lambda: reading(data))[1] < 2  # a quarter of that where the machine is idle


def test_memory_stays_within_bounds() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reading(b"a: " + b"[" * 4_000_000)
    reading(("a: &a [x]\n" + "b: [*a, *a]\n" * 100_000).encode())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_the_sample_itself_is_a_deck() -> None:
    assert read(SAMPLE.encode()).facts


def test_only_a_missing_deck_is_an_error_without_problems() -> None:
    with pytest.raises(DeckError) as caught:
        read_deck("nowhere.yaml", opener=lambda path: path.open("rb").read())
    assert caught.value.problems == ()
