"""`quizkit check`: what is wrong with decks."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from quizkit.checks.frames import as_json as plain
from quizkit.checks.frames import concise, counts, summary
from quizkit.checks.run import run
from quizkit.cli.frame import Cli
from quizkit.cli.library import places, shown_path
from quizkit.cli.options import as_json, examples
from quizkit.cli.report import in_order, print_problems
from quizkit.decks import load
from quizkit.decks.files import read_bytes
from quizkit.decks.source import MAX_FILE
from quizkit.errors import DeckError
from quizkit.model import Deck, Problem, Severity
from quizkit.questions.plan import Planner
from quizkit.settings.table import PROFILES


class Checked(NamedTuple):
    """One deck checked: its totals and problems."""

    deck: str
    path: str
    facts: int
    asked: int
    refused: int
    problems: tuple[Problem, ...]


@click.command(
    epilog=examples("quizkit check vietnam-us", "quizkit check decks/ --format concise --strict")
)
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option(
    "--format",
    "style",
    type=click.Choice(["full", "concise", "json"]),
    default="full",
    show_default=True,
    help="How problems are shown.",
)
@as_json
@click.option("--strict", is_flag=True, default=None, help="Warnings count as errors.")
@click.option("--select", multiple=True, metavar="CODE", help="Only this code or family (QK3).")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not this code or family.")
@click.option("--profile", type=click.Choice(PROFILES), help="How strict to be.")
@click.option("--no-ok", is_flag=True, help="Show what the author has accepted as well.")
@click.pass_obj
def check(cli: Cli, /, paths: tuple[str, ...], **options: Any) -> int:
    """Find what is wrong with decks: files, folders of decks, names, or - for standard input.

    All problems of every file come at once. Without a path, all decks of your list are checked.
    Exit code 0 if there is no error, 1 if there is one, 3 if something cannot be read.
    """
    cli.given |= {"check.profile": options["profile"], "check.strict": options["strict"]}
    profile, strict = cli.settings.profile, cli.settings.strict
    texts: dict[str, str] = {}
    found = [_narrowed(each, options) for each in _check_all(cli, paths, profile, texts)]
    style = "json" if options["as_json"] else options["style"]
    problems = [problem for each in found for problem in each.problems]
    shown = [problem for problem in problems if options["no_ok"] or not problem.suppressed]
    if style == "json":
        cli.out.json(_document(found, problems, profile))
    elif style == "concise":
        for problem in in_order(shown):
            cli.out.data(concise(problem))
    else:
        print_problems(shown, cli.out.data, texts=texts)
    for each in found:
        totals = {"facts": each.facts, "asked": each.asked, "refused": each.refused}
        cli.out.tell(summary(each.deck, each.problems, **totals))
    worst = Severity.WARNING if strict else Severity.ERROR
    return int(any(p.severity <= worst and not p.suppressed for p in problems))


def _places(cli: Cli, paths: tuple[str, ...]) -> list[str]:
    if "-" in paths:
        return ["-"]
    return [shown_path(place) for place in places(cli, paths)]


def _opener(texts: dict[str, str]) -> Callable[[Path], bytes]:
    """Return what reads files, and standard input once under the name "-"."""

    def read(path: Path) -> bytes:
        if str(path) != "-":
            return read_bytes(path)
        data = sys.stdin.buffer.read(MAX_FILE + 1)
        texts["-"] = data.decode("utf-8", "replace")
        return data

    return read


def _check_all(
    cli: Cli, paths: tuple[str, ...], profile: str, texts: dict[str, str]
) -> Iterator[Checked]:
    for shown in _places(cli, paths):
        try:
            deck = load(shown, opener=_opener(texts))
        except DeckError as error:
            if not error.problems:
                raise
            name = error.problems[0].deck or Path(shown).name
            yield Checked(name, shown, 0, 0, 0, error.problems)
        else:
            yield _checked(deck, shown, profile)


def _checked(deck: Deck, shown: str, profile: str) -> Checked:
    planner = Planner(deck)
    problems = run(deck, planner, profile=profile)
    refused = sum(planner.refusal(facet) is not None for facet in planner.candidates)
    facts = len(deck.facts) + len(deck.cards)
    return Checked(deck.id, shown, facts, len(planner.facets), refused, problems)


def _narrowed(each: Checked, options: dict[str, Any]) -> Checked:
    """Leave out what was not asked for. What stops a file from loading is always shown."""
    select = tuple(code.upper() for code in options["select"])
    ignore = tuple(code.upper() for code in options["ignore"])

    def wanted(problem: Problem) -> bool:
        if problem.severity is Severity.FATAL:
            return True
        chosen = not select or problem.code.startswith(select)
        return chosen and not (ignore and problem.code.startswith(ignore))

    return each._replace(problems=tuple(filter(wanted, each.problems)))


def _document(found: list[Checked], problems: list[Problem], profile: str) -> dict[str, Any]:
    names = ("deck", "path", "facts", "asked", "refused")
    return {
        "v": 1,
        "profile": profile,
        "decks": [{name: getattr(each, name) for name in names} for each in found],
        "problems": [plain(problem) for problem in in_order(problems)],
        "counts": counts(problems),
    }
