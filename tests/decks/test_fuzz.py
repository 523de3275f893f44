"""Whatever is in a file: a deck, or a DeckError with problems; never anything else, never long."""

import resource
import time
from pathlib import Path
from random import Random

import pytest

from quizkit.decks import load
from quizkit.errors import DeckError
from tests.decks.reading import read, whole

SECONDS = {"quick": 2.0, "ci": 8.0, "full": 20.0, "release": 600.0}
SAMPLE = (Path(__file__).parent / "sample.yaml").read_text(encoding="utf-8")
PIECES = [
    *"{}[]|>'\"#&*!?-\t\n,:",
    ": ",
    "- ",
    "...",
    "---",
    "<<: ",
    "other",
    "in x: ",
    "as of 2020: ",
    "yes",
    "{it}",
    "[!",
    "]]",
    "[[",
    "\u202e",
    "\0",
    "e\u0301",
    "1992-13",
    "facts:",
    "table: |",
    "file: x.csv",
    "ok: {QK301: a}",
    "include: [a]",
    "names:",
    "words: {fr: {}}",
    "\ue000",
    "aka: [x]",
    "~",
    "98/99",
    "wrong: {leader: [x]}",
    "dont ask: [host]",
    "ask: {leader: '{x}'}",
    "complete: yes",
    "id: b2",
    "é",
]


def broken(rng: Random) -> bytes:
    """Return the sample deck with a few changes."""
    text = SAMPLE
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(text) + 1)
        match rng.randrange(4):
            case 0 | 1:
                text = text[:at] + rng.choice(PIECES) + text[at:]
            case 2:
                text = text[:at] + text[at + rng.randrange(1, 30) :]
            case _:
                lines = text.split("\n")
                line = rng.randrange(len(lines))
                lines[line] = " " * rng.randrange(8) + lines[line].lstrip()
                lines.insert(rng.randrange(len(lines)), rng.choice(lines))
                text = "\n".join(lines)
    data = text.encode()
    if rng.random() < 0.1:
        at = rng.randrange(len(data) + 1)
        data = data[:at] + bytes([rng.randrange(256)]) + data[at:]
    return data


def check(data: bytes) -> bool:
    """Read a file; return whether it is a deck."""

    def opener(path: Path) -> bytes:
        if path.name == "d.yaml":
            return data
        if path.name == "x.csv":
            return b"who,to\nA,B\n"
        raise FileNotFoundError(2, "No such file")

    try:
        deck = load("d.yaml", opener=opener)
    except DeckError as error:
        problems = error.problems
    else:
        assert all(dict(fact.spans)[""].line > 0 for fact in deck.facts)
        return True
    assert problems
    assert all(0 < len(problem.message) <= 72 for problem in problems)
    return False


@pytest.mark.property
@pytest.mark.timeout(900)
def test_broken_decks_are_decks_or_problems(size: str) -> None:
    end = time.monotonic() + SECONDS[size]
    rng = Random("fuzz")
    good = tried = 0
    slowest = 0.0
    while time.monotonic() < end:
        start = time.process_time()
        good += check(broken(rng))
        slowest = max(slowest, time.process_time() - start)
        tried += 1
    assert good > 0
    assert good < tried
    assert slowest < 5


@pytest.mark.parametrize("size_", [0, 1, 10, 1000])
def test_random_bytes_are_no_deck(size_: int) -> None:
    rng = Random(size_)
    for _ in range(50):
        assert not check(rng.randbytes(size_))


HOSTILE = {
    "brackets": "a: " + "[" * 60_000,
    "braces": "a: " + "{a: " * 15_000,
    "bare row": "facts:\n visit:\n  - {" + "a" * 60_000 + "}\n",
    "keys": "facts:\n visit:\n  - {" + "a b-" * 15_000 + ": x}\n",
    "colons": "facts:\n visit:\n  - {a: " + "x:y" * 20_000 + "}\n",
    "open list": "facts:\n visit:\n  - {a: [" + "x, " * 20_000 + "}\n",
    "one field again and again": "  a: b\n" * 9_000,
    "unknown fields": "".join(f"z{n}: b\n" for n in range(6_000)),
    "one fact again and again": "facts:\n visit:\n" + "  - {who: A}\n" * 4_500,
    "names in names": "names:\n" + "".join(f"  a{n}: {{in: a{n + 1}}}\n" for n in range(3_000)),
    "gaps": "cards: [{cloze: '" + "[[" * 30_000 + "'}]\n",
    "full gaps": "cards: [{cloze: '" + "[[a]]" * 12_000 + "x'}]\n",
    "placeholders": 'kinds: {k: {roles: {a: {is: text, ask: "' + "{x}" * 330 + '"}}}}\n',
    "cells": "facts:\n visit:\n  table: |\n   who|to\n" + "   [[[|{{{\n" * 5_000,
    "bars": "facts:\n visit:\n  table: |\n   who|to\n   " + "|" * 60_000 + "\n",
    "dashes": "- " * 30_000,
    "steps": "\n".join(" " * n + "a:" for n in range(300)),
    "anchors": "a: &a [x]\n" + "".join(f"b{n}: *a\n" for n in range(5_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_64_kib_never_take_long(name: str) -> None:
    data = whole(HOSTILE[name]).encode()
    start = time.process_time()
    check(data)
    assert time.process_time() - start < 5  # a tenth of that where the machine is idle


def test_memory_stays_within_bounds() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    check(b"a: " + b"[" * 4_000_000)
    check(("a: &a [x]\n" + "b: [*a, *a]\n" * 100_000).encode())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_the_sample_itself_is_a_deck() -> None:
    assert read(SAMPLE.encode()).facts
