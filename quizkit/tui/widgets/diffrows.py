"""What a mending changes in a file, line under line: what goes, what comes, and where."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from textual.content import Content

from quizkit.practice.fixing import Change
from quizkit.tui.text import joined, shown, verbatim

MOST: Final = 300
"""Lines of a difference that are shown."""

_AROUND: Final = 1


def diff_rows(change: Change) -> list[Content]:
    r"""Return the lines that a change takes away and puts in, with one line around them.

    Args:
        change: A file as it was and as it will be.

    >>> found = diff_rows(Change("a.yaml", b"to: Rom\nid: a", b"to: Rome\nid: a"))
    >>> [row.plain for row in found]
    ['a.yaml, line 1', '- to: Rom', '+ to: Rome', '  id: a']
    """
    before, after = (data.decode("utf-8-sig").splitlines() for data in change[1:])
    rows = list(_rows(change.path, before, after))
    if not rows:
        rows = [shown(f"{change.path}: only signs that cannot be seen", "bold")]
    return rows


def _rows(path: str, before: list[str], after: list[str]) -> Iterator[Content]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for group in matcher.get_grouped_opcodes(_AROUND):
        first = next(start for word, start, *_ in group if word != "equal")
        yield shown(f"{path}, line {first + 1}", "bold")
        for word, old, old_end, new, new_end in group:
            if word == "equal":
                yield from (joined("  ", verbatim(line)) for line in before[old:old_end])
                continue
            yield from (verbatim(f"- {line}", "$text-error") for line in before[old:old_end])
            yield from (verbatim(f"+ {line}", "$text-success") for line in after[new:new_end])
