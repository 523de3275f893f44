"""`quizkit import`: facts and cards from another format, into a deck or a new one."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from quizkit.cli.exits import NotFound
from quizkit.cli.formatted import READ_FROM
from quizkit.cli.frame import Cli
from quizkit.cli.importing import Wanted, is_in_vain, place_of, taken_into
from quizkit.cli.options import KIND, as_json, examples
from quizkit.cli.taking_in import told, values, write
from quizkit.errors import FormatError
from quizkit.formats.formatlist import format_of

if TYPE_CHECKING:
    from quizkit.formats.book import Draft

LARGEST: Final = 256 * 2**20
"""Bytes of a file or folder that is read."""


class _Source(NamedTuple):
    """What is read.

    Attributes:
        format: Its format.
        why: What told it, as the end of a sentence, or "" where its name did.
        files: Its bytes by name.
    """

    format: str
    why: str
    files: Mapping[str, bytes]


@click.command(
    "import",
    epilog=examples(
        "quizkit import vietnam.xlsx -o rivers.yaml --dry-run",
        "quizkit import questions.xml -o history.yaml --licence CC-BY-4.0",
    ),
)
@click.argument("file")
@click.option("--from", "source", type=READ_FROM, help="The format; the file may tell it.")
@click.option("-o", "--output", metavar="DECK", help="The deck to change, or a new file for one.")
@click.option("--kind", type=KIND, metavar="KIND", help="The kind of a file with one sheet.")
@click.option("--map", "maps", multiple=True, metavar="A=B", help="Column A is the role B.")
@click.option("--as-facts", is_flag=True, help="Make facts of what has fields, not cards.")
@click.option("--media", metavar="DIR", help="Take pictures too, into this folder of the deck's.")
@click.option("--history", is_flag=True, help="Take past answers into your log (Anki).")
@click.option("--licence", metavar="TEXT", help="By which licence a new deck may be passed on.")
@click.option("--separator", metavar="TEXT", help="What stands between two sides (Quizlet).")
@click.option("--row", metavar="TEXT", help="What stands between two lines (Quizlet).")
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
    as_facts: bool,
    media: str | None,
    history: bool,
    licence: str | None,
    separator: str | None,
    row: str | None,
    prune: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take facts and cards of another format; first say what cannot be taken.

    Rows and questions find their facts and cards by id. What changed there changes in the deck's
    text, and nothing around it; what is new comes behind; what has no row any more is listed and
    stays, unless --prune is given. FILE may be a folder of CSV files, or `-` for the input.
    """
    from quizkit.formats.book import Intake
    from quizkit.questions.calm import calm

    place = place_of(cli, output or "")
    intake = Intake(
        deck=_id_of(place, output or ""),
        kind=kind or "",
        as_facts=as_facts,
        media=_folder(media),
        history=history,
        separator=_sign(separator),
        row=_sign(row),
        language=_language(cli, place),
    )
    names = _mapped(maps)
    found = _source(file, source, kind)
    if not source and not as_json:
        cli.out.tell(f"{file}: read as {found.format}{found.why}")
    module = format_of(found.format).load_reader()
    wanted = Wanted(
        file, found.format, output or "", kind or "", prune, module.held, licence or "", intake
    )
    with calm():
        draft: Draft = module.read(found.files, file, intake)
        draft = draft.renamed(names) if names else draft
        taken = taken_into(cli, draft, wanted)
    if not as_json:
        told(cli.out, wanted, draft, taken, is_dry=dry_run)
    answers = write(cli, draft, taken, deck=output) if output and not dry_run else None
    if as_json:
        cli.out.json(values(wanted, draft, taken, answers=answers))
    return int(is_in_vain(draft, taken))


def _id_of(place: Path | None, output: str) -> str:
    """Return the id of the deck that is changed or made; "" where that is not known."""
    from quizkit.decks.library import name_of

    return name_of(place) if place is not None else Path(output).stem


def _language(cli: Cli, place: Path | None) -> str:
    """Return the language of the deck that is changed or made."""
    from quizkit.formats.merging.begun import language_of

    said = str(cli.options.get("lang") or "en")
    return language_of(place) or said if place is not None else said


def _folder(media: str | None) -> str:
    from quizkit.decks.paths import PathFault, relative

    try:
        return relative(media.rstrip("/")).as_posix() if media else ""
    except PathFault as fault:
        message = f"{media!r} cannot be a folder below the deck's: {fault}"
        raise click.BadParameter(message, param_hint="--media") from None


def _sign(text: str | None) -> str:
    r"""Return a separator as it was meant: `\t` and `\n` are a tab and a line break."""
    return (text or "").replace("\\t", "\t").replace("\\n", "\n")


def _mapped(maps: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for each in maps:
        name, mark, role = each.partition("=")
        if not (name and mark and role):
            message = f"{each!r} is no pair; write --map 'Land=country'"
            raise click.BadParameter(message, param_hint="--map")
        found[name.strip()] = role.strip()
    return found


def _source(file: str, source: str | None, kind: str | None) -> _Source:
    """Return what a file holds, and what it is taken for."""
    from quizkit.formats.saving import read_all
    from quizkit.formats.strangers.sniffing import guessed

    place = Path(file)
    if file == "-":
        data = sys.stdin.buffer.read(LARGEST + 1)
        if len(data) > LARGEST:
            message = f"cannot use what was piped in: it has more than {LARGEST // 2**20} MiB"
            raise FormatError(message, "-")
        name, why = (source, "") if source else _piped(data)
        return _Source(name, why, {f"{kind or 'input'}{format_of(name).suffix}": data})
    if not place.exists():
        message = f"there is no file {file}; see that it is spelt right"
        raise NotFound(message)
    files = read_all(place, limit=LARGEST)
    if place.is_dir():
        return _Source(source or "csv", "", files)
    if source:
        return _Source(source, "", _suffixed(files, format_of(source).suffix))
    guess = guessed(place.name, files[place.name])
    why = f": {guess.why}" if guess.why else ""
    return _Source(guess.format, why, _suffixed(files, format_of(guess.format).suffix))


def _piped(data: bytes) -> tuple[str, str]:
    """Return the format of what was piped in, and what told it; a table if nothing does."""
    from quizkit.formats.strangers.sniffing import guessed

    try:
        guess = guessed("-", data)
    except FormatError:
        return "csv", ""
    return ("csv", "") if guess.format == "quizlet" else (guess.format, f": {guess.why}")


def _suffixed(files: Mapping[str, bytes], suffix: str) -> dict[str, bytes]:
    """Return a file under a name that ends as its format wants it."""
    return {str(Path(name).with_suffix(suffix)): data for name, data in files.items()}
