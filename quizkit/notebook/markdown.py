"""Markdown that a cell can hold: every text is escaped by one function."""

from collections.abc import Iterable, Sequence

from quizkit.formats.plain.markdown_text import line
from quizkit.notebook.markup import escaped
from quizkit.text import visible


def written(text: str) -> str:
    r"""Return any text as Markdown that shows it, on one line; for a cell of a table too.

    >>> print(written("<b> | $x$"))
    \<b\> \| \$x\$
    """
    return line(visible(" ".join(text.split())))


def table(head: Sequence[str], body: Iterable[Sequence[object]]) -> str:
    r"""Return a table; every cell is escaped.

    >>> print(table(("kind", "fact"), [("visit", "a | b")]))
    | kind | fact |
    | --- | --- |
    | visit | a \| b |
    """
    rows = ([written(str(cell)) for cell in row] for row in (head, *body))
    first, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join((first, f"|{' --- |' * len(head)}", *others))


def folded(summary: str, body: str) -> str:
    """Return Markdown that is folded away, where HTML may stand in Markdown.

    Args:
        summary: What is pressed; escaped.
        body: Markdown, escaped already.
    """
    return f"<details><summary>{escaped(summary)}</summary>\n\n{body}\n\n</details>"
