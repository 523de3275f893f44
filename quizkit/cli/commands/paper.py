"""`quizkit paper`: an exam to be printed, in variants, with its key."""

from pathlib import Path
from typing import Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.losing import as_json as losses_as_json
from quizkit.cli.losing import is_grave, tell_losses
from quizkit.cli.options import DECK, KIND, as_json, examples, seed, tags
from quizkit.cli.papering import QUESTIONS, drafted, printed, told
from quizkit.cli.papering import as_json as paper_as_json
from quizkit.formats.paper.blueprint import MOST
from quizkit.formats.paper.printers import PAPER_FORMS, PRINTERS
from quizkit.text import counted

FORMS = click.Choice([form.value for form in PAPER_FORMS])


@click.command(
    epilog=examples(
        "quizkit paper vietnam-us -n 20 --variants 4 -o exam/",
        "quizkit paper vietnam-us --blueprint exam.yaml --to pdf --to docx -o exam/",
    )
)
@click.argument("deck", type=DECK)
@click.option(
    "-n", "most", type=click.IntRange(1, MOST), metavar="N", help=f"Questions.  [{QUESTIONS}]"
)
@click.option("--blueprint", metavar="FILE", help="A YAML list of what is wanted, see above.")
@tags
@click.option(
    "--kind", "kinds", multiple=True, type=KIND, metavar="KIND", help="Only facts of this kind."
)
@click.option("--form", "forms", multiple=True, type=FORMS, help="Questions of this form.")
@click.option(
    "--variants", type=click.IntRange(1, 26), default=1, metavar="N", help="Variants, A to Z.  [1]"
)
@click.option("--different", is_flag=True, help="Each variant has questions of its own.")
@seed
@click.option(
    "--to",
    "to",
    multiple=True,
    type=click.Choice(list(PRINTERS)),
    default=("pdf",),
    help="What is written; several may be.  [pdf]",
)
@click.option("-o", "--output", required=True, metavar="PATH", help="The folder to write into.")
@click.option("--title", metavar="TEXT", help="What stands on top.  [the deck's title]")
@click.option(
    "--instructions", multiple=True, metavar="TEXT", help="A paragraph before question 1."
)
@click.option("--large", is_flag=True, help="Large print.")
@click.option("--spaced", is_flag=True, help="Wide spacing, easier to read with dyslexia.")
@click.option("--page", type=click.Choice(["a4", "letter"]), default="a4", help="The paper.  [a4]")
@click.option("--font", metavar="FILE", help="Set it in this font (.ttf, .otf).")
@click.option(
    "--lines",
    type=click.IntRange(1, 40),
    default=1,
    metavar="N",
    help="Lines for an answer that is written.  [1]",
)
@click.option("--at", metavar="TIME", help="When it was made, such as 2026-06-01.")
@click.option(
    "--strict", is_flag=True, help="Exit code 1, and write nothing, if there is a warning."
)
@click.option("--force", is_flag=True, help="Write over files that are there.")
@as_json
@click.pass_obj
def paper(cli: Cli, /, *, deck: str, output: str, **options: Any) -> int:
    """Make an exam to be printed: a file a variant, their key, and paper.json.

    \b
    pdf docx html    to be printed; docx to be edited before
    typ              Typst's text, to be set otherwise
    amc              for Auto Multiple Choice, which marks scanned sheets

    All variants have the same questions in other orders, the right answers elsewhere. No question
    gives away another one's answer. A blueprint is a list of lines, of which all but count may be
    left out:

    \b
    - {count: 8, kind: visit, form: choice, points: 2}
    - {count: 4, tag: treaty, role: date, difficulty: 2..4}

    paper.json tells later which question stood where: write what was marked into results.csv, and
    `quizkit items` says which questions work. Exit code 1: the deck has not enough questions; what
    would give more is told.
    """  # noqa: D301  # click wants the sign itself
    from quizkit.formats.paper.record import without_results
    from quizkit.formats.saving import save

    draft = drafted(cli, deck, options)
    if draft.composed.short:
        return _short(cli, draft.composed, json=options["as_json"])
    found = printed(draft, options["to"])
    if not options["as_json"]:
        tell_losses(cli.out, found.losses)
    if options["strict"] and is_grave(found.losses):
        lost = counted(len(found.losses), "thing is lost", "things are lost")
        cli.out.fault(f"{lost}; nothing was written")
        return 1
    files = without_results(found.files, Path(output))
    kept = [name for name in found.files if name not in files]
    paths = save(Path(output), files, force=options["force"])
    names = [path.as_posix() for path in paths]
    if options["as_json"]:
        values = paper_as_json(found.made.paper, names)
        cli.out.json({**values, "lost": losses_as_json(found.losses)})
        return 0
    for name in names:
        cli.out.data(name)
    for line in told(found.made.paper):
        cli.out.tell(line)
    for name in kept:
        cli.out.tell(f"{name} stays as it was: it may hold what was marked")
    return 0


def _short(cli: Cli, composed: Any, *, json: bool) -> int:
    """Say which lines the deck cannot fill, and why forms are missing; return the exit code."""
    from quizkit.cli.report import print_problems

    if json:
        cli.out.json({"v": 1, "files": [], "short": losses_as_json(composed.short)})
    else:
        tell_losses(cli.out, [loss for loss in composed.losses if loss.code == "QK901"])
        print_problems(composed.short, cli.out.fault)
    cli.out.fault("this deck has not enough questions for the paper; nothing was written")
    return 1
