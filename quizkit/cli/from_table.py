"""A deck made of a spreadsheet: read, guessed, and said what was guessed."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from quizkit.cli.beginning import ids
from quizkit.cli.exits import NoInput
from quizkit.cli.frame import Cli
from quizkit.errors import FormatError
from quizkit.formats.sheets.rows import rows_of
from quizkit.formats.starting.guessing import Proposal, guess
from quizkit.formats.starting.newdeck import Draft, Group
from quizkit.formats.starting.settling import settled

_MANY_KINDS = "a table is one kind of facts: give one --kind with --from"


def draft_of(
    cli: Cli, table: str, head: Draft, *, kinds: Sequence[str], asked: str | None
) -> Draft:
    """Return the draft of a deck with the facts of a sheet.

    Args:
        cli: The frame; what was guessed is told.
        table: Path of the sheet, or `-` for standard input.
        head: Id, title, language and date of the deck.
        kinds: The one kind that the facts are, or none.
        asked: The language that was asked for, or None.

    Raises:
        click.UsageError: If several kinds are wanted.
        NoInput: If the sheet is to be typed in.
        FormatError: If it cannot be read, or holds nothing to ask.
    """
    if len(kinds) > 1:
        raise click.UsageError(_MANY_KINDS)
    name = "standard input" if table == "-" else table
    found = rows_of(_bytes(table, name), name)
    try:
        made = guess(found.cells, language=asked or "", kind=kinds[0] if kinds else "")
        draft, unasked = settled(_draft(made, head), f"{head.id}.yaml")
    except FormatError as error:
        raise FormatError(f"cannot make a deck of {name}: {error}", name) from None
    rows, columns = len(made.rows), len(made.columns)
    cli.out.tell(f"{name}: {_count(rows, 'row')}, {_count(columns, 'column')}")
    for said in (*found.said, *made.said, *unasked):
        cli.out.tell(f"  {said}")
    return draft


def _bytes(table: str, name: str) -> bytes:
    if table == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise NoInput(
                "--from - reads a table from another program: quizkit new FILE --from - <TABLE"
            )
        return sys.stdin.buffer.read()
    try:
        return Path(table).read_bytes()
    except FileNotFoundError:
        raise FormatError(f"there is no file {name}", name) from None
    except OSError as error:
        raise FormatError(f"cannot read {name}: {error.strerror}", name) from None


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + "s" * (number != 1)


def _draft(made: Proposal, head: Draft) -> Draft:
    fresh = ids(len(made.rows))
    rows = [{"id": next(fresh), **row} for row in made.rows]
    draft = head._replace(language=made.language, sources=made.sources, names=made.names)
    if not made.kind:
        return draft._replace(cards=rows)
    kinds = {made.kind: made.own} if made.own else {}
    return draft._replace(groups=(Group(made.kind, rows, is_table=True),), kinds=kinds)
