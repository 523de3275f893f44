"""Broken decks without end: pieces of real decks, good and bad, changed as people and chance do."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from quizkit.checks.catalogue import pages
from quizkit.decks import library
from tests.decks.reading import whole

LONGEST = 64 * 1024
"""Bytes of a broken deck."""

PIECES = [
    *"{}[]|>'\"#&*!?-\t\n,:\\%@`~=;()<>\r",
    *(
        "“",
        "”",
        "’",
        "–",
        "…",
        "\u202e",
        "\u200b",
        "\0",
        "\ue000",
        "\ufeff",
        "e\u0301",
        "é",
        "\ud7ff",
    ),
    *(": ", "- ", "...", "---", "<<: ", "other", "in x: ", "as of 2020: ", "per y: ", "yes", "no"),
    *("{it}", "{{it}}", "{on date}", "{in date}", "[!", "]]", "[[", "\\[", "{when}", "{count}"),
    *("1992-13", "98/99", "1992/1993", "1992~", "197X", "4,350 km", "over 9 million", "1E+05"),
    *("facts:", "table: |", "table:", "file: x.csv", "include: [a]", "include: [d.yaml]", "names:"),
    *("ok: {QK301: a}", "words: {fr: {}}", "aka: [x]", "wrong: {leader: [x]}", "dont ask: [host]"),
    *("ask: {leader: '{x}'}", "complete: yes", "id: b2", "quote: no words", "source: s p. 1"),
    *("image: {file: a.png}", "sources: {s: {title: t, file: s.txt}}", "!!binary x", "&a ", "*a"),
    *("type: ", "question: ", "answer: ", "kinds:\n  k:\n    roles: {a: text}\n", " " * 7, "\n\n"),
]
"""What is put in."""


@cache
def seeds() -> tuple[str, ...]:
    """Return whole decks to begin with: pages of rules, and pieces of what ships."""
    found = [whole(text) for page in pages() for text in (page.example, page.instead)]
    found.append((Path(__file__).parent / "sample.yaml").read_text(encoding="utf-8"))
    folder = library.bundled()
    for path in sorted((*folder.glob("*/*.yaml"), *folder.glob("*/*.csv"))):
        lines = path.read_text(encoding="utf-8").split("\n")
        for begin in range(0, len(lines), 150):
            piece = lines[begin : begin + 150]
            if path.suffix == ".csv":
                rows = "\n".join("      " + " | ".join(row.split(",")) for row in piece[:40])
                found.append(whole(f"facts:\n  visit:\n    table: |\n{rows}\n"))
            else:
                found.append(whole(_rooted(lines, begin, piece)))
    return tuple(found)


def _rooted(lines: Sequence[str], begin: int, piece: Sequence[str]) -> str:
    """Return a piece of a file with the lines above that it belongs to."""
    first = next((line for line in piece if line.strip()), "")
    indent = len(first) - len(first.lstrip())
    above = []
    for line in reversed(lines[:begin]):
        own = len(line) - len(line.lstrip())
        if indent and line.strip() and own < indent and not line.lstrip().startswith("#"):
            above.append(line)
            indent = own
    return "\n".join([*reversed(above), *piece]) + "\n"


def mutant(rng: Random) -> bytes:
    """Return a deck's file with some changes, at most `LONGEST` bytes of it."""
    text = rng.choice(seeds())
    for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 3, 6))):
        text = rng.choice(_CHANGES)(text, rng)[:LONGEST]
    data = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.05:
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.randbytes(rng.randrange(1, 4)) + data[at:]
    return data[:LONGEST]


def _put_in(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(PIECES) + text[at:]


def _put_word_in(text: str, rng: Random) -> str:
    """Put a piece before a word, where people change things."""
    words = [found.start() for found in re.finditer(r"\S+", text)] or [0]
    at = rng.choice(words)
    return text[:at] + rng.choice(PIECES) + text[at:]


def _take_out(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.randrange(1, 30) :]


def _take_sign_out(text: str, rng: Random) -> str:
    signs = [found.start() for found in re.finditer(r"[^\w\s]", text)] or [0]
    at = rng.choice(signs)
    return text[:at] + text[at + 1 :]


def _move_line(text: str, rng: Random) -> str:
    lines = text.split("\n")
    line = rng.randrange(len(lines))
    lines[line] = " " * rng.randrange(9) + lines[line].lstrip()
    return "\n".join(lines)


def _shuffle_lines(text: str, rng: Random) -> str:
    lines = text.split("\n")
    line = lines.pop(rng.randrange(len(lines)))
    for _ in range(rng.randrange(3)):
        lines.insert(rng.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def _splice(text: str, rng: Random) -> str:
    """Put some lines of another deck in."""
    other = rng.choice(seeds()).split("\n")
    begin = rng.randrange(len(other))
    lines = text.split("\n")
    at = rng.randrange(len(lines) + 1)
    lines[at:at] = other[begin : begin + rng.randrange(1, 12)]
    return "\n".join(lines)


def _swap_words(text: str, rng: Random) -> str:
    words = list(re.finditer(r"\w+", text))
    if len(words) < 2:
        return text
    one, two = sorted(rng.sample(words, 2), key=re.Match.start)
    between = text[one.end() : two.start()]
    return text[: one.start()] + two[0] + between + one[0] + text[two.end() :]


def _repeat(text: str, rng: Random) -> str:
    """Repeat a stretch, now and then until the deck is as big as may be."""
    at = rng.randrange(len(text) + 1)
    stretch = text[at : at + rng.choice((1, 3, 20, 200))]
    many = rng.choice((2, 2, 5, 50)) if rng.random() < 0.97 else LONGEST // (len(stretch) + 1)
    return text[:at] + stretch * many + text[at:]


def _letters(text: str, rng: Random) -> str:
    words = list(re.finditer(r"[^\W\d_]+", text))
    if not words:
        return text
    word = rng.choice(words)
    new = rng.choice(
        (word[0].upper(), word[0].lower(), word[0].title(), word[0][::-1], word[0] + "s")
    )
    return text[: word.start()] + new + text[word.end() :]


_CHANGES = (
    _put_in, _put_word_in, _put_word_in, _take_out, _take_sign_out, _take_sign_out, _move_line,
    _shuffle_lines, _splice, _swap_words, _repeat, _letters,
)  # fmt: skip
