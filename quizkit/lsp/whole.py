"""Whole files anew: the one layout, and all safe mendings; as the edits that lead there."""

from collections.abc import Sequence
from pathlib import Path

from quizkit.decks import layout
from quizkit.errors import DeckError
from quizkit.lsp.bench import Bench
from quizkit.model import Edit
from quizkit.practice import fixing
from quizkit.practice.checked import Wanted


def laid_out(bench: Bench, path: str) -> tuple[Edit, ...]:
    """Return the edits that give a file the one layout; none where it cannot be read."""
    data = bench.buffers.read(Path(path))
    try:
        after = layout.laid_out(data, path)
    except DeckError:
        return ()
    return difference(path, data, after)


def all_mended(bench: Bench) -> tuple[Edit, ...]:
    """Return the edits that make all mendings of a deck that are certainly safe."""
    wanted = Wanted(profile=bench.shop.profile, options=bench.shop.options)
    fixed = fixing.fix(bench.place, wanted, opener=bench.buffers.read)
    edits: list[Edit] = []
    for change in fixed.changes:
        edits += difference(change.path, change.before, change.after)
    return tuple(edits)


def difference(path: str, before: bytes, after: bytes) -> tuple[Edit, ...]:
    r"""Return the edit of the lines that are not the same, or none.

    >>> difference("d", b"a\nb\nc\n", b"a\nB\nc\n")
    (Edit(path='d', line=2, column=1, end_line=3, end_column=1, text='B\n'),)
    """
    old, new = (_lines(data) for data in (before, after))
    if old == new:
        return ()
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    text = "".join(new[head : len(new) - tail])
    line, column = _begin(old, head)
    end_line, end_column = _begin(old, len(old) - tail)
    return (Edit(path, line, column, end_line, end_column, text),)


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    parts = text.replace("\r\n", "\n").split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _begin(lines: Sequence[str], index: int) -> tuple[int, int]:
    """Return line and column at which a line begins; behind the last one, where the text ends."""
    if index < len(lines) or not lines or lines[-1].endswith("\n"):
        return index + 1, 1
    return len(lines), len(lines[-1]) + 1
