"""`examples/first-deck.md`, line by line: what it says to type is typed, and gives what it shows.

`pytest --golden` writes what the commands print into the page.
"""

import io
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizkit.cli.main import run

PAGE = Path(__file__).parents[1] / "examples" / "first-deck.md"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def typed(capfd, monkeypatch, tmp_path):
    """Return a function that types a command; what it prints comes back, data and talk in turn."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZKIT_NOW", "2026-06-01T08:00:00+07:00")

    def called(line: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        run(shlex.split(line)[1:])
        return "".join(capfd.readouterr())

    return called


def shown(commands: str, typed) -> Iterator[str]:
    """Yield a block's commands, each with what it prints now."""
    for line in commands.splitlines():
        if line.startswith("$ "):
            yield f"{line}\n"
            yield typed(line[2:])


def edit(place: str, text: str) -> None:
    """Put a block into a file: whole, at its end (+), in place of a line (:3) or of all from it."""
    name, colon, where = place.partition(":")
    path = Path(name.removesuffix("+"))
    if name.endswith("+"):
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    elif colon:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        first = int(where.rstrip("-")) - 1
        lines[first : None if where.endswith("-") else first + 1] = [text]
        path.write_text("".join(lines), encoding="utf-8")
    else:
        path.write_text(text, encoding="utf-8")


def test_every_line_of_the_page_is_as_it_says(typed, request) -> None:
    page = PAGE.read_text(encoding="utf-8")
    now = page
    for block in BLOCK.finditer(page):
        language, place, text = block.groups()
        if language == "yaml":
            edit(place, text)
        else:
            printed = "".join(shown(text, typed))
            now = now.replace(block[0], f"```console\n{printed}```", 1)
    if request.config.getoption("--golden"):
        PAGE.write_text(now, encoding="utf-8")
    assert page == now
