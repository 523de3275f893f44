"""The learner's editor, opened at a line of a deck; the screen is lent to it meanwhile."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from textual.app import App, SuspendNotSupported

from quizkit.model import Location

_AT_LINE: Final = frozenset(
    [
        "vi",
        "vim",
        "nvim",
        "view",
        "gvim",
        "mvim",
        "elvis",
        "vis",
        "nano",
        "pico",
        "rnano",
        "emacs",
        "emacsclient",
        "mg",
        "jmacs",
        "joe",
        "jed",
        "ne",
        "micro",
        "kak",
        "gedit",
        "mcedit",
    ]
)
"""Editors that take `+LINE FILE`."""

_GO_TO: Final = frozenset(
    ["code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"]
)
"""Editors that take `--goto FILE:LINE:COLUMN`."""

_COLONS: Final = frozenset(["hx", "helix", "subl", "sublime_text", "zed", "zeditor", "lapce"])
"""Editors that take `FILE:LINE:COLUMN`."""

_USUAL: Final = ("sensible-editor", "nano", "vim", "vi", "notepad")
"""What is looked for where nothing is set."""

NO_EDITOR: Final = "No editor is set. Put its name into VISUAL or EDITOR, or into the settings."


def editor_of(wanted: str, environ: Mapping[str, str]) -> str:
    """Return the command of the editor: as the settings, VISUAL or EDITOR say, else a usual one.

    Args:
        wanted: What the settings say, or "".
        environ: The environment.

    >>> editor_of("", {"VISUAL": "code --wait", "EDITOR": "vi"})
    'code --wait'
    """
    named = (wanted, environ.get("VISUAL", ""), environ.get("EDITOR", ""))
    found = next((text.strip() for text in named if text.strip()), "")
    if found:
        return found
    path = environ.get("PATH", os.defpath)
    return next((name for name in _USUAL if shutil.which(name, path=path)), "")


def command(editor: str, at: Location) -> list[str]:
    """Return the arguments that open a file at its line; no shell ever reads them.

    Args:
        editor: Program and options, as one would type them.
        at: The place; its path is made absolute, so that it never reads as an option.

    Raises:
        ValueError: If the editor's quotes are not closed.

    >>> command("nano -w", Location("/d/rivers.yaml", 31, 7))
    ['nano', '-w', '+31', '/d/rivers.yaml']
    >>> command("code", Location("/d/rivers.yaml", 31, 7))
    ['code', '--goto', '/d/rivers.yaml:31:7']
    >>> command("my-editor", Location("/d/rivers.yaml", 31, 7))
    ['my-editor', '/d/rivers.yaml']
    """
    words = shlex.split(editor, posix=os.name == "posix")
    file = str(Path(at.path).absolute())
    name = Path(words[0]).name.lower().removesuffix(".exe") if words else ""
    if name in _AT_LINE:
        return [*words, f"+{at.line}", file]
    if name in _GO_TO:
        return [*words, "--goto", f"{file}:{at.line}:{at.column}"]
    if name in _COLONS:
        return [*words, f"{file}:{at.line}:{at.column}"]
    return [*words, file]


def _run(arguments: Sequence[str]) -> None:
    subprocess.run(arguments, check=False)  # noqa: S603  # the user's own editor, without a shell


def edit(
    app: App[int], at: Location, editor: str, *, run: Callable[[Sequence[str]], None] = _run
) -> str:
    """Open a file in an editor, wait for it, and return what went wrong, or "".

    Call it in the event loop: the app stands still until the editor is left.

    Args:
        app: Whose terminal is lent.
        at: What is opened.
        editor: What `editor_of` returned.
        run: What starts a program and waits for it.
    """
    if not editor:
        return NO_EDITOR
    if not Path(at.path).is_file():
        return f"There is no file {at.path}."
    try:
        arguments = command(editor, at)
        with app.suspend():
            failed = _tried(arguments, run)
    except SuspendNotSupported:
        return "This terminal cannot be lent to an editor."
    except ValueError as error:
        return _not_started(editor, error)
    return _not_started(editor, failed) if failed else ""


def _tried(arguments: Sequence[str], run: Callable[[Sequence[str]], None]) -> OSError | None:
    """Return what stopped a program, for an error that left `App.suspend` would keep the screen."""
    try:
        run(arguments)
    except OSError as error:
        return error
    return None


def _not_started(editor: str, error: Exception) -> str:
    why = error.strerror if isinstance(error, OSError) and error.strerror else f"{error}"
    return f'The editor "{editor}" cannot be started: {why.lower()}. Settings name another one.'
