"""Mendings as an editor offers them, and edits as it takes them."""

from collections.abc import Iterable, Sequence
from typing import Final

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Command,
    OptionalVersionedTextDocumentIdentifier,
    Position,
    Range,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from quizkit.lsp.bench import Bench
from quizkit.lsp.diagnostics import Rulers, diagnostics
from quizkit.lsp.whole import all_mended
from quizkit.model import Edit, Problem
from quizkit.text import visible

ALL: Final = f"{CodeActionKind.SourceFixAll.value}.quizkit"
"""The sort of the action that makes all safe mendings at once."""

MEND_ALL: Final = "quizkit.mendAll"
"""The command behind it: each is tried before it is made."""


def actions(
    bench: Bench, path: str, wanted: Range, *, only: Sequence[str] = (), versioned: bool = True
) -> list[CodeAction]:
    """Return what can be done about problems at a place, safe mendings first.

    Args:
        bench: The deck.
        path: A file of it.
        wanted: A stretch of the file.
        only: Sorts of actions wanted; all where empty.
        versioned: The editor takes edits with the version of each text.
    """
    rulers = Rulers(bench.buffers)
    found: list[CodeAction] = []
    mended = [each for each in bench.shop.seen.problems if each.fix is not None]
    if _is_wanted(CodeActionKind.QuickFix.value, only):
        here = [
            each
            for each in mended
            if each.at.path == path and _touches(rulers.of(path).range(each.at), wanted)
        ]
        here.sort(key=lambda each: each.fix is not None and each.fix.safety != "safe")
        found += [_action(bench, each, rulers, versioned=versioned) for each in here]
    count = sum(each.fix is not None and each.fix.safety == "safe" for each in mended)
    if count and _is_wanted(ALL, only):
        title = f"Mend all that can be mended safely ({count})"
        found.append(_all(bench, path, title, at_once=_is_meant(only), versioned=versioned))
    return found


def _action(bench: Bench, problem: Problem, rulers: Rulers, *, versioned: bool) -> CodeAction:
    fix = problem.fix
    is_safe = fix is not None and fix.safety == "safe"
    title = visible(fix.title if fix else "")
    shown = diagnostics([problem], rulers, home=bench.place, related=False)
    return CodeAction(
        title=title if is_safe else f"{title} (look at it afterwards: the meaning may change)",
        kind=CodeActionKind.QuickFix,
        diagnostics=next(iter(shown.values())),
        is_preferred=is_safe or None,
        edit=workspace_edit(bench, fix.edits if fix else (), versioned=versioned),
    )


def _all(bench: Bench, path: str, title: str, *, at_once: bool, versioned: bool) -> CodeAction:
    """Return the action that makes all safe mendings: their edits, or the command for them."""
    if at_once:
        edit = workspace_edit(bench, all_mended(bench), versioned=versioned)
        return CodeAction(title=title, kind=ALL, edit=edit)
    command = Command(title=title, command=MEND_ALL, arguments=[bench.buffers.uri(path)])
    return CodeAction(title=title, kind=ALL, command=command)


def _is_meant(only: Sequence[str]) -> bool:
    """Return whether nothing else is wanted: trying all mendings takes a while."""
    kinds = [one.startswith(CodeActionKind.SourceFixAll.value) for one in only]
    return bool(kinds) and all(kinds)


def workspace_edit(bench: Bench, edits: Iterable[Edit], *, versioned: bool) -> WorkspaceEdit:
    """Return edits of a deck's files as an editor takes them.

    Args:
        bench: The deck.
        edits: What changes.
        versioned: The editor takes edits with the version of each text.
    """
    rulers = Rulers(bench.buffers)
    by_path: dict[str, list[TextEdit]] = {}
    for edit in edits:
        ruler = rulers.of(edit.path)
        new = TextEdit(ruler.range_of(edit), ruler.text(edit))
        by_path.setdefault(edit.path, []).append(new)
    uri = bench.buffers.uri
    if not versioned:
        return WorkspaceEdit(changes={uri(path): here for path, here in by_path.items()})
    documents = []
    for path, here in by_path.items():
        buffer = bench.buffers.get(path)
        version = buffer.version if buffer else None
        which = OptionalVersionedTextDocumentIdentifier(uri=uri(path), version=version)
        documents.append(TextDocumentEdit(which, list(here)))
    return WorkspaceEdit(document_changes=list(documents))


def _is_wanted(kind: str, only: Sequence[str]) -> bool:
    return not only or any(kind == one or kind.startswith(f"{one}.") for one in only)


def _touches(one: Range, other: Range) -> bool:
    return _at(one.start) <= _at(other.end) and _at(other.start) <= _at(one.end)


def _at(position: Position) -> tuple[int, int]:
    return position.line, position.character
