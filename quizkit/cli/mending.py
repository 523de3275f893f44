"""Decks mended: what `quizkit check --fix` and `--diff` do."""

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from quizkit.cli.checking import (
    STDIN,
    Checked,
    code,
    deck_paths,
    narrowed,
    opener_of,
    takes,
    wanted_of,
)
from quizkit.cli.diffs import diff_lines
from quizkit.cli.findings import report
from quizkit.cli.frame import Cli
from quizkit.decks.library import is_bundled
from quizkit.errors import DeckError
from quizkit.practice.checking import total
from quizkit.practice.fixing import Fixed, fix, save


def mend_all(cli: Cli, paths: Sequence[str], *, style: str, options: Mapping[str, Any]) -> int:
    """Mend decks, print what was mended and what is left, and return the exit code [0..1].

    With `diff` nothing is written, and the code tells whether anything would be.

    Args:
        cli: The frame.
        paths: Files, folders, names or "-", which is printed mended.
        style: "full", "concise", "json", "github" or "sarif".
        options: As for `check_all`, and `unsafe` and `diff`.

    Raises:
        DeckError: If there is no deck at a path, or it cannot be read or written.
        UsageError: If no path is given, or one format too many for standard output.
    """
    if not paths:
        message = "--fix needs a file or folder: the decks of your list are not changed unasked"
        raise click.UsageError(message)
    shown = deck_paths(cli, paths)
    printed = shown == [STDIN] and not options["diff"]
    if printed and style not in ("full", "concise"):
        message = f"--fix with - prints the deck, so --format {style} has no place; leave it out"
        raise click.UsageError(message)
    for place in shown:
        _refuse_bundled(place, options)
    changed: dict[Path, bytes] = {}
    done = [_fixed(cli, place, options, changed) for place in shown]
    if options["diff"]:
        return _show_diffs(cli, [fixed for fixed, _ in done])
    for fixed, _ in done:
        if printed:
            cli.out.raw(changed[Path(STDIN)] + sys.stdin.buffer.read())  # what was too long, too
        else:
            save(fixed)
    found = [checked for _, checked in done]
    line = cli.out.fault if printed else None
    report(cli, found, style=style, no_ok=options["no_ok"], line=line)
    return int(code(cli, found) or any(checked.refused for checked in found))


def _refuse_bundled(place: str, options: Mapping[str, Any]) -> None:
    if place != STDIN and not options["diff"] and is_bundled(Path(place)):
        message = f"{place} came with quizkit and is not changed; copy it and mend the copy"
        raise DeckError(message)


def _fixed(
    cli: Cli, shown: str, options: Mapping[str, Any], changed: dict[Path, bytes]
) -> tuple[Fixed, Checked]:
    """Mend a deck; `changed` holds files as the decks before leave them, and takes those of it."""
    texts: dict[str, str] = {}
    read = opener_of(texts)

    def opener(path: Path) -> bytes:
        known = changed.get(_place(path))
        if known is not None:
            return known
        data = read(path)
        if shown == STDIN == str(path):
            changed[path] = data
        return data

    fixed = fix(
        shown,
        wanted_of(cli, options),
        unsafe=options["unsafe"],
        takes=partial(takes, cli),
        paths=[STDIN] if shown == STDIN else None,
        opener=opener,
    )
    changed |= {_place(Path(each.path)): each.after for each in fixed.changes}
    texts |= {each.path: each.after.decode() for each in fixed.changes if each.path in texts}
    checked = narrowed(cli, total(fixed.found, shown), shown)
    return fixed, checked._replace(
        texts=texts,
        was_mended=True,
        mended=fixed.mended,
        left=fixed.left,
        refused=fixed.refused,
    )


def _place(path: Path) -> Path:
    return path if str(path) == STDIN else path.resolve()


def _show_diffs(cli: Cli, done: Sequence[Fixed]) -> int:
    changes = [change for fixed in done for change in fixed.changes]
    for change in changes:
        for line in diff_lines(change.path, change.before, change.after):
            cli.out.data(line)
    for refused in (fixed.refused for fixed in done if fixed.refused):
        at = refused.at
        cli.out.fault(
            f"nothing can be mended: {at.path}:{at.line} would be an error, {refused.code}"
        )
    mended = sum(len(fixed.mended) for fixed in done)
    cli.out.tell(f"{mended} would be mended; nothing was written")
    return int(bool(changes) or any(fixed.refused for fixed in done))
