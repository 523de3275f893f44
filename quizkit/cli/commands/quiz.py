"""`quizkit quiz`: some questions and a mark; nothing is kept."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from quizkit.cli.exits import NotFound
from quizkit.cli.frame import Cli
from quizkit.cli.gate import is_for_screens, screens_or_lines
from quizkit.cli.options import ANY_FORM, as_json, deck_names, examples, seed, tags
from quizkit.model import Marked, MarkView, View


@click.command(
    epilog=examples(
        "quizkit quiz vietnam-us -n 20 --seed 7", "quizkit quiz vietnam-us --pass 80 -o mark.jsonl"
    )
)
@deck_names
@click.option(
    "-n",
    "count",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    metavar="N",
    help="How many questions.",
)
@click.option(
    "--form",
    "forms",
    multiple=True,
    type=ANY_FORM,
    help="Only this form, built in or installed.",
)
@tags
@seed
@click.option(
    "--pass",
    "wanted",
    type=click.FloatRange(0, 100),
    metavar="PCT",
    help="Exit code 1 below this mark.",
)
@click.option("-o", "--output", metavar="FILE", help="Keep the answers here, as JSON lines.")
@click.option("--force", is_flag=True, help="Write over FILE.")
@screens_or_lines
@as_json
@click.pass_obj
def quiz(cli: Cli, /, names: tuple[str, ...], **options: Any) -> int:
    """Answer some questions and get a mark. Nothing is remembered.

    The same seed gives the same questions. With --json the questions are on standard error and the
    mark is on standard output.
    """
    output = Path(options["output"]) if options["output"] else None
    if output and output.exists() and not options["force"]:
        message = f"{output} is there already; --force writes over it"
        raise click.UsageError(message)
    if is_for_screens(cli, plain=options["plain"], tui=options["tui"]):
        code, mark = _on_screens(cli, names, options)
        if code:
            return code
    else:
        mark = _in_lines(cli, names, options)
    if not isinstance(mark, MarkView):
        return 0
    passed = options["wanted"] is None or mark.mark * 100 >= options["wanted"]
    if output:
        _keep(output, mark)
    if options["as_json"]:
        cli.out.json(_plain(mark, passed=passed))
    return 0 if passed else 1


def _on_screens(
    cli: Cli, names: Sequence[str], options: Mapping[str, Any]
) -> "tuple[int, View | None]":
    from quizkit.cli.gate import open_screens, places
    from quizkit.cli.spoken import marked
    from quizkit.practice.opening import Opening, QuizWish
    from quizkit.questions.formlist import named

    wish = QuizWish(
        count=options["count"],
        seed=options["seed"] or "",
        forms=tuple(map(named, options["forms"])),
        tags=tuple(options["tags"]),
    )
    code, view = open_screens(cli, Opening("quiz", places(cli, names), quiz=wish))
    if isinstance(view, MarkView) and not options["as_json"]:
        for line in marked(view):
            cli.out.say(line)
    return code, view


def _in_lines(cli: Cli, names: Sequence[str], options: Mapping[str, Any]) -> View:
    from quizkit.cli.languages import announce
    from quizkit.cli.library import ready
    from quizkit.cli.play import play
    from quizkit.practice.quiz import Quiz
    from quizkit.questions.formlist import named

    known = ready(cli, names, tags=options["tags"])
    announce(cli, known)
    run = Quiz(
        known,
        count=options["count"],
        seed=options["seed"] or "",
        forms=map(named, options["forms"]),
        tags=options["tags"],
        clock=cli.clock,
    )
    play(cli, run, on_stderr=options["as_json"])
    return run.view


def _keep(path: Path, mark: MarkView) -> None:
    """Write the answers, as a whole or not at all."""
    lines = [json.dumps(_answer(each), ensure_ascii=False) + "\n" for each in mark.answers]
    part = path.with_name(path.name + ".part")
    try:
        part.write_text("".join(lines), encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror}"
        raise NotFound(message) from error


def _plain(mark: MarkView, *, passed: bool) -> dict[str, Any]:
    return {
        "v": 1,
        "seed": mark.seed,
        "asked": mark.asked,
        "right": round(mark.right, 6),
        "mark": round(mark.mark, 6),
        "passed": passed,
        "answers": [_answer(each) for each in mark.answers],
    }


def _answer(each: Marked) -> dict[str, Any]:
    return {
        "facet": each.facet,
        "form": each.form.value,
        "language": each.language,
        "stem": each.stem,
        "options": list(each.options),
        "key": each.key,
        "response": each.response,
        "score": each.score,
        "why": each.why,
        "ms": each.ms,
        "prompts": list(each.prompts),
    }
