"""The language server: what an editor tells and asks, handed to the deck that is meant."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from quizkit.checks.context import PROFILES, Options
from quizkit.decks.files import read_bytes
from quizkit.lsp import features
from quizkit.lsp.buffers import Buffers, path_of
from quizkit.lsp.protocol import Protocol
from quizkit.lsp.studio import Studio, Wish
from quizkit.practice.crash import own_version

T = TypeVar("T")

WATCHED: str = "**/*.{yaml,yml,csv,tsv}"
"""Files whose change on the disk the editor is asked to tell."""


class Server(LanguageServer):
    """The language server of one editor.

    Args:
        profile: How strict to be.
        language: The language wanted, or "".
        options: Thresholds of checks that were set.

    Attributes:
        buffers: The open texts.
        studio: Their decks.
        is_done: The editor has said that it ends.
        left: It ended without saying so before.
    """

    def __init__(self, *, profile: str, language: str, options: Options) -> None:
        super().__init__("quizkit", own_version(), protocol_cls=Protocol, max_workers=2)
        self.buffers = Buffers(read_bytes)
        self.wish = Wish(profile=profile, language=language, options=options)
        self.studio = Studio(self.buffers, self.wish, show=self._show, fail=self._fail)
        self.is_done = False
        self.left = False

    @property
    def takes_versions(self) -> bool:
        """Whether the editor takes edits with the version of each text."""
        edits = getattr(self.client_capabilities.workspace, "workspace_edit", None)
        return bool(edits and edits.document_changes)

    @property
    def shows_markdown(self) -> bool:
        """Whether the editor shows Markdown beside a text."""
        documents = self.client_capabilities.text_document
        found = documents.hover.content_format if documents and documents.hover else None
        return lsp.MarkupKind.Markdown in (found or ())

    async def about(
        self, params: Any, answer: "Callable[[features.Asked], T]", *, last: bool = False
    ) -> T | None:
        """Return what is said of a place, or of a whole text where there is no place.

        Args:
            params: What the editor asks.
            answer: Tells it; None is told where no deck has the text.
            last: Of the deck as it was at the last look.

        Raises:
            JsonRpcException: With what to tell the person, where it cannot be done.
        """
        path = path_of(params.text_document.uri)
        position = getattr(params, "position", None)
        asked = features.Asked(path, position, self.takes_versions, self.shows_markdown)
        ask = self.studio.ask_last if last else self.studio.ask
        try:
            return await ask(path, lambda bench: answer(asked.of(bench)))
        except features.RefusedError as error:
            code = lsp.LSPErrorCodes.RequestFailed.value
            raise JsonRpcException(str(error), code) from None

    def _show(self, path: str, found: list[lsp.Diagnostic]) -> None:
        buffer = self.buffers.get(path)
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(
                uri=self.buffers.uri(path),
                diagnostics=found,
                version=buffer.version if buffer else None,
            )
        )

    def _fail(self, error: BaseException) -> None:
        said = f"quizkit met a fault of its own: {type(error).__name__}: {error}"
        self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, said))


def made(*, profile: str, language: str, options: Options) -> Server:
    """Return a server that answers; it is not started yet.

    Args:
        profile: How strict to be.
        language: The language wanted, or "".
        options: Thresholds of checks that were set.
    """
    server = Server(profile=profile, language=language, options=options)
    _life(server)
    _texts(server)
    features.register(server)
    return server


def _life(server: Server) -> None:
    """Register how it begins and ends."""

    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        server.buffers.encoding = str(
            getattr(server.workspace.position_encoding, "value", None)
            or server.workspace.position_encoding
        )
        documents = params.capabilities.text_document
        shown = documents.publish_diagnostics if documents else None
        server.wish.related = bool(shown and shown.related_information)
        given: Any = params.initialization_options
        if isinstance(given, dict):
            profile, language = given.get("profile"), given.get("language")
            server.wish.profile = profile if profile in PROFILES else server.wish.profile
            server.wish.language = language if isinstance(language, str) else server.wish.language

    @server.feature(lsp.INITIALIZED)
    def initialized(_params: lsp.InitializedParams) -> None:
        found = getattr(server.client_capabilities.workspace, "did_change_watched_files", None)
        if found and found.dynamic_registration:
            watcher = lsp.FileSystemWatcher(glob_pattern=WATCHED)
            options = lsp.DidChangeWatchedFilesRegistrationOptions([watcher])
            method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
            registration = lsp.Registration("quizkit-files", method, options)
            server.client_register_capability(lsp.RegistrationParams([registration]))

    @server.feature(lsp.SHUTDOWN)
    def shutdown(_params: None = None) -> None:
        server.is_done = True
        server.studio.close()

    @server.feature(lsp.EXIT)
    def leave(_params: None = None) -> None:
        server.left = True


def _texts(server: Server) -> None:
    """Register what the editor tells of its texts."""
    buffers, studio = server.buffers, server.studio

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        text = params.text_document
        buffer = buffers.open(text.uri, text.version, text.text)
        if buffer is not None:
            studio.opened(buffer.path)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        text = params.text_document
        buffer = buffers.change(text.uri, text.version, list(params.content_changes))
        if buffer is not None:
            studio.changed(buffer.path)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        studio.changed(path_of(params.text_document.uri))

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        studio.closed(buffers.close(params.text_document.uri))

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def moved(params: lsp.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            path = path_of(change.uri)
            if path and not buffers.get(path):
                studio.changed(Path(path).as_posix())
