"""What an editor may ask of a text, and what answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp

from quizkit.lsp.actions import ALL, MEND_ALL, actions, workspace_edit
from quizkit.lsp.bench import Bench
from quizkit.lsp.completion import TRIGGERS, completions
from quizkit.lsp.hover import hover
from quizkit.lsp.navigate import definition, references
from quizkit.lsp.rename import RefusedError, renamable, rename
from quizkit.lsp.symbols import Outline
from quizkit.lsp.whole import all_mended, laid_out

if TYPE_CHECKING:
    from quizkit.lsp.server import Server

__all__ = ["Asked", "RefusedError", "register"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about.

    Attributes:
        path: The text.
        position: The place in it, as the editor counts, or None.
        versioned: The editor takes edits with the version of each text.
        markdown: The editor shows Markdown.
        bench: The deck of the text.
    """

    path: str
    position: lsp.Position | None
    versioned: bool
    markdown: bool
    bench: Any = None

    def of(self, bench: Bench) -> "Asked":
        """Return the same with the deck."""
        return replace(self, bench=bench)

    @property
    def deck(self) -> Bench:
        """The deck of the text."""
        found: Bench = self.bench
        return found

    @property
    def place(self) -> tuple[str, int, int]:
        """Path, line and column [from 1]."""
        line, column = self.deck.ruler(self.path).place(self.position or lsp.Position(0, 0))
        return self.path, line, column


def register(server: "Server") -> None:
    """Let a server answer."""
    _reading(server)
    _going(server)
    _changing(server)


def _reading(server: "Server") -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        return await server.about(
            params, lambda asked: hover(asked.deck, asked.place, markdown=asked.markdown)
        )

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=list(TRIGGERS))
    )
    async def completed(params: lsp.CompletionParams) -> lsp.CompletionList | None:
        return await server.about(params, _completions, last=True)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def outlined(params: lsp.DocumentSymbolParams) -> Sequence[lsp.DocumentSymbol] | None:
        return await server.about(params, lambda asked: Outline(asked.deck, asked.path).symbols())


def _completions(asked: Asked) -> lsp.CompletionList:
    _, line, column = asked.place
    return completions(asked.deck.deck, asked.deck.ruler(asked.path), line, column)


def _going(server: "Server") -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def defined(params: lsp.DefinitionParams) -> Sequence[lsp.Location] | None:
        return await server.about(params, lambda asked: definition(asked.deck, asked.place))

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    async def referred(params: lsp.ReferenceParams) -> Sequence[lsp.Location] | None:
        declaration = params.context.include_declaration
        return await server.about(
            params, lambda asked: references(asked.deck, asked.place, declaration=declaration)
        )


def _changing(server: "Server") -> None:
    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepared(params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        return await server.about(params, _prepared)

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    async def renamed(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        def edits(asked: Asked) -> lsp.WorkspaceEdit:
            found = rename(asked.deck, asked.place, params.new_name)
            return workspace_edit(asked.deck, found, versioned=asked.versioned)

        return await server.about(params, edits)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, ALL]),
    )
    async def mended(params: lsp.CodeActionParams) -> Sequence[lsp.CodeAction] | None:
        only = [getattr(kind, "value", kind) for kind in params.context.only or ()]
        return await server.about(
            params,
            lambda asked: actions(
                asked.deck, asked.path, params.range, only=only, versioned=asked.versioned
            ),
        )

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    async def formatted(params: lsp.DocumentFormattingParams) -> Sequence[lsp.TextEdit] | None:
        return await server.about(params, _formatted)

    @server.command(MEND_ALL)
    async def mend_all(uri: str) -> None:
        text = lsp.TextDocumentIdentifier(uri)
        edit = await server.about(lsp.DocumentSymbolParams(text), _mended)
        if edit is not None:
            label = "quizkit: safe mendings"
            await server.workspace_apply_edit_async(lsp.ApplyWorkspaceEditParams(edit, label))


def _prepared(asked: Asked) -> lsp.PrepareRenamePlaceholder:
    found = renamable(asked.deck, asked.place)
    range_ = asked.deck.ruler(asked.path).range(found.at)
    return lsp.PrepareRenamePlaceholder(range=range_, placeholder=found.spelled)


def _formatted(asked: Asked) -> list[lsp.TextEdit]:
    ruler = asked.deck.ruler(asked.path)
    edits = laid_out(asked.deck, asked.path)
    return [lsp.TextEdit(ruler.range_of(edit), ruler.text(edit)) for edit in edits]


def _mended(asked: Asked) -> lsp.WorkspaceEdit:
    return workspace_edit(asked.deck, all_mended(asked.deck), versioned=asked.versioned)
