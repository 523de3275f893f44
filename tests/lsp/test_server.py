"""The server as an editor has it: a process, spoken to over its standard streams."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from quizkit import lsp as room
from quizkit.errors import MissingExtraError
from quizkit.lsp.actions import MEND_ALL
from tests.bench.lsp_edit import made_deck
from tests.lsp.editor import Editor, environ

DECK = """\
quizkit: 1
deck: travels
title: Những chuyến đi 😀
language: en
names:
  Hà Nội: {is: city, in: Việt Nam, aka: [Hanoi]}
facts:
  visit:
    - {id: v1, who: 😀 An, to: Hà Nội, date: 1990, source: lgo p. 1}
    - {id: v2, who: Bình, to: Hanoi, date: 1991}
sources:
  log: A log
"""


def played(story: Callable[[Editor], Awaitable[None]], *encodings: str, **options: str) -> None:
    async def whole() -> None:
        editor = Editor()
        await editor.start(*encodings, **options)
        await story(editor)
        assert await editor.end() == (0, b"")
        assert editor.logged == []

    asyncio.run(whole())


def test_a_conversation(tmp_path: Path) -> None:
    """Errors, a mending that makes them go, and every question in turn, in one process."""
    path = tmp_path / "Chuyến đi.yaml"
    uri = path.as_uri()

    async def story(editor: Editor) -> None:
        ask = editor.client
        text = editor.open(uri, DECK)
        await editor.until(lambda: "QK116" in editor.codes(uri))
        (wrong,) = [each for each in editor.shown[uri].diagnostics if each.code == "QK116"]
        assert wrong.range.start == editor.at(uri, "lgo")
        assert wrong.severity == lsp.DiagnosticSeverity.Error

        params = lsp.CodeActionParams(text, wrong.range, lsp.CodeActionContext([wrong]))
        mendings = await ask.text_document_code_action_async(params)
        mending = next(each for each in mendings or () if each.edit and each.diagnostics)
        assert mending.diagnostics[0].code == "QK116"
        editor.apply(mending.edit)
        await editor.until(lambda: editor.codes(uri) != ["?"] and "QK116" not in editor.codes(uri))
        assert "source: log p. 1" in editor.texts[uri][1]

        editor.type(uri, "date: 1991", "dat: 1991")
        await editor.until(lambda: "QK004" in editor.codes(uri))
        editor.type(uri, "dat: 1991", "date: 1991")
        await editor.until(lambda: editor.codes(uri) != ["?"] and "QK004" not in editor.codes(uri))

        here = editor.at(uri, "1990")
        hover = await ask.text_document_hover_async(lsp.HoverParams(text, here))
        assert "😀 An" in hover.contents.value
        assert "**Answers**" in hover.contents.value

        value = editor.at(uri, "Hanoi, date")
        found = await ask.text_document_definition_async(lsp.DefinitionParams(text, value))
        assert [each.range.start for each in found] == [editor.at(uri, "Hà Nội:")]
        params = lsp.ReferenceParams(lsp.ReferenceContext(True), text, value)
        assert len(await ask.text_document_references_async(params)) == 3

        outline = await ask.text_document_document_symbol_async(lsp.DocumentSymbolParams(text))
        facts = next(each for each in outline if each.name == "facts")
        assert [each.detail for each in facts.children[0].children] == ["v1", "v2"]

        params = lsp.RenameParams(text, editor.at(uri, "Bình"), "Hà Nội")
        with pytest.raises(JsonRpcException, match="there is a name `Hà Nội` already"):
            await ask.text_document_rename_async(params)
        params = lsp.RenameParams(text, editor.at(uri, "Hà Nội:"), "Thăng Long")
        editor.apply(await ask.text_document_rename_async(params))
        assert editor.texts[uri][1].count("Thăng Long") == 2
        await editor.until(lambda: editor.codes(uri) != ["?"])

        editor.type(uri, "who: Bình", "who: Bì")
        params = lsp.CompletionParams(text, editor.at(uri, ", to: Hanoi"))
        offered = await ask.text_document_completion_async(params)
        assert [each.label for each in offered.items] == ["Bình"] or offered.items
        editor.type(uri, "who: Bì, to: Hanoi, date: 1991}", "who: Bình, to: Hanoi, da")
        params = lsp.CompletionParams(text, editor.at(uri, "\nsources"))
        offered = await ask.text_document_completion_async(params)
        assert offered.items[0].text_edit.new_text == "date: "
        await editor.until(lambda: "QK001" in editor.codes(uri))
        editor.type(uri, "da\nsources", "date:   1991}\nsources")
        await editor.until(lambda: "QK001" not in editor.codes(uri) != ["?"])
        layout = lsp.DocumentFormattingParams(text, lsp.FormattingOptions(2, True))
        edits = await ask.text_document_formatting_async(layout)
        editor.apply(lsp.WorkspaceEdit(changes={uri: list(edits)}))
        assert "to: Hanoi, date: 1991}" in editor.texts[uri][1]

        editor.type(uri, "title:", "titel:")
        await editor.until(lambda: "QK004" in editor.codes(uri))
        ask.text_document_did_close(lsp.DidCloseTextDocumentParams(text))
        await editor.until(lambda: editor.shown[uri].diagnostics == ())

    played(story)
    assert not path.exists()


def test_all_that_is_safe_is_mended_by_one_command(tmp_path: Path) -> None:
    uri = (tmp_path / "deck.yaml").as_uri()

    async def story(editor: Editor) -> None:
        text = editor.open(uri, DECK.replace("lgo", "log").replace("id: v2, ", ""))
        await editor.until(lambda: "QK101" in editor.codes(uri))
        params = lsp.CodeActionParams(
            text,
            lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0)),
            lsp.CodeActionContext([], only=[lsp.CodeActionKind.SourceFixAll]),
        )
        (action,) = await editor.client.text_document_code_action_async(params)
        assert "who: Bình" in action.edit.changes[uri][0].new_text
        command = lsp.ExecuteCommandParams(MEND_ALL, [uri])
        await editor.client.workspace_execute_command_async(command)
        assert re.search(r"- \{id: [a-z0-9]+, who: Bình", editor.texts[uri][1])
        await editor.until(lambda: "QK101" not in editor.codes(uri) != ["?"])

    played(story, profile="class")


@pytest.mark.slow
@pytest.mark.property
@pytest.mark.parametrize("encoding", ["utf-8", "utf-32", "utf-16"])
def test_columns_are_counted_as_agreed(tmp_path: Path, encoding: str) -> None:
    uri = (tmp_path / "deck.yaml").as_uri()
    line = next(each for each in DECK.split("\n") if "lgo" in each)
    before = line[: line.index("lgo")]
    wanted = {"utf-8": len(before.encode()), "utf-32": len(before)}
    character = wanted.get(encoding, len(before.encode("utf-16-le")) // 2)

    async def story(editor: Editor) -> None:
        editor.open(uri, DECK)
        await editor.until(lambda: "QK116" in editor.codes(uri))
        (wrong,) = [each for each in editor.shown[uri].diagnostics if each.code == "QK116"]
        assert wrong.range.start.character == character

    played(story, encoding, "utf-16")


@pytest.mark.slow
@pytest.mark.fault
def test_broken_texts_are_told_and_ten_thousand_lines_are_read(tmp_path: Path) -> None:
    broken = ["", "\ufeff", "quizkit: 1\n\t- {[", "a: &b *b", "deck: \x00\x1b[31m", "{" * 500]

    async def story(editor: Editor) -> None:
        for number, text in enumerate(broken):
            uri = (tmp_path / str(number) / "deck.yaml").as_uri()
            editor.open(uri, text)
            await editor.until(lambda uri=uri: editor.codes(uri) not in (["?"], []))
        uri = (tmp_path / "big.yaml").as_uri()
        editor.open(uri, made_deck(10_000))
        await editor.until(lambda: editor.codes(uri) != ["?"])
        editor.type(uri, "to: Hanoi", "to: [Hanoi")
        await editor.until(lambda: "QK001" in editor.codes(uri))

    played(story)


def framed(*messages: dict[str, object]) -> bytes:
    bodies = [json.dumps({"jsonrpc": "2.0", **each}).encode() for each in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)


INITIALIZE: dict[str, object] = {
    "id": 1,
    "method": "initialize",
    "params": {"processId": None, "rootUri": None, "capabilities": {}},
}


def test_an_editor_that_vanishes_ends_it_and_nothing_but_the_protocol_was_said(tmp_path) -> None:
    opened = {
        "textDocument": {
            "uri": (tmp_path / "deck.yaml").as_uri(),
            "languageId": "yaml",
            "version": 1,
            "text": made_deck(1_000),
        }
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "quizkit", "lsp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ(),
    )
    said, told = server.communicate(
        framed(
            INITIALIZE,
            {"method": "initialized", "params": {}},
            {"method": "textDocument/didOpen", "params": opened},
            {"id": 2, "method": "no/such", "params": {}},
            {"method": "textDocument/didChange", "params": {"nonsense": 1}},
        ),
        timeout=60,
    )
    assert server.returncode == 0
    assert b"Traceback" not in told
    while said:
        head = re.match(rb"Content-Length: (\d+)\r\n(?:[^\r]+\r\n)*\r\n", said)
        assert head, said[:80]
        json.loads(said[head.end() :][: int(head[1])])
        said = said[head.end() + int(head[1]) :]


@pytest.mark.slow
@pytest.mark.fault
def test_an_end_without_a_warning_is_told_by_the_exit_code() -> None:
    for messages, code in (
        ((INITIALIZE, {"method": "exit"}), 1),
        ((INITIALIZE, {"id": 2, "method": "shutdown"}, {"method": "exit"}), 0),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "quizkit", "lsp", "--stdio"],
            input=framed(*messages),
            capture_output=True,
            env=environ(),
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (code, b"")


def test_without_its_library_it_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    with pytest.raises(MissingExtraError, match=r'pip install "quizkit\[lsp\]"'):
        room.serve(None)
