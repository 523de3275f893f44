"""`quizkit import`: facts from another format, into a deck or a new one."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from quizkit.cli.exits import NotFound
from quizkit.cli.frame import Cli
from quizkit.cli.importing import Wanted, is_in_vain, tell, values
from quizkit.cli.options import KIND, as_json, examples
from quizkit.errors import FormatError
from quizkit.formats.formatlist import FORMATS, READ, guessed

if TYPE_CHECKING:
    from quizkit.formats.book import Draft

LARGEST: Final = 256 * 2**20
"""Bytes of a file or folder that is read."""


@click.command(
    "import",
    epilog=examples(
        "quizkit import vietnam.xlsx -o rivers.yaml --dry-run",
        "quizkit import visits.csv --kind visit -o visits.yaml",
    ),
)
@click.argument("file")
@click.option("--from", "source", type=click.Choice(READ), help="The format; the name may tell it.")
@click.option("-o", "--output", metavar="DECK", help="The deck to change, or a new file for one.")
@click.option("--kind", type=KIND, metavar="KIND", help="The kind of a file with one sheet.")
@click.option("--map", "maps", multiple=True, metavar="A=B", help="Column A is the role B.")
@click.option("--prune", is_flag=True, help="Take out of the deck what has no row any more.")
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@as_json
@click.pass_obj
def import_(  # noqa: PLR0913  # one parameter an option
    cli: Cli,
    /,
    *,
    file: str,
    source: str | None,
    output: str | None,
    kind: str | None,
    maps: tuple[str, ...],
    prune: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take facts of another format into a deck; first say what cannot be taken.

    Rows find their facts by id. A changed cell changes that value in the deck's text and nothing
    around it; a row without an id is a new fact; a fact without a row is listed and stays, unless
    --prune is given. FILE may be a folder of CSV files, or `-` for CSV from the input.
    """
    from quizkit.cli.importing import taken_into

    names = _mapped(maps)
    draft, held, named = _read(file, source, kind)
    if not source and not as_json:
        cli.out.tell(f"{file}: read as {named}")
    wanted = Wanted(file, named, output or "", kind or "", prune, held)
    taken = taken_into(cli, draft.renamed(names) if names else draft, wanted)
    is_written = bool(output) and not dry_run
    if is_written:
        taken.write()
    if as_json:
        cli.out.json(values(wanted, draft, taken, is_written=is_written))
    else:
        tell(cli.out, wanted, draft, taken, is_written=is_written)
    return int(is_in_vain(draft, taken))


def _mapped(maps: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for each in maps:
        name, mark, role = each.partition("=")
        if not (name and mark and role):
            message = f"{each!r} is no pair; write --map 'Land=country'"
            raise click.BadParameter(message, param_hint="--map")
        found[name.strip()] = role.strip()
    return found


def _read(file: str, source: str | None, kind: str | None) -> "tuple[Draft, Any, str]":
    """Return what a file says, what its format holds of a cell, and the format's name."""
    from quizkit.formats.book import NO_INTAKE
    from quizkit.formats.saving import read_all

    place = Path(file)
    if file == "-":
        data = sys.stdin.buffer.read(LARGEST + 1)
        if len(data) > LARGEST:
            message = f"cannot use what was piped in: it has more than {LARGEST // 2**20} MiB"
            raise FormatError(message, "-")
        name, files = source or "csv", {f"{kind or 'input'}.csv": data}
    else:
        if not place.exists():
            message = f"there is no file {file}; see that it is spelt right"
            raise NotFound(message)
        name = source or guessed(file, is_folder=place.is_dir(), reads=True)
        files = read_all(place, limit=LARGEST)
        files = _suffixed(files, FORMATS[name].suffix) if not place.is_dir() else files
    module = FORMATS[name].load_reader()
    return module.read(files, file, NO_INTAKE), module.held, name


def _suffixed(files: Mapping[str, bytes], suffix: str) -> dict[str, bytes]:
    """Return a file under a name that ends as its format wants it: the user said what it is."""
    return {str(Path(name).with_suffix(suffix)): data for name, data in files.items()}
