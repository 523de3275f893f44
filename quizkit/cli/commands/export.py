"""`quizkit export`: a deck in another format."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizkit.cli.exporting import Asked, job_of
from quizkit.cli.formatted import WRITTEN_TO
from quizkit.cli.frame import Cli
from quizkit.cli.losing import as_json as losses_as_json
from quizkit.cli.losing import is_grave, tell_losses
from quizkit.cli.options import DECK, FORMS, KIND, as_json, examples, seed, tags
from quizkit.formats.formatlist import format_of, guessed
from quizkit.text import counted

if TYPE_CHECKING:
    from quizkit.formats.book import Written


@click.command(
    epilog=examples(
        "quizkit export vietnam-us -o vietnam.apkg",
        "quizkit export rivers.yaml --to moodle -o rivers.xml --form typed",
    )
)
@click.argument("deck", type=DECK)
@click.option("--to", "to", type=WRITTEN_TO, help="The format; -o may tell it.")
@click.option("-o", "--output", required=True, metavar="PATH", help="The file or folder to write.")
@click.option("-n", "most", type=click.IntRange(1), metavar="N", help="At most so many questions.")
@click.option(
    "--form", "forms", multiple=True, type=FORMS, help="Each question in this form, if it can be."
)
@tags
@click.option(
    "--kind", "kinds", multiple=True, type=KIND, metavar="KIND", help="Only facts of this kind."
)
@seed
@click.option("--category", metavar="NAME", help="Where Moodle shall put the questions.")
@click.option("--at", metavar="TIME", help="When it was made, such as 2026-06-01.")
@click.option(
    "--strict", is_flag=True, help="Exit code 1, and write nothing, if there is a warning."
)
@click.option("--force", is_flag=True, help="Write over files that are there.")
@as_json
@click.pass_obj
def export(cli: Cli, /, *, deck: str, to: str | None, output: str, **options: Any) -> int:
    """Write a deck in another format; first say what that cannot hold.

    \b
    For authors     xlsx csv (sheets that `quizkit import` brings back)
    For schools     moodle gift canvas qti qti3 kahoot
    For learners    anki anki-tsv quizlet html (a page to practise with)
    For programs    json
    To be read      markdown

    Without --form each question goes out in the best form that the format can hold. The same
    deck, options, --seed and --at give the same bytes. An html page holds the answers, hidden from
    a glance and no more: it is for practice, not for exams.
    """  # noqa: D301  # click wants the sign itself
    from quizkit.formats.saving import save

    place = Path(output)
    name = to or guessed(output, is_folder=place.is_dir() or output.endswith("/"))
    asked = Asked(deck, name, place, options)
    written: Written = format_of(name).load().write(job_of(cli, asked))
    if not options["as_json"]:
        tell_losses(cli.out, written.losses)
    lost = "nothing is lost"
    if written.losses:
        lost = counted(len(written.losses), "thing is lost", "things are lost")
    if options["strict"] and is_grave(written.losses):
        cli.out.fault(f"{name}: {lost}; nothing was written")
        return 1
    if not written.total and written.unit == "questions":
        cli.out.fault(f"{name}: it can hold none of these questions; nothing was written")
        return 1
    found = save(place, written.files, force=options["force"])
    if options["as_json"]:
        losses = losses_as_json(written.losses)
        cli.out.json({"v": 1, "path": output, written.unit: written.total, "lost": losses})
        return 0
    for path in found:
        cli.out.data(path.as_posix())
    cli.out.tell(f"{name}: {written.total} {written.unit}, {lost}")
    return 0
