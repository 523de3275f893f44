"""What would change in a file, as lines that `patch` reads."""

from collections.abc import Iterator
from difflib import unified_diff
from typing import Final

_NO_END: Final = "\\ No newline at end of file"


def diff_lines(path: str, before: bytes, after: bytes) -> Iterator[str]:
    r"""Yield the lines of a unified diff, without line ends.

    Args:
        path: The file, as it is shown.
        before: Its bytes, in UTF-8.
        after: Those that it gets.

    >>> print(*diff_lines("a.yaml", b"to: Rom", b"to: Rome\n"), sep="\n")
    --- a.yaml
    +++ a.yaml
    @@ -1 +1 @@
    -to: Rom
    \ No newline at end of file
    +to: Rome
    """
    for line in unified_diff(_kept(before.decode()), _kept(after.decode()), path, path):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield _NO_END


def _kept(text: str) -> list[str]:
    """Return lines with their ends; the last one may have none."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *filter(None, [last])]
