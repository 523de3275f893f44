"""An editor for the tests: starts the server, tells it of texts, keeps what it shows."""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parents[2]


def environ() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


class Editor:
    """One editor with one server."""

    def __init__(self) -> None:
        self.client = LanguageClient("editor", "1")
        self.shown: dict[str, lsp.PublishDiagnosticsParams] = {}
        self.logged: list[str] = []
        self.texts: dict[str, tuple[int, str]] = {}
        self.news = asyncio.Event()

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params: lsp.PublishDiagnosticsParams) -> None:
            self.shown[params.uri] = params
            self.news.set()

        @self.client.feature(lsp.WINDOW_LOG_MESSAGE)
        def log(params: lsp.LogMessageParams) -> None:
            self.logged.append(params.message)

        @self.client.feature(lsp.WORKSPACE_APPLY_EDIT)
        def apply(params: lsp.ApplyWorkspaceEditParams) -> lsp.ApplyWorkspaceEditResult:
            self.apply(params.edit)
            return lsp.ApplyWorkspaceEditResult(applied=True)

    async def start(self, *encodings: str, **options: Any) -> lsp.InitializeResult:
        await self.client.start_io(sys.executable, "-m", "quizkit", "lsp", env=environ())
        documents = lsp.TextDocumentClientCapabilities(
            hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
            publish_diagnostics=lsp.PublishDiagnosticsClientCapabilities(related_information=True),
        )
        general = lsp.GeneralClientCapabilities(position_encodings=list(encodings) or None)
        found = await self.client.initialize_async(
            lsp.InitializeParams(
                capabilities=lsp.ClientCapabilities(text_document=documents, general=general),
                initialization_options=options or None,
            )
        )
        self.client.initialized(lsp.InitializedParams())
        return found

    def open(self, uri: str, text: str) -> lsp.TextDocumentIdentifier:
        self.texts[uri] = (1, text)
        item = lsp.TextDocumentItem(uri, "yaml", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return lsp.TextDocumentIdentifier(uri)

    def type(self, uri: str, old: str, new: str) -> None:
        """Replace the first stretch of a text, told as an editor does: by its range."""
        version, text = self.texts[uri]
        begin = text.index(old)
        range_ = lsp.Range(self.position(text, begin), self.position(text, begin + len(old)))
        self.texts[uri] = (version + 1, text.replace(old, new, 1))
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version + 1, uri),
                [lsp.TextDocumentContentChangePartial(range=range_, text=new)],
            )
        )

    def at(self, uri: str, text: str) -> lsp.Position:
        """Return the position of the first time that something stands in a text."""
        whole = self.texts[uri][1]
        return self.position(whole, whole.index(text))

    def position(self, text: str, index: int) -> lsp.Position:
        line = text[:index].rpartition("\n")[2]
        return lsp.Position(text[:index].count("\n"), len(line.encode("utf-16-le")) // 2)

    def apply(self, edit: lsp.WorkspaceEdit) -> None:
        """Put edits in, and tell the server of the whole texts."""
        for uri, edits in (edit.changes or {}).items():
            version, text = self.texts[uri]
            lines = text.split("\n")
            starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]

            def offset(at: lsp.Position, lines=lines, starts=starts) -> int:
                units = lines[at.line].encode("utf-16-le")[: 2 * at.character]
                return starts[at.line] + len(units.decode("utf-16-le"))

            for one in sorted(edits, key=lambda e: offset(e.range.start), reverse=True):
                begin, end = offset(one.range.start), offset(one.range.end)
                text = text[:begin] + one.new_text + text[end:]
            self.texts[uri] = (version + 1, text)
            self.client.text_document_did_change(
                lsp.DidChangeTextDocumentParams(
                    lsp.VersionedTextDocumentIdentifier(version + 1, uri),
                    [lsp.TextDocumentContentChangeWholeDocument(text)],
                )
            )

    def codes(self, uri: str) -> list[str]:
        """Return what is shown of the newest text; ["?"] where nothing is yet."""
        found = self.shown.get(uri)
        if found is None or found.version != self.texts[uri][0]:
            return ["?"]
        return [str(each.code) for each in found.diagnostics]

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not is_so():
                self.news.clear()
                await self.news.wait()

    async def end(self) -> tuple[int | None, bytes]:
        """Say goodbye; return the exit code and what was said on standard error."""
        server = self.client._server
        assert server is not None
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await asyncio.wait_for(server.wait(), 30)
        assert server.stderr is not None
        said = await server.stderr.read()
        await self.client.stop()
        return server.returncode, said
