"""What stands in a page's fenced blocks, and what is done with each: typed, written, executed.

A block's first line says what it is, ` ```KIND REST `. `WAYS` has every kind that is done, and
`NOT_RUN` those that no test can do, each with the reason; any other kind is a mistake.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(
    r"^(?P<indent> *)(?P<fence>```+)(?P<kind>[^\s`]*)(?: (?P<rest>[^\n]*))?\n"
    r"(?P<text>.*?)^(?P=indent)(?P=fence)$"
    r"|^<!-- now: (?P<now>\S+) -->$",
    re.MULTILINE | re.DOTALL,
)

WAYS = frozenset({"console", "python", "yaml", "csv", "toml", "text", "json", "markdown", "js"})
"""Kinds that are done; `pages.py` says how."""

NOT_RUN = {
    "sh": "it changes the computer, or asks a registry: installing, git, a server",
    "lua": "Neovim reads it",
    "elisp": "Emacs reads it",
    "{toctree}": "Sphinx reads it",
    "{figure}": "Sphinx reads it, and fails where the picture is missing",
}
"""Kinds that are not done, and why."""

SH_WORDS = frozenset(
    {"pip", "python3", "py", "source", "git", "cd", "npm"}
    | {"quizkit", "jupyter", "marimo", "pytest", "sudo"}
)
"""What a line of an `sh` block may begin with."""


_MADE = ("_build/", "project/", "reference/")
"""Folders of docs/ whose pages a program makes, but for an index."""


@dataclass(frozen=True)
class Block:
    """A fenced block, or a note of what time it is.

    Attributes:
        kind: The first word of its first line; "now" for a note of the time.
        rest: What stands behind that word: a file's name and place, or how to compare.
        text: Its lines.
        line: Where it begins [line of the page, from 1].
        whole: It as it stands in the page.
    """

    kind: str
    rest: str
    text: str
    line: int
    whole: str

    @property
    def is_named(self) -> bool:
        """Whether `rest` names a file."""
        return "." in self.rest and not self.rest.startswith("in ")

    @property
    def is_executed(self) -> bool:
        """Whether a test does it."""
        return self.kind in WAYS or self.kind == "now"


def blocks(page: str) -> Iterator[Block]:
    """Yield a page's blocks from top to bottom; those inside of a comment too."""
    for found in BLOCK.finditer(page):
        line = page.count("\n", 0, found.start()) + 1
        if found["now"]:
            yield Block("now", found["now"], "", line, found[0])
        else:
            yield Block(found["kind"], found["rest"] or "", found["text"], line, found[0])


def pages() -> list[Path]:
    """Return every page that is written by hand."""
    docs = ROOT / "docs"
    written = (
        each
        for each in docs.rglob("*.md")
        if not each.relative_to(docs).as_posix().startswith(_MADE)
        or each.parts[-3:-1] == ("docs", "reference")
    )
    return [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "examples").glob("*.md")),
        *sorted(written),
    ]


def edit(folder: Path, place: str, text: str) -> None:
    """Put a block into a file: whole, at its end (+), in place of a line (:3) or of all from it."""
    name, colon, where = place.partition(":")
    path = folder / name.removesuffix("+")
    path.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith("+"):
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    elif colon:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        first = int(where.rstrip("-")) - 1
        lines[first : None if where.endswith("-") else first + 1] = [text]
        path.write_text("".join(lines), encoding="utf-8")
    else:
        path.write_text(text, encoding="utf-8")
