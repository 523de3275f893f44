"""Words of the code as MyST Markdown: nothing in them is taken for markup but `code` itself."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

_SPAN: Final = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_MARKS: Final = re.compile(r"([\\*_{}\[\]<>|#$~^&])")


def plain(text: str) -> str:
    r"""Return a text of which only code between backticks is markup.

    >>> print(plain("a *b* [c] `*d*`"))
    a \*b\* \[c\] `*d*`
    """
    parts: list[str] = []
    at = 0
    for span in _SPAN.finditer(text):
        parts += [_escaped(text[at : span.start()]), span.group()]
        at = span.end()
    return "".join([*parts, _escaped(text[at:])])


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text).replace("`", "\\`")


def code(text: str) -> str:
    """Return a text as a span of code, whatever backticks it holds.

    >>> print(code("a"), code("`a`"))
    `a` `` `a` ``
    """
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    space = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{ticks}{space}{text}{space}{ticks}" if text else ""


def codes(texts: Iterable[str], between: str = ", ") -> str:
    """Return several spans of code."""
    return between.join(map(code, texts))


def block(text: str, language: str = "text", *, marked: Sequence[int] = ()) -> str:
    """Return lines as a block of code, some of them marked (counted from 1)."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    head = f"{{code-block}} {language}" if marked else language
    lines = f"\n:emphasize-lines: {','.join(map(str, marked))}\n" if marked else ""
    return f"{fence}{head}{lines}\n{text.rstrip()}\n{fence}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already, without columns that say nothing."""
    listed = list(rows)
    said = [at for at in range(len(heads)) if any(row[at] for row in listed)]
    lines = [_row([row[at] for at in said]) for row in [heads, ["---"] * len(heads), *listed]]
    return "\n".join(lines) if listed else ""


def _row(cells: Sequence[str]) -> str:
    flat = (" ".join(cell.split()) for cell in cells)
    return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\\|", cell) for cell in flat) + " |"


def page(title: str, *pieces: str, anchor: str = "") -> str:
    """Return a page: its title, then its pieces, without those that are blank."""
    label = [f"({anchor})="] if anchor else []
    return "\n\n".join(["\n".join([*label, f"# {title}"]), *filter(None, pieces)]) + "\n"


def contents(names: Iterable[str], *, depth: int = 1, hidden: bool = False) -> str:
    """Return the list of the pages below this one."""
    options = ":hidden:" if hidden else f":maxdepth: {depth}"
    return "\n".join(["```{toctree}", options, "", *names, "```"])
