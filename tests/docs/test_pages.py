"""Every page, block by block: what it says to type is typed, and gives what it shows.

`pytest tests/docs/test_pages.py --golden` writes what commands and Python print into the pages;
`-k NAME` does one page.
"""

import doctest
import json
import re
import socket
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.docs.blocks import NOT_RUN, ROOT, SH_WORDS, WAYS, Block, blocks, edit, pages
from tests.docs.pythons import executed
from tests.docs.terminal import Terminal, home_of_this_test

PAGES = pages()
HEAD = "quizkit: 1\ndeck: part\ntitle: A part of a deck\nlanguage: en\n"
"""What a part of a deck is checked with."""


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """Return what does a page's blocks, each in turn, in a folder and a home of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket.socket, "connect", _refused)
    return Reader(tmp_path, Terminal(tmp_path, home_of_this_test(), monkeypatch))


def _refused(*_: object) -> None:
    message = "a page wants the network"
    raise AssertionError(message)


class Reader:
    """Does blocks, and returns each as it should stand in the page.

    Args:
        folder: Where the page's files are.
        terminal: Where its commands are typed.
    """

    def __init__(self, folder: Path, terminal: Terminal) -> None:
        self._folder = folder
        self._terminal = terminal
        self._names: dict[str, object] = {"__name__": "__main__"}

    def done(self, block: Block, where: str) -> str:
        """Do a block and return its lines as they should be."""
        match block.kind:
            case _ if block.rest.startswith("in "):
                assert block.text in (ROOT / block.rest[3:]).read_text(encoding="utf-8"), where
            case "now":
                self._terminal.now(block.rest)
            case "console":
                return self._console(block)
            case "python" if block.is_named:
                edit(self._folder, block.rest, block.text)
            case "python":
                return executed(block.text, self._names, where=where)
            case kind if block.is_named:
                edit(self._folder, block.rest, block.text)
                _PARSED.get(kind, str)(block.text)
            case "yaml":
                self._part(block, where)
            case "json":
                json.loads(block.text)
            case "toml":
                tomllib.loads(block.text)
            case kind:
                assert kind in WAYS, f"{where}: a file without a name"
        return block.text

    def _console(self, block: Block) -> str:
        now = "".join(self._command(lines) for lines in _commands(block.text, block.line))
        if block.rest == "elided" and _fits(block.text, now):
            return block.text
        return now

    def _command(self, lines: list[str]) -> str:
        answers = [line[2:] for line in lines[1:] if re.match(r">( |$)", line)]
        if lines[-1] == ">":
            answers.pop()
        printed = self._terminal.typed(lines[0][2:], answers or None)
        rest = "\n".join(line.rstrip() for line in printed.splitlines())
        return f"{lines[0]}\n{rest}\n" if rest else f"{lines[0]}\n"

    def _part(self, block: Block, where: str) -> None:
        """Check a part of a deck, or a whole one: it may have no errors."""
        text = block.text if block.text.startswith("quizkit:") else HEAD + block.text
        (self._folder / "part-of-the-page.yaml").write_text(text, encoding="utf-8")
        told = self._terminal.typed("quizkit check part-of-the-page.yaml --format concise")
        assert " error" not in told, f"{where}:\n{told}"


_PARSED = {"json": json.loads, "toml": tomllib.loads}


def _commands(text: str, line: int) -> list[list[str]]:
    """Return the lines of each command: what is typed, and all that follows."""
    found: list[list[str]] = []
    for each in text.splitlines():
        if each.startswith("$ "):
            found.append([each])
        else:
            assert found, f"line {line}: output before a command"
            found[-1].append(each)
    return found


def _fits(shown: str, now: str) -> bool:
    return doctest.OutputChecker().check_output(shown, now, doctest.ELLIPSIS)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_block_of_the_page_is_as_it_says(path: Path, reader, request) -> None:
    page = path.read_text(encoding="utf-8")
    now = page
    for block in blocks(page):
        if block.is_executed:
            text = reader.done(block, f"{path.name}:{block.line}")
            now = now.replace(block.whole, block.whole.replace(block.text, text), 1)
    if request.config.getoption("--golden") and now != page:
        path.write_text(now, encoding="utf-8")
    assert page == now


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_block_of_the_page_is_of_a_known_kind(path: Path) -> None:
    for block in blocks(path.read_text(encoding="utf-8")):
        assert block.is_executed or block.kind in NOT_RUN, f"{path.name}:{block.line}"
        if block.kind == "sh":
            begun = {line.split()[0] for line in block.text.splitlines() if line[:1].strip()}
            assert begun <= SH_WORDS | {"#"}, f"{path.name}:{block.line}: {begun - SH_WORDS}"


def test_nearly_every_block_is_executed() -> None:
    found = Counter(
        block.is_executed
        for path in PAGES
        for block in blocks(path.read_text(encoding="utf-8"))
        if block.kind not in ("now", "{toctree}")
    )
    assert found[True] >= 30
    assert found[False] <= found[True] // 5, found


def test_a_yaml_block_without_a_name_is_no_empty_promise(reader) -> None:
    [good, bad] = blocks(
        "```yaml\nfacts: {visit: [{who: A, to: B, date: 2001}]}\n```\n"
        "```yaml\nfacts: {vist: []}\n```\n"
    )
    assert reader.done(good, "") == good.text
    with pytest.raises(AssertionError, match="QK104"):
        reader.done(bad, "")


def test_an_output_that_is_not_so_is_noticed(reader) -> None:
    [block] = blocks("```console\n$ quizkit check no.yaml\nall is well\n```\n")
    assert reader.done(block, "") != block.text


def test_a_block_that_nobody_knows_is_no_block_of_a_page() -> None:
    [block] = blocks("```bash\nrm -r .\n```\n")
    assert not block.is_executed
    assert block.kind not in NOT_RUN


def test_what_a_page_answers_is_read_by_the_program(reader) -> None:
    [block] = blocks("```console\n$ quizkit quiz vietnam-us -n 1 --seed 1 --plain\n> 1\n>\n```\n")
    assert re.search(r"^> 1$", reader.done(block, ""), re.MULTILINE)


def test_python_without_a_network(reader) -> None:
    [block] = blocks(
        "```python\nimport socket\nwith socket.socket() as s: s.connect(('127.0.0.1', 9))\n```\n"
    )
    with pytest.raises(AssertionError, match="network"):
        reader.done(block, "")
